"""Answers of VIES, kept as evidence and not asked for more often than they change."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol

from bot.domain.tax import PROOF_LIFETIME
from bot.domain.vat import VatEvidence, VatOutcome, VatRegister
from bot.ports import Clock, EvidenceReader

FRESH = {VatOutcome.VALID: timedelta(hours=24), VatOutcome.INVALID: timedelta(hours=1)}
"""How long an answer is taken again without asking; the absence of one never is."""


class EvidenceStore(EvidenceReader, Protocol):
    """Where it is kept what VIES said, and when it said nothing."""

    async def keep(self, evidence: VatEvidence) -> None:
        """Keeps it for good, in a transaction of its own."""
        ...


class CachedRegister:
    """A register in front of another that keeps whatever the other said."""

    def __init__(self, inner: VatRegister, store: EvidenceStore, clock: Clock) -> None:
        self._inner = inner
        self._store = store
        self._clock = clock

    async def ask(self, number: str) -> VatEvidence:
        """A fresh kept answer, else a new one.

        Where there is no new one to be had, a kept valid one that still proves something (30 days)
        is given, with its own date: VIES being down costs nobody a proof they have.
        """
        kept = await self._store.newest_answer(number)
        if kept is not None and self._younger(kept, FRESH.get(kept.outcome)):
            return kept
        asked = await self._inner.ask(number)
        await self._store.keep(asked)
        if (
            asked.outcome is VatOutcome.UNKNOWN
            and kept is not None
            and kept.outcome is VatOutcome.VALID
            and self._younger(kept, PROOF_LIFETIME)
        ):
            return kept
        return asked

    def _younger(self, evidence: VatEvidence, age: timedelta | None) -> bool:
        return age is not None and self._clock.now() - evidence.asked_at < age
