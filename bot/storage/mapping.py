"""How entities become rows and rows entities, and how a change to one is noticed.

Entities stay plain dataclasses. A column bears the name of the field it stores; `frozen` gives
what a row would hold, so that comparing two of them finds every change, also one made deep inside
a dict or a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, ColumnElement, Table, Text, type_coerce

from bot.domain import entities
from bot.storage import tables
from bot.storage.types import Json

E = TypeVar("E")


@dataclass(frozen=True, eq=False)
class Mapper(Generic[E]):
    """One kind of entity and its table.

    Attributes:
        key: the field that identifies an entity.
        order: where its table stands among all, parents first; writes keep to it so that two
            transactions never wait for each other crosswise.
        versioned: the entity shows its row's version in a field of its own.
        json: the types of the fields that are stored as JSON.
    """

    entity: type[E]
    table: Table
    key: str
    names: tuple[str, ...]
    order: int
    versioned: bool
    json: Mapping[str, Json[Any]]

    @property
    def key_column(self) -> Column[Any]:
        """The column of the key."""
        return self.table.c[self.key]

    @property
    def selected(self) -> list[ColumnElement[Any]]:
        """What `load` wants to be selected: number, version, and the fields, JSON as it stands."""
        columns = self.table.c
        fields = [
            type_coerce(columns[name], Text).label(name) if name in self.json else columns[name]
            for name in self.names
        ]
        return [columns.seq, columns.version, *fields]

    def load(self, row: Sequence[Any]) -> tuple[E, dict[str, Any]]:
        """The entity of a row, and its fields as `frozen` has them."""
        stored = dict(zip(self.names, row[2:], strict=True))
        values = dict(stored)
        for name, kind in self.json.items():
            if stored[name] is not None:
                values[name] = kind.decode(stored[name])
                if not isinstance(values[name], list | dict):
                    stored[name] = values[name]
        if self.versioned:
            values["version"] = row[1]
        return self.entity(**values), stored

    def values(self, entity: E) -> dict[str, Any]:
        """Its fields by name, the version left out."""
        return {name: getattr(entity, name) for name in self.names}

    def frozen(self, entity: E) -> dict[str, Any]:
        """Its fields as immutable values. Raises TypeError for what JSON can't give back.

        A quotation is as frozen as a string; only lists and dicts change under our hands.
        """
        values = self.values(entity)
        for name, kind in self.json.items():
            if isinstance(values[name], list | dict):
                values[name] = kind.encode(values[name])
        return values

    def is_changed(self, name: str, then: Any, now: Any) -> bool:
        """Whether a field's frozen values differ, and not just the way they were written."""
        if then == now:
            return False
        if name in self.json and isinstance(then, str) and isinstance(now, str):
            kind = self.json[name]
            return kind.encode(kind.decode(then)) != now
        return True

    def key_of(self, entity: E) -> str:
        """What identifies it."""
        key: str = getattr(entity, self.key)
        return key


def mapper_of(entity: type[E]) -> Mapper[E]:
    """The mapper of a kind of entity. Raises KeyError for a class that is not stored."""
    return _MAPPERS[entity]


def _mapper(entity: type[Any], table: Table, key: str) -> Mapper[Any]:
    names = {field.name for field in fields(entity)}
    stored = {column.name for column in table.columns} - {"seq"}
    if names | {"version"} != stored:
        raise TypeError(f"{entity.__name__} and its table differ in {(names ^ stored)}")
    return Mapper(
        entity=entity,
        table=table,
        key=key,
        names=tuple(sorted(names - {"version"})),
        order=list(tables.metadata.tables).index(table.name),
        versioned="version" in names,
        json={c.name: c.type for c in table.columns if isinstance(c.type, Json)},
    )


_MAPPERS: Mapping[type[Any], Mapper[Any]] = {
    entity: _mapper(entity, table, key)
    for entity, table, key in [
        (entities.Person, tables.person, "id"),
        (entities.ChannelAccount, tables.channel_account, "id"),
        (entities.Conversation, tables.conversation, "id"),
        (entities.TranscriptLine, tables.transcript_line, "id"),
        (entities.ButtonToken, tables.button_token, "token"),
        (entities.StaffCase, tables.staff_case, "id"),
        (entities.Membership, tables.membership, "id"),
        (entities.Mandate, tables.mandate, "id"),
        (entities.Invitation, tables.invitation, "id"),
        (entities.Verification, tables.verification, "id"),
        (entities.Attempt, tables.attempt, "id"),
        (entities.CompanyLedger, tables.company_ledger, "company_id"),
        (entities.CreditReservation, tables.credit_reservation, "id"),
        (entities.Cart, tables.cart, "id"),
        (entities.CompanyPolicy, tables.company_policy, "id"),
        (entities.Absence, tables.absence, "id"),
        (entities.ApprovalRequest, tables.approval_request, "id"),
        (entities.PurchaseOrder, tables.purchase_order, "id"),
    ]
}
