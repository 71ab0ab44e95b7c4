"""Reminding approvers of what waits for them, and telling the requester so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.actions.approval import close_left, deciders_of, requester_of
from bot.actions.approval_card import show_to_all
from bot.actions.registry import on_event
from bot.actions.turn import Turn
from bot.domain.entities import ApprovalRequest, ApprovalState

_AFTER = (timedelta(days=1), timedelta(days=2), timedelta(days=4))
"""Between sending a request and its reminders; after the last one the requester decides."""


def remind_later(turn: Turn, request: ApprovalRequest, number: int = 0) -> None:
    """Sets the next reminder of a request, if there is to be another one."""
    if number < len(_AFTER):
        data = {"approval_id": request.id, "number": number}
        turn.later(
            "approval-reminder",
            _AFTER[number],
            data,
            key=f"approval-reminder:{request.id}:{number}",
        )


@on_event("approval-reminder")
async def remind(turn: Turn, data: dict[str, Any]) -> None:
    """Shows a request that still waits once more; never decides anything."""
    request = await turn.store.approval(data["approval_id"])
    if request.state is not ApprovalState.WAITING:
        return
    if await requester_of(turn, request) is None:
        await close_left(turn, request)
        return
    for shown in request.shown:
        await turn.close_card(shown["effect_id"], "status-reminded")
    request.shown = []
    approvers = await deciders_of(turn, request)
    request.approver_contact_ids = [approver.id for approver in approvers]
    names = [reached.name for reached in await show_to_all(turn, request, approvers, waits=True)]
    asking = await turn.store.membership(request.requester_membership_id)
    card = await turn.card_to_member(asking)
    if card is not None:
        if names:
            card.say("reminded", names=", ".join(names), since=card.moment(request.created_at))
        else:
            card.say("nobody-to-remind", since=card.moment(request.created_at))
            card.button("button-human", "human")
        card.button("button-withdraw", "approval.withdraw", {"approval_id": request.id})
    remind_later(turn, request, data["number"] + 1)
