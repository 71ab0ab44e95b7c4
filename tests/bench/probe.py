"""Timestamps within the process: when a message was committed, when its answer was, and parses."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from unittest.mock import patch

from bot.dialogue import Dialogue
from bot.intents.rasa import Parsed, RasaParser
from bot.messages import Card, InboundMessage
from bot.ports import EffectKind, InboxItem
from bot.storage.inbox import SqlInbox
from bot.storage.uow import SqlUnitOfWork

_turn: ContextVar[Turn | None] = ContextVar("turn", default=None)


@dataclass
class Turn:
    """One message on its way. Instants are of `time.perf_counter`.

    Attributes:
        sent: before it was handed over.
        received: when it was in the inbox, committed.
        parsing: seconds it waited for the parser, 0 when that was not asked.
        answered: when the answer was in the outbox, committed; `cards` so many.
        read: when the last card was in the post-box of its reader, read.
    """

    sent: float
    received: float = 0.0
    parsing: float = 0.0
    answered: float = 0.0
    read: float = 0.0
    cards: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def times(self) -> dict[str, float]:
        """What was noted, to be told to another process."""
        names = ("sent", "received", "parsing", "answered", "read", "cards")
        return {name: getattr(self, name) for name in names}


class Probe:
    """Watches the assistant in this process while it is `attached`.

    Attributes:
        turns: of messages that were sent here, by their external ids.
        others: of messages that came through another process and were answered here.
    """

    def __init__(self) -> None:
        self.turns: dict[str, Turn] = {}
        self.others: dict[str, Turn] = {}

    def expect(self, external_id: str) -> Turn:
        """The record of a message that is about to be sent."""
        turn = self.turns[external_id] = Turn(time.perf_counter())
        return turn

    @contextmanager
    def attached(self) -> Iterator[None]:
        """Watches while inside."""
        receive, handle = SqlInbox.receive, Dialogue.handle
        commit, parse = SqlUnitOfWork.commit, RasaParser.parse

        async def timed_receive(
            inbox: SqlInbox, message: InboundMessage, shown: Card | None = None
        ) -> bool:
            is_new = await receive(inbox, message, shown)
            if turn := self.turns.get(message.external_id):
                turn.received = time.perf_counter()
            return is_new

        async def timed_handle(dialogue: Dialogue, item: InboxItem) -> None:
            id_ = item.message.external_id
            _turn.set(self.turns.get(id_) or self.others.setdefault(id_, Turn(0.0)))
            await handle(dialogue, item)

        async def timed_commit(unit: SqlUnitOfWork, handled: InboxItem | None = None) -> None:
            turn = _turn.get()
            cards = sum(effect.kind is EffectKind.CHAT for effect in unit.store.effects)
            await commit(unit, handled)
            if turn is not None and handled is not None:
                turn.answered = time.perf_counter()
                turn.cards = cards
                turn.done.set()

        async def timed_parse(parser: RasaParser, text: str) -> Parsed:
            began = time.perf_counter()
            try:
                return await parse(parser, text)
            finally:
                if turn := _turn.get():
                    turn.parsing += time.perf_counter() - began

        with ExitStack() as stack:
            stack.enter_context(patch.object(SqlInbox, "receive", timed_receive))
            stack.enter_context(patch.object(Dialogue, "handle", timed_handle))
            stack.enter_context(patch.object(SqlUnitOfWork, "commit", timed_commit))
            stack.enter_context(patch.object(RasaParser, "parse", timed_parse))
            yield
