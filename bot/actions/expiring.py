"""The end of a request that nobody decided on."""

from __future__ import annotations

from typing import Any

from bot.actions.approval import close, close_left, tell_requester
from bot.actions.approval_card import who_asks
from bot.actions.asked import deciders_of, requester_of
from bot.actions.placement import give_up_cart
from bot.actions.policies import pinned_policy
from bot.actions.registry import on_event
from bot.actions.timing import END, calendar_of, end_at
from bot.actions.turn import Turn
from bot.actions.writing_to import card_to_contact
from bot.domain.audit import AuditKind
from bot.domain.entities import ApprovalRequest, ApprovalState
from bot.domain.working_time import next_working


@on_event(END)
async def expire(turn: Turn, data: dict[str, Any]) -> None:
    """Ends it in working hours, tells both sides, and offers its lines at today's prices."""
    request = await turn.store.approval(data["approval_id"])
    if request.state is not ApprovalState.WAITING or request.expires_at is None:
        return
    if await requester_of(turn, request) is None:
        await close_left(turn, request)
        return
    policy = await pinned_policy(turn.store, request)
    calendar = await calendar_of(turn, request.company_id, policy.times)
    ends = next_working(max(turn.now, request.expires_at), calendar)
    if ends > turn.now:
        await end_at(turn, request, ends)
        return
    await _end(turn, request)


async def _end(turn: Turn, request: ApprovalRequest) -> None:
    approvers = await deciders_of(turn, request)
    await close(turn, request, ApprovalState.EXPIRED, "undecided", "status-expired")
    request.decided_by = None  # nobody did
    turn.record(
        AuditKind.REQUEST_EXPIRED,
        request,
        fingerprint=request.fingerprint,
        total=request.quotation.totals.gross,
    )
    await give_up_cart(turn, request.cart_id)
    who = await who_asks(turn.store, request)
    for approver in approvers:
        card = await card_to_contact(turn, approver)
        if card is not None:
            card.say("expired", who=who, total=card.money(request.quotation.totals.gross))
    card = await tell_requester(turn, request, "request-expired")
    if card is not None:
        card.button("button-rebuild", "cart.rebuild", {"cart_id": request.cart_id})
