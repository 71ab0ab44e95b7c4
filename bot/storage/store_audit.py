"""Evidence as part of a unit's transaction: its place in the log of its company."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from operator import attrgetter

from sqlalchemy import bindparam, delete, insert, select, text

from bot.domain.audit import AuditRecord, Link, chained, origin
from bot.storage.database import Writing
from bot.storage.statement import Statement
from bot.storage.tables_audit import GUARD, UNGUARD, audit_entry, audit_head

_FIELDS = tuple(column.name for column in audit_entry.columns if column.name != "seq")
_LAST = Statement(
    select(audit_entry.c.number, audit_entry.c.hash)
    .where(audit_entry.c.company_id == bindparam("company_id"))
    .order_by(audit_entry.c.number.desc())
    .limit(1)
)
_INSERT = Statement(insert(audit_entry), _FIELDS)


def lanes(records: Iterable[AuditRecord]) -> list[str]:
    """What the transaction must queue for before it appends: one after the other in each log."""
    return [f"audit:{record.company_id}" for record in records]


async def append(writing: Writing, records: Sequence[AuditRecord]) -> None:
    """Chains records to the logs of their companies; the transaction has queued for `lanes`."""
    rows = []
    by_company = attrgetter("company_id")
    for company_id, its in itertools.groupby(sorted(records, key=by_company), by_company):
        found = await writing.connection.rows(_LAST, {"company_id": company_id})
        end = Link(found[0].number, found[0].hash) if found else origin(company_id)
        rows += [asdict(entry) for entry in chained(its, end)]
    if rows:
        await writing.connection.change_each(_INSERT, rows)


async def forget_all(writing: Writing) -> None:
    """Empties all logs of a sandbox, which is on SQLite, so that it begins anew.

    Afterwards they are guarded as before.
    """
    for statement in UNGUARD:
        await writing.connection.execute(text(statement))
    for each in (audit_head, audit_entry):
        await writing.connection.execute(delete(each))
    for statement in GUARD:
        await writing.connection.execute(text(statement))
