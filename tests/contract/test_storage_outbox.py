"""The outbox: in order for each destination, when due, and each key once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.errors import LeaseLost
from bot.ports import Effect, EffectKind, OutboxItem
from bot.storage import Storage

ALL = list(EffectKind)


def chat(text: str, destination: str = "c1", **rest: Any) -> Effect:
    return Effect(EffectKind.CHAT, destination, {"text": text}, **rest)


def timer(name: str, due_at: datetime, key: str | None = None) -> Effect:
    return Effect(EffectKind.EVENT, "c1", {"text": name}, due_at=due_at, key=key)


async def put(storage: Storage, *effects: Effect) -> list[str]:
    async with storage.unit_of_work() as unit:
        ids = [unit.store.effect(effect) for effect in effects]
        await unit.commit()
    return ids


async def take(storage: Storage, lease: float = 60) -> OutboxItem | None:
    return await storage.outbox.claim("w", lease, ALL, storage.clock.now())


async def text_of_next(storage: Storage) -> str | None:
    """Takes the next effect, does it, and returns what it said."""
    item = await take(storage)
    if item is None:
        return None
    await storage.outbox.done(item)
    return str(item.effect.payload["text"])


async def test_an_effect_comes_out_as_it_went_in(storage: Storage) -> None:
    effect = Effect(EffectKind.MAIL, "m", {"to": ["é"], "n": 1, "x": None}, key="k")
    (effect_id,) = await put(storage, effect)
    item = await take(storage)
    assert item is not None
    assert item.id == item.effect.id == effect_id
    assert (item.effect.kind, item.effect.destination) == (EffectKind.MAIL, "m")
    assert (item.effect.payload, item.effect.key) == (effect.payload, "k")
    assert item.attempt == 1


async def test_a_destination_gets_its_effects_one_after_the_other(storage: Storage) -> None:
    await put(storage, chat("1"), chat("2"), chat("elsewhere", "c2"))
    first = await take(storage)
    elsewhere = await take(storage)
    assert first is not None
    assert elsewhere is not None
    assert (first.effect.payload["text"], elsewhere.effect.payload["text"]) == ("1", "elsewhere")
    assert await take(storage) is None
    await storage.outbox.done(first)
    assert await text_of_next(storage) == "2"


async def test_a_message_has_its_handle_once_it_is_delivered(storage: Storage) -> None:
    (effect_id,) = await put(storage, chat("1"))
    item = await take(storage)
    assert item is not None
    assert await storage.outbox.handle_of(effect_id) is None
    await storage.outbox.done(item, "1700.0001")
    assert await storage.outbox.handle_of(effect_id) == "1700.0001"
    assert await storage.outbox.handle_of("unknown") is None


async def test_a_message_that_is_tried_again_is_not_overtaken(
    storage: Storage, clock: MovableClock
) -> None:
    await put(storage, chat("1"), chat("2"))
    item = await take(storage)
    assert item is not None
    await storage.outbox.retry(item, clock.now() + timedelta(minutes=1), "platform down")
    assert await take(storage) is None
    clock.advance(timedelta(minutes=1))
    assert await text_of_next(storage) == "1"
    assert await text_of_next(storage) == "2"


async def test_a_buried_message_lets_the_next_one_through(storage: Storage) -> None:
    ids = await put(storage, chat("1"), chat("2"))
    item = await take(storage)
    assert item is not None
    await storage.outbox.bury(item, "blocked")
    assert await storage.outbox.handle_of(ids[0]) is None
    assert await text_of_next(storage) == "2"


async def test_a_reminder_waits_for_its_day_and_holds_nothing_up(
    storage: Storage, clock: MovableClock
) -> None:
    in_a_day = clock.now() + timedelta(days=1)
    await put(storage, timer("remind", in_a_day), timer("now", clock.now()), chat("hello"))
    assert {await text_of_next(storage), await text_of_next(storage)} == {"now", "hello"}
    assert await take(storage) is None
    assert await storage.outbox.pending() == 0
    assert await storage.outbox.next_due() == in_a_day
    clock.advance(timedelta(days=1))
    assert await storage.outbox.pending() == 1
    assert await text_of_next(storage) == "remind"
    assert await storage.outbox.next_due() is None


async def test_a_chat_that_cannot_be_reached_does_not_stop_its_timers(
    storage: Storage, clock: MovableClock
) -> None:
    await put(storage, chat("1"), timer("escalate", clock.now() + timedelta(minutes=1)))
    item = await take(storage)
    assert item is not None
    assert item.effect.kind is EffectKind.CHAT
    await storage.outbox.retry(item, clock.now() + timedelta(hours=1), "down")
    clock.advance(timedelta(minutes=1))
    assert await text_of_next(storage) == "escalate"


async def test_only_the_kinds_asked_for_are_taken(storage: Storage) -> None:
    await put(storage, chat("1"), Effect(EffectKind.ORDER, "o", {"text": "order"}))
    now = storage.clock.now()
    item = await storage.outbox.claim("w", 60, [EffectKind.ORDER], now)
    assert item is not None
    assert item.effect.payload["text"] == "order"
    assert await storage.outbox.claim("w", 60, [EffectKind.ORDER], now) is None
    assert await storage.outbox.next_due([EffectKind.ORDER]) is None
    assert await storage.outbox.next_due([EffectKind.CHAT]) is not None


async def test_an_effect_whose_key_exists_is_left_out_even_when_it_is_done(
    storage: Storage,
) -> None:
    first = await put(storage, chat("1", key="k"))
    again = await put(storage, chat("again", key="k"), chat("2"))
    assert again[0] == first[0]
    assert [await text_of_next(storage) for _ in range(3)] == ["1", "2", None]
    await put(storage, chat("once more", key="k"))
    assert await text_of_next(storage) is None


async def test_one_key_from_many_turns_at_once_gives_one_effect(storage: Storage) -> None:
    await asyncio.gather(*(put(storage, chat(str(n), key="k")) for n in range(8)))
    assert await storage.outbox.pending() == 1


async def test_a_reminder_can_be_taken_back_and_set_anew(
    storage: Storage, clock: MovableClock
) -> None:
    await put(storage, timer("old", clock.now() + timedelta(days=1), key="remind:1"))
    async with storage.unit_of_work() as unit:
        unit.store.cancel_effect("remind:1")
        unit.store.effect(timer("new", clock.now() + timedelta(days=2), key="remind:1"))
        await unit.commit()
    clock.advance(timedelta(days=1))
    assert await take(storage) is None
    clock.advance(timedelta(days=1))
    assert await text_of_next(storage) == "new"


async def test_what_has_begun_cannot_be_taken_back(storage: Storage) -> None:
    await put(storage, chat("1", key="k"))
    item = await take(storage)
    assert item is not None
    async with storage.unit_of_work() as unit:
        unit.store.cancel_effect("k")
        await unit.commit()
    await storage.outbox.done(item, "h")
    assert await storage.outbox.handle_of(item.id) == "h"


async def test_the_effect_of_a_dead_worker_is_taken_over(storage: Storage) -> None:
    await put(storage, chat("1"), chat("2"))
    dead = await take(storage, lease=0.2)
    assert dead is not None
    assert await take(storage) is None
    assert await storage.outbox.next_due() is None
    async with asyncio.timeout(30):
        while (taken := await take(storage)) is None:
            await storage.outbox.wait(10)
    assert (taken.id, taken.attempt) == (dead.id, 2)
    now = storage.clock.now()
    for late in (
        storage.outbox.done(dead, "late"),
        storage.outbox.retry(dead, now, "late"),
        storage.outbox.bury(dead, "late"),
    ):
        with pytest.raises(LeaseLost):
            await late
    await storage.outbox.done(taken, "mine")
    assert await storage.outbox.handle_of(dead.id) == "mine"


async def test_what_waits_behind_another_is_not_announced_as_due(storage: Storage) -> None:
    """A worker that believed it would come back at once, for ever."""
    await put(storage, chat("1"), chat("2"))
    item = await take(storage)
    assert item is not None
    assert await storage.outbox.next_due() is None
    later = storage.clock.now() + timedelta(minutes=5)
    await storage.outbox.retry(item, later, "down")
    assert await storage.outbox.next_due() == later


async def test_twenty_workers_do_each_effect_once_and_each_destination_in_order(
    storage: Storage,
) -> None:
    destinations, length = 6, 8
    sent: dict[str, list[str]] = defaultdict(list)
    busy: set[str] = set()

    async def write(number: int) -> None:
        for step in range(length):
            await put(storage, chat(str(step), f"c{number}"))

    async def work(name: str) -> None:
        while sum(map(len, sent.values())) < destinations * length:
            item = await storage.outbox.claim(name, 60, ALL, storage.clock.now())
            if item is None:
                await storage.outbox.wait(0.5)
                continue
            where = item.effect.destination
            assert where not in busy
            busy.add(where)
            sent[where].append(item.effect.payload["text"])
            await asyncio.sleep(0)
            busy.remove(where)
            await storage.outbox.done(item)

    async with asyncio.timeout(60):
        writers = (write(number) for number in range(destinations))
        await asyncio.gather(*writers, *(work(f"w{number}") for number in range(20)))
    expected = [str(number) for number in range(length)]
    assert sent == {f"c{number}": expected for number in range(destinations)}


async def test_what_has_been_due_for_longest_comes_first(
    storage: Storage, clock: MovableClock
) -> None:
    soon = clock.now() + timedelta(minutes=1)
    later = Effect(EffectKind.EVENT, "c2", {"text": "second"}, due_at=soon + timedelta(minutes=1))
    await put(storage, later, timer("first", soon))
    clock.advance(timedelta(hours=1))
    assert await text_of_next(storage) == "first"
    assert await text_of_next(storage) == "second"
