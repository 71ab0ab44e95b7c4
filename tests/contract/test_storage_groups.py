"""Writes that share a transaction: each has its own outcome, and nobody is told too early."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from storage_samples import a_cart, a_message, a_person

from bot.errors import Conflict, LeaseLost
from bot.ports import Effect, EffectKind
from bot.storage import Storage, tables

MANY = 40


async def keep(storage: Storage, *entities: object) -> None:
    async with storage.unit_of_work() as unit:
        unit.store.add(*entities)
        await unit.commit()


async def people(storage: Storage) -> int:
    query = select(func.count()).select_from(tables.person)
    count: int = await storage.database.fetch_value(query)
    return count


async def test_one_that_fails_takes_nobody_with_it(storage: Storage) -> None:
    twin, stray = a_person(), a_cart(a_person())
    outcomes = await asyncio.gather(
        *(keep(storage, a_person()) for _ in range(MANY)),
        keep(storage, twin),
        keep(storage, twin),
        keep(storage, stray),
        *(keep(storage, a_person()) for _ in range(MANY)),
        return_exceptions=True,
    )
    failed = [type(outcome) for outcome in outcomes if outcome is not None]
    assert sorted(failed, key=str) == sorted([Conflict, IntegrityError], key=str)
    assert await people(storage) == 2 * MANY + 1


async def test_one_that_is_cancelled_takes_nobody_with_it(storage: Storage) -> None:
    tasks = [asyncio.create_task(keep(storage, a_person())) for _ in range(MANY)]
    await asyncio.sleep(0)
    tasks[MANY // 2].cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert sum(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes) == 1
    await keep(storage, a_person())
    assert MANY <= await people(storage) <= MANY + 1


async def test_a_message_handled_twice_at_once_is_handled_once(storage: Storage) -> None:
    await storage.inbox.receive(a_message("1"))
    item = await storage.inbox.claim("w", 60)
    assert item is not None

    async def turn() -> None:
        async with storage.unit_of_work() as unit:
            unit.store.effect(Effect(EffectKind.CHAT, "c", {}))
            await unit.commit(handled=item)

    outcomes = await asyncio.gather(turn(), turn(), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes if outcome is not None] == [LeaseLost]
    assert await storage.outbox.pending() == 1


async def test_what_was_told_to_be_written_is_seen_at_once(storage: Storage) -> None:
    async def write_and_look(number: int) -> None:
        person = a_person(f"Buyer {number} (sample)")
        await keep(storage, person)
        async with storage.unit_of_work() as unit:
            assert (await unit.store.person(person.id)).display_name == person.display_name

    await asyncio.gather(*(write_and_look(number) for number in range(MANY)))


async def test_closing_ends_what_is_under_way_first(storage: Storage) -> None:
    with pytest.raises(IntegrityError):
        await keep(storage, a_cart(a_person()))
    under_way = [asyncio.create_task(keep(storage, a_person())) for _ in range(MANY)]
    await asyncio.sleep(0)
    await storage.close()
    await asyncio.gather(*under_way)
    assert all(task.exception() is None for task in under_way)
