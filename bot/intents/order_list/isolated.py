"""Reading a file in a process of its own, so that a hostile one harms nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from decimal import Decimal
from pathlib import Path

import bot
from bot.intents.order_list.tables import LARGEST_FILE, MOST_TEXT, Flaw, Row, Sheet, Unreadable

_SECONDS = 15.0
_MOST_TOLD = 8 * MOST_TEXT
"""Bytes: a character has at most six, and each row and cell its marks."""
_ROOT = Path(bot.__file__).resolve().parents[1]


async def read_apart(content: bytes, seconds: float = _SECONDS) -> tuple[Sheet, ...]:
    """The sheets of a file that have something in them.

    Args:
        content: of the file, in any of the formats that `reading` knows.
        seconds: how long reading it may take.

    Raises:
        Unreadable: it is no table that we read, not a sound one, or takes too much to be read.
    """
    if len(content) > LARGEST_FILE:
        raise Unreadable(Flaw.TOO_LARGE)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.intents.order_list.child",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"},
    )
    try:
        told = await asyncio.wait_for(_exchange(process, content), seconds)
    except TimeoutError as error:
        raise Unreadable(Flaw.TOO_LARGE) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise Unreadable(Flaw.TOO_LARGE)
    return await asyncio.to_thread(_sheets, told)


async def _exchange(process: asyncio.subprocess.Process, content: bytes) -> bytes:
    """Gives the process the file and takes what it tells, no more than tables can be.

    Raises:
        Unreadable: it tells more.
    """
    if process.stdin is None or process.stdout is None:
        raise AssertionError("both are pipes")
    feeding = asyncio.create_task(_feed(process.stdin, content))
    try:
        await process.stdout.readexactly(_MOST_TOLD)
    except asyncio.IncompleteReadError as ended:
        await process.wait()
        return ended.partial
    finally:
        feeding.cancel()
    raise Unreadable(Flaw.TOO_LARGE)


async def _feed(pipe: asyncio.StreamWriter, content: bytes) -> None:
    with contextlib.suppress(ConnectionError):  # it ended without reading to the end
        pipe.write(content)
        await pipe.drain()
    pipe.close()


def _sheets(told: bytes) -> tuple[Sheet, ...]:
    found = json.loads(told, parse_float=Decimal, parse_int=Decimal)
    if "flaw" in found:
        raise Unreadable(Flaw(found["flaw"]))
    return tuple(
        Sheet(
            sheet["name"],
            tuple(Row(int(number), tuple(cells)) for number, cells in sheet["rows"]),
            sheet["cut"],
        )
        for sheet in found["sheets"]
    )
