"""Something that many use and that is replaced while they do: the running assistant."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable
from contextlib import AbstractAsyncContextManager
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Away(Exception):  # noqa: N818 - a state, soon over
    """It is being replaced; there will be another one soon."""


class Source(Protocol[T_co]):
    """The using side of `Held`."""

    @property
    def generation(self) -> int:
        """How many there were so far."""
        ...

    @property
    def leaving(self) -> asyncio.Event:
        """Is set once the present one is to go: whoever waits on it must let go of it."""
        ...

    def use(self, *, wait: bool = False) -> AbstractAsyncContextManager[T_co]:
        """The present one, which stays while inside; waits for one, or raises Away."""
        ...


class Held(Generic[T]):
    """At most one at a time, handed to many."""

    def __init__(self) -> None:
        self._value: T | None = None
        self._generation = 0
        self._users = 0
        self._present = asyncio.Event()
        self._unused = asyncio.Event()
        self._leaving = asyncio.Event()

    @property
    def generation(self) -> int:
        """See `Source.generation`."""
        return self._generation

    @property
    def leaving(self) -> asyncio.Event:
        """See `Source.leaving`."""
        return self._leaving

    @contextlib.asynccontextmanager
    async def use(self, *, wait: bool = False) -> AsyncIterator[T]:
        """See `Source.use`."""
        while self._value is None and wait:
            await self._present.wait()
        if self._value is None:
            raise Away
        self._users += 1
        try:
            yield self._value
        finally:
            self._users -= 1
            if not self._users:
                self._unused.set()

    def put(self, value: T) -> None:
        """From now on this is what is used."""
        self._value = value
        self._generation += 1
        self._leaving = asyncio.Event()
        self._present.set()

    async def take(self, patience: float) -> None:
        """Gives it to nobody any more; returns once all have let go, or after so many seconds."""
        self._value = None
        self._present.clear()
        self._unused.clear()
        self._leaving.set()
        if self._users:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._unused.wait(), patience)


async def unless(event: asyncio.Event, work: Awaitable[T]) -> T | None:
    """The result of `work`, which is cancelled, giving None, as soon as the event is set."""
    working = asyncio.ensure_future(work)
    ending = asyncio.ensure_future(event.wait())
    try:
        await asyncio.wait({working, ending}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        working.cancel()
        ending.cancel()
        await asyncio.gather(working, ending, return_exceptions=True)
