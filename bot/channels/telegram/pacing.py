"""How fast a bot may speak (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits)."""

from __future__ import annotations

from collections import OrderedDict

from aiolimiter import AsyncLimiter

_IN_ALL = 30.0
"""Requests a second."""
_CHATS = 1000
"""How many are remembered: far more than can be written to within a second."""
_BURST = 3.0
"""Messages to a private chat at once, and seconds until as many may follow."""
_IN_GROUP = 20.0
"""Messages a minute."""


class Pacing:
    """Lets a message a second go to each private chat, twenty a minute to a group, thirty a second.

    A few go to a private chat at once, as Telegram allows, so that an edit and an answer come
    together.

    Args:
        paced: False holds nothing back, for servers that stand in for Telegram's.
    """

    def __init__(self, *, paced: bool = True) -> None:
        self._paced = paced
        self._all = AsyncLimiter(_IN_ALL, 1.0)
        self._chats: OrderedDict[int, AsyncLimiter] = OrderedDict()

    async def call(self) -> None:
        """Waits until a request that writes nothing to a chat may go."""
        if self._paced:
            await self._all.acquire()

    async def message(self, chat_id: int) -> None:
        """Waits until a message to a private chat, or a change of one, may go."""
        if self._paced:
            await self._of(chat_id).acquire()
            await self._all.acquire()

    async def remark(self, group_id: int) -> bool:
        """Whether a remark may go to a group; False drops it rather than to let a queue grow."""
        if self._paced:
            limiter = self._of(group_id)
            if not limiter.has_capacity():
                return False
            await limiter.acquire()
            await self._all.acquire()
        return True

    def _of(self, chat_id: int) -> AsyncLimiter:
        limiter = self._chats.get(chat_id)
        if limiter is None:
            # Telegram's ids of groups are negative.
            limiter = AsyncLimiter(_IN_GROUP, 60.0) if chat_id < 0 else AsyncLimiter(_BURST, _BURST)
            self._chats[chat_id] = limiter
        self._chats.move_to_end(chat_id)
        if len(self._chats) > _CHATS:
            self._chats.popitem(last=False)
        return limiter
