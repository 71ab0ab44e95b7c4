"""Turns that outlive their lease, or never end, hold their conversation up only for a while."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import select
from storage_samples import a_message

from bot.ports import InboxItem
from bot.storage import Storage, tables
from bot.workers.conversations import answer_conversations
from bot.workers.draining import Draining

DEADLINE = 60.0
LEASE = 0.6


class Answers:
    """Commits each message after a while, and remembers which."""

    def __init__(self, storage: Storage, seconds: float = 0, *, can_apologise: bool = True) -> None:
        self._storage = storage
        self._seconds = seconds
        self._can_apologise = can_apologise
        self.begun: list[str] = []
        self.apologies: list[str] = []

    async def handle(self, item: InboxItem) -> None:
        self.begun.append(item.message.external_id)
        await asyncio.sleep(self._seconds)
        await self._commit(item)

    async def apologise(self, item: InboxItem) -> None:
        self.apologies.append(item.message.external_id)
        if not self._can_apologise:
            raise RuntimeError("no apology")
        await self._commit(item)

    async def _commit(self, item: InboxItem) -> None:
        async with self._storage.unit_of_work() as unit:
            await unit.commit(handled=item)


@asynccontextmanager
async def answering(storage: Storage, answers: Answers, workers: int = 1) -> AsyncIterator[None]:
    """Workers run meanwhile."""
    running = [
        asyncio.create_task(
            answer_conversations(f"w{number}", storage.inbox, answers, LEASE, 0.2, Draining())
        )
        for number in range(workers)
    ]
    try:
        yield
    finally:
        for task in running:
            task.cancel()
        done, _ = await asyncio.wait(running, timeout=DEADLINE)
        assert len(done) == workers


async def outcomes(storage: Storage) -> list[str]:
    query = select(tables.inbox.c.outcome).order_by(tables.inbox.c.seq)
    return [row[0] for row in await storage.database.fetch(query)]


async def ended(storage: Storage) -> list[str]:
    """The outcomes, once everything has one."""
    async with asyncio.timeout(DEADLINE):
        while "" in (found := await outcomes(storage)):
            await asyncio.sleep(0.02)
    return found


async def tried_in_vain(storage: Storage) -> None:
    """A message whose turns all ended with their process, or with their lease."""
    await storage.inbox.receive(a_message("1"))
    for attempt in range(1, 4):
        item = await storage.inbox.claim("dead", 0)
        assert item is not None
        assert item.attempt == attempt


async def test_a_turn_that_outlives_its_lease_is_done_once(storage: Storage) -> None:
    answers = Answers(storage, seconds=2 * LEASE)
    async with answering(storage, answers, workers=2):
        await storage.inbox.receive(a_message("1"))
        assert await ended(storage) == ["handled"]
    assert answers.begun == ["1"]


async def test_a_message_that_ends_no_turn_is_set_aside_with_an_apology(storage: Storage) -> None:
    await tried_in_vain(storage)
    await storage.inbox.receive(a_message("2"))
    answers = Answers(storage)
    async with answering(storage, answers):
        assert await ended(storage) == ["handled", "handled"]
    assert (answers.apologies, answers.begun) == (["1"], ["2"])


async def test_a_message_with_which_no_apology_succeeds_is_buried(storage: Storage) -> None:
    await tried_in_vain(storage)
    await storage.inbox.receive(a_message("2"))
    answers = Answers(storage, can_apologise=False)
    async with answering(storage, answers):
        assert await ended(storage) == ["buried", "handled"]
    assert answers.begun == ["2"]


async def test_a_worker_that_is_stopped_leaves_its_message_to_the_next(storage: Storage) -> None:
    answers = Answers(storage, seconds=DEADLINE)
    async with answering(storage, answers):
        await storage.inbox.receive(a_message("1"))
        async with asyncio.timeout(DEADLINE):
            while not answers.begun:
                await asyncio.sleep(0.01)
    item = await storage.inbox.claim("next", 60)
    assert item is not None
    assert item.attempt == 1
