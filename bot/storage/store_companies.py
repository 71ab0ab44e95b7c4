"""Reads of memberships, their proofs, and a company's credit."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_

from bot.domain.entities import (
    Attempt,
    CompanyLedger,
    CreditReservation,
    Invitation,
    Mandate,
    Membership,
    Verification,
)
from bot.storage import tables
from bot.storage.store import Reads


class CompanyReads(Reads):
    """See `bot.ports.Store`."""

    async def membership(self, membership_id: str) -> Membership:
        """One membership."""
        return await self._need(Membership, membership_id)

    async def memberships_of(self, person_id: str) -> list[Membership]:
        """Those that have not ended, by company name."""
        return await self._select(Membership, by="company_name", person_id=person_id, ended_at=None)

    async def memberships_in(self, company_id: str) -> list[Membership]:
        """Those that have not ended."""
        return await self._select(Membership, company_id=company_id, ended_at=None)

    async def live_memberships(self) -> list[Membership]:
        """All that have not ended, of everyone."""
        return await self._select(Membership, ended_at=None)

    async def mandates_in(self, company_id: str) -> list[Mandate]:
        """All of a company, those that remove somebody too."""
        return await self._select(Mandate, company_id=company_id)

    async def invitation(self, code_hash: str) -> Invitation | None:
        """The one with this code, whatever became of it."""
        return await self._first(Invitation, code_hash=code_hash)

    async def open_invitations(self, company_id: str) -> list[Invitation]:
        """Those not used, oldest first; they may have expired."""
        return await self._select(Invitation, company_id=company_id, used_at=None)

    async def pending_verification(self, conversation_id: str) -> Verification | None:
        """The newest that was not used; it may have expired."""
        return await self._first(Verification, conversation_id=conversation_id, used_at=None)

    async def attempts(self, kind: str, key: str, since: datetime) -> list[datetime]:
        """When this was used since then, oldest first."""
        columns = tables.attempt.c
        await self._rows(
            Attempt, and_(columns.kind == kind, columns.key == key, columns.at >= since)
        )
        return sorted(
            attempt.at
            for attempt in self.identity.of(Attempt)
            if attempt.kind == kind and attempt.key == key and attempt.at >= since
        )

    async def ledger(self, company_id: str) -> CompanyLedger | None:
        """The row that guards a company's credit, or None."""
        return await self._get(CompanyLedger, company_id)

    async def reservations(self, company_id: str) -> list[CreditReservation]:
        """Those not released."""
        return await self._select(CreditReservation, company_id=company_id, released_at=None)

    async def reservation_of_cart(self, cart_id: str) -> CreditReservation | None:
        """The one not released."""
        return await self._first(CreditReservation, cart_id=cart_id, released_at=None)
