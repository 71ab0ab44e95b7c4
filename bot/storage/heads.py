"""The heads of the evidence, as they were made and as the next one is to be."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, insert, select

from bot.domain.audit.heads import Head, LogHead, SignedHead, read_head
from bot.ports import Clock, Effect
from bot.storage import effects as outbox_effects
from bot.storage.database import Database, Writing
from bot.storage.tables_audit import audit_entry, audit_head


class SqlHeads:
    """See `bot.ports.evidence_log.Heads`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def newest(self) -> tuple[Head, date] | None:
        """The newest head, and the day it was made for."""
        query = (
            select(audit_head.c.document, audit_head.c.day)
            .order_by(audit_head.c.number.desc())
            .limit(1)
        )
        rows = await self._database.fetch(query)
        if not rows:
            return None
        return read_head(rows[0].document).head, date.fromisoformat(rows[0].day)

    async def logs(self) -> list[LogHead]:
        """All logs as they are now."""
        columns = audit_entry.c
        ends = (
            select(
                columns.company_id,
                func.min(columns.number).label("first"),
                func.max(columns.number).label("last"),
            )
            .group_by(columns.company_id)
            .subquery()
        )
        first, last = audit_entry.alias("first_entry"), audit_entry.alias("last_entry")
        query = (
            select(first.c.hash.label("log"), last.c.number, last.c.hash)
            .select_from(ends)
            .join(
                first,
                (first.c.company_id == ends.c.company_id) & (first.c.number == ends.c.first),
            )
            .join(last, (last.c.company_id == ends.c.company_id) & (last.c.number == ends.c.last))
        )
        rows = await self._database.fetch(query)
        return [LogHead(row.log, row.number, row.hash) for row in rows]

    async def add(self, day: date, head: SignedHead, effects: list[Effect]) -> None:
        """Keeps the head of a day, and adds effects. Raises Conflict when the day has one."""
        row = {
            "number": head.head.number,
            "day": day.isoformat(),
            "made_at": head.head.made_at,
            "logs": len(head.head.logs),
            "digest": head.head.digest(),
            "signature": head.signature,
            "document": head.document(),
        }

        async def write(writing: Writing) -> None:
            await writing.connection.execute(insert(audit_head).values(row))
            await outbox_effects.append(writing, effects, self._clock.now(), {})

        await self._database.write(write)

    async def documents(self, most: int) -> dict[date, str]:
        """The newest heads as they go out, by their days."""
        query = (
            select(audit_head.c.day, audit_head.c.document)
            .order_by(audit_head.c.number.desc())
            .limit(most)
        )
        rows = await self._database.fetch(query)
        return {date.fromisoformat(row.day): row.document for row in rows}
