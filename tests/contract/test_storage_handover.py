"""A message that arrives while a worker waits is leased for that worker by its own commit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import select
from storage_samples import a_message

from bot.clock import MovableClock
from bot.errors import LeaseLost
from bot.ports import InboxItem
from bot.storage import Storage, open_storage, tables
from bot.storage.database import Database, Writing
from bot.storage.inbox import SqlInbox
from bot.storage.statement import Statement

LONG = 20.0


async def answer(storage: Storage, item: InboxItem) -> None:
    async with storage.unit_of_work() as unit:
        await unit.commit(handled=item)


@asynccontextmanager
async def waiting(storage: Storage, lease: float = 60) -> AsyncIterator[asyncio.Task[None]]:
    """A worker that has asked in vain and waits."""
    storage.database.listen()
    async with asyncio.timeout(LONG):
        while storage.database.is_postgresql and not storage.database.is_listening:
            await asyncio.sleep(0.01)
    assert await storage.inbox.claim("w", lease) is None
    await storage.database.signals.inbox.heard(0)
    task = asyncio.create_task(storage.inbox.wait(LONG))
    async with asyncio.timeout(LONG):
        while not storage.inbox._handover.promise():
            await asyncio.sleep(0.01)
        storage.inbox._handover.keep(None)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait([task])


async def leased_until(storage: Storage) -> list[object]:
    query = select(tables.inbox.c.leased_until).order_by(tables.inbox.c.seq)
    return [row[0] for row in await storage.database.fetch(query)]


async def test_it_is_on_lease_once_it_is_received(storage: Storage) -> None:
    message = a_message("1", text="nul \0 and half \ud800")
    async with waiting(storage) as worker:
        assert await storage.inbox.receive(message)
        assert await leased_until(storage) != [None]
        async with asyncio.timeout(LONG):
            await worker
    item = await storage.inbox.claim("w", 60)
    assert item is not None
    assert item.message.text == "nul \ufffd and half \ufffd"
    assert (item.fence, item.attempt) == (1, 1)
    await answer(storage, item)
    assert await storage.inbox.claim("w", 60) is None


async def test_it_comes_out_as_it_would_from_the_table(
    migrated_url: str, clock: MovableClock
) -> None:
    async with await open_storage(migrated_url, clock) as storage:
        async with waiting(storage, lease=1.5):
            await storage.inbox.receive(a_message("1"))
            handed = await storage.inbox.claim("w", 60)
        await asyncio.sleep(1.6)
        stored = await storage.inbox.claim("w", 60)
        assert handed is not None
        assert stored is not None
        assert (handed.id, handed.message, handed.received_at) == (
            stored.id,
            stored.message,
            stored.received_at,
        )


async def test_a_conversation_keeps_its_order(storage: Storage) -> None:
    await storage.inbox.receive(a_message("1"))
    first = await storage.inbox.claim("other", 60)
    assert first is not None
    async with waiting(storage):
        await storage.inbox.receive(a_message("2"))
        assert await storage.inbox.claim("w", 60) is None
    await answer(storage, first)
    second = await storage.inbox.claim("w", 60)
    assert second is not None
    assert second.message.external_id == "2"


async def test_as_many_are_handed_over_as_workers_wait(storage: Storage) -> None:
    async with waiting(storage):
        messages = [a_message(str(number), f"C{number}") for number in range(3)]
        await asyncio.gather(*(storage.inbox.receive(message) for message in messages))
        assert [until is None for until in await leased_until(storage)].count(False) == 1
    items = [await storage.inbox.claim("w", 60) for _ in range(4)]
    assert {item.message.external_id for item in items if item} == {"0", "1", "2"}
    assert items[-1] is None


async def test_a_repeat_is_handed_to_nobody(storage: Storage) -> None:
    await storage.inbox.receive(a_message("1"))
    item = await storage.inbox.claim("w", 60)
    assert item is not None
    await answer(storage, item)
    async with waiting(storage):
        assert not await storage.inbox.receive(a_message("1"))
        assert await storage.inbox.claim("w", 60) is None


async def test_one_whose_worker_died_is_taken_over(migrated_url: str, clock: MovableClock) -> None:
    async with await open_storage(migrated_url, clock) as dead:
        async with waiting(dead, lease=1.5):
            await dead.inbox.receive(a_message("1"))
        late = await dead.inbox.claim("w", 60)
        async with await open_storage(migrated_url, clock) as alive:
            async with asyncio.timeout(LONG):
                while (item := await alive.inbox.claim("w2", 60)) is None:
                    await alive.inbox.wait(LONG)
            assert item.fence == 2
        assert late is not None
        with pytest.raises(LeaseLost):
            await answer(dead, late)


async def test_one_whose_receiver_was_cancelled_is_not_left_lying(storage: Storage) -> None:
    async with waiting(storage):
        receiving = asyncio.create_task(storage.inbox.receive(a_message("1")))
        await asyncio.sleep(0)
        receiving.cancel()
        await asyncio.wait([receiving])
        committed = await leased_until(storage)
        item = await storage.inbox.claim("w", 60)
    assert len(committed) == 1
    assert item is not None
    assert item.message.external_id == "1"


@asynccontextmanager
async def held(storage: Storage) -> AsyncIterator[None]:
    """Another transaction goes first; what is written meanwhile waits behind it."""
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def write(writing: Writing) -> None:
        begun.set()
        await may_end.wait()

    task = asyncio.create_task(storage.database.write(write))
    await begun.wait()
    try:
        yield
    finally:
        may_end.set()
        await task


async def promised(storage: Storage) -> asyncio.Task[bool]:
    """A message that is being received for a worker who waits."""
    receiving = asyncio.create_task(storage.inbox.receive(a_message("1")))
    async with asyncio.timeout(LONG):
        while storage.inbox._handover._promised == 0:
            await asyncio.sleep(0)
    return receiving


async def test_one_whose_worker_was_called_away_is_free_for_other_processes(
    migrated_url: str, clock: MovableClock
) -> None:
    async with (
        await open_storage(migrated_url, clock) as here,
        await open_storage(migrated_url, clock) as elsewhere,
    ):
        async with waiting(here) as worker, held(here):
            receiving = await promised(here)
            here.database.signals.inbox.ring()
            await asyncio.wait([worker])
        assert await receiving
        async with asyncio.timeout(LONG / 2):
            while (item := await elsewhere.inbox.claim("w2", 60)) is None:
                await elsewhere.inbox.wait(1)
    assert (item.fence, item.attempt) == (2, 1)


async def test_one_whose_lease_ran_out_is_handed_to_nobody(
    migrated_url: str, clock: MovableClock
) -> None:
    async with (
        await open_storage(migrated_url, clock) as here,
        await open_storage(migrated_url, clock) as elsewhere,
    ):
        async with waiting(here, lease=0.1):
            await here.inbox.receive(a_message("1"))
        async with asyncio.timeout(LONG):
            while (await elsewhere.inbox.claim("w2", 60)) is None:
                await elsewhere.inbox.wait(1)
        assert await here.inbox.claim("w", 60) is None


async def test_one_whose_receiver_was_cancelled_twice_is_not_left_lying(storage: Storage) -> None:
    async with waiting(storage):
        async with held(storage):
            receiving = await promised(storage)
            for _ in range(2):
                receiving.cancel()
                await asyncio.sleep(0)
            await asyncio.wait([receiving], timeout=LONG)
        async with asyncio.timeout(LONG / 2):
            while (item := await storage.inbox.claim("w", 60)) is None:
                await asyncio.sleep(0.01)
    assert item.attempt == 1


async def test_closing_leaves_nothing_on_lease(migrated_url: str, clock: MovableClock) -> None:
    async with await open_storage(migrated_url, clock) as stopped, waiting(stopped):
        await stopped.inbox.receive(a_message("1"))
    async with await open_storage(migrated_url, clock) as restarted:
        item = await restarted.inbox.claim("w", 60)
    assert item is not None
    assert item.attempt == 1


async def test_what_is_received_while_it_closes_is_left_on_lease_to_nobody(
    migrated_url: str, clock: MovableClock
) -> None:
    async with await open_storage(migrated_url, clock) as stopped, waiting(stopped):
        async with held(stopped):
            receiving = await promised(stopped)
            closing = asyncio.create_task(stopped.close())
            await asyncio.sleep(0)
        await closing
        assert await receiving
    async with await open_storage(migrated_url, clock) as restarted:
        item = await restarted.inbox.claim("w", 60)
    assert item is not None
    assert item.attempt == 1


class FarDatabase(Database):
    """One whose answers take a while."""

    async def value(self, statement: Statement, /, **given: Any) -> Any:
        value = await super().value(statement, **given)
        await asyncio.sleep(0.2)
        return value


async def test_who_still_looks_is_not_taken_for_one_who_waits(
    migrated_url: str, clock: MovableClock
) -> None:
    database = FarDatabase(migrated_url)
    inbox = SqlInbox(database, clock)
    together = asyncio.Barrier(3)

    async def work(name: str) -> None:
        while await inbox.claim(name, 60) is None:
            await inbox.wait(LONG)
        await together.wait()  # busy until all three are

    workers = [asyncio.create_task(work(f"w{number}")) for number in range(3)]
    await asyncio.sleep(0.05)
    await asyncio.gather(*(inbox.receive(a_message(str(n), f"C{n}")) for n in range(3)))
    try:
        async with asyncio.timeout(LONG / 4):
            await asyncio.gather(*workers)
    finally:
        await asyncio.gather(*workers, return_exceptions=True)
        await inbox.close()
        await database.close()
