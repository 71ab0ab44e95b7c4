"""What became of an order that was sent: it re-enters the conversation, and people are told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from bot.actions.differing import show_difference
from bot.actions.order_news import tell_of_order
from bot.actions.placement import conversation_of, give_up_cart, release_credit
from bot.actions.registry import on_event
from bot.actions.turn import Turn
from bot.domain.audit import AuditKind
from bot.domain.entities import (
    CartState,
    CaseKind,
    OrderDifference,
    PurchaseOrder,
    SettledHow,
    StaffCase,
)
from bot.domain.placement import Stage, advance, minute, stage_of
from shop_client.money import Money


@on_event("order-placed")
async def placed(turn: Turn, data: dict[str, Any]) -> None:
    """The order stands in the shop."""
    order = await turn.store.purchase_order(data["purchase_order_id"])
    stage = stage_of(order)
    if stage in (Stage.PLACED, Stage.DIFFERENT):
        return
    if stage is Stage.REFUSED:
        await _turned_up(turn, order, data["number"])
        return
    differs = data.get("difference")
    await is_placed(
        turn,
        order,
        data["number"],
        difference=msgspec.convert(differs, OrderDifference) if differs else None,
        how=SettledHow(data.get("how", SettledHow.ANSWER)),
    )


async def is_placed(
    turn: Turn,
    order: PurchaseOrder,
    number: str,
    *,
    difference: OrderDifference | None,
    how: SettledHow,
    by: str = "",
) -> None:
    """Notes that the shop has it, and tells everybody concerned, or asks them what they think."""
    to = Stage.DIFFERENT if difference else Stage.PLACED
    advance(order, to, turn.now, how=how, by=by, number=number, difference=difference)
    if by:
        turn.record(AuditKind.ORDER_SETTLED, order, by=by, number=number)
    if difference:
        turn.record(AuditKind.ORDER_DIFFERENT, order, number=number, differences=difference)
    elif not by:
        turn.record(AuditKind.ORDER_PLACED, order, number=number)
    cart = await turn.store.cart(order.cart_id)
    cart.state = CartState.ORDERED
    await release_credit(turn, order.cart_id)
    await _close_cases(turn, order)
    if difference:
        await show_difference(turn, order, difference)
    else:
        await tell_of_order(turn, order, "order-placed", number=number)


@on_event("order-refused")
async def refused(turn: Turn, data: dict[str, Any]) -> None:
    """The shop said no; nothing was ordered and the lines can be taken up again."""
    order = await turn.store.purchase_order(data["purchase_order_id"])
    if stage_of(order) in (Stage.PLACED, Stage.DIFFERENT, Stage.REFUSED):
        return
    how = SettledHow(data.get("how", SettledHow.ANSWER))
    if data["reason"] == "total_changed":
        actual = Money(Decimal(data["actual"]), order.quotation.totals.gross.currency)
        await is_not_placed(
            turn, order, data["reason"], "order-total-changed", how=how, actual=actual
        )
    else:
        await is_not_placed(turn, order, data["reason"], "order-refused", how=how)


async def is_not_placed(
    turn: Turn,
    order: PurchaseOrder,
    failure: str,
    key: str,
    *,
    how: SettledHow,
    by: str = "",
    **values: Money,
) -> None:
    """Notes that the shop has it not, and tells everybody concerned by this sentence."""
    advance(order, Stage.REFUSED, turn.now, how=how, by=by, failure=failure)
    if by:
        turn.record(AuditKind.ORDER_SETTLED, order, by=by)
    else:
        turn.record(AuditKind.ORDER_REFUSED, order, why=failure)
    await give_up_cart(turn, order.cart_id)
    await _close_cases(turn, order)
    await tell_of_order(turn, order, key, **values)


@on_event("order-delayed")
async def delayed(turn: Turn, data: dict[str, Any]) -> None:
    """The shop gives no answer; the order is kept and goes on by itself."""
    order = await turn.store.purchase_order(data["purchase_order_id"])
    match stage_of(order):
        case Stage.PREPARED | Stage.SENDING:
            await tell_of_order(turn, order, "order-delayed")
        case Stage.UNKNOWN:
            await tell_of_order(turn, order, "order-in-doubt")


@on_event("order-unknown")
async def unknown(turn: Turn, data: dict[str, Any]) -> None:
    """Nobody can tell whether the shop took the order; a person has to look."""
    order = await turn.store.purchase_order(data["purchase_order_id"])
    if stage_of(order) is Stage.SENDING:  # from a process of the version before
        advance(order, Stage.UNKNOWN, turn.now)
    if stage_of(order) is not Stage.UNKNOWN:
        return
    advance(order, Stage.HANDED, turn.now)
    turn.record(AuditKind.ORDER_HANDED, order, reference=order.client_reference)
    await _ask_staff(turn, order, draft_number=data.get("draft_number", ""))
    await tell_of_order(turn, order, "order-unknown")


async def _turned_up(turn: Turn, order: PurchaseOrder, number: str) -> None:
    """An order that was given up stands in the shop after all: people have to undo one or both."""
    if order.order_number == number:
        return
    order.order_number = number
    turn.record(AuditKind.ORDER_PLACED, order, number=number)
    await _ask_staff(turn, order, turned_up=number)
    await tell_of_order(turn, order, "order-turned-up", number=number)


async def _ask_staff(turn: Turn, order: PurchaseOrder, **more: str) -> None:
    """Opens a case with the exact search to be made in the shop."""
    member = await turn.store.membership(order.membership_id)
    gross = order.quotation.totals.gross
    found = {
        "client_reference": order.client_reference,
        "company": member.company_name,
        "company_id": order.company_id,
        "total": f"{gross.amount} {gross.currency}",
        "po_number": order.draft.po_number or "",
        "sent_from": minute(order.first_sent_at or order.created_at),
        "sent_until": minute(order.unknown_since or turn.now),
        **more,
    }
    turn.store.add(
        StaffCase(
            CaseKind.UNKNOWN_ORDER,
            await conversation_of(turn, order),
            turn.now,
            company_id=order.company_id,
            data={"purchase_order_id": order.id, **{k: v for k, v in found.items() if v}},
        )
    )


async def _close_cases(turn: Turn, order: PurchaseOrder) -> None:
    if order.handed_at is None:
        return
    for case in await turn.store.open_cases():
        if case.data.get("purchase_order_id") == order.id:
            case.closed_at = turn.now
