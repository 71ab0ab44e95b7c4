"""Leases on rows of work, common to inbox and outbox: real time, and a fence against the dead."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, Table, literal_column, or_, update

from bot.errors import LeaseLost
from bot.storage.database import Writing

_ERROR_CHARACTERS = 500


def is_open(work: Any) -> ColumnElement[bool]:
    """Still to be done; written out, as the indexes of open rows want it."""
    condition: ColumnElement[bool] = work.c.outcome == literal_column("''")
    return condition


def is_free(work: Any, real_now: datetime) -> ColumnElement[bool]:
    """On nobody's lease, or on one that ran out."""
    return or_(work.c.leased_until.is_(None), work.c.leased_until <= real_now)


async def take(
    writing: Writing,
    work: Table,
    head: Select[Any],
    worker: str,
    real_now: datetime,
    lease_seconds: float,
) -> RowMapping | None:
    """Leases the row that `head` selects and returns it; None when there is none."""
    result = await writing.connection.execute(
        update(work)
        .where(work.c.seq == head.scalar_subquery())
        .values(
            attempt=work.c.attempt + 1,
            fence=work.c.fence + 1,
            worker=worker,
            leased_until=real_now + timedelta(seconds=lease_seconds),
        )
        .returning(work)
    )
    row: RowMapping | None = result.mappings().one_or_none()
    return row


async def end(
    writing: Writing, work: Table, which: ColumnElement[bool], fence: int, **values: Any
) -> None:
    """Changes a leased row and gives up the lease.

    Raises:
        LeaseLost: it was leased again since, or is done.
    """
    if "error" in values:
        values["error"] = values["error"][:_ERROR_CHARACTERS]
    result = await writing.connection.execute(
        update(work)
        .where(which, work.c.fence == fence, is_open(work))
        .values(leased_until=None, **values)
    )
    if result.rowcount != 1:
        raise LeaseLost("another worker has taken this over")
