"""Requests that wait for days: what they cost meanwhile, and how late their reminders come."""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import func, literal, select

from bot.bootstrap import App, build_app
from bot.domain.entities import ApprovalState
from bot.settings import Settings
from bot.storage import tables

from .machine import cpu_seconds, family, memory_mb
from .waiting import Copier, real_requests, shop_of_approvers

_COMPANIES = 40
_PER_COMPANY = 50
"""Parked requests of a company."""
_TOGETHER = 200
"""Reminders that are due at the same moment."""
_SINGLE = 12
_SECONDS_BETWEEN = 1.5
_SETTLED_SECONDS = 5.0
_PATIENCE_SECONDS = 300.0


async def measure_parked(
    url: str, home: Path, requests: int, seconds: float, others: Sequence[int]
) -> dict[str, Any]:
    """What so many parked requests cost.

    Args:
        url: of an empty database.
        home: an empty folder.
        requests: how many.
        seconds: how long nothing happens.
        others: processes of the database.
    """
    app = await _open(url, home)
    await app.start()
    real = await real_requests(app, _COMPANIES)
    await app.stop()

    empty = await _idle(url, home, seconds, others)
    async with Copier(url, real) as copier:
        await copier.copy(requests, companies=max(requests // _PER_COMPANY, 1))
        parked = await _idle(url, home, seconds, others)
        at_once = datetime.now(UTC) + timedelta(seconds=60)
        alone = [
            at_once + timedelta(seconds=60 + number * _SECONDS_BETWEEN) for number in range(_SINGLE)
        ]
        await copier.copy(_TOGETHER + _SINGLE, due=[at_once] * _TOGETHER + alone)
    lags = await _lags(url, home, at_once, alone)
    return {
        "requests": await _waiting(url, home),
        "idle_seconds": seconds,
        "idle_without": empty,
        "idle_with": parked,
    } | lags


async def _open(url: str, home: Path) -> App:
    settings = Settings(
        home=home,
        database_url=url,
        shop="memory",
        nlu_url="http://127.0.0.1:9",
        vies_url="http://127.0.0.1:9",
        smtp_url=SecretStr("smtp://bench:none@127.0.0.1:9"),
    )
    return await build_app(settings, shop=shop_of_approvers(_COMPANIES))


async def _idle(url: str, home: Path, seconds: float, others: Sequence[int]) -> dict[str, float]:
    """Processor time of an assistant that has nothing to do, and its memory."""
    app = await _open(url, home)
    await app.start()
    await asyncio.sleep(_SETTLED_SECONDS)

    def used() -> tuple[float, float]:
        database = [pid for root in others for pid in family(root)]
        return cpu_seconds([os.getpid()]), cpu_seconds(database)

    before = used()
    await asyncio.sleep(seconds)
    bot, database = (now - then for now, then in zip(used(), before, strict=True))
    found = {
        "bot_cpu_percent": round(100 * bot / seconds, 2),
        "database_cpu_percent": round(100 * database / seconds, 2),
        "bot_memory_mb": memory_mb([os.getpid()]),
    }
    await app.stop()
    return found


async def _lags(url: str, home: Path, at_once: datetime, alone: list[datetime]) -> dict[str, Any]:
    """From the moment when a reminder is due until it is in the inbox, and until it is shown."""
    app = await _open(url, home)
    await app.start()
    if datetime.now(UTC) > at_once:
        raise RuntimeError("the machine was too slow to get ready in time")
    outbox, inbox = tables.outbox, tables.inbox
    wanted = [at_once, *alone]
    query = (
        select(outbox.c.due_at, inbox.c.received_at, inbox.c.ended_at)
        .join(inbox, inbox.c.external_id == literal("effect:").op("||")(outbox.c.id))
        .where(outbox.c.due_at.in_(wanted), inbox.c.outcome != "")
    )
    deadline = time.monotonic() + _PATIENCE_SECONDS
    rows: Sequence[Any] = ()
    while len(rows) < _TOGETHER + _SINGLE:
        if time.monotonic() > deadline:
            raise RuntimeError(f"only {len(rows)} reminders came")
        await asyncio.sleep(2.0)
        rows = await app.storage.database.fetch(query)
    await app.stop()
    return {
        "single": _late([row for row in rows if row.due_at != at_once]),
        "together": _late([row for row in rows if row.due_at == at_once]),
    }


def _late(rows: Sequence[Any]) -> dict[str, Any]:
    fired = [(row.received_at - row.due_at).total_seconds() for row in rows]
    seen_to = [(row.ended_at - row.due_at).total_seconds() for row in rows]
    return {"many": len(rows), "fired_ms": _spread(fired), "handled_ms": _spread(seen_to)}


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    named = {"p50": cuts[49], "p99": cuts[98], "max": max(seconds)}
    return {name: round(value * 1000, 1) for name, value in named.items()}


async def _waiting(url: str, home: Path) -> int:
    app = await _open(url, home)
    query = select(func.count()).where(tables.approval_request.c.state == ApprovalState.WAITING)
    found: int = await app.storage.database.fetch_value(query)
    await app.stop()
    return found
