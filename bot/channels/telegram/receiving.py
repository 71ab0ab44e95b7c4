"""Commits what arrived, and only then does what cannot wait for the turn."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.error import TelegramError
from telegram.helpers import create_deep_linked_url

from bot import texts
from bot.channels.telegram import NAME
from bot.channels.telegram.addressing import Us
from bot.channels.telegram.failures import count_undelivered, failure
from bot.channels.telegram.inbound import Place, read
from bot.channels.telegram.pacing import Pacing
from bot.errors import Undeliverable
from bot.messages import Sender
from bot.metrics import RECEIVED, REFUSED, REPEATED
from bot.ports import Inbox

_log = logging.getLogger(__name__)
_TRIES = 3
_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 10.0
_END_SECONDS = 2.0
_START = "here"
"""What our link in a group hands over: nothing to act on, but Telegram then offers to start."""


class Receiver:
    """Takes updates in, from wherever they come.

    Args:
        bot: to answer presses and to leave remarks in groups.
        inbox: where everything is committed.
        pacing: how fast we may speak.
    """

    def __init__(self, bot: Bot, inbox: Inbox, pacing: Pacing) -> None:
        self._bot = bot
        self._inbox = inbox
        self._pacing = pacing
        self._courtesies: set[asyncio.Task[None]] = set()

    async def take(self, update: Update, us: Us) -> None:
        """Commits an update; a repeat has no second effect.

        Then, beside whatever comes, a press is answered, so that the app stops waiting, and a
        remark is left in a group.

        Raises:
            Exception: it could not be committed; Telegram is to send it again.
        """
        try:
            arrival = read(update, us)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            _log.warning("malformed update", extra={"error": type(error).__name__})
            REFUSED.labels(NAME, "malformed").inc()
            return
        if arrival.unknown:
            REFUSED.labels(NAME, "unknown").inc()
        if arrival.message is None:
            return
        new = received = await self._inbox.receive(arrival.message)
        if not new and arrival.repeated is not None:
            received = await self._inbox.receive(arrival.repeated)
        (RECEIVED if received else REPEATED).labels(NAME).inc()
        if arrival.callback_id:
            self._after(self._answer(arrival.callback_id))
        if new and arrival.place and arrival.message.sender:
            self._after(self._remark(arrival.place, arrival.message.sender, us))

    async def stop(self) -> None:
        """Lets what is under way end, for a moment."""
        if self._courtesies:
            await asyncio.wait(self._courtesies, timeout=_END_SECONDS)
        for task in self._courtesies:
            task.cancel()

    def _after(self, courtesy: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(courtesy)
        self._courtesies.add(task)
        task.add_done_callback(self._courtesies.discard)

    async def _answer(self, callback_id: str) -> None:
        await self._pacing.call()
        await _try(lambda: self._bot.answer_callback_query(callback_id))

    async def _remark(self, place: Place, sender: Sender, us: Us) -> None:
        """Says in a group where the answer is, and nothing of it."""
        if not await self._pacing.remark(place.chat_id):
            return
        language = (sender.language or "en")[:2]
        button = InlineKeyboardButton(
            texts.text(language, "button-private-chat"),
            url=create_deep_linked_url(us.username, _START),
        )
        await _try(
            lambda: self._bot.send_message(
                place.chat_id,
                texts.text(language, "answered-in-private"),
                message_thread_id=place.topic,
                reply_parameters=ReplyParameters(
                    place.message_id, allow_sending_without_reply=True
                ),
                reply_markup=InlineKeyboardMarkup([[button]]),
            )
        )


async def _try(call: Callable[[], Awaitable[object]]) -> None:
    """Tries a few times; what does not come to pass is counted and let go."""
    for _ in range(_TRIES):
        try:
            await call()
        except TelegramError as error:
            found = failure(error)
            count_undelivered(found)
            pause = found.retry_after or _PAUSE_SECONDS
            if isinstance(found, Undeliverable) or pause > _LONGEST_PAUSE_SECONDS:
                return
            await asyncio.sleep(pause)
        else:
            return
