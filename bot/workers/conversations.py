"""The worker that answers what arrived, one message at a time for each conversation."""

from __future__ import annotations

import asyncio
import logging

from bot.dialogue import Dialogue
from bot.errors import Conflict, LeaseLost
from bot.ports import Inbox, InboxItem

_log = logging.getLogger(__name__)
_PAUSE_SECONDS = 1.0
_MOST_CONFLICTS = 8
_MOST_ATTEMPTS = 3


async def answer_conversations(
    name: str, inbox: Inbox, dialogue: Dialogue, lease_seconds: float, poll_seconds: float
) -> None:
    """Claims and answers for ever; `name` tells workers apart."""
    while True:
        try:
            item = await inbox.claim(name, lease_seconds)
            if item is None:
                await inbox.wait(poll_seconds)
            else:
                await _answer(item, inbox, dialogue)
        except Exception:  # a database that is away for a while must not end the worker
            _log.exception("worker stumbled", extra={"worker": name})
            await asyncio.sleep(_PAUSE_SECONDS)


async def _answer(item: InboxItem, inbox: Inbox, dialogue: Dialogue) -> None:
    """Answers one; a message that fails again and again is set aside with an apology."""
    try:
        for left in reversed(range(_MOST_CONFLICTS)):
            try:
                await dialogue.handle(item)
                return
            except Conflict:
                if not left:
                    raise
                await asyncio.sleep(0.01 * (_MOST_CONFLICTS - left))
    except LeaseLost:
        _log.warning("lease lost", extra={"inbox_id": item.id})
    except Exception as error:  # whatever it is, the conversation must go on
        _log.exception("turn failed", extra={"inbox_id": item.id, "attempt": item.attempt})
        try:
            if item.attempt < _MOST_ATTEMPTS:
                await inbox.retry(item, 0.5 * item.attempt, type(error).__name__)
            else:
                await dialogue.apologise(item)
        except LeaseLost:
            _log.warning("lease lost", extra={"inbox_id": item.id})
