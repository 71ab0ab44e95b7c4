"""Three processes of the assistant, killed and started again, and people who write to them."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import random
import time
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from typing import Any

import killed_assistant
from killed_assistant import Setup
from points import Point, deaths

from bot.bootstrap import App
from bot.channels.local import WORKSPACE
from bot.domain.entities import Conversation, Membership, Person
from bot.messages import InboundKind, InboundMessage, Sender
from shop_client.model import Contact

PROCESSES = 3
LOOK_SECONDS = 0.1
PATIENCE_SECONDS = 600.0
_PASSINGS = (1, 12)
_LIFE_SECONDS = (1.0, 6.0)
_AT_RANDOM = 12
APOLOGY = "Something went wrong on our side"

forking = multiprocessing.get_context("forkserver")
forking.set_forkserver_preload(["killed_assistant"])


class Herd:
    """Keeps the processes running; all but the last die at points, the last at any time."""

    def __init__(self, setup: Setup, points: Iterable[Point], dice: random.Random) -> None:
        self._setup = setup
        self._unreached = list(points)
        self._dice = dice
        self._dice.shuffle(self._unreached)
        self._processes: list[ForkServerProcess | None] = [None] * PROCESSES
        self._given: list[Point | None] = [None] * PROCESSES
        self._ends: float | None = None
        self.kills = 0
        self.at_random = 0

    @property
    def is_done(self) -> bool:
        """Whether a process has died at every point, and often enough at any time."""
        return not self._unreached and not any(self._given) and self.at_random == _AT_RANDOM

    async def run(self) -> None:
        """Until it is cancelled; then all die."""
        try:
            while True:
                for slot, process in enumerate(self._processes):
                    if process is None or not process.is_alive():
                        self._next(slot)
                await self._end_the_last()
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            for process in self._processes:
                if process is not None:
                    process.kill()
                    process.join()

    async def _end_the_last(self) -> None:
        """Kills the last process some time after it began to work, so many times."""
        last = self._processes[-1]
        if last is None or self.at_random == _AT_RANDOM or not self._setup.working(last.name):
            return
        now = time.monotonic()
        if self._ends is None:
            self._ends = now + self._dice.uniform(*_LIFE_SECONDS)
        elif now > self._ends:
            last.kill()
            await asyncio.to_thread(last.join)
            self.at_random += 1

    def _next(self, slot: int) -> None:
        """Starts a process in the place of one that died."""
        before = self._processes[slot]
        if before is not None:
            if before.exitcode != -9:
                raise AssertionError(f"a process ended by itself: {before.exitcode}")
            self.kills += 1
        point = None
        name = f"process-{slot}-{self.kills}"
        if slot == PROCESSES - 1:
            self._ends = None
        elif self._unreached:
            point = self._unreached.pop()
        self._given[slot] = point
        process = forking.Process(
            target=killed_assistant.run,
            args=(self._setup, f"slot-{slot}", name, point, self._dice.randint(*_PASSINGS)),
            name=name,
        )
        process.start()
        self._processes[slot] = process

    def reached(self) -> Counter[Point]:
        """At which points processes have died."""
        return Counter(deaths(self._setup.deaths))


@dataclass(frozen=True, slots=True)
class Sent:
    """One sending of a message, as its reader got it."""

    id: str
    chat: str
    text: str
    buttons: dict[str, str]


class Readers:
    """All that was sent, in order."""

    def __init__(self, setup: Setup) -> None:
        self._file = setup.messages
        self._read = 0
        self.sent: list[Sent] = []
        self._by_chat: dict[str, list[Sent]] = {}

    def look(self) -> None:
        """Reads what was sent meanwhile."""
        if not self._file.exists():
            return
        with self._file.open("rb") as file:
            file.seek(self._read)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                self._read += len(line)
                sent = Sent(**json.loads(line))
                self.sent.append(sent)
                self._by_chat.setdefault(sent.chat, []).append(sent)

    def newest(self, chat: str, *words: str) -> Sent | None:
        """The newest message to a chat with all these words, or None."""
        for message in reversed(self._by_chat.get(chat, ())):
            told = message.text + " ".join(message.buttons)
            if all(word in told for word in words):
                return message
        return None

    async def hear(self, chat: str, *words: str) -> Sent:
        """The same, waited for."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            self.look()
            if message := self.newest(chat, *words):
                return message
            await asyncio.sleep(LOOK_SECONDS)
        raise AssertionError(f"{chat} never heard {words}")


class Guest:
    """Somebody in a chat."""

    def __init__(self, app: App, readers: Readers, chat: str) -> None:
        self._app = app
        self._readers = readers
        self._excused: set[str] = set()
        self.chat = chat

    async def join(self, contact: Contact, company: str, vat_number: str) -> None:
        """Becomes a verified member, as this contact."""
        now = self._app.clock.now()
        async with self._app.uow() as unit:
            person = Person(contact.name, "en", now)
            membership = Membership(
                person_id=person.id,
                company_id=contact.company_id,
                company_name=company,
                vat_number=vat_number,
                contact_id=contact.id,
                email=contact.email,
                roles=sorted(contact.roles),
                spending_limit=contact.spending_limit,
                verified_at=now,
            )
            conversation = Conversation(
                key=self._message(InboundKind.TEXT).conversation_key,
                channel="book",
                workspace=WORKSPACE,
                chat_id=self.chat,
                person_id=person.id,
                last_message_at=now,
                membership_id=membership.id,
            )
            unit.store.add(person, membership, conversation)
            await unit.commit()

    def _message(self, kind: InboundKind, **more: Any) -> InboundMessage:
        sender = Sender(self.chat, self.chat, "en")
        return InboundMessage("book", WORKSPACE, uuid.uuid4().hex, self.chat, kind, sender, **more)

    async def say(self, text: str, hears: str) -> None:
        """Writes until they hear this."""
        await self._until(self.chat, (hears,), InboundKind.TEXT, text=text)

    async def press(self, label: str, *words: str, then: str, hears: str) -> None:
        """Presses a button of the newest message with these words until `then` hears that."""
        message = await self._readers.hear(self.chat, label, *words)
        token = next(t for text, t in message.buttons.items() if text == label)
        await self._until(then, (hears,), InboundKind.BUTTON, token=token)

    async def _until(
        self, chat: str, words: tuple[str, ...], kind: InboundKind, **what: str
    ) -> None:
        """Does it again whenever every process that took it up has died, and they are told so."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        await self._app.receive(self._message(kind, **what))
        while time.monotonic() < deadline:
            self._readers.look()
            if self._readers.newest(chat, *words):
                return
            sorry = self._readers.newest(self.chat, APOLOGY)
            if sorry and sorry.id not in self._excused:
                self._excused.add(sorry.id)
                await self._app.receive(self._message(kind, **what))
            await asyncio.sleep(LOOK_SECONDS)
        raise AssertionError(f"{chat} never heard {words}")
