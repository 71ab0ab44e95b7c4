"""Leases of messages that are renewed, or given back untried."""

from __future__ import annotations

import asyncio

import pytest
from storage_samples import a_message

from bot.errors import LeaseLost
from bot.ports import InboxItem
from bot.storage import Storage


async def claimed(storage: Storage, lease: float = 60) -> InboxItem:
    await storage.inbox.receive(a_message("1"))
    item = await storage.inbox.claim("w", lease)
    assert item is not None
    return item


async def finish(storage: Storage, item: InboxItem) -> None:
    async with storage.unit_of_work() as unit:
        await unit.commit(handled=item)


async def test_a_renewed_lease_outlives_its_first_term(storage: Storage) -> None:
    item = await claimed(storage, lease=1.5)
    await storage.inbox.renew(item, 60)
    await asyncio.sleep(1.6)
    assert await storage.inbox.claim("w2", 60) is None
    await finish(storage, item)


async def test_a_lease_that_ended_is_not_renewed(storage: Storage) -> None:
    lost = await claimed(storage, lease=0)
    taken = await storage.inbox.claim("w2", 60)
    assert taken is not None
    with pytest.raises(LeaseLost):
        await storage.inbox.renew(lost, 60)
    await storage.inbox.retry(taken, 0, "again")
    with pytest.raises(LeaseLost):
        await storage.inbox.renew(taken, 60)
    again = await storage.inbox.claim("w2", 60)
    assert again is not None
    await finish(storage, again)
    with pytest.raises(LeaseLost):
        await storage.inbox.renew(again, 60)


async def test_what_is_given_back_is_due_at_once_and_was_not_tried(storage: Storage) -> None:
    item = await claimed(storage)
    await storage.inbox.give_back(item)
    again = await storage.inbox.claim("w2", 60)
    assert again is not None
    assert (again.id, again.attempt) == (item.id, item.attempt)
    for late in (storage.inbox.give_back(item), finish(storage, item)):
        with pytest.raises(LeaseLost):
            await late
    await finish(storage, again)
