"""Files that people send."""

from __future__ import annotations

from bot.actions.turn import Turn


async def take_files(turn: Turn) -> None:
    """Answers the files of a message."""
    turn.say("files-not-yet")
