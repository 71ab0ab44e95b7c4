"""Effects as part of a turn's transaction: queued, or done there and then.

A card for a post-box of our own needs no worker: the box lies in the same database, so that the
card is kept, and the effect is done, by the commit that promises both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import bindparam, literal, literal_column, or_, select

from bot.messages import Card
from bot.ports import Effect, EffectKind, LocalMessage
from bot.storage import leases
from bot.storage.database import Writing
from bot.storage.local_messages import add_message
from bot.storage.outbox import HANDLE
from bot.storage.statement import Statement
from bot.storage.tables import outbox
from bot.storage.types import Instant, storable


async def append(
    writing: Writing,
    effects: Sequence[Effect],
    now: datetime,
    boxes: Mapping[str, str],
    beside: Sequence[str] = (),
) -> None:
    """Adds effects as part of a transaction; one whose key exists is left out.

    Args:
        writing: the transaction.
        effects: in their order.
        now: the business time.
        boxes: of conversations that have a post-box of ours, by their ids: its key, storable.
        beside: lanes that the transaction queues for too: one statement serves all.
    """
    if not (effects or beside):
        return
    addressed = [boxes.get(effect.payload.get("conversation_id", "")) for effect in effects]
    lanes = [f"outbox:{effect.kind}:{storable(effect.destination)}" for effect in effects]
    local = (f"local:{box}" for box in addressed if box is not None)
    await writing.queue_for([*lanes, *local, *beside])
    appending = _Appending(writing, now)
    for effect, box in zip(effects, addressed, strict=True):
        if box is not None and await appending.is_at_once(effect):
            await appending.deliver(effect, box)
        else:
            await appending.insert(effect)
            writing.signal("outbox")


class _Appending:
    """What one transaction appends."""

    def __init__(self, writing: Writing, now: datetime) -> None:
        self._writing = writing
        self._now = now
        self._is_free: dict[str, bool] = {}

    async def is_at_once(self, effect: Effect) -> bool:
        """Whether it is a card that is due, with nothing before it on its way."""
        if effect.kind is not EffectKind.CHAT or "card" not in effect.payload:
            return False
        if effect.due_at is not None and effect.due_at > self._now:
            return False
        destination = effect.destination
        if destination not in self._is_free:
            given = {"destination": destination, "now": self._now}
            before = await self._writing.connection.rows(_BEFORE, given)
            self._is_free[destination] = not before
        return self._is_free[destination]

    async def deliver(self, effect: Effect, box: str) -> None:
        """Keeps a card in a post-box; its effect is done."""
        if not await self.insert(effect, handle=effect.id):
            return
        card = msgspec.convert(effect.payload["card"], Card)
        edits = None
        if original := effect.payload.get("edit_of"):
            found = await self._writing.connection.rows(HANDLE, {"id": original})
            edits = found[0].handle if found else None
        await add_message(self._writing, box, LocalMessage(0, effect.id, card, edits, at=self._now))

    async def insert(self, effect: Effect, handle: str = "") -> bool:
        """Adds a row, done when it has a handle; False when its key or id exists."""
        row = {
            "id": effect.id,
            "kind": effect.kind,
            "destination": effect.destination,
            "payload": effect.payload,
            "key": effect.key,
            "created_at": self._now,
            "due_at": effect.due_at or self._now,
            "handle": handle,
            "attempt": 1 if handle else 0,
            "outcome": "done" if handle else "",
            "ended_at": self._now if handle else None,
        }
        inserting = self._writing.adding(outbox, tuple(row))
        return bool(await self._writing.connection.rows(inserting, row))


_BEFORE = Statement(
    select(literal_column("1").label("one"))
    .where(
        outbox.c.kind == literal(EffectKind.CHAT, outbox.c.kind.type),
        outbox.c.destination == bindparam("destination", type_=outbox.c.destination.type),
        leases.is_open(outbox),
        or_(outbox.c.attempt > 0, outbox.c.due_at <= bindparam("now", type_=Instant)),
    )
    .limit(1)
)
