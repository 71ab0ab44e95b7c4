"""How a unit of work reads: by equality of fields, seeing its own changes, holding nothing open."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, bindparam, select

from bot.domain.audit import AuditRecord
from bot.domain.entities import new_id
from bot.ports import Effect
from bot.storage.database import Database
from bot.storage.identity import IdentityMap
from bot.storage.mapping import Mapper, mapper_of
from bot.storage.statement import Statement
from bot.storage.tables import outbox

E = TypeVar("E")


class Reads:
    """What every part of the store builds on."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.identity = IdentityMap()
        self.effects: list[Effect] = []
        self.cancelled: list[str] = []
        self.records: list[AuditRecord] = []

    def add(self, *entities: object) -> None:
        """To be inserted with the commit."""
        for entity in entities:
            self.identity.add(entity)

    def guard(self, entity: object) -> None:
        """Raises its version with the commit, changed or not."""
        self.identity.guard(entity)

    def effect(self, effect: Effect) -> str:
        """To be written to the outbox with the commit; effects of one key have one id."""
        effect_id = effect.id or (_id_of_key(effect.key) if effect.key else new_id())
        self.effects.append(replace(effect, id=effect_id))
        return effect_id

    def cancel_effect(self, key: str) -> None:
        """Takes a waiting effect back with the commit, or one that this unit was to write."""
        self.effects = [effect for effect in self.effects if effect.key != key]
        self.cancelled.append(key)

    def record(self, record: AuditRecord) -> None:
        """To be added to the evidence of its company with the commit."""
        self.records.append(record)

    async def effect_payload(self, effect_id: str) -> dict[str, Any] | None:
        """The payload of an effect, committed or to be; None when there is none."""
        for effect in self.effects:
            if effect.id == effect_id:
                return effect.payload
        payload: dict[str, Any] | None = await self._database.value(_PAYLOAD, id=effect_id)
        return payload

    async def _get(self, kind: type[E], key: str) -> E | None:
        """An entity by its key."""
        entity = self.identity.get(kind, key)
        if entity is not None:
            return entity
        found = await self._equal(kind, {mapper_of(kind).key: key})
        return found[0] if found else None

    async def _need(self, kind: type[E], key: str) -> E:
        """An entity that must exist. Raises LookupError."""
        entity = await self._get(kind, key)
        if entity is None:
            raise LookupError(f"no {kind.__name__} {key}")
        return entity

    async def _select(
        self,
        kind: type[E],
        /,
        *,
        by: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
        **equal: Any,
    ) -> list[E]:
        """Entities whose fields equal these, as they stand in this unit.

        Args:
            kind: of what.
            by: the field that orders them; None orders them as they were inserted.
            newest_first: descending.
            limit: at most so many.
            **equal: values of fields.
        """
        await self._equal(kind, equal, by=by, newest_first=newest_first, limit=limit)
        found = self._seen(kind, **equal)
        if newest_first:
            found.reverse()
        if by is not None:
            found.sort(key=attrgetter(by), reverse=newest_first)
        return found[:limit]

    def _seen(self, kind: type[E], /, **equal: Any) -> list[E]:
        """Entities that this unit read or added, whose fields equal these now."""
        return [
            entity
            for entity in self.identity.of(kind)
            if all(getattr(entity, name) == value for name, value in equal.items())
        ]

    async def _first(self, kind: type[E], /, **equal: Any) -> E | None:
        """The newest whose fields equal these."""
        found = await self._select(kind, newest_first=True, **equal)
        return found[0] if found else None

    async def _rows(self, kind: type[E], condition: ColumnElement[bool]) -> list[E]:
        """Entities whose rows meet a condition, as they were inserted."""
        mapper = mapper_of(kind)
        query = select(*mapper.selected).where(condition).order_by(mapper.table.c.seq)
        return self._taken(mapper, await self._database.fetch(query))

    async def _equal(
        self,
        kind: type[E],
        equal: dict[str, Any],
        *,
        by: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[E]:
        """Entities whose rows equal these, as `_select` describes."""
        given = {name: value for name, value in equal.items() if value is not None}
        shape = (tuple(equal), frozenset(given), by, newest_first, limit)
        mapper = mapper_of(kind)
        return self._taken(mapper, await self._database.rows(_query(mapper, *shape), **given))

    def _taken(self, mapper: Mapper[E], rows: Sequence[Any]) -> list[E]:
        return [self.identity.take(mapper, row) for row in rows]


@lru_cache(maxsize=1000)
def _query(
    mapper: Mapper[Any],
    equal: tuple[str, ...],
    given: frozenset[str],
    by: str | None,
    newest_first: bool,
    limit: int | None,
) -> Statement:
    """Building a query takes longer than asking it, so each is built once.

    Args:
        mapper: of what.
        equal: the fields that are compared.
        given: those of them that are not None; parameters by their names.
        by: the field that orders, newest_first and limit as `Reads._select` has them.
        newest_first: see there.
        limit: see there.
    """
    columns = mapper.table.c
    order = [columns[by], columns.seq] if by else [columns.seq]
    return Statement(
        select(*mapper.selected)
        .where(
            *(
                columns[name]
                == (bindparam(name, type_=columns[name].type) if name in given else None)
                for name in equal
            )
        )
        .order_by(*(column.desc() if newest_first else column for column in order))
        .limit(limit)
    )


_PAYLOAD = Statement(select(outbox.c.payload).where(outbox.c.id == bindparam("id")))


def _id_of_key(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:32]
