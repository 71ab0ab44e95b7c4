"""A message that arrives while a worker waits is leased for that worker by its own commit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import select
from storage_samples import a_message

from bot.clock import MovableClock
from bot.errors import LeaseLost
from bot.ports import InboxItem
from bot.storage import Storage, open_storage, tables

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
        async with waiting(storage, lease=0.1):
            await storage.inbox.receive(a_message("1"))
            handed = await storage.inbox.claim("w", 60)
        await asyncio.sleep(0.15)
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
        async with waiting(dead, lease=0.2):
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
