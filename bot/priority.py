"""Who goes first where processes share a machine."""

from __future__ import annotations

import contextlib
import os

from bot.settings import Settings

_BEHIND = 10


def give_way(settings: Settings) -> None:
    """Lets those who receive go before those who work.

    Slack waits three seconds for an acknowledgement; a person waits longer for an answer.
    """
    if settings.does == "work" and hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(_BEHIND)
