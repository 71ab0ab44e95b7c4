"""Asking the open questions about lines one by one; the last answer shows the cart."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from bot.actions.pending import (
    Question,
    answered,
    first_pending,
    pending,
    product_of,
    short_in_stock,
)
from bot.actions.put import put_said
from bot.actions.readback import show_cart
from bot.actions.registry import on_answer, on_button
from bot.actions.turn import Turn
from bot.domain.cart import accept_backorder, line_of, put_line
from bot.domain.entities import CartLine
from bot.messages import ButtonStyle


async def go_on(turn: Turn) -> None:
    """Asks the first open question; shows the cart when there is none."""
    questions = pending(turn)
    if not questions:
        if turn.conversation.awaiting == "line":
            turn.settle_question()
        await show_cart(turn)
        return
    turn.ask("line")
    await _ask(turn, questions[0])


async def _ask(turn: Turn, question: Question) -> None:
    card = turn.reply()
    match question["kind"]:
        case "product":
            card.say("which-product", phrase=question["phrase"])
            for sku in question["skus"]:
                product = await product_of(turn, sku)
                card.row(card.name(product.name), sku)
                card.choice(card.name(product.name), "line.product", {"sku": sku})
            card.button("button-none-of-these", "line.drop")
        case "pack":
            product = await product_of(turn, question["sku"])
            card.say(
                "sold-in-packs",
                product=card.name(product.name),
                pack=card.quantity(product.pack_size, product.unit),
                least=card.quantity(product.minimum_quantity, product.unit),
                wanted=card.quantity(Decimal(question["wanted"]), product.unit),
            )
            for choice in question["choices"]:
                card.choice(
                    card.quantity(Decimal(choice), product.unit),
                    "line.quantity",
                    {"quantity": choice},
                )
            card.button("button-leave-out", "line.drop")
        case "quantity":
            product = await product_of(turn, question["sku"])
            card.say(
                "how-many",
                product=card.name(product.name),
                pack=card.quantity(product.pack_size, product.unit),
            )
        case "stock":
            product = await product_of(turn, question["sku"])
            available = Decimal(question["available"])
            stock = (await turn.services.shop.stock([question["sku"]]))[0]
            card.say(
                "short-in-stock",
                product=card.name(product.name),
                wanted=card.quantity(Decimal(question["wanted"]), product.unit),
                available=card.quantity(available, product.unit),
            )
            if stock.lead_time_days is not None:
                card.note("lead-time", days=stock.lead_time_days)
            card.button("button-back-order", "line.backorder", style=ButtonStyle.PRIMARY)
            fewer = (available // product.pack_size) * product.pack_size
            if fewer >= product.minimum_quantity:
                card.button(
                    "button-take-fewer",
                    "line.quantity",
                    {"quantity": str(fewer)},
                    quantity=card.quantity(fewer, product.unit),
                )
            for relation in product.relations[:2]:
                other = await product_of(turn, relation.sku)
                card.choice(card.name(other.name), "line.swap", {"sku": relation.sku})
            card.button("button-leave-out", "line.remove")
        case "gone":
            product = await product_of(turn, question["sku"])
            card.say("no-longer-sold", product=card.name(product.name))
            if question["successor"]:
                other = await product_of(turn, question["successor"])
                card.choice(
                    card.text("button-take-instead", product=card.name(other.name)),
                    "line.swap",
                    {"sku": question["successor"]},
                    style=ButtonStyle.PRIMARY,
                )
            card.button("button-leave-out", "line.drop")


async def _stale(turn: Turn) -> None:
    turn.say("button-stale")
    await go_on(turn)


async def _pressed_for(turn: Turn, *kinds: str) -> Question | None:
    """The question that the pressed button answers, the button used up; None when it is stale."""
    question = first_pending(turn, *kinds)
    if question is None:
        await _stale(turn)
        return None
    await turn.use_button()
    return question


@on_button("line.product")
async def choose_product(turn: Turn, data: dict[str, Any]) -> None:
    """The product that was meant."""
    question = first_pending(turn, "product")
    if question is None or data["sku"] not in question["skus"]:
        await _stale(turn)
        return
    await turn.use_button()
    quantity = Decimal(question["quantity"]) if question["quantity"] is not None else None
    more = await put_said(turn, data["sku"], question["op"], quantity, question["unit"], "chosen")
    answered(turn, more)
    await go_on(turn)


@on_button("line.quantity")
async def choose_quantity(turn: Turn, data: dict[str, Any]) -> None:
    """A quantity that is sold, or that is there."""
    question = await _pressed_for(turn, "pack", "stock")
    if question is None:
        return
    cart = await turn.cart()
    present = line_of(cart.lines, question["sku"])
    ground = present.ground if present else "chosen"
    put_line(cart, CartLine(question["sku"], Decimal(data["quantity"]), ground))
    answered(turn, await short_in_stock(turn, [question["sku"]]))
    await go_on(turn)


@on_button("line.backorder")
async def choose_backorder(turn: Turn, data: dict[str, Any]) -> None:
    """The person waits for what is missing."""
    question = await _pressed_for(turn, "stock")
    if question is None:
        return
    accept_backorder(await turn.cart(), question["sku"])
    answered(turn)
    await go_on(turn)


@on_button("line.swap")
async def choose_other(turn: Turn, data: dict[str, Any]) -> None:
    """Another product in its place, in the same quantity."""
    question = await _pressed_for(turn, "stock", "gone")
    if question is None:
        return
    wanted = Decimal(question.get("wanted") or question["quantity"])
    put_line(await turn.cart(), CartLine(question["sku"], Decimal(0)))
    answered(turn, await put_said(turn, data["sku"], "add", wanted, None, "chosen"))
    await go_on(turn)


@on_button("line.remove")
async def choose_remove(turn: Turn, data: dict[str, Any]) -> None:
    """The line goes out of the cart."""
    question = await _pressed_for(turn, "stock")
    if question is None:
        return
    put_line(await turn.cart(), CartLine(question["sku"], Decimal(0)))
    answered(turn)
    await go_on(turn)


@on_button("line.drop")
async def choose_nothing(turn: Turn, data: dict[str, Any]) -> None:
    """Nothing of it; the cart stays as it is."""
    if not pending(turn):
        await _stale(turn)
        return
    await turn.use_button()
    answered(turn)
    await go_on(turn)


@on_answer("line")
async def answer_line(turn: Turn, text: str) -> bool:
    """Reads a quantity, or the name or number of one of the products shown."""
    questions = pending(turn)
    if not questions:
        return False
    question = questions[0]
    number = _number(text)
    if question["kind"] == "quantity" and number is not None and number > 0:
        more = await put_said(turn, question["sku"], question["op"], number, None, "chosen")
        answered(turn, more)
        await go_on(turn)
        return True
    if question["kind"] == "pack" and number is not None and number > 0:
        more = await put_said(turn, question["sku"], "set", number, None, "chosen")
        answered(turn, more)
        await go_on(turn)
        return True
    if question["kind"] == "product":
        chosen = await _named(turn, text, question["skus"])
        if chosen is not None:
            await choose_product(turn, {"sku": chosen})
            return True
    return False


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


async def _named(turn: Turn, text: str, skus: list[str]) -> str | None:
    wanted = text.strip().casefold()
    for sku in skus:
        product = await product_of(turn, sku)
        if wanted in (sku.casefold(), *(name.casefold() for name in product.name.values())):
            return sku
    return None
