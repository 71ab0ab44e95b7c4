"""Approvals decided and orders placed a second, against a bare loop of inserts and commits.

As a program it is one more process that works: settings as JSON on the first line of its input,
READY when it could begin, and it begins with the second line.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import func, make_url, select

from bot.bootstrap import App, build_app
from bot.domain.entities import ApprovalState, PlacementState
from bot.settings import Settings
from bot.storage import tables

from .machine import cpu_seconds
from .waiting import Copier, Waiting, press, real_requests, shop_of_approvers

_COMPANIES = 40
_BARE_COMMITS = 300
_PATIENCE_SECONDS = 300.0
_LOOK_SECONDS = 0.05


async def measure_deciding(
    url: str, home: Path, requests: int, levels: Sequence[tuple[int, int]]
) -> dict[str, Any]:
    """How fast requests become orders.

    Args:
        url: of an empty database.
        home: an empty folder.
        requests: how many at each level.
        levels: pairs of processes and of workers in each.
    """
    settings = _settings(url, home)
    app = await _open(settings)
    await app.start()
    real = await real_requests(app, _COMPANIES)
    await app.stop()
    bare = [_bare_commits(url)]
    found = []
    async with Copier(url, real) as copier:
        for processes, workers in levels:
            waiting = await copier.copy(requests)
            found.append(await _level(settings, processes, workers, waiting))
            bare.append(_bare_commits(url))
    best = max(bare)
    for level in found:
        level["decided_ratio"] = round(level["decided_per_second"] / best, 4)
        level["placed_ratio"] = round(level["placed_per_second"] / best, 4)
    return {"bare_commits_per_second": [round(one) for one in bare], "levels": found}


def _settings(url: str, home: Path) -> dict[str, Any]:
    return {
        "home": str(home),
        "database_url": url,
        "shop": "memory",
        "does": "work",
        "secret_key": "the same for all",
        "nlu_url": "http://127.0.0.1:9",
        "vies_url": "http://127.0.0.1:9",
        "smtp_url": "smtp://bench:none@127.0.0.1:9",
    }


async def _open(settings: dict[str, Any]) -> App:
    return await build_app(Settings(**settings), shop=shop_of_approvers(_COMPANIES))


async def _level(
    settings: dict[str, Any], processes: int, workers: int, waiting: Sequence[Waiting]
) -> dict[str, Any]:
    """All approvers have pressed when the first process begins."""
    watching = await _open(settings | {"does": "receive"})
    await press(watching, waiting)
    async with contextlib.AsyncExitStack() as stack:
        begin = [
            await stack.enter_async_context(
                _process(settings | {"workers": workers, "home": f"{settings['home']}/{number}"})
            )
            for number in range(processes)
        ]
        decided_before, placed_before = await _so_far(watching)
        pids = [process.pid for process in begin]
        used_before, began = cpu_seconds(pids), time.perf_counter()
        for process in begin:
            assert process.stdin is not None
            process.stdin.write(b"\n")
        decided_after, placed_after = 0.0, 0.0
        while not placed_after:
            decided, placed = await _so_far(watching)
            now = time.perf_counter() - began
            if decided - decided_before == len(waiting) and not decided_after:
                decided_after = now
            if placed - placed_before == len(waiting):
                placed_after = now
            if now > _PATIENCE_SECONDS:
                raise RuntimeError(f"{decided} decided, {placed} placed of {len(waiting)}")
            await asyncio.sleep(_LOOK_SECONDS)
        used = cpu_seconds(pids) - used_before
    await watching.stop()
    return {
        "processes": processes,
        "workers": workers,
        "requests": len(waiting),
        "decided_per_second": round(len(waiting) / decided_after, 1),
        "placed_per_second": round(len(waiting) / placed_after, 1),
        "cpu_ms_per_order": round(1000 * used / len(waiting), 1),
    }


async def _so_far(app: App) -> tuple[int, int]:
    request, order = tables.approval_request, tables.purchase_order
    decided = select(func.count()).where(request.c.state == ApprovalState.APPROVED)
    placed = select(func.count()).where(order.c.state == PlacementState.PLACED)
    database = app.storage.database
    return await database.fetch_value(decided), await database.fetch_value(placed)


@contextlib.asynccontextmanager
async def _process(settings: dict[str, Any]) -> AsyncIterator[Process]:
    """A process that works once it gets another line."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.deciding", stdin=PIPE, stdout=PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(settings).encode() + b"\n")
    if (await process.stdout.readline()).strip() != b"READY":
        raise RuntimeError("a process did not start")
    try:
        yield process
    finally:
        process.kill()
        await process.communicate()


async def _work() -> None:
    app = await _open(json.loads(sys.stdin.readline()))
    print("READY", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    await app.start()
    await asyncio.Event().wait()


def _bare_commits(url: str) -> float:
    """Rows a second, each inserted and committed by itself, with the assistant's durability."""
    parsed = make_url(url)
    connection: Any
    if parsed.get_backend_name() == "sqlite":
        connection = sqlite3.connect(str(parsed.database), isolation_level=None, timeout=10)
        connection.execute("PRAGMA synchronous = FULL")
    else:
        plain = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(plain, autocommit=True)
    with contextlib.closing(connection):
        connection.execute("CREATE TABLE IF NOT EXISTS bare (number INTEGER, words TEXT)")
        began = time.perf_counter()
        for number in range(_BARE_COMMITS):
            connection.execute("BEGIN")
            connection.execute(f"INSERT INTO bare VALUES ({number}, 'something to keep')")
            connection.execute("COMMIT")
        seconds = time.perf_counter() - began
        connection.execute("DROP TABLE bare")
    return _BARE_COMMITS / seconds


if __name__ == "__main__":
    asyncio.run(_work())
