"""Small requests, gathered into one message a working day for each approver."""

from __future__ import annotations

from bot.actions.asked import deciders_of
from bot.actions.timing import calendar_of
from bot.actions.turn import Turn
from bot.actions.writing_to import membership_to_write_to
from bot.domain.deadlines import digest_at
from bot.domain.entities import ApprovalRequest, Membership
from bot.domain.policy import Policy

DIGEST = "approval-digest"


def is_small(request: ApprovalRequest, policy: Policy) -> bool:
    """Whether a request's policy gathers requests of its total."""
    below = policy.times.digest_below
    return below is not None and request.quotation.totals.gross.amount < below


async def goes_in_digest(turn: Turn, request: ApprovalRequest, policy: Policy) -> bool:
    """Whether a request waits for the day's digest; if so, that one is on its way.

    One for somebody who can't be sent a digest is shown by itself, to all who are asked.
    """
    if not is_small(request, policy):
        return False
    members = [
        await membership_to_write_to(turn, approver)
        for approver in await deciders_of(turn, request)
    ]
    known = [member for member in members if member is not None]
    if not known or len(known) < len(members):
        return False
    for member in known:
        await send_digest(turn, member, policy)
    return True


async def send_digest(turn: Turn, member: Membership, policy: Policy) -> None:
    """Lets the next digest of an approver go out, one a day."""
    calendar = await calendar_of(turn, member.company_id, policy.times)
    due = digest_at(turn.now, policy.times, calendar)
    conversations = await turn.store.conversations_of(member.person_id)
    target = next(one for one in conversations if one.unreachable_since is None)
    turn.event(
        DIGEST,
        {"membership_id": member.id, "due": due.isoformat()},
        due_at=due,
        key=f"{DIGEST}:{member.id}:{due.isoformat()}",
        conversation=target,
    )
