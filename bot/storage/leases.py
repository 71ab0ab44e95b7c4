"""Leases on rows of work, common to inbox and outbox: real time, and a fence against the dead.

Building a statement takes longer than executing it, so each is built once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Float,
    Select,
    Table,
    bindparam,
    literal_column,
    or_,
    update,
)

from bot.errors import LeaseLost
from bot.storage.database import Writing
from bot.storage.real_time import RealTime
from bot.storage.statement import Statement

_ERROR_CHARACTERS = 500

REAL_NOW: ColumnElement[datetime] = RealTime()
"""The real time at which a statement is executed."""


def is_open(work: Any) -> ColumnElement[bool]:
    """Still to be done; written out, as the indexes of open rows want it."""
    condition: ColumnElement[bool] = work.c.outcome == literal_column("''")
    return condition


def is_free(
    work: Any, real_now: datetime | ColumnElement[datetime] = REAL_NOW
) -> ColumnElement[bool]:
    """On nobody's lease, or on one that ran out."""
    return or_(work.c.leased_until.is_(None), work.c.leased_until <= real_now)


def taking(work: Table, ready: Select[Any]) -> Statement:
    """Leases the first row of `ready`, a query of their numbers."""
    head = ready.limit(1).with_for_update(skip_locked=True, of=work).scalar_subquery()
    return Statement(
        update(work)
        .where(work.c.seq == head)
        .values(
            attempt=work.c.attempt + 1,
            fence=work.c.fence + 1,
            worker=bindparam("by_worker"),
            leased_until=RealTime(bindparam("lease_seconds", type_=Float)),
        )
        .returning(work)
    )


async def lease(
    writing: Writing, taking: Statement, worker: str, lease_seconds: float, **given: Any
) -> Any | None:
    """Leases a row and returns it; None when there is none.

    Args:
        writing: the transaction.
        taking: what `taking` built.
        worker: who takes it.
        lease_seconds: for how long.
        **given: what the query of those ready needs.
    """
    given |= {"by_worker": worker, "lease_seconds": lease_seconds}
    rows = await writing.connection.rows(taking, given)
    return rows[0] if rows else None


async def release(
    writing: Writing,
    key: Column[Any],
    value: object,
    fence: int,
    in_seconds: Mapping[str, float] | None = None,
    **values: Any,
) -> None:
    """Changes a leased row, found by its key, and gives up the lease.

    Args:
        writing: the transaction.
        key: the column of the key.
        value: of the key.
        fence: of the lease.
        in_seconds: columns that get the real time in so many seconds.
        **values: what other columns get.

    Raises:
        LeaseLost: it was leased again since, or is done.
    """
    if "error" in values:
        values["error"] = values["error"][:_ERROR_CHARACTERS]
    later = in_seconds or {}
    given = {f"new_{name}": new for name, new in {**values, **later}.items()}
    changed = await writing.connection.change(
        _ending(key, frozenset(values), frozenset(later)),
        given | {"of_key": value, "of_fence": fence},
    )
    if changed != 1:
        raise LeaseLost("another worker has taken this over")


async def renew(
    writing: Writing, key: Column[Any], value: object, fence: int, lease_seconds: float
) -> None:
    """Lets the lease of a row, found by its key, run for so long from now on.

    Raises:
        LeaseLost: it was given up or leased again since, or is done.
    """
    given = {"of_key": value, "of_fence": fence, "lease_seconds": lease_seconds}
    if await writing.connection.change(_renewing(key), given) != 1:
        raise LeaseLost("the lease has ended")


@lru_cache
def _renewing(key: Column[Any]) -> Statement:
    work = key.table
    return Statement(
        update(work)
        .where(key == bindparam("of_key"), work.c.fence == bindparam("of_fence"), is_open(work))
        .where(work.c.leased_until.is_not(None))
        .values(leased_until=RealTime(bindparam("lease_seconds", type_=Float)))
    )


@lru_cache
def _ending(key: Column[Any], names: frozenset[str], later: frozenset[str]) -> Statement:
    work = key.table
    new: dict[str, ColumnElement[Any]] = {
        name: bindparam(f"new_{name}", type_=work.c[name].type) for name in names
    }
    new |= {name: RealTime(bindparam(f"new_{name}", type_=Float)) for name in later}
    return Statement(
        update(work)
        .where(key == bindparam("of_key"), work.c.fence == bindparam("of_fence"), is_open(work))
        .values(leased_until=None, **new)
    )
