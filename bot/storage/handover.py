"""Messages that pass from who receives them to a worker who waits in the same process."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from bot.ports import InboxItem


class Handover:
    """Keeps count, so that a message is leased by its own commit only for a worker who waits.

    Should nobody come for it, its lease runs out like that of any other worker.

    Attributes:
        worker: who asked last; `lease_seconds` for how long they lease.
    """

    def __init__(self) -> None:
        self.worker = ""
        self.lease_seconds = 0.0
        self._waiting = 0
        self._promised = 0
        self._items: deque[InboxItem] = deque()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """A worker waits while inside."""
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    def promise(self) -> bool:
        """Whether a waiting worker is free for a message that is about to be written."""
        if self._waiting <= self._promised:
            return False
        self._promised += 1
        return True

    def keep(self, item: InboxItem | None) -> None:
        """What became of a promise: a message on lease, or nothing."""
        if item is None:
            self._promised -= 1
        else:
            self._items.append(item)

    def take(self) -> InboxItem | None:
        """A message on lease that nobody has come for yet."""
        if not self._items:
            return None
        self._promised -= 1
        return self._items.popleft()
