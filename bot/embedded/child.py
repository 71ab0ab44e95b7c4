"""A program that runs as our child: restarted when it dies, gone when we are."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.embedded import tether
from bot.errors import SetupError

log = logging.getLogger(__name__)

FIRST_DELAY_SECONDS = 0.5
LONGEST_DELAY_SECONDS = 30.0
STEADY_SECONDS = 60.0
"""A child that lived this long is restarted at once, as if it had never died before."""
EARLY_DEATHS = 3
"""So many deaths before it was ever ready mean that it can't start at all."""
STOP_SECONDS = 4.5
POLL_SECONDS = 0.1
LOG_BYTES = 5_000_000
TAIL_BYTES = 4_000


@dataclass(frozen=True, slots=True)
class Program:
    """What to run.

    Attributes:
        name: what people call it ("the shop").
        command: program and arguments.
        log: file that takes its output.
        is_up: asks whether it answers; must not raise.
        start_seconds: it must answer within so many seconds of its start.
    """

    name: str
    command: Sequence[str | Path]
    log: Path
    is_up: Callable[[], Awaitable[bool]]
    start_seconds: float = 60.0


class Child:
    """Keeps one program running between `start` and `stop`."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._deaths = 0

    @property
    def pid(self) -> int | None:
        """Of the process that holds the program, also its process group; None when not running."""
        return self._process.pid if self._process else None

    @property
    def deaths(self) -> int:
        """How often it has ended without being told to."""
        return self._deaths

    def start(self) -> None:
        """Begins to run it, and to run it again whenever it ends."""
        self._task = asyncio.create_task(self._keep_running(), name=self._program.name)

    async def ready(self) -> None:
        """Returns once it answers.

        Raises:
            SetupError: it did not in time, or keeps dying; with the last it said.
        """
        program = self._program
        deadline = time.monotonic() + program.start_seconds
        while not await program.is_up():
            if self._deaths >= EARLY_DEATHS:
                raise SetupError(f"{program.name} does not start. {self._last_words()}")
            if time.monotonic() > deadline:
                raise SetupError(
                    f"{program.name} did not answer within {program.start_seconds:.0f} s. "
                    + self._last_words()
                )
            await asyncio.sleep(POLL_SECONDS)

    async def stop(self) -> None:
        """Ends it: SIGTERM, and SIGKILL for what is left; within five seconds."""
        if self._task is None:
            return
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        self._task = None

    async def _keep_running(self) -> None:
        delay = FIRST_DELAY_SECONDS
        while True:
            started = time.monotonic()
            code = await self._run_once()
            self._deaths += 1
            if time.monotonic() - started > STEADY_SECONDS:
                delay = FIRST_DELAY_SECONDS
            log.warning(
                "child ended",
                extra={"part": self._program.name, "exit_code": code, "delay": delay},
            )
            await asyncio.sleep(delay)
            delay = min(2 * delay, LONGEST_DELAY_SECONDS)

    async def _run_once(self) -> int:
        with self._open_log() as output:
            self._process = process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-I",
                "-S",
                tether.__file__,
                *map(str, self._program.command),
                stdin=asyncio.subprocess.PIPE,
                stdout=output,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            return await process.wait()
        finally:
            await _end(process)
            self._process = None

    def _open_log(self) -> BinaryIO:
        path = self._program.log
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(path.with_suffix(".old.log"))
        return path.open("ab")

    def _last_words(self) -> str:
        try:
            text = self._program.log.read_bytes()[-TAIL_BYTES:].decode(errors="replace")
        except OSError:
            text = ""
        said = text.strip().splitlines()[-1:] or ["nothing"]
        return f"It last said: {said[0].strip()} (all of it: {self._program.log})"


async def _end(process: asyncio.subprocess.Process) -> None:
    """Closes the tether; kills the group if that was not enough. Safe when it has ended."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(asyncio.shield(process.wait()), STOP_SECONDS)
    except TimeoutError:
        log.warning("child had to be killed")
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
