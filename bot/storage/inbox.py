"""The inbox: what arrived, in order within a conversation, one worker at a time for each."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import RowMapping, case, func, select

from bot.errors import Conflict
from bot.messages import Card, InboundKind, InboundMessage
from bot.ports import Clock, InboxItem, LocalMessage, Unanswered
from bot.storage import leases
from bot.storage.database import Database, Writing
from bot.storage.local_messages import add_message
from bot.storage.tables import inbox
from bot.storage.types import storable


class SqlInbox:
    """See `bot.ports.Inbox`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def receive(self, message: InboundMessage, shown: Card | None = None) -> bool:
        """Stores it in a transaction of its own; False when it was there before.

        With `shown` its sender's post-box gets that card under its external id, by the same
        transaction.
        """
        key = storable(message.conversation_key)
        lanes = [f"inbox:{key}"] + ([] if shown is None else [f"local:{key}"])
        now = self._clock.now()

        async def write(writing: Writing) -> bool:
            await writing.queue_for(lanes)
            result = await writing.connection.execute(
                writing.insert_or_ignore(inbox)
                .values(
                    channel=message.channel,
                    workspace=message.workspace,
                    external_id=message.external_id,
                    conversation_key=key,
                    message=message,
                    received_at=now,
                    due_at=leases.REAL_NOW,
                )
                .returning(inbox.c.seq)
            )
            is_new = result.first() is not None
            if is_new:
                writing.signal("inbox")
            if is_new and shown is not None:
                own = LocalMessage(0, message.external_id, shown, own=True, at=now)
                await add_message(writing, key, own)
            return is_new

        return await self._database.write(write)

    async def unanswered(self, conversation_key: str) -> Unanswered:
        """What of a conversation still waits for its turn to end."""
        columns = (inbox.c.external_id, inbox.c.message, inbox.c.due_at, inbox.c.leased_until)
        rows = await self._database.fetch(
            select(*columns)
            .where(leases.is_open(inbox), inbox.c.conversation_key == storable(conversation_key))
            .order_by(inbox.c.seq)
        )
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
        found = await self._database.fetch(_READY)
        if not found:  # the usual state, learnt without a write lock
            return None

        async def take(writing: Writing) -> RowMapping | None:
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
            id=row["seq"],
            message=row["message"],
            received_at=row["received_at"],
            fence=row["fence"],
            attempt=row["attempt"],
        )

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
        await self._database.signals.inbox.heard(
            timeout if seconds is None else min(timeout, seconds)
        )

    async def _seconds_to_next(self) -> float | None:
        """Until a retry is due or a lease runs out; None while nothing is open."""
        at: datetime | None = await self._database.fetch_value(_NEXT)
        if at is None:
            return None
        return max((at - await self._database.real_now()).total_seconds(), 0)


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
_READY = _OLDEST_READY.limit(2)
_TAKE = leases.taking(inbox, _OLDEST_READY)
_LEASED = inbox.c.leased_until > inbox.c.due_at
_CLAIMABLE_AT = case((_LEASED, inbox.c.leased_until), else_=inbox.c.due_at)
_NEXT = select(func.min(_CLAIMABLE_AT)).where(leases.is_open(inbox), ~_HELD_UP)
