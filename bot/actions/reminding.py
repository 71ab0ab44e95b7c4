"""What is due of a request that still waits: reminding those who are asked, or asking others."""

from __future__ import annotations

from typing import Any

from bot.actions.approval import close_left, tell_requester
from bot.actions.approval_card import show_to_all
from bot.actions.asked import deciders_of, requester_of
from bot.actions.digest import goes_in_digest
from bot.actions.escalating import escalate, escalate_at_once
from bot.actions.policies import pinned_policy
from bot.actions.registry import on_event
from bot.actions.shown_cards import take_down
from bot.actions.timing import DUE, Tier, calendar_of, end_at, wake_at
from bot.actions.turn import Turn
from bot.domain.audit import AuditKind
from bot.domain.deadlines import deadlines, expiry
from bot.domain.entities import ApprovalRequest, ApprovalState
from bot.domain.policy import Policy
from bot.domain.working_time import is_working, next_working


@on_event(DUE)
async def see_to(turn: Turn, data: dict[str, Any]) -> None:
    """Does what is due of the present tier, in working hours alone; never decides anything."""
    request = await turn.store.approval(data["approval_id"])
    tier = Tier.of(data, request)
    if request.state is not ApprovalState.WAITING or tier is None:
        return
    if await requester_of(turn, request) is None:
        await close_left(turn, request)
        return
    policy = await pinned_policy(turn.store, request)
    calendar = await calendar_of(turn, request.company_id, policy.times)
    if request.expires_at is None:  # made by a version whose requests did not end
        await end_at(turn, request, expiry(turn.now, policy.times, calendar))
    follow = Tier(tier.asked_at, tier.since, tier.number + 1)
    if not is_working(turn.now, calendar):
        await wake_at(turn, request, next_working(turn.now, calendar), follow)
        return
    due = deadlines(tier.asked_at, policy.times, calendar)
    escalates = due.escalation_due(tier.since, turn.now)
    if not (escalates and await escalate(turn, request, policy)) and (
        due.reminder_due(tier.since, turn.now)
    ):
        await _remind(turn, request, policy)
    following = due.next_after(turn.now)
    if following is not None:
        await wake_at(turn, request, following, Tier(tier.asked_at, turn.now, tier.number + 1))


async def _remind(turn: Turn, request: ApprovalRequest, policy: Policy) -> None:
    """Shows it once more to those who are asked."""
    approvers = await deciders_of(turn, request)
    if approvers and await goes_in_digest(turn, request, policy):
        return
    await take_down(turn, request, "status-reminded")
    request.approver_contact_ids = [one.id for one in approvers]
    reached = await show_to_all(turn, request, approvers, waits=True)
    if not reached:
        await escalate_at_once(turn, request, policy)
        return
    turn.record(
        AuditKind.REQUEST_REMINDED,
        request,
        people=[one.id for one in reached],
        names=[one.email for one in reached],
    )
    names = ", ".join(one.name for one in reached)
    since = turn.words().moment(request.created_at)
    card = await tell_requester(turn, request, "reminded", names=names, since=since)
    if card is not None:
        card.button("button-withdraw", "approval.withdraw", {"approval_id": request.id})
