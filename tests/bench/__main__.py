"""`python -m tests.bench` prints what it measures; --json writes it too, --quick is shorter."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .acks import measure_acks, why_not
from .companies import LANGUAGES
from .deciding import measure_deciding
from .load import Plan, measure
from .machine import facts, family, memory_mb
from .parked import measure_parked
from .report import render
from .sentences import Sentences
from .servers import Server, parser, postgresql
from .several import measure_several
from .start import second_start

_FULL = Plan({1: 400, 8: 800, 32: 960})
_QUICK = Plan({1: 60, 8: 80, 32: 96})
_SECONDS, _QUICK_SECONDS = 30.0, 6.0
"""How long events of platforms come."""
_DATABASES = ("sqlite", "postgresql")
_PARTS = (*_DATABASES, "acks", "start", "parked", "deciding")
_PARKED, _QUICK_PARKED = 100_000, 10_000
_IDLE_SECONDS, _QUICK_IDLE_SECONDS = 130.0, 20.0
"""Two rounds of all that workers do by themselves."""
_DECIDED, _QUICK_DECIDED = 400, 80
_WORKERS = ((1, 1), (1, 2), (1, 4))
"""Processes, and workers in each."""


def main() -> None:
    """Measures what was asked for, one after the other."""
    options = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    options.add_argument("--quick", action="store_true", help="fewer turns: a minute in all")
    options.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    options.add_argument("--only", choices=_PARTS, help="measure this alone")
    options.add_argument("--at-once", type=int, metavar="N", help="so many conversations alone")
    options.add_argument(
        "--processes", type=int, default=1, metavar="N", help="so many of the bot, on one database"
    )
    given = options.parse_args()
    plan = _QUICK if given.quick else _FULL
    if given.at_once:
        plan = Plan({given.at_once: sum(plan.turns.values())})
    result: dict[str, Any] = {
        "machine": facts(),
        "load": {"sentences": Sentences(LANGUAGES).different, "parse_cache": False},
        "databases": {},
    }
    wanted = [given.only] if given.only else _PARTS
    for name in wanted:
        if name == "acks" and why_not():
            print(f"acknowledgements are not measured: {why_not()}")
        elif name == "acks":
            seconds = _QUICK_SECONDS if given.quick else _SECONDS
            result["acks"] = [_acknowledged(seconds, kill=kill) for kill in (False, True)]
        elif name == "start":
            shops = ("memory",) if given.quick else ("memory", "tryton")
            result["start"] = {shop: asyncio.run(second_start(shop)) for shop in shops}
        elif name == "parked":
            result["parked"] = {one: _parked(one, quick=given.quick) for one in _DATABASES}
        elif name == "deciding":
            result["deciding"] = {one: _deciding(one, quick=given.quick) for one in _DATABASES}
        else:
            result["databases"][name] = _on(name, plan, given.processes)
    print(render(result))
    if given.json:
        given.json.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


def _acknowledged(seconds: float, *, kill: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="comptoir-bench-") as folder:
        return asyncio.run(measure_acks(Path(folder), seconds, kill=kill))


@contextlib.contextmanager
def _empty(database: str) -> Iterator[tuple[str, Path, list[int]]]:
    """A database's URL, a folder, and the processes of the database."""
    with tempfile.TemporaryDirectory(prefix="comptoir-bench-") as folder:
        home = Path(folder)
        if database == "sqlite":
            yield f"sqlite+aiosqlite:///{home}/comptoir.sqlite", home, []
        else:
            with postgresql() as server:
                yield server.url, home, [server.pid]


def _parked(database: str, *, quick: bool) -> dict[str, Any]:
    requests, seconds = (_QUICK_PARKED, _QUICK_IDLE_SECONDS) if quick else (_PARKED, _IDLE_SECONDS)
    with _empty(database) as (url, home, others):
        return asyncio.run(measure_parked(url, home, requests, seconds, others))


def _deciding(database: str, *, quick: bool) -> dict[str, Any]:
    levels = [*_WORKERS, (2, 2)] if database == "postgresql" else _WORKERS
    requests = _QUICK_DECIDED if quick else _DECIDED
    with _empty(database) as (url, home, _):
        return asyncio.run(measure_deciding(url, home, requests, levels))


def _on(database: str, plan: Plan, processes: int) -> dict[str, Any]:
    with parser() as nlu, tempfile.TemporaryDirectory(prefix="comptoir-bench-") as folder:
        home = Path(folder)
        if database == "sqlite":
            url = f"sqlite+aiosqlite:///{home}/comptoir.sqlite"
            found = _measured(url, nlu, home, plan, [], processes)
            memory = {}
        else:
            with postgresql() as server:
                found = _measured(server.url, nlu, home, plan, [server.pid], processes)
                memory = {"database": memory_mb(family(server.pid))}
        if processes == 1:
            memory["bot_and_load"] = memory_mb([os.getpid()])
        memory["parser"] = memory_mb([nlu.pid])
        return found | {"memory_mb": memory}


def _measured(
    url: str, nlu: Server, home: Path, plan: Plan, others: list[int], processes: int
) -> dict[str, Any]:
    if processes > 1:
        return asyncio.run(measure_several(url, nlu, home, plan, others, processes))
    return asyncio.run(measure(url, nlu, home, plan, others))


if __name__ == "__main__":
    main()
