"""When a request is reminded of, escalated, and ended: its timers.

A request has two: one for its end, and one for whatever is due next of its present tier, which is
set anew each time. Both only wake us: what is due is worked out from the request, so that a timer
that is late, doubled, or older than the tier does no harm.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.actions.turn import Turn
from bot.domain.calendars import working_time
from bot.domain.deadlines import deadlines, expiry
from bot.domain.entities import ApprovalRequest, Conversation
from bot.domain.policy import Policy, Times
from bot.domain.working_time import WorkingTime

DUE, END = "approval-reminder", "approval-expiry"
"""Names of the events; versions before policies know the first."""


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier of a request as a timer knows it.

    Attributes:
        asked_at: from when its working hours count.
        since: what was due until then was seen to.
        number: of the timer, from 0 on.
    """

    asked_at: datetime
    since: datetime
    number: int

    @classmethod
    def of(cls, data: dict[str, Any], request: ApprovalRequest) -> Tier | None:
        """The tier that a timer is for; None when it is past.

        Timers of versions before policies name no tier; there was one, asked at the beginning.
        """
        if data.get("tier", _name(request)) != _name(request):
            return None
        begun = request.created_at.isoformat()
        asked_at = datetime.fromisoformat(data.get("asked_at", begun))
        return cls(asked_at, datetime.fromisoformat(data.get("since", begun)), data["number"])


def _name(request: ApprovalRequest) -> str:
    """What tells a tier from the others, and from itself when it is asked anew."""
    return f"{request.step}:{request.fingerprint[:16]}"


async def calendar_of(turn: Turn, company_id: str, times: Times) -> WorkingTime:
    """When a company works."""
    if turn.membership is not None and turn.membership.company_id == company_id:
        company = await turn.company()
    else:
        company = await turn.services.shop.company(company_id)
    # The rules of a country's holidays are read from files at first.
    return await asyncio.to_thread(working_time, times, company.country, turn.services.time_zone)


async def time_request(turn: Turn, request: ApprovalRequest, policy: Policy) -> None:
    """Sets the timers of a request that is made, or whose next tier is asked now."""
    calendar = await calendar_of(turn, request.company_id, policy.times)
    if request.expires_at is None:
        await end_at(turn, request, expiry(turn.now, policy.times, calendar))
    due = deadlines(turn.now, policy.times, calendar).next_after(turn.now)
    if due is not None:
        await wake_at(turn, request, due, Tier(turn.now, turn.now, 0))


async def end_at(turn: Turn, request: ApprovalRequest, at: datetime) -> None:
    """Sets when a request ends undecided."""
    request.expires_at = at
    turn.event(
        END,
        {"approval_id": request.id},
        due_at=at,
        key=f"{END}:{request.id}:{at.isoformat()}",
        conversation=await _conversation(turn, request),
    )


async def wake_at(turn: Turn, request: ApprovalRequest, at: datetime, tier: Tier) -> None:
    """Sets the next timer of the present tier."""
    turn.event(
        DUE,
        {
            "approval_id": request.id,
            "number": tier.number,
            "tier": _name(request),
            "asked_at": tier.asked_at.isoformat(),
            "since": tier.since.isoformat(),
        },
        due_at=at,
        key=f"{DUE}:{request.id}:{_name(request)}:{tier.number}",
        conversation=await _conversation(turn, request),
    )


async def _conversation(turn: Turn, request: ApprovalRequest) -> Conversation:
    """Where the requester was last active."""
    if turn.person.id == request.requester_id:
        return turn.conversation
    return (await turn.store.conversations_of(request.requester_id))[0]
