"""An order that the shop took otherwise than approved: shown, and agreed to or cancelled."""

from __future__ import annotations

from typing import Any

from bot.actions.card import CardBuilder
from bot.actions.order_news import approved_by, concerned, tell_of_order
from bot.actions.placement import give_up_cart
from bot.actions.registry import on_button
from bot.actions.turn import Turn
from bot.domain.audit import AuditKind
from bot.domain.entities import (
    LineDifference,
    Membership,
    OrderDifference,
    PurchaseOrder,
    SettledHow,
)
from bot.domain.placement import Stage, advance, costs_more, stage_of
from bot.domain.spending import may_spend_alone
from bot.messages import ButtonStyle
from shop_client.errors import NotCancellable
from shop_client.model import Capability, OrderState


async def show_difference(turn: Turn, order: PurchaseOrder, difference: OrderDifference) -> None:
    """Shows requester and approver what differs, before anything more is done."""
    for member in await concerned(turn, order):
        card = await turn.card_to_member(member)
        if card:
            _write(card, order, difference)
            await _offer(turn, card, member, order, difference)


def _write(card: CardBuilder, order: PurchaseOrder, difference: OrderDifference) -> None:
    card.title("different-title", number=order.order_number or "")
    card.say("order-different")
    for line in difference.lines:
        card.row(line.name, _detail(card, line))
    card.field("total-approved", card.money(difference.approved))
    card.field("total-in-shop", card.money(difference.taken))


def _detail(card: CardBuilder, line: LineDifference) -> str:
    approved = card.quantity(line.approved, line.unit)
    taken = card.quantity(line.taken, line.unit)
    if line.charged is None:
        return card.text("different-missing", approved=approved)
    if line.price is None:
        return card.text("different-added", taken=taken)
    said = []
    if line.approved != line.taken:
        said.append(card.text("different-quantity", taken=taken, approved=approved))
    if line.price != line.charged:
        charged, price = card.money(line.charged), card.money(line.price)
        said.append(card.text("different-price", charged=charged, price=price))
    return " · ".join(said)


async def _offer(
    turn: Turn,
    card: CardBuilder,
    member: Membership,
    order: PurchaseOrder,
    difference: OrderDifference,
) -> None:
    data = {"purchase_order_id": order.id}
    if await _is_theirs(turn, member.person_id, order, difference):
        card.button("button-take-as-is", "order.agree", data, style=ButtonStyle.PRIMARY)
    else:
        card.note("different-approver-decides")
    if Capability.CANCEL in turn.services.shop.capabilities:
        card.button("button-cancel-in-shop", "order.undo", data, style=ButtonStyle.DANGER)
    card.button("button-human", "human")


async def _is_theirs(
    turn: Turn, person_id: str, order: PurchaseOrder, difference: OrderDifference
) -> bool:
    """Whether somebody may agree: what goes beyond an approval is for who gave it."""
    approvers = await approved_by(turn, order)
    return person_id in approvers or not approvers or not costs_more(difference)


@on_button("order.agree")
async def agree(turn: Turn, data: dict[str, Any]) -> None:
    """Takes the order as the shop has it."""
    order = await _open(turn, data)
    if order is None or order.difference is None:
        return
    taken = order.difference.taken
    if not await _is_theirs(turn, turn.person.id, order, order.difference):
        turn.say("different-approver-decides")
        return
    alone = costs_more(order.difference) and not await approved_by(turn, order)
    if alone and not may_spend_alone(await turn.contact(), taken):
        turn.say("different-beyond-limit").button("button-human", "human")
        return
    advance(order, Stage.PLACED, turn.now, how=SettledHow.AGREED, by=turn.person.id)
    await turn.use_button()
    number = order.order_number or ""
    turn.record(AuditKind.ORDER_AGREED, order, number=number, total=taken)
    await tell_of_order(turn, order, "order-agreed", who=turn.called(), number=number, taken=taken)


@on_button("order.undo")
async def undo(turn: Turn, data: dict[str, Any]) -> None:
    """Has the order cancelled in the shop, while that is possible."""
    order = await _open(turn, data)
    if order is None:
        return
    number = order.order_number or ""
    shop = turn.services.shop
    try:
        await shop.cancel_order(order.company_id, number)
    except NotCancellable:
        # It may be cancelled already: by this very turn, run again after a conflict.
        if (await shop.order(order.company_id, number)).state is not OrderState.CANCELLED:
            turn.say("cannot-cancel", number=number).button("button-human", "human")
            return
    advance(
        order,
        Stage.REFUSED,
        turn.now,
        how=SettledHow.CANCELLED,
        by=turn.person.id,
        failure="cancelled",
    )
    turn.record(AuditKind.ORDER_CANCELLED, order, number=number)
    await give_up_cart(turn, order.cart_id)
    await turn.use_button()
    await tell_of_order(turn, order, "order-undone", who=turn.called(), number=number)


async def _open(turn: Turn, data: dict[str, Any]) -> PurchaseOrder | None:
    """The order, while its difference is open; otherwise says so."""
    order = await turn.store.purchase_order(data["purchase_order_id"])
    if order.company_id != turn.member.company_id:
        turn.say("button-stale")
        return None
    if stage_of(order) is not Stage.DIFFERENT:
        key = "different-agreed" if stage_of(order) is Stage.PLACED else "different-undone"
        await turn.use_button(key, number=order.order_number or "")
        turn.say(key, number=order.order_number or "")
        return None
    return order
