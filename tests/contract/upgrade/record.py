"""Records what this version writes, for the next one to be held against.

    PYTHONPATH=.:tests python -m contract.upgrade.record tests/contract/upgrade/REVISION

To be done with the code of a version before the next one adds a migration; REVISION is its newest.

Three files come of it: `rows.json`, a database in which much is under way; `sqlite.json` and
`postgresql.json`, every statement that led there, once each, with values that it was given.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import psycopg
from bench.servers import postgresql

from bot.bootstrap import App
from bot.clock import MovableClock
from bot.domain.entities import PlacementState
from bot.messages import InboundKind
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from bot.play.people import Player
from bot.play.runner import play
from bot.play.story import load
from bot.storage import tables
from shop_client.errors import ShopRefused, ShopUnavailable
from shop_client.memory import MemoryShop

HERE = Path(__file__).parent
_SECONDS = 60.0
_FILE = "comptoir.sqlite"
_LONG = ("inbox", "transcript_line", "local_message")
_KEPT = 12
"""Of these tables a few rows tell as much as all."""
_WORDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


class Statements:
    """Each statement that the driver was handed, with the first values that came with it."""

    def __init__(self) -> None:
        self.seen: dict[str, Any] = {}

    def note(self, sql: Any, given: Any) -> None:
        if not isinstance(sql, str | bytes):  # the driver's own questions
            return
        text = sql if isinstance(sql, str) else sql.decode()
        if text.lstrip().startswith(_WORDS) and "alembic" not in text:
            self.seen.setdefault(text, plain(given))

    @contextlib.contextmanager
    def of_sqlite(self) -> Iterator[None]:
        note, connect = self.note, sqlite3.dbapi2.connect

        class Cursor(sqlite3.Cursor):
            def execute(self, sql: str, given: Any = (), /) -> Any:
                note(sql, given)
                return super().execute(sql, given)

        class Connection(sqlite3.Connection):
            def execute(self, sql: str, given: Any = (), /) -> Any:
                note(sql, given)
                return super().execute(sql, given)

            def cursor(self, factory: Any = Cursor) -> Any:
                return super().cursor(factory)

        def recording(database: Any, *args: Any, **options: Any) -> Any:
            if _FILE in str(database):
                options["factory"] = Connection
            return connect(database, *args, **options)

        with patch.object(sqlite3.dbapi2, "connect", recording):
            yield

    @contextlib.contextmanager
    def of_postgresql(self) -> Iterator[None]:
        note, execute = self.note, psycopg.AsyncCursor.execute

        async def recording(cursor: Any, query: Any, params: Any = None, **options: Any) -> Any:
            note(query, params)
            return await execute(cursor, query, params, **options)

        with patch.object(psycopg.AsyncCursor, "execute", recording):
            yield


def plain(value: Any) -> Any:
    """A value as JSON can hold it; `contract.upgrade.replay.filled` undoes it."""
    if isinstance(value, datetime):
        return {"$at": value.isoformat()}
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, dict):
        return {"$named": {name: plain(one) for name, one in value.items()}}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


@contextlib.asynccontextmanager
async def _instance(url: str, clock: MovableClock) -> AsyncIterator[Instance]:
    shop = MemoryShop.from_sample(clock=lambda: clock.now().date())
    playing = temporary_instance(
        None, clock, shop, MemoryMerchant(shop), more={"database_url": url}
    )
    async with playing as instance:
        yield instance


async def _play(instance: Instance, story: str) -> None:
    report = await play(load(HERE / f"{story}.yml"), instance)
    if not report.ok:
        raise RuntimeError(str(report))


async def _much_under_way(instance: Instance) -> None:
    """An order in each state, a request that waits, an open cart; the last stays as it is."""
    faulty: Any = instance._faulty

    async def refuses(*_: Any) -> Any:
        raise ShopRefused("not today")

    async def is_away(*_: Any) -> Any:
        raise ShopUnavailable("away")

    await _play(instance, "verified")
    with patch.object(faulty, "place_order", is_away):
        await _play(instance, "order_1")
        for _ in range(30):
            instance.advance(timedelta(hours=1))
            await instance.idle()
    with patch.object(faulty, "place_order", refuses):
        await _play(instance, "order_2")
    await _play(instance, "order_3")
    await _play(instance, "waiting")
    await _play(instance, "held")
    with patch.object(faulty, "place_order", is_away):
        await _play(instance, "order_4")
    await _nobody_performs(instance.app)
    await _ordered_without_waiting(instance)


async def _nobody_performs(app: App) -> None:
    effects = [task for task in app._tasks if task.get_name().startswith("effects")]
    for task in effects:
        task.cancel()
    await asyncio.wait(effects)


async def _ordered_without_waiting(instance: Instance) -> None:
    """The last order is prepared, and nothing performs its effect."""
    story = load(HERE / "order_5.yml")
    buyer = Player("buyer", story.people["buyer"])
    await instance.receive(buyer.message(InboundKind.TEXT, text="10 PAP-A4-80"))
    for label, kind in (("Order", "button"), ("PO-7705", "text"), ("Order now", "button")):
        await _answered(instance, buyer)
        if kind == "text":
            await instance.receive(buyer.message(InboundKind.TEXT, text=label))
        else:
            token = buyer.button(label).token
            await instance.receive(buyer.message(InboundKind.BUTTON, token=token))
    await _answered(instance, buyer)


async def _answered(instance: Instance, buyer: Player) -> None:
    async with asyncio.timeout(_SECONDS):
        while (await instance.app.inbox.unanswered(buyer.key)).external_ids:
            await asyncio.sleep(0.05)
    buyer.shown += await instance.messages(buyer.key, buyer.last_seq)


async def _states(app: App) -> set[PlacementState]:
    rows = await app.storage.database.fetch(tables.purchase_order.select())
    return {row.state for row in rows}


def _rows(file: Path) -> dict[str, list[dict[str, Any]]]:
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        found = {}
        for table in tables.metadata.sorted_tables:
            newest = f"ORDER BY seq DESC LIMIT {_KEPT}" if table.name in _LONG else "ORDER BY seq"
            rows = connection.execute(f"SELECT * FROM {table.name} {newest}")
            found[table.name] = [dict(row) for row in rows]
        return found


async def _record_sqlite(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / _FILE
        statements = Statements()
        with statements.of_sqlite():
            clock = MovableClock()
            async with _instance(f"sqlite+aiosqlite:///{file}", clock) as instance:
                await _much_under_way(instance)
                missing = set(PlacementState) - await _states(instance.app)
                if missing:
                    raise RuntimeError(f"no order is {missing}")
                at = clock.now()
                rows = _rows(file)
        _write(folder / "rows.json", {"at": at.isoformat()} | rows)
        _write(folder / "sqlite.json", statements.seen)


async def _record_postgresql(folder: Path) -> None:
    with postgresql() as server:
        statements = Statements()
        with statements.of_postgresql():
            async with _instance(server.url, MovableClock()) as instance:
                await _much_under_way(instance)
        _write(folder / "postgresql.json", statements.seen)


def _write(file: Path, content: dict[str, Any]) -> None:
    """A statement or a table an entry, a row a line."""
    entries = []
    for name, value in content.items():
        rows = isinstance(value, list) and value and isinstance(value[0], dict)
        told = (
            "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in value) + "]"
            if rows
            else json.dumps(value, ensure_ascii=False)
        )
        entries.append(f"{json.dumps(name, ensure_ascii=False)}: {told}")
    file.write_text("{\n" + ",\n".join(entries) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    into = Path(sys.argv[1])
    into.mkdir(parents=True, exist_ok=True)
    asyncio.run(_record_sqlite(into))
    asyncio.run(_record_postgresql(into))
