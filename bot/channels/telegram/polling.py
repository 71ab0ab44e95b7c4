"""Asks Telegram for updates, and confirms each only once it is committed here.

An update counts as confirmed when a later request names a higher offset
(https://core.telegram.org/bots/api#getupdates), so the offset follows our commits.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from telegram import Bot, Update
from telegram.error import Conflict, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram import UPDATES
from bot.channels.telegram.addressing import Us
from bot.channels.telegram.failures import pause_of
from bot.channels.telegram.receiving import Receiver

_log = logging.getLogger(__name__)
_POLL_SECONDS = 30
"""How long Telegram holds a request that it has no news for."""
_PAUSES = (0.5, 1.0, 2.0, 5.0, 15.0, 30.0)


class TolerantRequest(HTTPXRequest):
    """Lets one update that the library cannot read not hold up those around it."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Empties unreadable updates, so that they are counted and confirmed like the rest."""
        answer: dict[str, Any] = HTTPXRequest.parse_json_payload(payload)
        result = answer.get("result")
        if isinstance(result, list):
            answer["result"] = [_readable(found) for found in result]
        return answer


def _readable(found: dict[str, Any]) -> dict[str, Any]:
    try:
        Update.de_json(found, None)
    except Exception:  # the library fails in any way where a shape is wrong
        return {"update_id": found["update_id"]}
    return found


class Polling:
    """Polls for ever; what could not be committed comes again."""

    def __init__(self, bot: Bot, receiver: Receiver, us: Us) -> None:
        self._bot = bot
        self._receiver = receiver
        self._us = us
        self._offset: int | None = None
        self._failures = 0

    async def run(self) -> None:
        """Ends only when cancelled."""
        while True:
            try:
                await self._take(await self._ask())
                self._failures = 0
            except Conflict:
                _log.error(
                    "another program asks Telegram for the updates of this bot, or a webhook is "
                    "set: end it, or give each its own bot"
                )
                await self._pause()
            except RetryAfter as error:
                await asyncio.sleep(pause_of(error))
            except TelegramError as error:
                _log.warning("Telegram is away", extra={"error": type(error).__name__})
                await self._pause()
            except Exception:  # a database that is away for a while must not end us
                _log.exception("an update could not be committed")
                await self._pause()

    async def _ask(self) -> Sequence[Update]:
        return await self._bot.get_updates(
            offset=self._offset, timeout=_POLL_SECONDS, allowed_updates=UPDATES
        )

    async def _take(self, updates: Sequence[Update]) -> None:
        for update in updates:
            await self._receiver.take(update, self._us)
            self._offset = update.update_id + 1

    async def _pause(self) -> None:
        await asyncio.sleep(_PAUSES[min(self._failures, len(_PAUSES) - 1)])
        self._failures += 1
