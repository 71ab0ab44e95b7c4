"""Two processes of the assistant on one PostgreSQL: one decision, one order, one reminder."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
import uuid
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.channels.local import WORKSPACE
from bot.clock import SystemClock
from bot.domain.entities import (
    ApprovalState,
    Author,
    ChannelAccount,
    Conversation,
    Membership,
    Person,
)
from bot.messages import InboundKind, InboundMessage, Sender
from bot.ports import Effect, EffectKind, LocalMessage
from bot.storage import Storage, open_storage, tables
from shop_client.memory import MemoryShop

PROGRAM = Path(__file__).with_name("working_program.py")
ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120.0
VAT_NUMBER = "BE0987654394"
CHANNEL = "terminal"
LEASE_SECONDS = 3.0


class World:
    """People who write into a database that several processes work on."""

    def __init__(self, url: str, storage: Storage, home: Path) -> None:
        self.storage = storage
        self._url = url
        self._home = home
        self._processes: list[Process] = []
        self._seen: dict[str, int] = {}
        self._read: dict[str, list[LocalMessage]] = {}

    async def start(self, **more: Any) -> Process:
        """Another process that answers, delivers and places."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            PROGRAM,
            stdin=PIPE,
            stdout=PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        self._processes.append(process)
        assert process.stdin is not None
        assert process.stdout is not None
        settings = {
            "home": str(self._home / str(len(self._processes))),
            "database_url": self._url,
            "shop": "memory",
            "does": "work",
            "secret_key": "the same for all",
            "nlu_url": "http://127.0.0.1:9",
            "vies_url": "http://127.0.0.1:9",
            "smtp_url": "smtp://127.0.0.1:9",
            "lease_seconds": LEASE_SECONDS,
            "workers": 2,
        }
        process.stdin.write(json.dumps(settings | more).encode() + b"\n")
        await process.stdin.drain()
        async with asyncio.timeout(PATIENCE_SECONDS):
            assert (await process.stdout.readline()).strip() == b"READY"
        return process

    async def stop(self) -> None:
        for process in self._processes:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    async def member(self, email: str) -> Membership:
        """Somebody who has identified themselves as this contact, and talks under that name."""
        shop = MemoryShop.from_sample()
        company = (await shop.find_companies(VAT_NUMBER))[0]
        contact = next(one for one in await shop.contacts(company.id) if one.email == email)
        await shop.close()
        now = self.storage.clock.now()
        person = Person(contact.name, "en", now)
        membership = Membership(
            person_id=person.id,
            company_id=company.id,
            company_name=company.name,
            vat_number=VAT_NUMBER,
            contact_id=contact.id,
            email=email,
            roles=sorted(contact.roles),
            spending_limit=contact.spending_limit,
            verified_at=now,
        )
        talk = Conversation(key_of(email), CHANNEL, WORKSPACE, email, person.id, now, membership.id)
        async with self.storage.unit_of_work() as unit:
            account = ChannelAccount(CHANNEL, WORKSPACE, email, person.id)
            unit.store.add(person, account, membership, talk)
            await unit.commit()
        return membership

    async def says(self, who: str, text: str) -> None:
        await self._send(who, InboundKind.TEXT, text=text)

    async def presses(self, who: str, token: str) -> None:
        await self._send(who, InboundKind.BUTTON, token=token)

    async def _send(self, who: str, kind: InboundKind, **more: str) -> None:
        sender = Sender(who, who, "en")
        fresh = uuid.uuid4().hex
        await self.storage.inbox.receive(
            InboundMessage(CHANNEL, WORKSPACE, fresh, who, kind, sender, **more)  # type: ignore[arg-type]
        )

    async def hears(self, who: str, holds: Callable[[LocalMessage], bool]) -> LocalMessage:
        """The next message to somebody that is so, waited for."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        heard: list[str] = []
        unread = self._read.setdefault(who, [])
        while time.monotonic() < deadline:
            while unread:
                message = unread.pop(0)
                heard.append(f"{message.card.title} {message.card.text}")
                if holds(message):
                    return message
            last = self._seen.get(who, 0)
            unread += await self.storage.local_messages.wait(key_of(who), last, 1)
            if unread:
                self._seen[who] = unread[-1].seq
        raise AssertionError(f"{who} heard only {heard}")

    async def shown(self, who: str, label: str) -> str:
        """The token of the next button with this label."""
        message = await self.hears(
            who, lambda message: label in [button.label for button in message.card.buttons]
        )
        return next(b.token for b in message.card.buttons if b.label == label)

    async def rests(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not await self.storage.at_rest():
            assert time.monotonic() < deadline
            await asyncio.sleep(0.05)

    async def rows(self, table: Any) -> list[Any]:
        return list(await self.storage.database.fetch(table.select().order_by(table.c.seq)))

    async def workers(self) -> set[str]:
        """The processes that answered something, by the beginning of their workers' names."""
        return {row.worker.partition("-")[0] for row in await self.rows(tables.inbox)}


def key_of(who: str) -> str:
    return f"{CHANNEL}\x1f{WORKSPACE}\x1f{who}"


@pytest.fixture
async def world(postgresql_url: str, tmp_path: Path) -> AsyncIterator[World]:
    async with await open_storage(postgresql_url, SystemClock()) as storage:
        made = World(postgresql_url, storage, tmp_path)
        try:
            yield made
        finally:
            await made.stop()


async def test_two_who_approve_at_the_same_moment_give_one_decision_and_one_order(
    world: World,
) -> None:
    buyer, first, second = (
        f"{name}@atelier-nord.example" for name in ("buyer", "approver", "approver2")
    )
    for email in (buyer, first, second):
        await world.member(email)
    await asyncio.gather(world.start(), world.start())
    rounds = 0
    while rounds < 3 or (rounds < 20 and len(await world.workers()) < 2):
        await world.says(buyer, "90 PAP-A4-80")
        await world.presses(buyer, await world.shown(buyer, "Order"))
        await world.hears(buyer, lambda m: "purchase order number" in m.card.text)
        await world.says(buyer, f"PO-{8100 + rounds}")
        await world.presses(buyer, await world.shown(buyer, "Send for approval"))
        tokens = [await world.shown(who, "Approve") for who in (first, second)]
        await asyncio.gather(
            *(world.presses(who, token) for who, token in zip((first, second), tokens, strict=True))
        )
        await world.hears(buyer, lambda m: "Ordered for" in m.card.text)
        rounds += 1
    await world.rests()
    requests = await world.rows(tables.approval_request)
    assert [request.state for request in requests] == [ApprovalState.APPROVED] * rounds
    orders = await world.rows(tables.purchase_order)
    assert [order.approval_id for order in orders] == [request.id for request in requests]
    assert [order.order_number is not None for order in orders] == [True] * rounds


async def test_conversations_stay_in_order_whoever_answers(world: World) -> None:
    people = [f"guest{number}" for number in range(6)]
    said: list[str] = []
    await asyncio.gather(world.start(), world.start())

    async def goes_on(who: str, texts: list[str]) -> None:
        for text in texts:
            await world.says(who, text)

    # Until both have answered some.
    while not said or (len(said) < 120 and len(await world.workers()) < 2):
        more = [f"/nothing{len(said) + number}" for number in range(12)]
        said += more
        await asyncio.gather(*(goes_on(who, more) for who in people))
        await world.rests()
    async with world.storage.unit_of_work() as unit:
        for who in people:
            talk = await unit.store.conversation_by_key(key_of(who))
            assert talk is not None
            lines = await unit.store.transcript(talk.id, limit=1000)
            assert [line.text for line in lines if line.author is Author.PERSON] == said


async def test_what_a_killed_process_was_doing_is_taken_over_and_done_once(world: World) -> None:
    dying = await world.start(die_at="/last words")
    await world.says("guest", "/last words")
    async with asyncio.timeout(PATIENCE_SECONDS):
        assert await dying.wait() == -signal.SIGKILL
    await world.start()
    await world.rests()
    (row,) = await world.rows(tables.inbox)
    assert (row.outcome, row.attempt) == ("handled", 2)
    async with world.storage.unit_of_work() as unit:
        talk = await unit.store.conversation_by_key(key_of("guest"))
        assert talk is not None
        lines = await unit.store.transcript(talk.id, limit=1000)
    assert [line.text for line in lines if line.author is Author.PERSON] == ["/last words"]


async def test_each_timer_fires_once_though_two_processes_wait_for_it(world: World) -> None:
    member = await world.member("office@atelier-nord.example")
    await asyncio.gather(world.start(), world.start())
    timers = 30
    async with world.storage.unit_of_work() as unit:
        (talk,) = await unit.store.conversations_of(member.person_id)
        due = world.storage.clock.now() + timedelta(seconds=2)
        for number in range(timers):
            about = {
                "conversation_id": talk.id,
                "event": "role-changed",
                "data": {"membership_id": member.id},
            }
            unit.store.effect(Effect(EffectKind.EVENT, f"timer:{number}", about, due_at=due))
        await unit.commit()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not all(row.outcome for row in await world.rows(tables.outbox)):
        assert time.monotonic() < deadline
        await asyncio.sleep(0.1)
    await world.rests()
    events = [row for row in await world.rows(tables.inbox) if row.message.event == "role-changed"]
    assert len(events) == timers
    shown = await world.storage.local_messages.since(talk.key, 0)
    assert len(shown) == timers
