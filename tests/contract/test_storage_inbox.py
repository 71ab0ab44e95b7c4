"""The inbox: kept once, in order within a conversation, by one worker at a time."""

from __future__ import annotations

import asyncio
from collections import defaultdict

import pytest
from storage_samples import a_message

from bot.errors import LeaseLost
from bot.messages import Attachment, InboundKind, InboundMessage, Sender
from bot.ports import InboxItem
from bot.storage import Storage


async def claimed(storage: Storage, lease: float = 60) -> InboxItem:
    item = await storage.inbox.claim("w", lease)
    assert item is not None
    return item


async def claimed_in_time(storage: Storage) -> InboxItem:
    """Waits as a worker does, which a signal may wake for nothing."""
    async with asyncio.timeout(30):
        while (item := await storage.inbox.claim("w", 60)) is None:
            await storage.inbox.wait(10)
    return item


async def finish(storage: Storage, item: InboxItem) -> None:
    async with storage.unit_of_work() as unit:
        await unit.commit(handled=item)


async def test_a_message_comes_out_as_it_went_in(storage: Storage) -> None:
    message = InboundMessage(
        channel="slack",
        workspace="T1",
        external_id="Ev1",
        chat_id="C1",
        kind=InboundKind.FILE,
        sender=Sender("U1", "Buyer One (sample)", "fr"),
        text="voilà",
        attachments=(Attachment("order.csv", "text/csv", b"\x00\xff"),),
        data={"a": [1, None, {"b": "c"}]},
    )
    before = storage.clock.now()
    assert await storage.inbox.receive(message)
    item = await claimed(storage)
    assert item.message == message
    assert item.attempt == 1
    assert before <= item.received_at <= storage.clock.now()


async def test_a_repeated_delivery_has_no_second_effect(storage: Storage) -> None:
    assert await storage.inbox.receive(a_message("1"))
    assert not await storage.inbox.receive(a_message("1", text="again"))
    await finish(storage, await claimed(storage))
    assert not await storage.inbox.receive(a_message("1"))
    assert await storage.inbox.claim("w", 60) is None


async def test_ten_deliveries_at_once_are_kept_once(storage: Storage) -> None:
    kept = await asyncio.gather(*(storage.inbox.receive(a_message("1")) for _ in range(10)))
    assert sum(kept) == 1


async def test_a_conversation_goes_on_only_when_its_message_is_done(storage: Storage) -> None:
    await storage.inbox.receive(a_message("1", text="first"))
    await storage.inbox.receive(a_message("2", text="second"))
    await storage.inbox.receive(a_message("3", chat_id="C2", text="elsewhere"))
    first = await claimed(storage)
    elsewhere = await claimed(storage)
    assert (first.message.text, elsewhere.message.text) == ("first", "elsewhere")
    assert await storage.inbox.claim("w", 60) is None
    await finish(storage, first)
    assert (await claimed(storage)).message.text == "second"


async def test_a_message_that_is_tried_again_holds_its_conversation_up(storage: Storage) -> None:
    await storage.inbox.receive(a_message("1", text="first"))
    await storage.inbox.receive(a_message("2", text="second"))
    await storage.inbox.retry(await claimed(storage), 0.2, "shop down")
    assert await storage.inbox.claim("w", 60) is None
    again = await claimed_in_time(storage)
    assert (again.message.text, again.attempt) == ("first", 2)


async def test_a_buried_message_lets_its_conversation_go_on(storage: Storage) -> None:
    await storage.inbox.receive(a_message("1", text="poison"))
    await storage.inbox.receive(a_message("2", text="second"))
    item = await claimed(storage)
    await storage.inbox.bury(item, "x" * 10_000)
    assert (await claimed(storage)).message.text == "second"
    with pytest.raises(LeaseLost):
        await storage.inbox.retry(item, 0, "late")


async def test_the_message_of_a_dead_worker_is_taken_over(storage: Storage) -> None:
    await storage.inbox.receive(a_message("1"))
    dead = await claimed(storage, lease=0.2)
    assert await storage.inbox.claim("w", 60) is None
    taken = await claimed_in_time(storage)
    assert (taken.id, taken.attempt) == (dead.id, 2)
    assert taken.fence > dead.fence
    for late in (storage.inbox.retry(dead, 0, "late"), storage.inbox.bury(dead, "late")):
        with pytest.raises(LeaseLost):
            await late
    await finish(storage, taken)


async def test_twenty_workers_take_each_message_once_and_each_conversation_in_order(
    storage: Storage,
) -> None:
    conversations, length = 6, 8
    for number in range(length):
        for chat in range(conversations):
            await storage.inbox.receive(a_message(f"{chat}-{number}", f"C{chat}", str(number)))
    said: dict[str, list[str]] = defaultdict(list)
    busy: set[str] = set()

    async def work(name: str) -> None:
        while sum(map(len, said.values())) < conversations * length:
            item = await storage.inbox.claim(name, 60)
            if item is None:
                await storage.inbox.wait(0.5)
                continue
            chat = item.message.chat_id
            assert chat not in busy
            busy.add(chat)
            said[chat].append(item.message.text)
            await asyncio.sleep(0)
            busy.remove(chat)
            await finish(storage, item)

    async with asyncio.timeout(60):
        await asyncio.gather(*(work(f"w{number}") for number in range(20)))
    expected = [str(number) for number in range(length)]
    assert said == {f"C{chat}": expected for chat in range(conversations)}


async def test_messages_that_arrive_while_workers_take_them_are_worked_one_by_one(
    storage: Storage,
) -> None:
    """Rows that are committed in another order than they were numbered must not break in."""
    total = 40
    busy = 0
    done: list[int] = []

    async def work() -> None:
        nonlocal busy
        while len(done) < total:
            item = await storage.inbox.claim("w", 60)
            if item is None:
                await storage.inbox.wait(0.2)
                continue
            busy += 1
            assert busy == 1
            await asyncio.sleep(0.001)
            busy -= 1
            done.append(item.id)
            await finish(storage, item)

    async def arrive() -> None:
        await asyncio.gather(*(storage.inbox.receive(a_message(str(n))) for n in range(total)))

    async with asyncio.timeout(60):
        await asyncio.gather(arrive(), *(work() for _ in range(5)))
    assert done == sorted(done)
