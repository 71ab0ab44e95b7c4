"""A program that runs once to its end, telling its progress: it makes the shop, or trains."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from bot.embedded import tether
from bot.errors import SetupError

Tell = Callable[[str], None]
"""Shows a person what is going on, a line at a time."""

DISK_FULL = re.compile(r"no space left|errno 28|database or disk is full", re.IGNORECASE)
REMIND_SECONDS = 10.0
"""A step that says nothing for so long is told again with its elapsed time."""
LONGEST_LINE = 2**20
_PROGRESS = re.compile(r"PROGRESS (?:(?P<step>\d+)/(?P<steps>\d+) )?(?P<text>.*)")


async def run_to_end(doing: str, command: Sequence[str | Path], log: Path, tell: Tell) -> list[str]:
    """Runs a program that prints `PROGRESS [n/m] text` lines; keeps all it prints in a log file.

    Args:
        doing: what it is for ("Making the sample shop"), for people.
        command: program and arguments; it ends with us.
        log: file that takes its output.
        tell: gets each step as a line, but not the last of m, which only says that it is done.

    Returns:
        The other lines that it printed.

    Raises:
        SetupError: it failed; with the reason and the remedy.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        "-S",
        tether.__file__,
        *map(str, command),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
        limit=LONGEST_LINE,
    )
    assert process.stdout is not None  # noqa: S101 - we asked for the pipe
    said: list[str] = []
    step, since = "", time.monotonic()
    try:
        with log.open("a", encoding="utf-8") as file:
            async for line in _lines(process.stdout):
                if line is None:
                    tell(f"{doing}: {step or 'starting'} … {time.monotonic() - since:.0f} s")
                    continue
                file.write(line + "\n")
                if found := _PROGRESS.fullmatch(line):
                    step, since = found["text"], time.monotonic()
                    if found["step"] is None or found["step"] != found["steps"]:
                        tell(f"{doing}: {step}")
                elif line.strip():
                    said.append(line.strip())
        code = await process.wait()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
    if code == 0:
        return said
    if any(DISK_FULL.search(line) for line in said):
        raise SetupError(f"{doing} failed: the disk is full. Free some space, then start again.")
    last = said[-1] if said else "it said nothing"
    raise SetupError(f"{doing} failed: {last} (all of it: {log}).")


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[str | None]:
    """The lines of a stream as they come; None whenever none came for a while."""
    while True:
        try:
            async with asyncio.timeout(REMIND_SECONDS):
                raw = await stream.readline()
        except TimeoutError:
            yield None
            continue
        if not raw:
            return
        yield raw.decode(errors="replace").rstrip()
