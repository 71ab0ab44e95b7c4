"""Server-sent events: one response of HTTP that goes on for as long as its reader stays."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

_HEARTBEAT_SECONDS = 15.0
_RETRY = b"retry: 1000\n\n"
_HEARTBEAT = b": still here\n\n"
_MOST_WAITING = 100
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Event:
    """Something to tell.

    Attributes:
        data: of JSON's types, dataclasses and msgspec structures.
        chat, seq: how far the reader of this chat is with it; 0 means back at the beginning.
    """

    name: str
    data: Any
    chat: str | None = None
    seq: int = 0


Feed = AsyncGenerator[Event, None]


def positions_of(text: str) -> dict[str, int]:
    """Reads "PERSON:SEQ,…" (names percent-encoded); what can't be read is left out."""
    positions = {}
    for part in text.split(","):
        name, _, seq = part.rpartition(":")
        if name and seq.isdecimal() and seq.isascii() and len(seq) < 16:
            positions[unquote(name)] = int(seq)
    return positions


def last_seen(request: Request) -> dict[str, int]:
    """How far a reader was, who lost the connection and is back."""
    return positions_of(request.headers.get("last-event-id", ""))


class EventStream(Response):
    """Tells the events of several feeds, each in its own order, until the reader or we go.

    Args:
        feeds: are closed at the end.
        positions: where the reader is in each chat.
        ending: is set when the server closes.
    """

    def __init__(
        self, feeds: Sequence[Feed], positions: Mapping[str, int], ending: asyncio.Event
    ) -> None:
        super().__init__(
            media_type="text/event-stream",
            headers={"cache-control": "no-store", "x-accel-buffering": "no"},
        )
        del self.headers["content-length"]
        self._feeds = feeds
        self._positions = dict(positions)
        self._ending = ending

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves it."""
        events: asyncio.Queue[Event] = asyncio.Queue(_MOST_WAITING)
        await send(
            {"type": "http.response.start", "status": 200, "headers": self.raw_headers},
        )
        with contextlib.suppress(OSError):
            try:
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(_until_gone(receive))
                    tasks.create_task(_until_set(self._ending))
                    for feed in self._feeds:
                        tasks.create_task(_pump(feed, events))
                    await self._write(events, send)
            except* _Over:
                pass
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _write(self, events: asyncio.Queue[Event], send: Send) -> None:
        frame = _RETRY
        while True:
            await send({"type": "http.response.body", "body": frame, "more_body": True})
            try:
                async with asyncio.timeout(_HEARTBEAT_SECONDS):
                    frame = self._frame(await events.get())
            except TimeoutError:
                frame = _HEARTBEAT

    def _frame(self, event: Event) -> bytes:
        lines = [b"event: " + event.name.encode(), b"data: " + _encode(event.data)]
        if event.chat is not None:
            if event.seq:
                self._positions[event.chat] = event.seq
            else:
                self._positions.pop(event.chat, None)
            told = ",".join(f"{quote(chat)}:{seq}" for chat, seq in self._positions.items())
            lines.append(b"id: " + told.encode())
        return b"\n".join(lines) + b"\n\n"


class _Over(Exception):  # noqa: N818 - ends the tasks of a stream
    """The reader left, or we do."""


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    raise _Over


async def _until_set(event: asyncio.Event) -> None:
    await event.wait()
    raise _Over


async def _pump(feed: Feed, events: asyncio.Queue[Event]) -> None:
    async with contextlib.aclosing(feed):
        async for event in feed:
            await events.put(event)
