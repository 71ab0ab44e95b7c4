"""From `comptoir run` to the first answer, at a second start: everything was made before."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.channels.terminal.protocol import Hello, Say, Shown, decode_from_server, line
from bot.cli.home import SOCKET

from .machine import command, family, memory_mb
from .servers import model

_PARSER_IS_READY = b"The parser is ready"
_WAIT_SECONDS = 600.0


async def second_start(shop: str) -> dict[str, Any]:
    """Starts twice in a home of its own; the second start's times, and memory at rest.

    Args:
        shop: "memory", or "tryton", whose first start takes a minute or more.
    """
    made = model()
    with tempfile.TemporaryDirectory(prefix="comptoir-") as folder:
        home = Path(folder)
        (home / "nlu").mkdir()
        for kept in made.parent.glob(made.name.removesuffix(".tar.gz") + "*"):
            shutil.copy2(kept, home / "nlu")
        await _start(home, shop, "first")
        return await _start(home, shop, "second")


async def _start(home: Path, shop: str, person: str) -> dict[str, Any]:
    began = time.perf_counter()
    async with _comptoir(home, shop) as process:
        ready = asyncio.create_task(_parser_ready(process))
        async with asyncio.timeout(_WAIT_SECONDS):
            await _first_answer(home / SOCKET, person)
            answered = time.perf_counter()
            was_ready = ready.done()
            parser_at = await ready
        programs = {pid: command(pid) for pid in family(process.pid)}
        memory = {"bot": memory_mb([process.pid])}
        for name, sign in (("parser", "serve.py"), ("shop", "trytond")):
            if found := [pid for pid, said in programs.items() if sign in said]:
                memory[name] = memory_mb(found)
        return {
            "first_answer_s": round(answered - began, 2),
            "parser_was_ready": was_ready,
            "parser_ready_s": round(parser_at - began, 2),
            "memory_mb": memory,
        }


@asynccontextmanager
async def _comptoir(home: Path, shop: str) -> AsyncIterator[Process]:
    environment = os.environ | {
        "COMPTOIR_HOME": str(home),
        "COMPTOIR_SHOP": shop,
        "COMPTOIR_WEB_PORT": "0",
    }
    process = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("comptoir"),
        "run",
        env=environment,
        stdout=PIPE,
        stderr=STDOUT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await process.communicate()


async def _parser_ready(process: Process) -> float:
    assert process.stdout is not None
    said = b""
    async for one in process.stdout:
        said += one
        if _PARSER_IS_READY in one:
            return time.perf_counter()
    raise RuntimeError(f"comptoir run ended: {said.decode(errors='replace')}")


async def _first_answer(socket: Path, person: str) -> None:
    """Says hello as somebody new as soon as the terminal's socket is there, and is answered."""
    while True:
        try:
            reader, writer = await asyncio.open_unix_connection(str(socket))
            break
        except OSError:
            await asyncio.sleep(0.01)
    try:
        writer.write(line(Hello(person)) + line(Say("bench-0001", "hello")))
        while not isinstance(decode_from_server(await reader.readline()), Shown):
            pass
    finally:
        writer.close()
        await writer.wait_closed()
