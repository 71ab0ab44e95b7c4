"""Wakes those who wait for rows: in this process at once, in others by PostgreSQL's NOTIFY."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Any
from weakref import WeakValueDictionary

import psycopg

log = logging.getLogger(__name__)

CHANNEL = "comptoir"
_RECONNECT_SECONDS = 2.0


def notice(sender: str, topic: str) -> str:
    """What tells other processes of a signal of the process named `sender`."""
    return f"{sender} {topic}"


class Wake:
    """Wakes one waiter for each signal; one signal is kept for whoever waits next.

    A worker that finds work signals again, so that all are woken while there is something to do.
    """

    def __init__(self) -> None:
        self._signal = asyncio.Semaphore(0)

    def ring(self) -> None:
        """There may be work."""
        if self._signal.locked():
            self._signal.release()

    async def heard(self, seconds: float) -> None:
        """Returns when there may be work, or after this long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(seconds, 0)):
                await self._signal.acquire()


class Bells:
    """Wakes everyone who waits under a key. Take the bell, look, and only then wait for it."""

    def __init__(self) -> None:
        self._bells: WeakValueDictionary[str, asyncio.Event] = WeakValueDictionary()

    def bell(self, key: str) -> asyncio.Event:
        """Is set at the next ring."""
        bell = self._bells.get(key)
        if bell is None:
            bell = self._bells[key] = asyncio.Event()
        return bell

    def ring(self, key: str) -> None:
        """Something is new under this key."""
        bell = self._bells.pop(key, None)
        if bell is not None:
            bell.set()

    def ring_all(self) -> None:
        """Anything may be new."""
        for key in list(self._bells):
            self.ring(key)


class Signals:
    """All that can be waited for."""

    def __init__(self) -> None:
        self.inbox = Wake()
        self.outbox = Wake()
        self.local = Bells()

    def ring(self, topic: str) -> None:
        """Passes on `inbox`, `outbox` or `local:` and a key."""
        name, _, key = topic.partition(":")
        if name == "inbox":
            self.inbox.ring()
        elif name == "outbox":
            self.outbox.ring()
        elif name == "local":
            self.local.ring(key)

    def ring_all(self) -> None:
        """Anything may have happened meanwhile."""
        self.inbox.ring()
        self.outbox.ring()
        self.local.ring_all()


class Listener:
    """Hears the NOTIFYs of other processes on a connection of its own, for as long as it runs.

    Attributes:
        connected: whether it hears them now; everyone was woken once when it began to.
    """

    def __init__(self, signals: Signals, connect_args: dict[str, Any], name: str) -> None:
        """Listens for the process of this name, whose own signals need no telling."""
        self._signals = signals
        self._name = name
        self.connected = False
        self._connect_args = connect_args
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to listen, if it does not yet."""
        if self._task is None:
            self._task = asyncio.create_task(self._listen(), name="storage listener")

    async def stop(self) -> None:
        """Ends."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _listen(self) -> None:
        while True:
            try:
                async with self._connected() as connection:
                    async for heard in connection.notifies():
                        sender, _, topic = heard.payload.partition(" ")
                        if sender != self._name:
                            self._signals.ring(topic)
            except psycopg.Error as error:
                log.warning("listening to the database broke off: %s", type(error).__name__)
            await asyncio.sleep(_RECONNECT_SECONDS)

    @contextlib.asynccontextmanager
    async def _connected(self) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        connection = await psycopg.AsyncConnection.connect(**self._connect_args, autocommit=True)
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self._signals.ring_all()
            self.connected = True
            try:
                yield connection
            finally:
                self.connected = False
