"""Whoever waits is woken, in this process and in another."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import psycopg
import pytest
from sqlalchemy import make_url
from storage_samples import a_message, later

from bot.clock import MovableClock
from bot.domain.vat import VatEvidence, VatOutcome
from bot.messages import Attachment, Button, ButtonStyle, Card, Field, Row
from bot.ports import Effect, EffectKind
from bot.storage import Storage, open_storage

LONG = 30.0


async def woken(waiting: asyncio.Task[object]) -> object:
    """The result of a wait that ends long before its own time is over."""
    async with asyncio.timeout(LONG / 3):
        return await waiting


async def drained(storage: Storage) -> None:
    """Takes the signal that was kept for whoever waits next.

    Who begins to hear other processes is woken once, whenever the connection for it stands; so
    that is waited for first.
    """
    if storage.database.is_postgresql and not storage.database.is_listening:
        storage.database.listen()
        async with asyncio.timeout(LONG):
            while not storage.database.is_listening:
                await asyncio.sleep(0.005)
    await storage.inbox.wait(0)
    await storage.outbox.wait(0)


async def put(storage: Storage) -> None:
    async with storage.unit_of_work() as unit:
        unit.store.effect(Effect(EffectKind.CHAT, "c", {}))
        await unit.commit()


async def test_a_worker_is_woken_by_what_arrives(storage: Storage) -> None:
    await drained(storage)
    waiting = asyncio.create_task(storage.inbox.wait(LONG))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await storage.inbox.receive(a_message("1"))
    await woken(waiting)
    assert await storage.inbox.claim("w", 60) is not None


async def test_what_arrived_just_before_the_wait_is_not_slept_through(storage: Storage) -> None:
    assert await storage.inbox.claim("w", 60) is None
    await storage.inbox.receive(a_message("1"))
    await woken(asyncio.create_task(storage.inbox.wait(LONG)))
    assert await storage.inbox.claim("w", 60) is not None


async def test_every_worker_is_woken_while_there_is_work(storage: Storage) -> None:
    await drained(storage)
    busy = 0
    together = asyncio.Event()

    async def work(name: str) -> None:
        nonlocal busy
        while (await storage.inbox.claim(name, 60)) is None:
            await storage.inbox.wait(LONG)
        busy += 1
        if busy == 3:
            together.set()
        await together.wait()

    workers = [asyncio.create_task(work(f"w{number}")) for number in range(3)]
    await asyncio.sleep(0.1)
    for number in range(3):
        await storage.inbox.receive(a_message(str(number), f"C{number}"))
    async with asyncio.timeout(LONG / 3):
        await asyncio.gather(*workers)


async def test_an_effect_wakes_its_worker_and_so_does_the_clock(storage: Storage) -> None:
    await drained(storage)
    waiting = asyncio.create_task(storage.outbox.wait(LONG))
    await asyncio.sleep(0.05)
    await put(storage)
    await woken(waiting)
    await drained(storage)
    waiting = asyncio.create_task(storage.outbox.wait(LONG))
    await asyncio.sleep(0.05)
    storage.outbox.wake()
    await woken(waiting)


async def test_a_wait_ends_by_itself(storage: Storage) -> None:
    await drained(storage)
    begun = time.monotonic()
    await storage.inbox.wait(0.1)
    await storage.outbox.wait(0.1)
    assert await storage.local_messages.wait("k", 0, 0.1) == []
    assert 0.2 < time.monotonic() - begun < LONG


@pytest.fixture
async def two_processes(
    postgresql_url: str, clock: MovableClock
) -> AsyncIterator[tuple[Storage, Storage]]:
    """The storage of two processes on one PostgreSQL."""
    async with (
        await open_storage(postgresql_url, clock) as one,
        await open_storage(postgresql_url, clock) as other,
    ):
        yield one, other


async def _listening(url: str) -> None:
    """Until both processes listen."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE starts_with(query, 'LISTEN') AND datname = %s"
    )
    async with asyncio.timeout(LONG), await psycopg.AsyncConnection.connect(plain) as connection:
        while True:
            found = await (await connection.execute(query, [make_url(url).database])).fetchone()
            await connection.rollback()
            if found is not None and found[0] >= 1:
                return
            await asyncio.sleep(0.02)


async def test_another_process_is_woken_through_postgresql(
    two_processes: tuple[Storage, Storage], postgresql_url: str
) -> None:
    one, other = two_processes
    other.database.listen()
    await _listening(postgresql_url)
    await drained(other)
    inbox = asyncio.create_task(other.inbox.wait(LONG))
    outbox = asyncio.create_task(other.outbox.wait(LONG))
    local = asyncio.create_task(other.local_messages.wait("a\x1fb", 0, LONG))
    await asyncio.sleep(0.1)
    await one.inbox.receive(a_message("1"))
    await put(one)
    await one.local_messages.append("a\x1fb", "m1", Card("Bonjour"))
    await woken(inbox)
    await woken(outbox)
    messages = await woken(local)
    assert isinstance(messages, list)
    assert [message.card.text for message in messages] == ["Bonjour"]


async def test_a_listener_that_was_cut_off_listens_again(
    two_processes: tuple[Storage, Storage],
    postgresql_url: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    one, other = two_processes
    other.database.listen()
    await _listening(postgresql_url)
    plain = make_url(postgresql_url).set(drivername="postgresql")
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE starts_with(query, %s)"
    with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as admin:
        admin.execute(cut, ["LISTEN"])
    await drained(other)
    await _listening(postgresql_url)
    await drained(other)
    waiting = asyncio.create_task(other.inbox.wait(LONG))
    await one.inbox.receive(a_message("1"))
    await woken(waiting)
    assert "broke off" in caplog.text


async def test_a_post_box_gives_its_cards_in_order_and_each_once(storage: Storage) -> None:
    box = storage.local_messages
    card = Card(
        text="Total",
        rows=(Row("Papier", "10 ×", "41,99 €"),),
        fields=(Field("Total", "59,41 €"),),
        buttons=(Button("Oui", "t1", ButtonStyle.PRIMARY),),
        attachments=(Attachment("invoice.pdf", "application/pdf", b"%PDF\x00"),),
    )
    await box.append("k", "m1", card)
    await box.append("k", "m1", Card("a repeat"))
    await box.append("other", "m2", Card("not mine"))
    await box.append("k", "m3", Card("edited"), edits="m1")
    first, second = await box.since("k", 0)
    assert (first.message_id, first.card, first.edits) == ("m1", card, None)
    assert (second.message_id, second.edits) == ("m3", "m1")
    assert await box.since("k", first.seq) == [second]
    assert await box.since("k", second.seq) == []


async def test_a_reader_is_woken_by_a_card_of_its_own_chat_only(storage: Storage) -> None:
    box = storage.local_messages
    waiting = asyncio.create_task(box.wait("k", 0, LONG))
    await asyncio.sleep(0.05)
    await box.append("other", "m1", Card("not mine"))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    await box.append("k", "m2", Card("mine"))
    messages = await woken(waiting)
    assert isinstance(messages, list)
    assert [message.message_id for message in messages] == ["m2"]


async def test_the_proof_of_a_number_outlives_a_later_failure_to_ask(storage: Storage) -> None:
    number = "BE0417497106"
    valid = VatEvidence(
        number, VatOutcome.VALID, later(1), "FR40303265045", "WAPI-1", "Sample BV", "Street 1"
    )
    unknown = VatEvidence(number, VatOutcome.UNKNOWN, later(2), fault="MS_UNAVAILABLE")
    assert await storage.evidence.newest(number) is None
    await storage.evidence.keep(unknown)
    assert await storage.evidence.newest_answer(number) is None
    await storage.evidence.keep(valid)
    assert await storage.evidence.newest(number) == unknown
    assert await storage.evidence.newest_answer(number) == valid
    assert await storage.evidence.newest("FR40303265045") is None
