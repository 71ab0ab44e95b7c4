"""Workers that are told to stop finish what they have, take nothing new, and give back the rest."""

from __future__ import annotations

import asyncio

import pytest
from storage_samples import a_message

from bot.ports import InboxItem
from bot.storage import Storage
from bot.workers.conversations import answer_conversations
from bot.workers.draining import Draining

LONG = 60.0


class Turns:
    """Answers a message when it is let."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.begun = asyncio.Event()
        self.may_end = asyncio.Event()

    async def handle(self, item: InboxItem) -> None:
        self.begun.set()
        await self.may_end.wait()
        async with self._storage.unit_of_work() as unit:
            await unit.commit(handled=item)

    async def apologise(self, item: InboxItem) -> None:
        raise AssertionError("nothing went wrong")


@pytest.fixture
def turns(storage: Storage) -> Turns:
    return Turns(storage)


def working(storage: Storage, turns: Turns, draining: Draining) -> asyncio.Task[None]:
    return asyncio.create_task(answer_conversations("w", storage.inbox, turns, LONG, 0.1, draining))


async def left(storage: Storage) -> list[str]:
    """What can be claimed at once."""
    found = []
    while (item := await storage.inbox.claim("other", LONG)) is not None:
        found.append(item.message.external_id)
    return found


async def test_a_turn_under_way_is_finished_and_the_next_message_left_to_others(
    storage: Storage, turns: Turns
) -> None:
    draining = Draining()
    await storage.inbox.receive(a_message("1", "C1"))
    worker = working(storage, turns, draining)
    async with asyncio.timeout(LONG):
        await turns.begun.wait()
        await storage.inbox.receive(a_message("2", "C2"))
        finishing = asyncio.create_task(draining.finish(LONG))
        await asyncio.sleep(0)
        turns.may_end.set()
        assert await finishing
        await worker
    assert await left(storage) == ["2"]


async def test_a_turn_that_does_not_end_is_given_back_at_once(
    storage: Storage, turns: Turns
) -> None:
    draining = Draining()
    await storage.inbox.receive(a_message("1"))
    worker = working(storage, turns, draining)
    async with asyncio.timeout(LONG):
        await turns.begun.wait()
        assert not await draining.finish(0.05)
        worker.cancel()
        await asyncio.wait([worker])
    assert await left(storage) == ["1"]


async def test_whoever_has_nothing_in_hand_is_finished_at_once(
    storage: Storage, turns: Turns
) -> None:
    draining = Draining()
    worker = working(storage, turns, draining)
    async with asyncio.timeout(LONG):
        assert await draining.finish(LONG)
        await worker
