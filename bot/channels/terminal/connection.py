"""One client of the terminal's socket, from its hello until it goes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from bot.channels.local import WORKSPACE
from bot.channels.terminal.protocol import (
    LARGEST_FILE,
    LONGEST_LINE,
    Acknowledged,
    AskDesk,
    AwaitIdle,
    DeskAnswer,
    FromClient,
    FromServer,
    Hello,
    Idle,
    Press,
    Refused,
    Say,
    SendFile,
    Shown,
    decode_from_client,
    line,
)
from bot.errors import ComptoirError
from bot.messages import Attachment, InboundKind, InboundMessage, Sender
from bot.ports import LocalMessages
from shop_client.errors import ShopError

_log = logging.getLogger(__name__)

NAME = "terminal"
_PERSON = re.compile(r"[\w.@+-]{1,64}")
_ID = re.compile(r"[\w-]{8,64}")
_LONGEST_TEXT = 10_000
_LONGEST_WAIT = 600.0
_POLL_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Services:
    """What the terminal needs of the assistant.

    Attributes:
        messages: the post-boxes that the channel fills.
        receive: commits a message; False when it was there before.
        await_idle: returns once nothing is due, or after so many seconds.
        desk: what staff may ask for: methods by name, called with strings by keyword.
    """

    messages: LocalMessages
    receive: Callable[[InboundMessage], Awaitable[bool]]
    await_idle: Callable[[float], Awaitable[object]]
    desk: Mapping[str, Callable[..., Awaitable[Any]]] = field(default_factory=dict)


class Connection:
    """One client, until it goes."""

    def __init__(
        self, services: Services, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._services = services
        self._reader = reader
        self._writer = writer
        self._hello: Hello | None = None
        self._shown = 0
        self._showing = asyncio.Lock()

    async def run(self) -> None:
        """Serves it; returns once it has gone."""
        try:
            async with asyncio.TaskGroup() as tasks:
                await self._read(tasks)
                raise _Gone
        except* (_Gone, ConnectionError):
            pass
        except* Exception as errors:
            # The client comes back and sends again what was not acknowledged. What an error says
            # may have been written by somebody: it stays out of the log.
            kinds = sorted({type(error).__name__ for error in errors.exceptions})
            _log.error("terminal connection failed", extra={"errors": kinds})
        finally:
            self._writer.close()
            with contextlib.suppress(ConnectionError):
                await self._writer.wait_closed()

    async def _read(self, tasks: asyncio.TaskGroup) -> None:
        while True:
            try:
                data = await self._reader.readline()
            except ValueError:
                await self._send(Refused(f"A line has at most {LONGEST_LINE} bytes."))
                return
            if not data:
                return
            try:
                frame: FromClient = decode_from_client(data)
            except msgspec.DecodeError as error:
                await self._send(Refused(str(error)))
                return
            if not await self._handle(frame, tasks):
                return

    async def _handle(self, frame: FromClient, tasks: asyncio.TaskGroup) -> bool:
        if isinstance(frame, Hello):
            return await self._greet(frame, tasks)
        if isinstance(frame, AskDesk):
            tasks.create_task(self._ask_desk(frame))
            return True
        if self._hello is None:
            await self._send(Refused("Say hello first."))
            return False
        if isinstance(frame, AwaitIdle):
            tasks.create_task(self._tell_idle(self._hello, frame))
            return True
        await self._receive(self._hello, frame)
        return True

    async def _greet(self, hello: Hello, tasks: asyncio.TaskGroup) -> bool:
        if self._hello is not None or not _PERSON.fullmatch(hello.person):
            await self._send(Refused("A person's name has letters, digits and . @ + - _ only."))
            return False
        self._hello = hello
        self._shown = hello.seen
        tasks.create_task(self._show_for_ever(_key(hello.person)))
        return True

    async def _receive(self, hello: Hello, frame: Say | Press | SendFile) -> None:
        problem = _problem(frame)
        if problem:
            await self._send(Refused(problem, frame.id))
            return
        await self._services.receive(_inbound(hello, frame))
        await self._send(Acknowledged(frame.id))

    async def _show_for_ever(self, key: str) -> None:
        await self._show(key)
        while True:
            await self._services.messages.wait(key, self._shown, _POLL_SECONDS)
            await self._show(key)

    async def _show(self, key: str) -> None:
        async with self._showing:
            for message in await self._services.messages.since(key, self._shown):
                await self._send(Shown(message))
                self._shown = message.seq

    async def _tell_idle(self, hello: Hello, frame: AwaitIdle) -> None:
        with contextlib.suppress(TimeoutError):
            await self._services.await_idle(min(frame.seconds, _LONGEST_WAIT))
        await self._show(_key(hello.person))
        await self._send(Idle())

    async def _ask_desk(self, frame: AskDesk) -> None:
        method = self._services.desk.get(frame.method)
        if method is None:
            await self._send(Refused(f"The desk has no {frame.method!r}.", frame.id))
            return
        try:
            result = await method(**frame.arguments)
        except (ComptoirError, ShopError, LookupError, TypeError, ValueError) as error:
            await self._send(Refused(str(error) or type(error).__name__, frame.id))
            return
        await self._send(DeskAnswer(frame.id, msgspec.to_builtins(result)))

    async def _send(self, frame: FromServer) -> None:
        self._writer.write(line(frame))
        await self._writer.drain()


class _Gone(Exception):  # noqa: N818 - not an error: ends the tasks of a connection
    """The client left."""


def _key(person: str) -> str:
    return InboundMessage(NAME, WORKSPACE, "", person, InboundKind.TEXT).conversation_key


def _problem(frame: Say | Press | SendFile) -> str:
    if not _ID.fullmatch(frame.id):
        return "An id has 8 to 64 letters, digits or dashes."
    if isinstance(frame, Say) and len(frame.text) > _LONGEST_TEXT:
        return f"A text has at most {_LONGEST_TEXT} characters."
    if isinstance(frame, SendFile) and len(frame.content) > LARGEST_FILE:
        return f"A file has at most {LARGEST_FILE} bytes."
    return ""


def _inbound(hello: Hello, frame: Say | Press | SendFile) -> InboundMessage:
    sender = Sender(hello.person, hello.name or hello.person, hello.language)
    # Ids are the client's own: the person is part of them, or one could swallow another's message.
    external_id = f"{hello.person}:{frame.id}"

    def message(kind: InboundKind, **more: Any) -> InboundMessage:
        return InboundMessage(
            NAME, WORKSPACE, external_id, hello.person, kind, sender=sender, **more
        )

    if isinstance(frame, Press):
        return message(InboundKind.BUTTON, token=frame.token)
    if isinstance(frame, SendFile):
        attachment = Attachment(Path(frame.filename).name, frame.media_type, frame.content)
        return message(InboundKind.FILE, attachments=(attachment,))
    kind = InboundKind.COMMAND if frame.text.startswith("/") else InboundKind.TEXT
    return message(kind, text=frame.text)
