"""Everything that storage offers, over one database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Self

from sqlalchemy import and_, exists, or_, select

from bot.ports import Clock, EffectKind
from bot.storage import leases
from bot.storage.database import Database
from bot.storage.evidence import SqlEvidence
from bot.storage.heads import SqlHeads
from bot.storage.inbox import SqlInbox
from bot.storage.local_messages import SqlLocalMessages
from bot.storage.migrate import migrate
from bot.storage.outbox import SqlOutbox
from bot.storage.tables import inbox, outbox
from bot.storage.uow import SqlUnitOfWork

_SOON = timedelta(seconds=20)


@dataclass(frozen=True)
class Storage:
    """An open database and its ports; `unit_of_work` is a `bot.ports.UnitOfWorkFactory`."""

    database: Database
    clock: Clock
    inbox: SqlInbox
    outbox: SqlOutbox
    local_messages: SqlLocalMessages
    evidence: SqlEvidence
    heads: SqlHeads
    local: Collection[str] = ()

    def unit_of_work(self) -> SqlUnitOfWork:
        """A new unit of work."""
        return SqlUnitOfWork(self.database, self.clock, self.local)

    async def at_rest(self) -> bool:
        """Nothing waits to be handled or done by now, and nothing is being worked on.

        A message or mail that failed and is tried again within seconds counts as waiting.
        Asked in one statement, for work passes between inbox and outbox all the time.
        """
        real_now = await self.database.real_now()
        arrived = exists().where(leases.is_open(inbox))
        now = self.clock.now()
        repeated = and_(
            outbox.c.kind.in_([EffectKind.CHAT, EffectKind.MAIL]),
            outbox.c.attempt > 0,
            outbox.c.due_at <= now + _SOON,
        )
        due = exists().where(
            leases.is_open(outbox),
            or_(outbox.c.due_at <= now, repeated, ~leases.is_free(outbox, real_now)),
        )
        return not await self.database.fetch_value(select(or_(arrived, due)))

    async def close(self) -> None:
        """Gives back what no worker has taken, and ends every connection; nothing works then."""
        await self.inbox.close()
        await self.database.close()

    async def __aenter__(self) -> Self:
        """Itself."""
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Closes."""
        await self.close()


async def open_storage(url: str, clock: Clock, local: Collection[str] = ()) -> Storage:
    """Migrates the database and opens it.

    Args:
        url: of the database.
        clock: business time.
        local: names of the channels whose post-boxes are in the database: their cards are
            delivered by the commit of a turn.

    Raises:
        SetupError: the database can't be opened, or its URL names one of another kind.
    """
    await migrate(url)
    database = Database(url)
    return Storage(
        database=database,
        clock=clock,
        inbox=SqlInbox(database, clock),
        outbox=SqlOutbox(database, clock),
        local_messages=SqlLocalMessages(database, clock),
        evidence=SqlEvidence(database),
        heads=SqlHeads(database, clock),
        local=local,
    )
