"""The cart, read back: what stands in it, at which prices, and what it comes to."""

from __future__ import annotations

from bot.actions.card import CardBuilder
from bot.actions.forms import edit_buttons
from bot.actions.registry import on_button, on_intent
from bot.actions.turn import Turn
from bot.domain.cart import draft_of
from bot.domain.entities import Cart
from bot.intents.schema import Intent, Understanding
from bot.messages import ButtonStyle
from shop_client.model import OrderDraft, Quotation


@on_intent(Intent.SHOW_CART)
async def show(turn: Turn, understood: Understanding) -> None:
    """Shows the cart."""
    await show_cart(turn)


async def show_cart(turn: Turn) -> None:
    """Reads the open cart back, with the buttons that go on from there."""
    cart = await turn.store.open_cart(turn.person.id, turn.member.company_id)
    if cart is None:
        cart = await turn.cart()
    if not cart.lines:
        turn.say("cart-empty")
        return
    await cart_on(turn, turn.reply().title("cart-title"), cart)


async def cart_on(turn: Turn, card: CardBuilder, cart: Cart) -> None:
    """Writes a cart that has lines on a card, with the buttons that go on from there."""
    draft = draft_of(cart)
    quotation = await turn.services.shop.quote(draft, turn.language)
    quotation_on(card, draft, quotation, cart)
    card.button("button-submit", "cart.submit", style=ButtonStyle.PRIMARY)
    edit_buttons(card, cart, {line.sku: line.name for line in quotation.lines})
    card.button("button-empty", "cart.empty", style=ButtonStyle.DANGER)


def quotation_on(
    card: CardBuilder, draft: OrderDraft, quotation: Quotation, cart: Cart | None = None
) -> CardBuilder:
    """Writes lines, charges, tax, total and dates on a card."""
    waiting = {line.sku for line in cart.lines if line.backorder} if cart else set()
    for line in quotation.lines:
        detail = card.text(
            "line-detail",
            sku=line.sku,
            quantity=card.quantity(line.quantity, line.unit),
            price=card.money(line.unit_price),
        )
        if line.sku in waiting:
            detail += " · " + card.text("line-back-ordered")
        card.row(line.name, detail, card.money(line.net))
    for charge in quotation.charges:
        card.field("charge-" + charge.kind.value.replace("_", "-"), card.money(charge.net))
    card.field("total-net", card.money(quotation.totals.net))
    for tax in quotation.taxes:
        rate = card.quantity(tax.rate)
        card.field("total-tax", card.money(tax.amount), rate=rate)
        if tax.legal_note:
            card.note("reverse-charge")
    card.field("total-gross", card.money(quotation.totals.gross))
    card.field("payment-terms", quotation.payment_terms.name)
    if quotation.due_date:
        card.field("due-date", card.day(quotation.due_date))
    if draft.po_number:
        card.field("po-number", draft.po_number)
    if cart and cart.cost_centre:
        card.field("cost-centre", cart.cost_centre)
    promised = draft.delivery_date or quotation.promised_date
    if quotation.promised_date and promised:
        card.field("promised-date", card.day(max(promised, quotation.promised_date)))
    return card


@on_intent(Intent.EMPTY_CART)
async def ask_empty(turn: Turn, understood: Understanding) -> None:
    """Asks before everything goes."""
    cart = await turn.cart()
    if not cart.lines:
        turn.say("cart-empty")
        return
    turn.say("really-empty", count=len(cart.lines)).button(
        "button-empty", "cart.empty", style=ButtonStyle.DANGER
    )


@on_button("cart.empty")
async def empty(turn: Turn, data: dict[str, object]) -> None:
    """Takes everything out."""
    cart = await turn.cart()
    cart.lines = []
    cart.po_number = None
    cart.delivery_date = None
    cart.delivery_address_id = None
    turn.remember("pending", None)
    turn.settle_question()
    await turn.use_button()
    turn.say("cart-emptied")
