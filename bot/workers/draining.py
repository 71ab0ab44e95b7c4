"""How the workers of a process end: they take nothing new, and finish what is in hand."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator


class Draining:
    """Counts what the workers of one process have in hand, and tells them when to take no more.

    Attributes:
        begun: no worker may claim from now on.
    """

    def __init__(self) -> None:
        self.begun = False
        self._in_hand = 0
        self._nothing_left = asyncio.Event()
        self._nothing_left.set()

    @contextlib.contextmanager
    def in_hand(self) -> Iterator[None]:
        """A worker claims, and works on what it got."""
        self._in_hand += 1
        self._nothing_left.clear()
        try:
            yield
        finally:
            self._in_hand -= 1
            if not self._in_hand:
                self._nothing_left.set()

    async def finish(self, seconds: float) -> bool:
        """Begins it; whether all was finished within so many seconds."""
        self.begun = True
        try:
            await asyncio.wait_for(self._nothing_left.wait(), seconds)
        except TimeoutError:
            return False
        return True
