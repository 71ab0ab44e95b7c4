"""An order in doubt, settled by the merchant's staff once they have looked in the shop."""

from __future__ import annotations

from bot.actions.placement_results import is_not_placed, is_placed
from bot.actions.turn import Turn
from bot.domain.entities import PurchaseOrder, SettledHow
from bot.domain.placement import Stage, difference_of, minute, stage_of
from bot.errors import ComptoirError
from shop_client.errors import NotFound
from shop_client.model import Order, OrderState

_HOW = {
    SettledHow.ANSWER: "by the shop's answer",
    SettledHow.LOOK_UP: "by a look-up in the shop",
    SettledHow.AGREED: "by somebody of the company, who agreed to what differs",
    SettledHow.CANCELLED: "by somebody of the company, who had it cancelled",
}


class NotSettled(ComptoirError):  # noqa: N818 - a kind no is not a failure
    """It can't be settled so; the message says why and what to do instead."""


async def settle_as_placed(turn: Turn, order: PurchaseOrder, number: str, staff: str) -> None:
    """The shop has it, under this number, which is verified there.

    Raises:
        NotSettled: that contradicts what is known or what the shop says.
        ShopUnavailable: it does not answer.
    """
    _check_open(order)
    found = await _verified(turn, order, number)
    difference = difference_of(order.quotation, found)
    await is_placed(
        turn, order, found.number, difference=difference, how=SettledHow.STAFF, by=staff
    )


async def settle_as_not_placed(turn: Turn, order: PurchaseOrder, staff: str) -> None:
    """The shop has it not: nothing was ordered, and the lines can be taken up again.

    Raises:
        NotSettled: that contradicts what is known or what the shop says, or it is too early.
        ShopUnavailable: it does not answer.
    """
    _check_open(order)
    if stage_of(order) is Stage.UNKNOWN:
        raise NotSettled(
            f"{order.client_reference} is still being looked up, for the shop may take it late: "
            "it comes to staff by itself if it is not found"
        )
    found = await turn.services.shop.find_order(order.client_reference)
    if found is not None and found.state not in (OrderState.DRAFT, OrderState.CANCELLED):
        raise NotSettled(
            f"the shop has {order.client_reference} as {found.number}: "
            f"settle it with --placed {found.number}"
        )
    await is_not_placed(turn, order, "staff", "order-not-placed", how=SettledHow.STAFF, by=staff)


def _check_open(order: PurchaseOrder) -> None:
    """Raises NotSettled unless it is in doubt."""
    match stage_of(order):
        case Stage.UNKNOWN | Stage.HANDED:
            return
        case Stage.HELD:
            reason = "is held for its VAT evidence: release or refuse it at the desk"
        case Stage.PREPARED | Stage.SENDING:
            reason = "is on its way to the shop: nothing is in doubt"
        case _:
            reason = settled_words(order)
    raise NotSettled(f"{order.client_reference} {reason}")


def settled_words(order: PurchaseOrder) -> str:
    """How, by whom and when an order was settled, for staff."""
    stage = stage_of(order)
    what = "as not placed" if stage is Stage.REFUSED else f"as placed, {order.order_number}"
    how = order.settled_by if order.settled_how is SettledHow.STAFF else None
    if how is not None:
        what += f", by {how}"
    elif order.settled_how is not None:
        what += f", {_HOW[order.settled_how]}"
    if order.settled_at is not None:
        what += f", on {minute(order.settled_at)}"
    if stage is Stage.DIFFERENT:
        what += "; the company has been asked whether it takes what differs"
    return f"is settled {what}"


async def _verified(turn: Turn, order: PurchaseOrder, number: str) -> Order:
    """The order of this number, if it can be ours. Raises NotSettled."""
    shop, reference = turn.services.shop, order.client_reference
    try:
        found = await shop.order(order.company_id, number)
    except NotFound:
        member = await turn.store.membership(order.membership_id)
        raise NotSettled(f"the shop has no order {number} of {member.company_name}") from None
    if found.client_reference not in ("", reference):
        raise NotSettled(
            f"{found.number} bears the reference {found.client_reference}: it is another order "
            f"than {reference}"
        )
    if found.state is OrderState.CANCELLED:
        raise NotSettled(
            f"{found.number} is cancelled in the shop: settle {reference} with --not-placed"
        )
    for other in await turn.store.purchase_orders_called(found.number):
        if other.company_id == order.company_id and other.id != order.id:
            raise NotSettled(f"{found.number} is {other.client_reference}, not {reference}")
    ours = await shop.find_order(reference)
    if ours is not None and ours.id != found.id and ours.state is not OrderState.CANCELLED:
        raise NotSettled(f"the shop has {reference} as {ours.number}, not as {found.number}")
    return found
