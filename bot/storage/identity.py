"""What one unit of work has read and made: one object for one row, and what changed of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.storage.mapping import Mapper, mapper_of

E = TypeVar("E")

_AFTER_ALL_ROWS = 2**63


@dataclass
class Known:
    """An entity that has a row: its version and its values when they were last the same.

    Attributes:
        place: where it stands among its kind, in the order of insertion.
    """

    mapper: Mapper[Any]
    entity: Any
    place: int
    version: int
    frozen: dict[str, Any]


@dataclass(frozen=True)
class Change:
    """A row to be updated, of which this version was seen.

    Attributes:
        values: the fields that differ.
        frozen: all fields as they are to be.
    """

    known: Known
    values: dict[str, Any]
    frozen: dict[str, Any]


class IdentityMap:
    """The entities of one unit of work."""

    def __init__(self) -> None:
        self._known: dict[tuple[type[Any], str], Known] = {}
        self._added: dict[tuple[type[Any], str], Any] = {}
        self._guarded: set[tuple[type[Any], str]] = set()
        self._newest = itertools.count(_AFTER_ALL_ROWS)

    def take(self, mapper: Mapper[E], row: Any) -> E:
        """The entity of a row; the object of an earlier read wins, with what was changed in it.

        Args:
            mapper: of its kind.
            row: what `mapper.selected` gave.
        """
        place = (mapper.entity, getattr(row, mapper.key))
        known = self._known.get(place)
        if known is None:
            loaded, frozen = mapper.load(row)
            known = self._known[place] = Known(mapper, loaded, row.seq, row.version, frozen)
        entity: E = known.entity
        return entity

    def get(self, kind: type[E], key: str) -> E | None:
        """An entity that was read or added, by its key."""
        known = self._known.get((kind, key))
        return known.entity if known is not None else self._added.get((kind, key))

    def of(self, kind: type[E]) -> list[E]:
        """Every entity of a kind that was read or added, in the order of insertion."""
        known = [known for (of, _), known in self._known.items() if of is kind]
        known.sort(key=lambda one: one.place)
        added = [entity for (of, _), entity in self._added.items() if of is kind]
        return [one.entity for one in known] + added

    def add(self, entity: object) -> None:
        """To be inserted; a repeat, or one that has a row, changes nothing."""
        mapper = mapper_of(type(entity))
        place = (mapper.entity, mapper.key_of(entity))
        if place not in self._known:
            self._added.setdefault(place, entity)

    def guard(self, entity: object) -> None:
        """Its row counts as changed, whether it was or not. Raises KeyError if never read."""
        mapper = mapper_of(type(entity))
        place = (mapper.entity, mapper.key_of(entity))
        if place not in self._added:
            self._guarded.add((self._known[place].mapper.entity, place[1]))

    def changes(self) -> list[Change]:
        """Rows to be updated, in the order of writing. Raises TypeError for unstorable values."""
        found = []
        for place, known in self._known.items():
            mapper, then = known.mapper, known.frozen
            now = mapper.frozen(known.entity)
            names = [
                name for name in mapper.names if mapper.is_changed(name, then[name], now[name])
            ]
            if names or place in self._guarded:
                values = {name: getattr(known.entity, name) for name in names}
                found.append(Change(known, values, now))
        return sorted(found, key=lambda change: _place(change.known.mapper, change.known.entity))

    def additions(self) -> list[tuple[Mapper[Any], list[Any]]]:
        """Entities to be inserted, by kind, parents first, each kind in the order of adding."""
        kinds: dict[type[Any], list[Any]] = {}
        for (kind, _), entity in self._added.items():
            kinds.setdefault(kind, []).append(entity)
        batches = [(mapper_of(kind), entities) for kind, entities in kinds.items()]
        return sorted(batches, key=lambda batch: batch[0].order)

    def written(self, changes: Iterable[Change]) -> None:
        """All of it is in the database now: versions go up and nothing counts as changed."""
        for change in changes:
            known = change.known
            if known.mapper.versioned:
                known.entity.version = known.version + 1
            known.version += 1
            known.frozen = change.frozen
        for place, entity in self._added.items():
            mapper, version = mapper_of(place[0]), getattr(entity, "version", 0)
            frozen = mapper.frozen(entity)
            self._known[place] = Known(mapper, entity, next(self._newest), version, frozen)
        self._added.clear()
        self._guarded.clear()


def _place(mapper: Mapper[Any], entity: Any) -> tuple[int, str]:
    return mapper.order, mapper.key_of(entity)
