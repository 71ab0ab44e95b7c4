"""Telling people of the company what becomes of an order."""

from __future__ import annotations

from bot.actions.card import CardBuilder
from bot.actions.turn import Turn
from bot.domain.entities import Membership, PlacementState, PurchaseOrder
from shop_client.money import Money


async def concerned(turn: Turn, order: PurchaseOrder) -> list[Membership]:
    """Who is told: the requester first, then whoever approved."""
    members = [await turn.store.membership(order.membership_id)]
    for person_id in await approved_by(turn, order):
        for approver in await turn.store.memberships_of(person_id):
            if approver.company_id == order.company_id:
                members.append(approver)
    return members


async def approved_by(turn: Turn, order: PurchaseOrder) -> list[str]:
    """Ids of those who approved it, the requester left out."""
    if order.approval_id is None:
        return []
    request = await turn.store.approval(order.approval_id)
    deciders = [*(decision.person_id for decision in request.decisions), request.decided_by]
    return [who for who in dict.fromkeys(deciders) if who and who != order.person_id]


async def tell_of_order(turn: Turn, order: PurchaseOrder, key: str, **values: str | Money) -> None:
    """Tells everybody concerned; the sentence gets the `total` that was approved, too."""
    for member in await concerned(turn, order):
        card = await turn.card_to_member(member)
        if card:
            _say(card, key, order, values)
            if order.state is PlacementState.REFUSED and member.person_id == order.person_id:
                card.button("button-rebuild", "cart.rebuild", {"cart_id": order.cart_id})


def _say(card: CardBuilder, key: str, order: PurchaseOrder, values: dict[str, str | Money]) -> None:
    written = {n: card.money(v) if isinstance(v, Money) else v for n, v in values.items()}
    card.say(key, total=card.money(order.quotation.totals.gross), **written)
