"""`comptoir desk`: the merchant's staff, in the terminal."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout

from bot.channels.rendering import harmless_line
from bot.channels.terminal.console import lines_of_stdin, until_one_ends
from bot.channels.terminal.link import Link, fresh_id
from bot.channels.terminal.protocol import AskDesk, DeskAnswer, Refused
from bot.errors import SetupError

HELP = """\
  /list           what waits           /open N         shows a case, and takes text for it
  /take           makes it yours       /back           gives the conversation back
  /release        lets a held order go /refuse REASON  refuses a held order
  /placed NUMBER  the shop has an order in doubt; /not-placed: it has it not
  /quit           leaves
With a case open, anything without a slash is written to the person."""
_METHODS = {"back": "hand_back", "placed": "settle_placed", "not-placed": "settle_not_placed"}
_REFRESH_SECONDS = 2.0
_ANSWER_SECONDS = 30.0

Record = dict[str, Any]


class DeskRefusedError(Exception):
    """The desk said no; the message says why."""


class DeskConsole:
    """What a member of staff types, and what it does.

    Args:
        link: an open connection.
        staff: who they are, told to the person.
        write: shows a line.
    """

    def __init__(self, link: Link, staff: str, write: Callable[[str], None]) -> None:
        self._link = link
        self._staff = staff
        self._write = write
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._cases: list[Record] = []
        self._open: str | None = None
        self._seen: set[tuple[str, ...]] = set()

    async def receive(self) -> None:
        """Hands answers to whoever asked."""
        while True:
            frame = await self._link.received.get()
            if isinstance(frame, DeskAnswer | Refused) and frame.id in self._waiting:
                future = self._waiting.pop(frame.id)
                if isinstance(frame, DeskAnswer):
                    future.set_result(frame.result)
                else:
                    future.set_exception(DeskRefusedError(frame.reason))
            elif isinstance(frame, Refused):
                raise SetupError(frame.reason)

    async def ask(self, method: str, **arguments: str) -> Any:
        """Asks the desk. Raises DeskRefusedError, also when it doesn't answer."""
        frame = AskDesk(fresh_id(), method, arguments)
        self._waiting[frame.id] = asyncio.get_running_loop().create_future()
        await self._link.send(frame)
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                return await self._waiting[frame.id]
        except TimeoutError:
            raise DeskRefusedError("The desk does not answer.") from None
        finally:
            self._waiting.pop(frame.id, None)

    async def submit(self, line: str) -> bool:
        """Does what a line says; False when it was to leave."""
        command, _, rest = line.strip().partition(" ")
        if command == "/quit":
            return False
        try:
            await self._do(command, rest.strip(), line.strip())
        except DeskRefusedError as error:
            self._write(f"! {harmless_line(str(error))}")
        return True

    async def _do(self, command: str, rest: str, line: str) -> None:
        if command in ("/list", "list", ""):
            await self._list()
        elif command in ("/open", "open"):
            await self._show(rest)
        elif command in ("/take", "/back", "/release", "/refuse", "/placed", "/not-placed"):
            await self._act(command.removeprefix("/"), rest)
        elif command.startswith("/") or self._open is None:
            self._write(HELP)
        else:
            await self.ask("say", case_id=self._open, staff=self._staff, text=line)

    async def _act(self, command: str, words: str) -> None:
        if self._open is None:
            self._write("Open a case first: /open N")
            return
        arguments = {"case_id": self._open, "staff": self._staff}
        if command == "refuse":
            if not words:
                self._write("Say why: /refuse REASON")
                return
            arguments["reason"] = words
        if command == "placed":
            if not words:
                self._write("Say its number in the shop: /placed NUMBER")
                return
            arguments["number"] = words
        await self.ask(_METHODS.get(command, command), **arguments)
        if command != "take":
            self._open = None
        self._write("done")

    async def _list(self) -> None:
        self._cases = await self.ask("cases")
        if not self._cases:
            self._write("Nothing waits.")
        for number, case in enumerate(self._cases, start=1):
            self._write(f"{number:3}  {_one_line(case)}")

    async def _show(self, which: str) -> None:
        if not self._cases:
            self._cases = await self.ask("cases")
        if not which.isdigit() or not 0 < int(which) <= len(self._cases):
            self._write("Which one? /list shows their numbers.")
            return
        self._open = str(self._cases[int(which) - 1]["id"])
        self._seen.clear()
        detail = await self.ask("show", case_id=self._open)
        self._write(_one_line(detail["view"]))
        for title in ("cart", "approvals"):
            for entry in detail[title]:
                self._write(f"  {title}: {harmless_line(str(entry))}")
        for name, value in detail["data"].items():
            self._write(f"  {harmless_line(str(name))}: {harmless_line(str(value))}")
        self._transcript(detail)

    def _transcript(self, detail: Record) -> None:
        """Shows what was not shown yet; the desk tells only the newest lines."""
        for said in detail["transcript"]:
            line = (said["at"], said["author"], said["text"])
            if line not in self._seen:
                self._seen.add(line)
                who = said["name"] or said["author"]
                self._write(f"  {harmless_line(who)}: {harmless_line(said['text'])}")

    async def follow(self) -> None:
        """Goes on showing what is said in the open case."""
        while True:
            await asyncio.sleep(_REFRESH_SECONDS)
            if self._open is not None:
                with contextlib.suppress(DeskRefusedError):
                    self._transcript(await self.ask("show", case_id=self._open))


def _one_line(case: Record) -> str:
    parts = (case["opened_at"][:16], case["kind"], case["who"], case["company"], case["summary"])
    text = "  ".join(harmless_line(str(part)) for part in parts if part)
    return f"{text}  ({harmless_line(case['assigned_to'])})" if case["assigned_to"] else text


async def desk(socket_path: Path, name: str) -> None:
    """Serves the desk until the input ends or `/quit`. Raises SetupError."""
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    lines = _typed() if interactive else lines_of_stdin()
    with patch_stdout(raw=True) if interactive else contextlib.nullcontext():
        await desk_lines(socket_path, name, lines, print)


async def desk_lines(
    socket_path: Path, name: str, lines: AsyncIterator[str], write: Callable[[str], None]
) -> None:
    """As `desk`, from and to wherever the caller says."""
    link = Link(socket_path)
    console = DeskConsole(link, name, write)

    async def run() -> None:
        await console.submit("/list")
        async for line in lines:
            if not await console.submit(line):
                return

    async with link.open():
        await until_one_ends(console.receive(), console.follow(), run())


async def _typed() -> AsyncIterator[str]:
    session: PromptSession[str] = PromptSession("desk › ")
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            yield await session.prompt_async()
