"""What all tables share: named constraints, and the columns that every entity's table has."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
)

from bot.storage.types import Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

RowNumber = BigInteger().with_variant(Integer, "sqlite")


def table(name: str, *items: Column[object] | Index | UniqueConstraint) -> Table:
    """A table whose rows are numbered as they come; a number is never given twice."""
    return Table(
        name,
        metadata,
        Column("seq", RowNumber, primary_key=True),
        *items,
        sqlite_autoincrement=True,
    )


def entity_table(
    name: str, key: str, columns: Sequence[Column[object]], *rest: Index | UniqueConstraint
) -> Table:
    """A table of entities: numbered, with a unique text key and a version against lost updates."""
    return table(
        name,
        Column(key, Words, nullable=False, unique=True),
        *columns,
        Column("version", Integer, nullable=False),
        *rest,
    )


def refers_to(target: str) -> ForeignKey:
    """A reference that is checked when the transaction commits, so that rows come in any order."""
    return ForeignKey(target, deferrable=True, initially="DEFERRED")
