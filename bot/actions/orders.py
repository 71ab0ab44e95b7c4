"""After the order: status, list, invoice, cancelling."""

from __future__ import annotations

from typing import Any

from bot.actions.card import CardBuilder
from bot.actions.registry import on_button, on_intent
from bot.actions.turn import Turn
from bot.domain.entities import ApprovalState, PlacementState
from bot.domain.reorder import orders_meant
from bot.intents.schema import Intent, Understanding
from bot.messages import Attachment, ButtonStyle
from shop_client.errors import NotCancellable, NotFound
from shop_client.model import Capability, Order

_MOST_SHOWN = 5


@on_intent(Intent.LIST_ORDERS)
async def list_orders(turn: Turn, understood: Understanding) -> None:
    """The newest orders, with what is still under way."""
    orders = await turn.services.shop.orders(turn.member.company_id, limit=_MOST_SHOWN)
    await _under_way(turn)
    if not orders:
        turn.say("no-orders-yet")
        return
    card = turn.say("your-orders")
    for order in orders:
        card.row(
            f"{order.number} · {card.day(order.placed_on)}",
            card.text(f"order-{order.state.value}"),
            card.money(order.totals.gross),
        )
        card.choice(order.number, "order.show", {"number": order.number})


async def _under_way(turn: Turn) -> None:
    """Orders of ours that the shop doesn't have yet, and requests that wait."""
    card: CardBuilder | None = None
    for ours in await turn.store.purchase_orders_in(turn.member.company_id, 20):
        if ours.state in (PlacementState.PLACED, PlacementState.REFUSED):
            continue
        card = card or turn.say("under-way")
        total = card.money(ours.quotation.totals.gross)
        card.row(card.text(f"placement-{ours.state.value}"), "", total)
    for request in await turn.store.approvals_waiting(turn.member.company_id):
        if request.state is ApprovalState.WAITING:
            card = card or turn.say("under-way")
            total = card.money(request.quotation.totals.gross)
            card.row(card.text("waits-for-approval"), "", total)


async def _meant(turn: Turn, reference: str | None) -> Order | None:
    """The order that is meant; says so when there is none."""
    company_id = turn.member.company_id
    orders = await turn.services.shop.orders(company_id, limit=100)
    meant = orders_meant(orders, None if reference == "usual" else reference)
    if meant:
        return meant[0]
    if reference:
        try:
            return await turn.services.shop.order(company_id, reference)
        except NotFound:
            turn.say("no-such-order", reference=reference)
            return None
    turn.say("no-orders-yet")
    return None


@on_intent(Intent.ORDER_STATUS)
async def order_status(turn: Turn, understood: Understanding) -> None:
    """Where an order stands; the last one when none is named."""
    await _under_way(turn)
    order = await _meant(turn, understood.order_ref)
    if order:
        await _show(turn, order)


@on_button("order.show")
async def show_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """Shows one order."""
    await _show(turn, await turn.services.shop.order(turn.member.company_id, data["number"]))


async def _show(turn: Turn, order: Order) -> None:
    card = turn.reply().title("order-title", number=order.number)
    for line in order.lines:
        card.row(line.name, card.quantity(line.quantity, line.unit), card.money(line.net))
    card.field("order-state", card.text(f"order-{order.state.value}"))
    card.field("ordered-on", card.day(order.placed_on))
    if order.po_number:
        card.field("po-number", order.po_number)
    if order.promised_date:
        card.field("promised-date", card.day(order.promised_date))
    if order.shipment:
        card.field("shipment", order.shipment)
    card.field("total-gross", card.money(order.totals.gross))
    data = {"number": order.number}
    card.button("button-reorder", "reorder.order", data)
    card.button("button-invoice", "order.invoice", data)
    card.button("button-as-file", "order.file", data)


@on_intent(Intent.GET_INVOICE)
async def get_invoice(turn: Turn, understood: Understanding) -> None:
    """The invoice of an order; the newest one when none is named."""
    if understood.order_ref in (None, "last", "usual"):
        orders = await turn.services.shop.orders(turn.member.company_id, limit=20)
        for order in orders:
            if await turn.services.shop.invoices(turn.member.company_id, order.number):
                await _send_invoice(turn, order.number)
                return
        turn.say("no-invoice-yet" if orders else "no-orders-yet")
        return
    found = await _meant(turn, understood.order_ref)
    if found:
        await _send_invoice(turn, found.number)


@on_button("order.invoice")
async def invoice_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """The invoice of one order."""
    await _send_invoice(turn, data["number"])


async def _send_invoice(turn: Turn, order_number: str) -> None:
    shop = turn.services.shop
    invoices = await shop.invoices(turn.member.company_id, order_number)
    if not invoices:
        turn.say("no-invoice-for", number=order_number)
        return
    for invoice in invoices:
        card = turn.say("invoice", number=invoice.number, order=order_number)
        if invoice.due_on:
            card.field("due-date", card.day(invoice.due_on))
        card.field("total-gross", card.money(invoice.totals.gross))
        document = await shop.invoice_document(turn.member.company_id, invoice.id)
        if Capability.INVOICE_PDF not in shop.capabilities:
            card.note("invoice-not-pdf")
        card.attach(Attachment(document.filename, document.media_type, document.content))


@on_intent(Intent.CANCEL_ORDER)
async def cancel_order(turn: Turn, understood: Understanding) -> None:
    """Asks before an order is cancelled."""
    if Capability.CANCEL not in turn.services.shop.capabilities:
        turn.say("cancel-not-here").button("button-human", "human")
        return
    order = await _meant(turn, understood.order_ref)
    if order is None:
        return
    card = turn.reply()
    card.say("really-cancel", number=order.number, total=card.money(order.totals.gross)).button(
        "button-cancel-order", "order.cancel", {"number": order.number}, style=ButtonStyle.DANGER
    )


@on_button("order.cancel")
async def cancel_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """Cancels an order while the shop allows it."""
    await turn.use_button()
    try:
        order = await turn.services.shop.cancel_order(turn.member.company_id, data["number"])
    except NotCancellable:
        turn.say("cannot-cancel", number=data["number"]).button("button-human", "human")
        return
    turn.say("order-cancelled-now", number=order.number)
