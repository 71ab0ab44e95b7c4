"""What the shop sells: looking around, this company's price, stock, description."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot import texts
from bot.actions.card import CardBuilder
from bot.actions.lines import bought_before
from bot.actions.pending import product_of, put_off
from bot.actions.pictures import offer_picture
from bot.actions.put import put_said
from bot.actions.questions import go_on
from bot.actions.registry import on_answer, on_button, on_intent
from bot.actions.turn import Turn
from bot.intents.schema import Intent, Line, Understanding
from shop_client.model import PriceRequest, Product, ProductStatus, RelationKind

_MOST_SHOWN = 5


@on_intent(Intent.SEARCH_PRODUCTS, Intent.ASK_PRICE, Intent.ASK_STOCK, Intent.ASK_PRODUCT)
async def ask_about_products(turn: Turn, understood: Understanding) -> None:
    """Answers about each product that was named, or shows the likely ones."""
    lines = understood.lines or (Line(understood.text),)
    history = await bought_before(turn)
    for line in lines:
        grounding = await turn.services.catalogue.ground(line.product, turn.language, history)
        looking = understood.intent is Intent.SEARCH_PRODUCTS
        if grounding.certain:
            turn.matched(line.product, grounding.certain)
        if grounding.certain and not looking:
            await _show_product(turn, grounding.certain.sku, line.quantity)
            continue
        found = await turn.services.catalogue.search(
            line.product, turn.language, history, _MOST_SHOWN
        )
        if not found:
            turn.say("not-found", phrases=f"«{line.product}»")
            continue
        await _show_several(turn, [match.sku for match in found], line)


async def _show_product(turn: Turn, sku: str, quantity: Decimal | None) -> None:
    product = await product_of(turn, sku)
    card = turn.reply()
    wanted = quantity or max(product.minimum_quantity, product.pack_size)
    await _details(turn, card, product, wanted)
    if product.status is ProductStatus.ORDERABLE:
        card.button(
            "button-add",
            "product.add",
            {"sku": sku, "quantity": str(wanted)},
            quantity=card.quantity(wanted, product.unit),
        )
    offer_picture(card, product)
    for relation in product.relations[:2]:
        if relation.kind is not RelationKind.ACCESSORY:
            other = await product_of(turn, relation.sku)
            card.choice(card.name(other.name), "product.show", {"sku": relation.sku})


async def _details(turn: Turn, card: CardBuilder, product: Product, wanted: Decimal) -> None:
    shop = turn.services.shop
    card.quote(f"{card.name(product.name)} ({product.sku})")
    if description := card.name(product.description):
        card.quote(description)
    if product.status is not ProductStatus.ORDERABLE:
        card.say(f"status-product-{product.status.value}")
        return
    price = (await shop.prices(turn.member.company_id, [PriceRequest(product.sku, wanted)]))[0]
    card.field(
        "price-for", card.money(price.unit_price), quantity=card.quantity(wanted, product.unit)
    )
    stock = (await shop.stock([product.sku]))[0]
    card.field("in-stock", card.quantity(max(stock.available, Decimal(0)), product.unit))
    if stock.lead_time_days is not None and stock.available < wanted:
        card.field("lead-time-label", card.text("lead-time", days=stock.lead_time_days))
    if product.pack_size > 1:
        card.field("sold-by", card.quantity(product.pack_size, product.unit))
    if product.minimum_quantity > product.pack_size:
        card.field("minimum", card.quantity(product.minimum_quantity, product.unit))
    for name, value in product.attributes.items():
        # A shop's own names ("units_per_carton") are for its staff, not for customers.
        label = f"attribute-{name.replace('_', '-')}"
        if label in texts.keys("en"):
            card.field(label, value)


async def _show_several(turn: Turn, skus: list[str], line: Line) -> None:
    shop = turn.services.shop
    products = [await product_of(turn, sku) for sku in skus]
    prices = await shop.prices(
        turn.member.company_id,
        [PriceRequest(p.sku, line.quantity or p.minimum_quantity) for p in products],
    )
    stocks = await shop.stock(skus)
    card = turn.say("products-found", phrase=line.product)
    for product, price, stock in zip(products, prices, stocks, strict=True):
        detail = card.text(
            "product-detail",
            sku=product.sku,
            stock=card.quantity(max(stock.available, Decimal(0)), product.unit),
        )
        if product.status is not ProductStatus.ORDERABLE:
            detail = card.text(f"status-product-{product.status.value}")
        card.row(card.name(product.name), detail, card.money(price.unit_price))
        card.choice(card.name(product.name), "product.show", {"sku": product.sku})
    turn.ask("product", skus=skus)


@on_answer("product")
async def answer_product(turn: Turn, text: str) -> bool:
    """Reads the name of one of the products just shown."""
    wanted = text.strip().casefold()
    for sku in turn.conversation.context.get("skus", []):
        product = await product_of(turn, sku)
        if wanted in (sku.casefold(), *(name.casefold() for name in product.name.values())):
            turn.settle_question()
            await _show_product(turn, sku, None)
            return True
    return False


@on_button("product.show")
async def show_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """Shows one product."""
    await _show_product(turn, data["sku"], None)


@on_button("product.add")
async def add_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """Adds the shown quantity to the cart."""
    await turn.use_button()
    put_off(
        turn, await put_said(turn, data["sku"], "add", Decimal(data["quantity"]), None, "chosen")
    )
    await go_on(turn)
