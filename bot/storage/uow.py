"""The unit of work: it reads first, and writes everything in one short transaction at the end."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from types import TracebackType
from typing import Any, Self

from sqlalchemy import bindparam, insert, update

from bot.domain.entities import Conversation
from bot.errors import Conflict
from bot.ports import Clock, InboxItem
from bot.storage import effects, inbox, outbox, store_audit
from bot.storage.database import Database, Writing
from bot.storage.identity import Change
from bot.storage.mapping import Mapper
from bot.storage.statement import Statement
from bot.storage.store_approvals import ApprovalReads
from bot.storage.store_companies import CompanyReads
from bot.storage.store_orders import OrderReads
from bot.storage.store_talk import TalkReads
from bot.storage.types import storable


class SqlStore(TalkReads, CompanyReads, OrderReads, ApprovalReads):
    """All reads of one unit of work."""


class SqlUnitOfWork:
    """See `bot.ports.UnitOfWork`."""

    store: SqlStore

    def __init__(self, database: Database, clock: Clock, local: Collection[str] = ()) -> None:
        """Begins.

        Args:
            database: where everything is.
            clock: business time.
            local: names of the channels whose post-boxes are in the database.
        """
        self._database = database
        self._clock = clock
        self._local = local
        self.store = SqlStore(database)

    async def __aenter__(self) -> Self:
        """Begins."""
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Ends; what was not committed is gone."""
        self.store = SqlStore(self._database)

    async def commit(self, handled: InboxItem | None = None) -> None:
        """Writes everything in one transaction and marks `handled` as done.

        Updates go before inserts, so that what replaces a row under a unique constraint (the open
        cart, the request that waits) can come in the same turn.

        Raises:
            Conflict: something changed or guarded here was changed by others, or a unique row
                exists already. Nothing was written; run the turn again in a new unit.
            LeaseLost: `handled` belongs to another worker by now. Nothing was written.
            TypeError: an entity holds what its column can't give back.
        """
        store = self.store
        changes = store.identity.changes()
        additions = store.identity.additions()
        boxes = {
            conversation.id: storable(conversation.key)
            for conversation in store.identity.of(Conversation)
            if conversation.channel in self._local
        }

        async def write(writing: Writing) -> None:
            if handled is not None:
                await inbox.finish(writing, handled, "handled")
            for change in changes:
                await _update(writing, change)
            for mapper, entities in additions:
                await _insert(writing, mapper, entities)
            await outbox.cancel(writing, store.cancelled)
            lanes = store_audit.lanes(store.records)
            await effects.append(writing, store.effects, self._clock.now(), boxes, lanes)
            await store_audit.append(writing, store.records)

        queued = store.effects or store.cancelled or store.records
        if not (changes or additions or queued or handled):
            return
        await self._database.write(write)
        store.identity.written(changes)
        store.effects = []
        store.cancelled = []
        store.records = []


async def _insert(writing: Writing, mapper: Mapper[Any], entities: list[Any]) -> None:
    rows = [
        mapper.values(entity) | {"version": getattr(entity, "version", 0)} for entity in entities
    ]
    await writing.connection.change_each(_inserting(mapper), rows)


async def _update(writing: Writing, change: Change) -> None:
    mapper, known = change.known.mapper, change.known
    given = {f"new_{name}": value for name, value in change.values.items()} | {
        "of_key": mapper.key_of(known.entity),
        "of_version": known.version,
        "new_version": known.version + 1,
    }
    if await writing.connection.change(_updating(mapper, tuple(change.values)), given) != 1:
        raise Conflict(f"{mapper.entity.__name__} was changed meanwhile")


@lru_cache
def _inserting(mapper: Mapper[Any]) -> Statement:
    return Statement(insert(mapper.table), (*mapper.names, "version"))


@lru_cache(maxsize=1000)
def _updating(mapper: Mapper[Any], names: tuple[str, ...]) -> Statement:
    """What changes these fields of a row that has still the version it was seen in."""
    columns = mapper.table.c
    new = {name: bindparam(f"new_{name}", type_=columns[name].type) for name in (*names, "version")}
    return Statement(
        update(mapper.table)
        .where(mapper.key_column == bindparam("of_key"))
        .where(columns.version == bindparam("of_version"))
        .values(new)
    )
