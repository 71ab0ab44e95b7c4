"""The inbox: what arrived, in order within a conversation, one worker at a time for each."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import datetime
from typing import Any

from sqlalchemy import Float, bindparam, case, func, select

from bot.errors import Conflict, LeaseLost
from bot.messages import Card, InboundKind, InboundMessage
from bot.ports import Clock, InboxItem, LocalMessage, Unanswered
from bot.storage import leases
from bot.storage.database import Database, Writing
from bot.storage.handover import Handover
from bot.storage.local_messages import add_message
from bot.storage.real_time import RealTime
from bot.storage.statement import Statement
from bot.storage.tables import inbox
from bot.storage.types import storable

_log = logging.getLogger(__name__)


class SqlInbox:
    """See `bot.ports.Inbox`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._handover = Handover()
        self._under_way: set[asyncio.Task[Any]] = set()

    async def receive(self, message: InboundMessage, shown: Card | None = None) -> bool:
        """Stores it in a transaction of its own; False when it was there before.

        With `shown` its sender's post-box gets that card under its external id, by the same
        transaction. Where a worker of this process waits, and nothing of the conversation is
        open, the message is leased for it by that transaction too.
        """
        key = storable(message.conversation_key)
        lanes = [f"inbox:{key}"] + ([] if shown is None else [f"local:{key}"])
        now = self._clock.now()
        row = {
            "channel": message.channel,
            "workspace": message.workspace,
            "external_id": message.external_id,
            "conversation_key": key,
            "message": message,
            "received_at": now,
        }
        is_awaited = self._handover.promise()
        leased: InboxItem | None = None
        until = time.monotonic() + self._handover.lease_seconds

        async def write(writing: Writing) -> bool:
            nonlocal leased
            leased = None
            await writing.queue_for(lanes)
            if is_awaited and not await writing.connection.rows(_OPEN, {"key": key}):
                leased = await self._add_leased(writing, row)
                is_new = leased is not None
            else:
                is_new = bool(await writing.connection.rows(_adding(writing), row))
                writing.signal("inbox")
            if is_new and shown is not None:
                own = LocalMessage(0, message.external_id, shown, own=True, at=now)
                await add_message(writing, key, own)
            return is_new

        async def write_and_settle() -> bool:
            # At once: who is woken by what was committed with it has not looked yet.
            kept: InboxItem | None = None
            try:
                is_new = await self._database.write(write)
                kept = leased
            finally:
                self._hand_over(kept, until)
            return is_new

        if not is_awaited:
            return await self._database.write(write)
        # A task of its own tells whether it was committed, however often the caller is cancelled.
        writing = asyncio.create_task(write_and_settle())
        writing.add_done_callback(_seen)
        self._follow(writing)
        try:
            return await asyncio.shield(writing)
        except asyncio.CancelledError:
            await asyncio.wait([writing])
            raise

    def _hand_over(self, leased: InboxItem | None, until: float) -> None:
        """Keeps a promise; or gives back a lease that nobody waits for any more."""
        if self._handover.keep(leased, until):
            self._database.signals.inbox.ring()
        elif leased is not None:
            self._follow(asyncio.create_task(self._let_go(leased)))

    async def _let_go(self, item: InboxItem) -> None:
        """Gives a lease back; should that fail, it runs out like any other."""
        try:
            await self.give_back(item)
        except LeaseLost:
            _log.info("lease ran out", extra={"inbox_id": item.id})
        except Exception:
            _log.exception("lease not given back", extra={"inbox_id": item.id})

    def _follow(self, task: asyncio.Task[Any]) -> None:
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Gives back what is on lease for workers of this process and was not taken by any.

        What is received from now on is handed to nobody.
        """
        for item in self._handover.close():
            self._follow(asyncio.create_task(self._let_go(item)))
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _add_leased(self, writing: Writing, row: dict[str, Any]) -> InboxItem | None:
        """Adds a message on lease; None when it was there before."""
        lease = {
            "worker": self._handover.worker,
            "lease_seconds": self._handover.lease_seconds,
            "attempt": 1,
            "fence": 1,
        }
        numbers = await writing.connection.rows(_adding_leased(writing), row | lease)
        if not numbers:
            return None
        kind: Any = inbox.c.message.type
        stored = kind.decode(kind.encode(row["message"]))
        return InboxItem(numbers[0].seq, stored, row["received_at"], fence=1, attempt=1)

    async def unanswered(self, conversation_key: str) -> Unanswered:
        """What of a conversation still waits for its turn to end."""
        rows = await self._database.rows(_UNANSWERED, key=storable(conversation_key))
        if not rows:
            return Unanswered((), working=False)
        now = await self._database.real_now()
        # Those behind the first wait for it, whatever their own times say.
        working = rows[0].due_at <= now or (rows[0].leased_until or now) > now
        said = (row.external_id for row in rows if row.message.kind is not InboundKind.EVENT)
        return Unanswered(tuple(said), working)

    async def claim(self, worker: str, lease_seconds: float) -> InboxItem | None:
        """The oldest message that is due, of a conversation that nobody is working on.

        Only the first open message of a conversation can be claimed, so its lease is the
        conversation's. None also when other claims were in the way: there is a next time.
        """
        self._handover.worker, self._handover.lease_seconds = worker, lease_seconds
        if (handed := self._handover.take()) is not None:
            # Who takes it need not look for more: keeping it rang once, beside all other rings, so
            # that another worker was woken too if there was more to wake one for.
            return handed
        found = await self._database.rows(_READY)
        if not found:  # the usual state, learnt without a write lock
            return None

        async def take(writing: Writing) -> Any | None:
            row = await leases.lease(writing, _TAKE, worker, lease_seconds)
            if len(found) > 1:
                writing.signal("inbox")
            return row

        try:
            row = await self._database.write(take)
        except Conflict:
            return None
        if row is None:
            return None
        return InboxItem(
            id=row.seq,
            message=row.message,
            received_at=row.received_at,
            fence=row.fence,
            attempt=row.attempt,
        )

    async def renew(self, item: InboxItem, lease_seconds: float) -> None:
        """Lets a lease run for so long from now on. Raises LeaseLost."""
        await self._database.write(
            lambda writing: leases.renew(writing, inbox.c.seq, item.id, item.fence, lease_seconds)
        )

    async def give_back(self, item: InboxItem) -> None:
        """Ends a lease as if it had never been: due at once, no attempt. Raises LeaseLost."""

        async def write(writing: Writing) -> None:
            before = item.attempt - 1
            await leases.release(writing, inbox.c.seq, item.id, item.fence, attempt=before)
            writing.signal("inbox")

        await self._database.write(write)

    async def retry(self, item: InboxItem, delay_seconds: float, error: str) -> None:
        """Gives it back to be tried again after a delay. Raises LeaseLost."""

        async def write(writing: Writing) -> None:
            later = {"due_at": delay_seconds}
            await leases.release(writing, inbox.c.seq, item.id, item.fence, later, error=error)
            writing.signal("inbox")

        await self._database.write(write)

    async def bury(self, item: InboxItem, error: str) -> None:
        """Sets it aside for good, so that the conversation goes on. Raises LeaseLost."""
        await self._database.write(lambda writing: finish(writing, item, "buried", error))

    async def wait(self, timeout: float) -> None:
        """Returns when there may be something to claim, after `timeout` real seconds at most."""
        self._database.listen()
        seconds = await self._seconds_to_next()
        with self._handover.waiting():
            await self._database.signals.inbox.heard(
                timeout if seconds is None else min(timeout, seconds)
            )

    async def _seconds_to_next(self) -> float | None:
        """Until a retry is due or a lease runs out; None while nothing is open."""
        at: datetime | None = await self._database.value(_NEXT)
        if at is None:
            return None
        return max((at - await self._database.real_now()).total_seconds(), 0)


def _seen(task: asyncio.Task[Any]) -> None:
    """Its failure is no news, even where nobody waits for it any more."""
    if not task.cancelled():
        task.exception()


def _adding(writing: Writing) -> Statement:
    return writing.adding(inbox, _COLUMNS, due_at=leases.REAL_NOW)


def _adding_leased(writing: Writing) -> Statement:
    return writing.adding(
        inbox, _COLUMNS + _LEASE_COLUMNS, due_at=leases.REAL_NOW, leased_until=_LEASED_UNTIL
    )


async def finish(writing: Writing, item: InboxItem, outcome: str, error: str = "") -> None:
    """Ends a message on lease as part of a transaction. Raises LeaseLost."""
    await leases.release(
        writing,
        inbox.c.seq,
        item.id,
        item.fence,
        {"ended_at": 0.0},
        outcome=outcome,
        error=error,
    )


_COLUMNS = (
    "channel",
    "workspace",
    "external_id",
    "conversation_key",
    "message",
    "received_at",
)
_LEASE_COLUMNS = ("worker", "attempt", "fence")
_LEASED_UNTIL = RealTime(bindparam("lease_seconds", type_=Float))
_OPEN = Statement(
    select(inbox.c.seq)
    .where(leases.is_open(inbox), inbox.c.conversation_key == bindparam("key"))
    .limit(1)
)
_UNANSWERED = Statement(
    select(inbox.c.external_id, inbox.c.message, inbox.c.due_at, inbox.c.leased_until)
    .where(leases.is_open(inbox), inbox.c.conversation_key == bindparam("key"))
    .order_by(inbox.c.seq)
)
_earlier = inbox.alias("earlier")
_HELD_UP = (
    select(_earlier.c.seq)
    .where(
        _earlier.c.conversation_key == inbox.c.conversation_key,
        _earlier.c.seq < inbox.c.seq,
        leases.is_open(_earlier),
    )
    .exists()
)
_OLDEST_READY = (
    select(inbox.c.seq)
    .where(leases.is_open(inbox), inbox.c.due_at <= leases.REAL_NOW)
    .where(leases.is_free(inbox), ~_HELD_UP)
    .order_by(inbox.c.seq)
)
_READY = Statement(_OLDEST_READY.limit(2))
_TAKE = leases.taking(inbox, _OLDEST_READY)
_LEASED = inbox.c.leased_until > inbox.c.due_at
_CLAIMABLE_AT = case((_LEASED, inbox.c.leased_until), else_=inbox.c.due_at)
_NEXT = Statement(select(func.min(_CLAIMABLE_AT)).where(leases.is_open(inbox), ~_HELD_UP))
