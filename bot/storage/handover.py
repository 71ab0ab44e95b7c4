"""Messages that pass from who receives them to a worker who waits in the same process."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from bot.ports import InboxItem


class Handover:
    """Keeps count, so that a message is leased by its own commit only for a worker who waits.

    Attributes:
        worker: who asked last; `lease_seconds` for how long they lease.
    """

    def __init__(self) -> None:
        self.worker = ""
        self.lease_seconds = 0.0
        self._waiting = 0
        self._promised = 0
        self._kept: deque[tuple[InboxItem, float]] = deque()
        self._is_closed = False

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """A worker waits while inside; it looks for what is kept when it leaves."""
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    def promise(self) -> bool:
        """Whether a waiting worker is free for a message that is about to be written."""
        if self._is_closed or self._waiting <= self._promised + len(self._kept):
            return False
        self._promised += 1
        return True

    def keep(self, item: InboxItem | None, until: float = 0.0) -> bool:
        """What became of a promise: a message on lease, or nothing.

        Args:
            item: the message.
            until: when its lease runs out, by the monotonic clock.

        Returns:
            Whether it is kept. If not, nobody waits any more: who was free took something else.
        """
        self._promised -= 1
        if item is None or self._is_closed or self._waiting <= len(self._kept):
            return False
        self._kept.append((item, until))
        return True

    def take(self) -> InboxItem | None:
        """A message that nobody has come for yet and whose lease still runs."""
        while self._kept:
            item, until = self._kept.popleft()
            if time.monotonic() < until:
                return item
        return None

    def close(self) -> list[InboxItem]:
        """Promises and keeps nothing from now on; returns what was kept."""
        self._is_closed = True
        left = [item for item, _ in self._kept]
        self._kept.clear()
        return left
