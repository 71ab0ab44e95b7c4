"""The client's end of the socket: reconnects by itself, sends again what was not acknowledged."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

from bot.channels.terminal.protocol import (
    LONGEST_LINE,
    Acknowledged,
    AwaitIdle,
    DeskAnswer,
    FromClient,
    FromServer,
    Hello,
    Idle,
    Refused,
    Shown,
    decode_from_server,
    line,
)
from bot.errors import SetupError

_FIRST_RETRY, _LAST_RETRY = 0.1, 3.0
_IDLE = "idle"


def fresh_id() -> str:
    """An id for something to be sent."""
    return uuid.uuid4().hex


class Link:
    """A connection that lasts as long as it is open, whatever the server does meanwhile.

    Args:
        path: of the socket.
        hello: who is there; None for the desk. Its `seen` grows with what arrives.

    Attributes:
        received: what came, acknowledgements left out.
        connected: set while there is a connection.
    """

    def __init__(self, path: Path, hello: Hello | None = None) -> None:
        self._path = path
        self._hello = hello
        self._pending: dict[str, FromClient] = {}
        self._writer: asyncio.StreamWriter | None = None
        self.received: asyncio.Queue[FromServer] = asyncio.Queue()
        self.connected = asyncio.Event()

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Connected while inside. Raises SetupError when nobody serves the socket at first."""
        try:
            streams = await asyncio.open_unix_connection(str(self._path), limit=LONGEST_LINE)
        except OSError:
            raise SetupError(
                f"No Comptoir is running at {self._path}: start it with `comptoir run`."
            ) from None
        task = asyncio.create_task(self._keep(*streams))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def send(self, frame: FromClient) -> None:
        """Sends it now, and again after each new connection until it is settled."""
        self._pending[_key(frame)] = frame
        if self._writer is not None:
            with contextlib.suppress(ConnectionError):
                await _write(self._writer, frame)

    async def _keep(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            try:
                with contextlib.suppress(ConnectionError, ValueError):
                    await self._converse(reader, writer)
            finally:
                self._writer = None
                self.connected.clear()
                await _closed(writer)
            reader, writer = await self._reconnect()

    async def _reconnect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        delay = _FIRST_RETRY
        while True:
            await asyncio.sleep(delay)
            try:
                return await asyncio.open_unix_connection(str(self._path), limit=LONGEST_LINE)
            except OSError:
                delay = min(delay * 2, _LAST_RETRY)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for frame in ([self._hello] if self._hello else []) + list(self._pending.values()):
            await _write(writer, frame)
        self._writer = writer
        self.connected.set()
        while data := await reader.readline():
            self._take(decode_from_server(data))

    def _take(self, frame: FromServer) -> None:
        if isinstance(frame, Shown) and self._hello:
            if frame.message.seq <= self._hello.seen:
                return
            self._hello.seen = frame.message.seq
        if isinstance(frame, Acknowledged | DeskAnswer | Refused):
            self._pending.pop(frame.id, None)
        if isinstance(frame, Idle):
            self._pending.pop(_IDLE, None)
        if not isinstance(frame, Acknowledged):
            self.received.put_nowait(frame)


def _key(frame: FromClient) -> str:
    if isinstance(frame, AwaitIdle):
        return _IDLE
    return "" if isinstance(frame, Hello) else frame.id


async def _write(writer: asyncio.StreamWriter, frame: FromClient) -> None:
    writer.write(line(frame))
    await writer.drain()


async def _closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with contextlib.suppress(ConnectionError):
        await writer.wait_closed()
