"""Answers of VIES, kept for ever as proof of having asked."""

from __future__ import annotations

from dataclasses import asdict, fields

from sqlalchemy import ColumnElement, insert, select

from bot.domain.vat import VatEvidence, VatOutcome
from bot.storage.database import Database, Writing
from bot.storage.tables import vat_evidence

_FIELDS = [field.name for field in fields(VatEvidence)]


class SqlEvidence:
    """The evidence of all VAT numbers ever asked about."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, evidence: VatEvidence) -> None:
        """Adds an answer; earlier ones stay."""

        async def write(writing: Writing) -> None:
            await writing.connection.execute(insert(vat_evidence).values(**asdict(evidence)))

        await self._database.write(write)

    async def newest(self, number: str) -> VatEvidence | None:
        """The last answer about a compact number, whatever it was."""
        return await self._newest(vat_evidence.c.number == number)

    async def newest_answer(self, number: str) -> VatEvidence | None:
        """The last that was an answer, valid or invalid."""
        return await self._newest(
            vat_evidence.c.number == number, vat_evidence.c.outcome != VatOutcome.UNKNOWN
        )

    async def _newest(self, *conditions: ColumnElement[bool]) -> VatEvidence | None:
        columns = vat_evidence.c
        query = (
            select(*(columns[name] for name in _FIELDS))
            .where(*conditions)
            .order_by(columns.asked_at.desc(), columns.seq.desc())
            .limit(1)
        )
        rows = await self._database.fetch(query)
        return VatEvidence(**rows[0]._mapping) if rows else None
