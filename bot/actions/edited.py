"""A message that its sender changed after it was read."""

from __future__ import annotations

from bot.actions.turn import Turn


def answer_edit(turn: Turn) -> None:
    """Says that the first wording counted, and offers to read the new one as well."""
    text = turn.message.text
    if text.strip():
        turn.say("edited", text=text).button("button-read-edit", "retry", {"text": text})
