"""The day's digest: what is small and waits, in one message."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.actions.approval_card import show_request
from bot.actions.approval_list import show_list
from bot.actions.asked import waiting_for_me
from bot.actions.digest import DIGEST, is_small, send_digest
from bot.actions.membership import contact_of
from bot.actions.policies import pinned_policy
from bot.actions.registry import on_event
from bot.actions.timing import calendar_of
from bot.actions.turn import Turn
from bot.domain.working_time import is_working

_LATE = timedelta(hours=1)
"""What is sent later than this after its time is sent in working hours alone."""


@on_event(DIGEST)
async def digest(turn: Turn, data: dict[str, Any]) -> None:
    """Shows what is small and waits for this person: one by itself, several as a list."""
    member = await turn.store.membership(data["membership_id"])
    if member.ended_at is not None:
        return
    turn.membership = member
    me = contact_of(member, await turn.contacts())
    if me is None or not me.active:
        return
    waiting = await waiting_for_me(turn)
    policies = {one.id: await pinned_policy(turn.store, one) for one in waiting}
    small = [one for one in waiting if is_small(one, policies[one.id])]
    if not small:
        return
    policy = policies[small[0].id]
    calendar = await calendar_of(turn, member.company_id, policy.times)
    late = turn.now - datetime.fromisoformat(data["due"]) > _LATE
    if late and not is_working(turn.now, calendar):
        await send_digest(turn, member, policy)
    elif len(small) == 1:
        await show_request(turn, small[0], member)
    else:
        await show_list(turn, small)
