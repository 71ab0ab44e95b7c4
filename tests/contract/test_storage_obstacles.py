"""What gets in the way of one write: it keeps nobody else waiting, and nobody goes unwoken."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import Row, Select, func, make_url, select
from storage_samples import a_message, a_person

from bot.clock import MovableClock
from bot.errors import Conflict
from bot.ports import Effect, EffectKind
from bot.storage import Storage, open_storage, sqlite, tables
from bot.storage.postgresql import PostgresqlServer
from bot.storage.signals import Signals

LONG = 30.0
LOCK = 1.0
"""Seconds that a test lets SQLite wait for a lock."""


async def put(storage: Storage) -> None:
    async with storage.unit_of_work() as unit:
        unit.store.effect(Effect(EffectKind.CHAT, "c", {}))
        await unit.commit()


async def drained(storage: Storage) -> None:
    """Takes the signals that were kept for whoever waits next."""
    await storage.inbox.wait(0)
    await storage.outbox.wait(0)


async def being_written(storage: Storage) -> asyncio.Task[None]:
    """The task that writes, once there is one."""
    async with asyncio.timeout(LONG):
        while (writer := storage.database._place._writer) is None:
            await asyncio.sleep(0)
    return writer


@contextmanager
def locked_file(url: str) -> Iterator[None]:
    """Another process is in the middle of a write."""
    file = str(make_url(url).database)
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


async def test_what_a_cancelled_caller_committed_wakes_those_who_wait(storage: Storage) -> None:
    await drained(storage)
    task = asyncio.create_task(put(storage))
    await being_written(storage)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await storage.outbox.pending() == 1
    begun = time.monotonic()
    await storage.outbox.wait(LONG)
    assert time.monotonic() - begun < LONG / 3


async def test_a_close_that_is_cancelled_cancels_no_write(storage: Storage) -> None:
    writes = [asyncio.create_task(storage.inbox.receive(a_message(str(n)))) for n in range(9)]
    await being_written(storage)
    closing_ = asyncio.create_task(storage.close())
    await asyncio.sleep(0)
    closing_.cancel()
    assert await asyncio.gather(*writes) == [True] * 9


async def test_a_commit_to_disk_is_waited_for_even_when_its_writer_is_cancelled(
    sqlite_url: str, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = sqlite._committed

    def slow(connection: sqlite3.Connection) -> float:
        time.sleep(0.2)
        return commit(connection)

    monkeypatch.setattr(sqlite, "_committed", slow)
    async with await open_storage(sqlite_url, clock) as storage:
        task = asyncio.create_task(storage.inbox.receive(a_message("1")))
        writer = await being_written(storage)
        await asyncio.sleep(0.05)
        writer.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await storage.inbox.claim("w", 60) is not None


async def test_a_locked_file_keeps_those_who_write_together_waiting_once(
    sqlite_url: str, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "LOCK_SECONDS", LOCK)
    async with await open_storage(sqlite_url, clock) as storage:
        with locked_file(sqlite_url):
            begun = time.monotonic()
            writes = (storage.inbox.receive(a_message(str(number))) for number in range(10))
            outcomes = await asyncio.gather(*writes, return_exceptions=True)
        assert [type(outcome) for outcome in outcomes] == [Conflict] * 10
        assert time.monotonic() - begun < 8 * LOCK
        assert await storage.inbox.receive(a_message("1"))


async def test_a_lease_begins_when_it_is_written(sqlite_url: str, clock: MovableClock) -> None:
    async with await open_storage(sqlite_url, clock) as storage:
        await storage.inbox.receive(a_message("1"))
        with locked_file(sqlite_url):
            claim = asyncio.create_task(storage.inbox.claim("w", 60))
            await asyncio.sleep(0.5)
            free_at = datetime.now(UTC)
        assert await claim is not None
        until = await storage.database.fetch_value(select(tables.inbox.c.leased_until))
        assert until >= free_at + timedelta(seconds=60)


@pytest.fixture
async def on_server(postgresql_url: str, clock: MovableClock) -> Any:
    """A storage on PostgreSQL."""
    async with await open_storage(postgresql_url, clock) as opened:
        yield opened


async def test_a_locked_row_holds_up_only_those_who_want_it(
    on_server: Storage, postgresql_url: str
) -> None:
    person = a_person()
    async with on_server.unit_of_work() as unit:
        unit.store.add(person)
        await unit.commit()

    async def rename() -> None:
        async with on_server.unit_of_work() as unit:
            (await unit.store.person(person.id)).display_name = "Renamed (sample)"
            await unit.commit()

    with psycopg.connect(plain(postgresql_url)) as other:
        other.execute("SELECT * FROM person FOR UPDATE")
        held_up = asyncio.create_task(rename())
        await being_written(on_server)
        async with asyncio.timeout(LONG / 2):
            assert await on_server.inbox.receive(a_message("1"))
            assert await on_server.inbox.claim("w", 60) is not None
        assert not held_up.done()
        other.rollback()
    async with asyncio.timeout(LONG / 2):
        await held_up
    async with on_server.unit_of_work() as unit:
        assert (await unit.store.person(person.id)).display_name == "Renamed (sample)"


async def test_what_arrived_together_with_a_write_that_is_held_up_keeps_its_order(
    on_server: Storage, postgresql_url: str
) -> None:
    person = a_person()
    async with on_server.unit_of_work() as unit:
        unit.store.add(person)
        await unit.commit()
    names = [str(number) for number in range(20)]
    with psycopg.connect(plain(postgresql_url)) as other:
        other.execute("SELECT * FROM person FOR UPDATE")
        async with on_server.unit_of_work() as unit:
            (await unit.store.person(person.id)).display_name = "Renamed (sample)"
            held_up = asyncio.create_task(unit.commit())
            receive = on_server.inbox.receive
            await asyncio.gather(*(receive(a_message(name)) for name in names))
            other.rollback()
            await held_up
    arrived = select(tables.inbox.c.external_id).order_by(tables.inbox.c.seq)
    assert [row[0] for row in await on_server.database.fetch(arrived)] == names


async def test_closing_waits_for_those_who_are_held_up(
    postgresql_url: str, clock: MovableClock
) -> None:
    storage = await open_storage(postgresql_url, clock)
    with psycopg.connect(plain(postgresql_url)) as other:
        other.execute("LOCK TABLE inbox IN EXCLUSIVE MODE")
        write = asyncio.create_task(storage.inbox.receive(a_message("1")))
        await asyncio.sleep(0.6)
        end = asyncio.create_task(storage.close())
        await asyncio.sleep(0.1)
        assert not end.done()
        other.rollback()
    async with asyncio.timeout(LONG / 2):
        assert await write
        await end


async def test_leases_go_by_the_servers_own_time(
    on_server: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever this process takes it to be."""
    server_time = select(func.clock_timestamp())
    await on_server.inbox.receive(a_message("1"))
    await put(on_server)

    async def ahead(server: PostgresqlServer) -> datetime:
        return datetime.now(UTC) + timedelta(hours=1)

    monkeypatch.setattr(PostgresqlServer, "now", ahead)
    now = on_server.clock.now()
    kinds = list(EffectKind)
    assert await on_server.inbox.claim("w", 60) is not None
    assert await on_server.outbox.claim("w", 60, kinds, now) is not None
    assert await on_server.inbox.claim("w2", 60) is None
    assert await on_server.outbox.claim("w2", 60, kinds, now) is None
    latest = await on_server.database.fetch_value(server_time) + timedelta(seconds=60)
    for queue in (tables.inbox, tables.outbox):
        assert await on_server.database.fetch_value(select(queue.c.leased_until)) <= latest


class SlowServer(PostgresqlServer):
    """Its answers take a while, before or after it looked at its clock."""

    before, after = 0.0, 0.0

    async def fetch(
        self, query: Select[Any], parameters: Mapping[str, Any] | None = None
    ) -> Sequence[Row[Any]]:
        """Takes its time."""
        await asyncio.sleep(self.before)
        rows = await super().fetch(query, parameters)
        await asyncio.sleep(self.after)
        return rows


async def test_the_servers_time_is_never_taken_to_be_later_than_it_is(postgresql_url: str) -> None:
    server = SlowServer(postgresql_url, Signals())
    try:
        server.before = 0.5
        assert await server.now() <= datetime.now(UTC)
    finally:
        await server.close()


async def test_an_answer_that_took_long_is_not_relied_on(postgresql_url: str) -> None:
    server = SlowServer(postgresql_url, Signals())
    try:
        server.after = 3
        await server.now()
        server.after = 0
        assert datetime.now(UTC) - await server.now() < timedelta(seconds=1.5)
    finally:
        await server.close()


async def test_what_is_done_is_told_to_other_processes(
    on_server: Storage, postgresql_url: str
) -> None:
    """And wakes nobody here, where the worker that did it looks again by itself."""
    await put(on_server)
    item = await on_server.outbox.claim("w", 60, list(EffectKind), on_server.clock.now())
    assert item is not None
    wake = on_server.database.signals.outbox
    await wake.heard(0)
    connection = await psycopg.AsyncConnection.connect(plain(postgresql_url), autocommit=True)
    async with connection:
        await connection.execute("LISTEN comptoir")
        await on_server.outbox.done(item)
        heard = [notice.payload async for notice in connection.notifies(timeout=5, stop_after=1)]
    assert [payload.partition(" ")[2] for payload in heard] == ["outbox"]
    begun = time.monotonic()
    await wake.heard(0.2)
    assert time.monotonic() - begun >= 0.2
