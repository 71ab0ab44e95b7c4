"""What the web channel asks of storage, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text

from bot.clock import MovableClock
from bot.messages import Card, InboundKind, InboundMessage, Sender
from bot.ports import Unanswered
from bot.storage import Storage, open_storage
from bot.storage.engine import create_engine
from bot.storage.migrate import configuration, migrate

LONG = 30.0


def a_message(identity: str, person: str = "buyer") -> InboundMessage:
    sender = Sender(person)
    return InboundMessage(
        "web", "local", identity, person, InboundKind.TEXT, sender=sender, text="Hello"
    )


KEY = a_message("").conversation_key


async def test_what_a_person_says_is_committed_with_how_they_see_it(
    storage: Storage, clock: MovableClock
) -> None:
    clock.advance(timedelta(days=2))
    assert await storage.inbox.receive(a_message("m1"), Card("Hello"))
    assert not await storage.inbox.receive(a_message("m1"), Card("a repeat"))
    await storage.local_messages.append(KEY, "effect-1", Card("Good morning"))
    own, answer = await storage.local_messages.since(KEY, 0)
    assert (own.message_id, own.own, own.card) == ("m1", True, Card("Hello"))
    assert (answer.message_id, answer.own) == ("effect-1", False)
    assert own.at is not None
    assert answer.at is not None
    assert clock.now() - timedelta(minutes=1) < own.at <= answer.at <= clock.now()
    assert own.seq < answer.seq


async def test_without_a_post_box_nothing_is_kept_in_one(storage: Storage) -> None:
    await storage.inbox.receive(a_message("m1"))
    assert await storage.local_messages.since(KEY, 0) == []


async def test_what_is_said_in_another_tab_wakes_this_one(storage: Storage) -> None:
    waiting = asyncio.create_task(storage.local_messages.wait(KEY, 0, LONG))
    await asyncio.sleep(0.05)
    await storage.inbox.receive(a_message("m1"), Card("Hello"))
    async with asyncio.timeout(30):
        assert [message.message_id for message in await waiting] == ["m1"]


async def test_a_message_is_unanswered_until_its_turn_ends(storage: Storage) -> None:
    assert await storage.inbox.unanswered(KEY) == Unanswered((), working=False)
    for identity in ("m1", "m2"):
        await storage.inbox.receive(a_message(identity))
    await storage.inbox.receive(a_message("m3", "somebody else"))
    event = replace(a_message("effect:1"), kind=InboundKind.EVENT, sender=None, event="timer")
    await storage.inbox.receive(event)
    assert await storage.inbox.unanswered(KEY) == Unanswered(("m1", "m2"), working=True)
    first = await storage.inbox.claim("w", 60)
    assert first is not None
    assert await storage.inbox.unanswered(KEY) == Unanswered(("m1", "m2"), working=True)
    await storage.inbox.retry(first, 3600, "")
    assert await storage.inbox.unanswered(KEY) == Unanswered(("m1", "m2"), working=False)


async def test_a_message_that_was_answered_or_set_aside_waits_no_more(storage: Storage) -> None:
    for identity in ("m1", "m2"):
        await storage.inbox.receive(a_message(identity))
    item = await storage.inbox.claim("w", 60)
    assert item is not None
    async with storage.unit_of_work() as unit:
        await unit.commit(item)
    assert (await storage.inbox.unanswered(KEY)).external_ids == ("m2",)
    item = await storage.inbox.claim("w", 60)
    assert item is not None
    await storage.inbox.bury(item, "it failed")
    assert await storage.inbox.unanswered(KEY) == Unanswered((), working=False)


async def test_a_post_box_is_read_from_its_end_and_by_id(storage: Storage) -> None:
    box = storage.local_messages
    for number in range(5):
        await box.append("k", f"m{number}", Card(str(number)))
    await box.append("other", "theirs", Card("not mine"))
    newest = await box.newest("k", 2)
    assert [message.card.text for message in newest] == ["3", "4"]
    assert await box.message("k", "m4") == newest[-1]
    assert await box.message("k", "theirs") is None
    assert await box.knows("k", newest[-1].seq)
    assert not await box.knows("other", newest[-1].seq)
    assert not await box.knows("k", newest[-1].seq + 1)


async def test_a_hostile_key_finds_its_own_box_only(storage: Storage) -> None:
    key = "web\x1flocal\x1f%_' OR 1=1 --\x00"
    await storage.local_messages.append("k", "m1", Card("not yours"))
    await storage.local_messages.append(key, "m2", Card("yours"))
    assert [m.message_id for m in await storage.local_messages.newest(key, 9)] == ["m2"]
    assert await storage.local_messages.message(key, "m1") is None


async def test_messages_of_before_get_the_time_of_their_effect(database_url: str) -> None:
    """Migration 3: what was there stays, in its order and with its numbers."""
    from alembic import command
    from sqlalchemy import Connection

    def step(name: str, revision: str) -> object:
        def run(connection: Connection) -> None:
            config = configuration()
            config.attributes["connection"] = connection
            getattr(command, name)(config, revision)

        return run

    clock = MovableClock()
    async with await open_storage(database_url, clock) as storage:
        for number in range(3):
            await storage.local_messages.append("k", f"m{number}", Card(str(number)))
        before = await storage.local_messages.since("k", 0)
    engine = create_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(step("downgrade", "0002"))  # type: ignore[arg-type]
        await connection.execute(
            text(
                "INSERT INTO outbox (id, kind, destination, payload, created_at, handle, due_at, "
                "attempt, fence, worker, outcome, error) VALUES ('m1', 'chat', 'd', '{}', "
                "'2026-05-05T05:05:05.000000+00:00', '', '2026-05-05T05:05:05.000000+00:00', "
                "1, 1, '', 'done', '')"
            )
        )
    await engine.dispose()
    await migrate(database_url)
    async with await open_storage(database_url, clock) as storage:
        after = await storage.local_messages.since("k", 0)
        assert [(m.seq, m.card, m.own) for m in after] == [(m.seq, m.card, False) for m in before]
        assert after[1].at is not None
        assert after[1].at.isoformat() == "2026-05-05T05:05:05+00:00"
        await storage.local_messages.append("k", "m9", Card("new"))
        assert (await storage.local_messages.newest("k", 1))[0].seq > after[-1].seq
