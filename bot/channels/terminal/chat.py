"""`comptoir chat`: a person's end of a conversation in the terminal, typed or piped."""

from __future__ import annotations

import asyncio
import contextlib
import mimetypes
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout

from bot.channels.rendering import harmless_line, terminal_text, whats_new
from bot.channels.terminal.console import lines_of_stdin, until_one_ends
from bot.channels.terminal.link import Link, fresh_id
from bot.channels.terminal.protocol import (
    LARGEST_FILE,
    AwaitIdle,
    FromClient,
    Hello,
    Idle,
    Press,
    Refused,
    Say,
    SendFile,
    Shown,
)
from bot.errors import SetupError
from bot.messages import Attachment, Card
from bot.ports import LocalMessage

HELP = """\
Write as you would to a person. A number, or its label, presses a button of the last message.
  /file PATH   sends a file        /save   keeps the files of the last message here
  /quit        leaves              anything else with a slash goes to the assistant"""
_MOST_IDLE_SECONDS = 120.0


class Conversation:
    """What the reader sees and may press, apart from how it is shown and sent."""

    def __init__(self) -> None:
        self._last: LocalMessage | None = None
        self._files: tuple[Attachment, ...] = ()

    def show(self, message: LocalMessage, width: int, *, colour: bool) -> str:
        """The text of a message that arrived; an edit is marked, not put in its place."""
        edited = message.edits is not None
        if not edited or (self._last and self._last.message_id == message.edits):
            # Later edits name the first message of the chain.
            message_id = message.edits or message.message_id
            self._last = LocalMessage(message.seq, message_id, message.card)
        self._files = message.card.attachments or self._files
        card = whats_new(message.card) if edited else message.card
        text = terminal_text(card, width, colour=colour)
        return f"↻ {text}" if edited else text

    def frame(self, text: str) -> FromClient:
        """What a line that was typed sends. Raises ValueError with what to tell the person."""
        if text.startswith("/file "):
            return _file(Path(text.removeprefix("/file ").strip()).expanduser())
        card = self._last.card if self._last else Card()
        for number, button in enumerate(card.buttons, start=1):
            if text.casefold() in (str(number), button.label.casefold()):
                return Press(fresh_id(), button.token)
        return Say(fresh_id(), text)

    def save(self, folder: Path) -> list[Path]:
        """Writes the files of the last message that had any into a folder, over nothing."""
        saved = []
        for attachment in self._files:
            name = Path(harmless_line(attachment.filename)).name.lstrip(".") or "file"
            path, number = folder / name, 1
            while path.exists():
                path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
                number += 1
            path.write_bytes(attachment.content)
            saved.append(path)
        return saved


def _file(path: Path) -> SendFile:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ValueError(f"{path} is larger than {LARGEST_FILE // 1024 // 1024} MB.")
        content = path.read_bytes()
    except OSError as error:
        raise ValueError(f"{path} can't be read: {error.strerror}.") from error
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return SendFile(fresh_id(), path.name, media_type, content)


class _Reader:
    """Runs one conversation: lines in, messages out."""

    def __init__(self, link: Link, write: Callable[[str], None], *, colour: bool) -> None:
        self._link = link
        self._write = write
        self._colour = colour
        self._conversation = Conversation()
        self._idle = asyncio.Event()
        self.unanswered = False

    async def receive(self) -> None:
        """Shows what arrives, until the server refuses the connection."""
        while True:
            frame = await self._link.received.get()
            if isinstance(frame, Shown):
                self.unanswered = False
                width = min(shutil.get_terminal_size().columns, 100)
                text = self._conversation.show(frame.message, width, colour=self._colour)
                self._write(text + "\n")
            elif isinstance(frame, Idle):
                self.unanswered = False
                self._idle.set()
            elif isinstance(frame, Refused):
                if not frame.id:
                    raise SetupError(frame.reason)
                self._write(harmless_line(frame.reason))

    async def submit(self, text: str) -> bool:
        """Does what a line says; False when it was to leave."""
        text = text.strip()
        if text in ("/quit", "/exit"):
            return False
        if text == "/help":
            self._write(HELP)
        if text == "/save":
            for path in await asyncio.to_thread(self._conversation.save, Path()):
                self._write(f"saved {path}")
        elif text:
            try:
                frame = await asyncio.to_thread(self._conversation.frame, text)
            except ValueError as error:
                self._write(str(error))
                return True
            self.unanswered = True
            await self._link.send(frame)
        return True

    async def until_idle(self) -> None:
        """Returns when the assistant has nothing left to do, and all it said was shown."""
        self._idle.clear()
        await self._link.send(AwaitIdle(_MOST_IDLE_SECONDS))
        await self._idle.wait()

    def state(self) -> str:
        """What stands below the prompt."""
        if not self._link.connected.is_set():
            return "… reconnecting"
        return "… working" if self.unanswered else ""


async def chat(
    socket_path: Path, person: str, *, name: str = "", language: str | None = None
) -> None:
    """Talks to the assistant until the input ends or `/quit`.

    In a terminal it prompts; with input from a pipe each line waits for the one before it to be
    answered, and the end comes once nothing is left to do. Raises SetupError.
    """
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    link = Link(socket_path, Hello(person, name, language))
    reader = _Reader(link, print, colour=sys.stdout.isatty())
    run = _prompt(reader) if interactive else _pipe(reader, lines_of_stdin())
    async with link.open():
        await until_one_ends(reader.receive(), run)


async def chat_lines(
    socket_path: Path,
    person: str,
    lines: AsyncIterator[str],
    write: Callable[[str], None],
) -> None:
    """As `chat` with piped input, from and to wherever the caller says."""
    link = Link(socket_path, Hello(person))
    reader = _Reader(link, write, colour=False)
    async with link.open():
        await until_one_ends(reader.receive(), _pipe(reader, lines))


async def _prompt(reader: _Reader) -> None:
    session: PromptSession[str] = PromptSession(
        "› ", bottom_toolbar=lambda: reader.state() or None, refresh_interval=0.5
    )
    with patch_stdout(raw=True), contextlib.suppress(EOFError, KeyboardInterrupt):
        while await reader.submit(await session.prompt_async()):
            pass


async def _pipe(reader: _Reader, lines: AsyncIterator[str]) -> None:
    await reader.until_idle()
    async for text in lines:
        if not await reader.submit(text):
            return
        await reader.until_idle()
