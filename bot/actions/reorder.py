"""Buying again, with changes; every line that is no longer the same is reported."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.actions.card import CardBuilder
from bot.actions.lines import apply_lines, take_details
from bot.actions.pending import gone_question, pack_question, put_off, short_in_stock
from bot.actions.questions import go_on
from bot.actions.registry import on_button, on_intent
from bot.actions.turn import Turn
from bot.domain.cart import pack_problem, put_line
from bot.domain.entities import CartLine
from bot.domain.reorder import LineNews, news_of, orders_meant, usual_quantities
from bot.intents.schema import Intent, Line, LineOp, Understanding
from bot.messages import ButtonStyle
from shop_client.model import Order, PriceRequest
from shop_client.money import Money

_LOOK_BACK = timedelta(days=730)
_USUAL_ORDERS = 6
_MOST_CHOICES = 5


@on_intent(Intent.REORDER)
async def reorder(turn: Turn, understood: Understanding) -> None:
    """Takes a past order, or what is usual, as the new cart."""
    cart = await turn.cart()
    changes = [
        {
            "op": line.op.value if line.op else None,
            "product": line.product,
            "quantity": str(line.quantity) if line.quantity is not None else None,
            "unit": line.unit,
        }
        for line in understood.lines
    ]
    take_details(turn, understood, cart)
    orders = await turn.services.shop.orders(
        turn.member.company_id, since=(turn.now - _LOOK_BACK).date(), limit=100
    )
    if not orders:
        turn.say("no-orders-yet")
        return
    if understood.order_ref == "usual":
        await _fill(turn, usual_quantities(orders[:_USUAL_ORDERS]), orders[0], changes)
        return
    meant = orders_meant(orders, understood.order_ref)
    if not meant:
        card = turn.say("no-such-order", reference=understood.order_ref or "")
        for order in orders[:_MOST_CHOICES]:
            card.choice(
                _label(card.day(order.placed_on), order), "reorder.order", _data(order, changes)
            )
        return
    if len(meant) > 1:
        card = turn.say("which-order")
        for order in meant[:_MOST_CHOICES]:
            card.choice(
                _label(card.day(order.placed_on), order), "reorder.order", _data(order, changes)
            )
        return
    await _take(turn, meant[0], changes)


def _label(day: str, order: Order) -> str:
    return f"{order.number} · {day}"


def _data(order: Order, changes: list[dict[str, Any]]) -> dict[str, Any]:
    return {"number": order.number, "changes": changes}


@on_button("reorder.order")
async def reorder_chosen(turn: Turn, data: dict[str, Any]) -> None:
    """The order that was meant."""
    order = await turn.services.shop.order(turn.member.company_id, data["number"])
    await turn.use_button()
    await _take(turn, order, data.get("changes", []))


async def _take(turn: Turn, order: Order, changes: list[dict[str, Any]]) -> None:
    quantities = {line.sku: line.quantity for line in order.lines}
    await _fill(turn, quantities, order, changes)


async def _fill(
    turn: Turn,
    quantities: dict[str, Decimal],
    source: Order,
    changes: list[dict[str, Any]],
    *,
    replace: bool = False,
) -> None:
    """Makes these lines the cart, applies the changes, and reports what is not as it was."""
    cart = await turn.cart()
    if cart.lines and not replace:
        data = {
            "quantities": {sku: str(q) for sku, q in quantities.items()},
            "number": source.number,
            "changes": changes,
        }
        card = turn.say("cart-not-empty", count=len(cart.lines))
        card.button("button-replace-cart", "reorder.fill", data | {"replace": True})
        card.button("button-add-to-cart", "reorder.fill", data, style=ButtonStyle.PRIMARY)
        return
    await _report_and_fill(turn, quantities, source, changes)


@on_button("reorder.fill")
async def fill_chosen(turn: Turn, data: dict[str, Any]) -> None:
    """Into the present cart, or in its place."""
    cart = await turn.cart()
    await turn.use_button()
    quantities = {sku: Decimal(q) for sku, q in data["quantities"].items()}
    if data.get("replace"):
        cart.lines = []
        turn.remember("pending", None)
    present = {line.sku: line.quantity for line in cart.lines}
    merged = {sku: q + present.get(sku, Decimal(0)) for sku, q in quantities.items()}
    order = await turn.services.shop.order(turn.member.company_id, data["number"])
    await _report_and_fill(turn, merged, order, data["changes"])


async def _report_and_fill(
    turn: Turn, quantities: dict[str, Decimal], source: Order, changes: list[dict[str, Any]]
) -> None:
    cart = await turn.cart()
    changed = [_line(change) for change in changes]
    for sku, quantity in quantities.items():
        put_line(cart, CartLine(sku, quantity, "history"))
    if changed:
        await apply_lines(turn, changed, LineOp.SET, prefer=frozenset(quantities))
    kept = {line.sku: line.quantity for line in cart.lines if line.sku in quantities}
    news = await _news(turn, kept, source)
    card = turn.reply()
    card.say("taken-from-order", number=source.number, day=card.day(source.placed_on))
    names = {line.sku: line.name for line in source.lines}
    questions = []
    for item in news:
        known = await turn.services.catalogue.product(item.sku)
        name = card.name(known.name) if known else names.get(item.sku, item.sku)
        if not item.orderable:
            put_line(cart, CartLine(item.sku, Decimal(0)))
            questions.append(gone_question(item.sku, item.successor, kept[item.sku]))
            card.row(name, card.text("news-gone"))
        else:
            problem = pack_problem(known, kept[item.sku]) if known else None
            if problem:
                questions.append(pack_question(item.sku, kept[item.sku], problem))
            _report(card, item, name, known.unit if known else "")
    remaining = [line.sku for line in cart.lines if line.sku in kept]
    questions += await short_in_stock(turn, remaining)
    put_off(turn, questions)
    await go_on(turn)


def _report(card: CardBuilder, item: LineNews, name: str, unit: str) -> None:
    if item.price_changed and item.old_price and item.new_price:
        card.row(
            name,
            card.text("news-price", old=card.money(item.old_price), new=card.money(item.new_price)),
        )
    if item.short_by > 0:
        card.row(name, card.text("news-short", short=card.quantity(item.short_by, unit)))


def _line(change: dict[str, Any]) -> Line:
    return Line(
        change["product"],
        Decimal(change["quantity"]) if change["quantity"] is not None else None,
        change["unit"],
        LineOp(change["op"]) if change["op"] else None,
    )


async def _news(turn: Turn, quantities: dict[str, Decimal], source: Order) -> list[LineNews]:
    shop = turn.services.shop
    skus = list(quantities)
    products = {product.sku: product for product in await shop.products(skus)}
    alive = [sku for sku in skus if sku in products]
    stock = {found.sku: found for found in await shop.stock(alive)}
    requests = [PriceRequest(sku, quantities[sku]) for sku in alive]
    prices = {p.sku: p for p in await shop.prices(turn.member.company_id, requests)}
    paid: dict[str, Money] = {line.sku: line.unit_price for line in source.lines}
    return [
        news_of(
            sku,
            quantities[sku],
            product=products.get(sku),
            stock=stock.get(sku),
            price=prices.get(sku),
            paid=paid,
        )
        for sku in skus
    ]


@on_button("cart.rebuild")
async def rebuild(turn: Turn, data: dict[str, Any]) -> None:
    """The lines of a cart that was not ordered, into the open one."""
    past = await turn.store.cart(data["cart_id"])
    if past.person_id != turn.person.id:
        turn.say("button-stale")
        return
    await turn.use_button()
    cart = await turn.cart()
    for line in past.lines:
        put_line(cart, line)
    cart.po_number = cart.po_number or past.po_number
    cart.delivery_date = cart.delivery_date or past.delivery_date
    cart.delivery_address_id = cart.delivery_address_id or past.delivery_address_id
    await go_on(turn)
