"""The queue of updates: kept until the bot confirms them, by offset or by answering 200."""

from __future__ import annotations

import asyncio
import contextlib

import aiohttp

from channels.telegram_server.specification import check_object
from channels.telegram_server.world import JSON, OnItsWay, Refused

_PAUSE_SECONDS = 0.05
"""Before a webhook is called again; far longer in the wild."""
_ANSWER_SECONDS = 10.0


class Updates:
    """Hands updates over, by polling or webhook, in order and again until they are confirmed.

    Attributes:
        waiting: those that are not confirmed, oldest first.
        url: of the webhook, or empty.
        handed_over: how often an update was given to the bot in all.
        last_error: what the webhook last did wrong.
    """

    def __init__(self) -> None:
        self.waiting: list[OnItsWay] = []
        self.url = ""
        self.secret = ""
        self.handed_over = 0
        self.last_error = ""
        self._allowed: list[str] | None = None
        self._next_id = 700_000_001
        self._news = asyncio.Event()
        self._poll = 0
        self._calling: asyncio.Task[None] | None = None

    def put(self, content: JSON, *, raw: bool = False) -> OnItsWay:
        """Something happened; `raw` leaves unchecked what Telegram would never send."""
        update = {"update_id": self._next_id} | content
        self._next_id += 1
        if not raw:
            check_object("Update", update)
        on_its_way = OnItsWay(update)
        if self._allowed and not raw and not set(content) <= set(self._allowed):
            on_its_way.confirmed.set()
            return on_its_way
        self.waiting.append(on_its_way)
        self._news.set()
        return on_its_way

    async def poll(
        self, offset: int | None, limit: int, timeout: int, allowed: list[str] | None
    ) -> list[JSON]:
        """Answers getUpdates. Raises Refused: a webhook is set, or another asks."""
        if self.url:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        if allowed is not None:
            self._allowed = allowed
        if offset is not None:
            for done in [found for found in self.waiting if found.id < offset]:
                self._confirm(done)
        self._poll += 1
        mine = self._poll
        self._news.set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                while True:
                    if mine != self._poll:
                        raise Refused(
                            409,
                            "Conflict: terminated by other getUpdates request; make sure that "
                            "only one bot instance is running",
                        )
                    if self.waiting:
                        break
                    self._news.clear()
                    await self._news.wait()
        for found in self.waiting[:limit]:
            found.attempts += 1
            self.handed_over += 1
        return [found.update for found in self.waiting[:limit]]

    async def call(self, url: str, secret: str, allowed: list[str] | None) -> None:
        """Sets the webhook; an empty address ends it."""
        await self.stop()
        self.url, self.secret = url, secret
        if allowed is not None:
            self._allowed = allowed
        if url:
            self._calling = asyncio.create_task(self._deliver())

    async def stop(self) -> None:
        """Calls no webhook any more."""
        if self._calling is not None:
            self._calling.cancel()
            await asyncio.gather(self._calling, return_exceptions=True)
            self._calling = None

    async def _deliver(self) -> None:
        timeout = aiohttp.ClientTimeout(total=_ANSWER_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout) as client:
            while True:
                if not self.waiting:
                    self._news.clear()
                    await self._news.wait()
                    continue
                if await self._hand_over(client, self.waiting[0]):
                    self._confirm(self.waiting[0])
                else:
                    await asyncio.sleep(_PAUSE_SECONDS)

    async def _hand_over(self, client: aiohttp.ClientSession, found: OnItsWay) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        found.attempts += 1
        self.handed_over += 1
        try:
            async with client.post(self.url, json=found.update, headers=headers) as response:
                if response.ok:
                    return True
                self.last_error = f"Wrong response from the webhook: {response.status}"
        except (aiohttp.ClientError, TimeoutError) as error:
            self.last_error = type(error).__name__
        return False

    def _confirm(self, found: OnItsWay) -> None:
        self.waiting.remove(found)
        found.confirmed.set()
