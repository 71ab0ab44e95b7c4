"""The outbox: effects that were committed with a turn, in order for each kind and destination."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    delete,
    func,
    literal,
    literal_column,
    or_,
    select,
)
from sqlalchemy.sql.selectable import Exists

from bot.errors import Conflict
from bot.ports import Clock, Effect, EffectKind, OutboxItem
from bot.storage import leases
from bot.storage.database import Database, Writing
from bot.storage.statement import Statement
from bot.storage.tables import outbox
from bot.storage.types import Instant

_earlier = outbox.alias("earlier")


class SqlOutbox:
    """See `bot.ports.Outbox`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def claim(
        self, worker: str, lease_seconds: float, kinds: Sequence[EffectKind], now: datetime
    ) -> OutboxItem | None:
        """What has been due for longest at `now` and whose destination has none before it.

        None also when other claims were in the way: there is a next time.
        """
        ready, taking = _claiming(tuple(kinds))
        found = await self._database.rows(ready, now=now)
        if not found:  # the usual state, learnt without a write lock
            return None

        async def take(writing: Writing) -> Any | None:
            row = await leases.lease(writing, taking, worker, lease_seconds, now=now)
            if len(found) > 1:
                writing.signal("outbox")
            return row

        try:
            row = await self._database.write(take)
        except Conflict:
            return None
        if row is None:
            return None
        effect = Effect(
            kind=row.kind,
            destination=row.destination,
            payload=row.payload,
            due_at=row.due_at,
            key=row.key,
            id=row.id,
        )
        return OutboxItem(row.id, effect, row.fence, row.attempt, row.created_at)

    async def done(self, item: OutboxItem, handle: str = "") -> None:
        """It happened; `handle` is the channel's id of the message. Raises LeaseLost."""
        await self._end(item, outcome="done", ended_at=self._clock.now(), handle=handle)

    async def bury(self, item: OutboxItem, error: str) -> None:
        """It can't happen. Raises LeaseLost."""
        await self._end(item, outcome="buried", ended_at=self._clock.now(), error=error)

    async def retry(self, item: OutboxItem, due_at: datetime, error: str) -> None:
        """To be tried again at `due_at`; holds up its destination till then. Raises LeaseLost."""
        await self._end(item, due_at=due_at, error=error)
        self.wake()

    async def handle_of(self, effect_id: str) -> str | None:
        """The channel's id of a delivered message; None while it is not delivered."""
        handle: str | None = await self._database.value(HANDLE, id=effect_id)
        return handle

    async def next_due(self, kinds: Sequence[EffectKind] | None = None) -> datetime | None:
        """When the next effect that nobody works on and nothing holds up is due."""
        statement = _next_due(tuple(kinds or EffectKind))
        due: datetime | None = await self._database.value(statement)
        return due

    async def pending(self) -> int:
        """How many effects are due or on lease (future ones not counted)."""
        query = select(func.count()).where(
            leases.is_open(outbox),
            or_(outbox.c.due_at <= self._clock.now(), ~leases.is_free(outbox)),
        )
        count: int = await self._database.fetch_value(query)
        return count

    async def wait(self, timeout: float) -> None:
        """Returns when something was added or ended, after `timeout` real seconds at most.

        A lease that runs out meanwhile ends the wait too; an effect that becomes due does not,
        for only its worker knows how business time runs.
        """
        self._database.listen()
        expiry: datetime | None = await self._database.value(_NEXT_EXPIRY)
        if expiry is not None:
            real_now = await self._database.real_now()
            timeout = min(timeout, (expiry - real_now).total_seconds())
        await self._database.signals.outbox.heard(timeout)

    def wake(self) -> None:
        """Lets a waiting worker look again: the business clock was moved."""
        self._database.signals.outbox.ring()

    async def _end(self, item: OutboxItem, **values: Any) -> None:
        async def write(writing: Writing) -> None:
            await leases.release(writing, outbox.c.id, item.id, item.fence, **values)
            writing.signal_elsewhere("outbox")

        await self._database.write(write)


async def cancel(writing: Writing, keys: Sequence[str]) -> None:
    """Takes effects back as part of a transaction, unless they have begun; frees their keys."""
    if keys:
        await writing.connection.execute(
            delete(outbox).where(
                outbox.c.key.in_(keys), outbox.c.attempt == 0, leases.is_open(outbox)
            )
        )


def _held_up(due: ColumnElement[bool]) -> Exists:
    """An earlier effect of the same kind and destination is due, or was begun."""
    return (
        select(_earlier.c.seq)
        .where(
            _earlier.c.kind == outbox.c.kind,
            _earlier.c.destination == outbox.c.destination,
            _earlier.c.seq < outbox.c.seq,
            leases.is_open(_earlier),
            or_(_earlier.c.attempt > 0, due),
        )
        .exists()
    )


_NOW: BindParameter[datetime] = bindparam("now", type_=Instant)
HANDLE = Statement(
    select(outbox.c.handle).where(outbox.c.id == bindparam("id"), outbox.c.outcome == "done")
)
"""The channel's id of a delivered message."""
_NEXT_EXPIRY = Statement(
    select(func.min(outbox.c.leased_until)).where(
        leases.is_open(outbox), outbox.c.leased_until > leases.REAL_NOW
    )
)


def _is_one_of(kinds: tuple[EffectKind, ...]) -> ColumnElement[bool]:
    """Written so that no index by kind serves it: it is when a row is due that finds few of many.

    SQLite would read all that wait: 0.3 s for a claim among 100,000 requests, 1.2 s for what is due
    next.
    """
    kind = outbox.c.kind.op("||")(literal_column("''"))
    return kind.in_([literal(kind, outbox.c.kind.type) for kind in kinds])


@lru_cache
def _claiming(kinds: tuple[EffectKind, ...]) -> tuple[Statement, Statement]:
    """What looks for the next effects of these kinds, and what takes one."""
    oldest_ready: Select[Any] = (
        select(outbox.c.seq)
        .where(
            leases.is_open(outbox),
            _is_one_of(kinds),
            outbox.c.due_at <= _NOW,
            leases.is_free(outbox),
            ~_held_up(_earlier.c.due_at <= _NOW),
        )
        .order_by(outbox.c.due_at, outbox.c.seq)
    )
    return Statement(oldest_ready.limit(2)), leases.taking(outbox, oldest_ready)


@lru_cache
def _next_due(kinds: tuple[EffectKind, ...]) -> Statement:
    # Not their least: PostgreSQL would compare all that wait with all, and not stop at the first.
    first = (
        select(outbox.c.due_at)
        .where(
            leases.is_open(outbox),
            leases.is_free(outbox),
            ~_held_up(_earlier.c.due_at <= outbox.c.due_at),
            _is_one_of(kinds),
        )
        .order_by(outbox.c.due_at)
        .limit(1)
    )
    return Statement(first)
