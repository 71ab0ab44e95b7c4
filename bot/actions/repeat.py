"""Coming back to the question that is open."""

from __future__ import annotations

from bot.actions.turn import Turn


def repeat_question(turn: Turn) -> None:
    """Says which question is still open; nothing when none is."""
    awaiting = turn.conversation.awaiting
    if awaiting is not None:
        turn.say(f"still-waiting-{awaiting.replace('_', '-')}")
