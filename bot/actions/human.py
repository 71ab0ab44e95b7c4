"""Putting a conversation before the merchant's staff; they own it until they hand it back."""

from __future__ import annotations

from typing import Any

from bot.actions.registry import on_button, on_intent
from bot.actions.turn import Turn
from bot.domain.entities import CaseKind, Owner, StaffCase
from bot.intents.schema import Intent, Understanding


@on_intent(Intent.TALK_TO_HUMAN, needs_company=False)
async def talk_to_human(turn: Turn, understood: Understanding) -> None:
    """Hands over, with everything that was said."""
    await hand_over(turn, understood.text)


@on_button("human")
async def human_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """Hands over, with everything that was said."""
    await turn.use_button()
    await hand_over(turn, "")


async def hand_over(turn: Turn, reason: str) -> None:
    """Opens a case; from now on the assistant is silent here."""
    if turn.conversation.owner is Owner.STAFF:
        return
    turn.conversation.owner = Owner.STAFF
    turn.store.add(
        StaffCase(
            CaseKind.HANDOFF,
            turn.conversation.id,
            turn.now,
            company_id=turn.membership.company_id if turn.membership else None,
            data={"reason": reason[:500]},
        )
    )
    turn.say("handed-over")
