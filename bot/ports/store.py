"""Reads of one turn, and its one short write transaction."""

from __future__ import annotations

from datetime import datetime
from types import TracebackType
from typing import Any, Protocol, Self

from bot.domain.audit import AuditRecord
from bot.domain.entities import (
    Absence,
    ApprovalRequest,
    ButtonToken,
    Cart,
    CompanyLedger,
    CompanyPolicy,
    Conversation,
    CreditReservation,
    Invitation,
    Mandate,
    Membership,
    Person,
    PurchaseOrder,
    StaffCase,
    TranscriptLine,
    Verification,
)
from bot.domain.policy import Ordered
from bot.domain.vat import VatEvidence
from bot.ports.queues import Effect, InboxItem


class Store(Protocol):
    """Reads of one unit of work. One entity is one object throughout; changes are committed whole.

    Reads hold no transaction open once they return, so that a turn can ask a slow shop. They see
    what this unit added or changed. An entity that must exist and does not is a LookupError.
    What was only read is not guarded against change by others: `guard` it where that matters.
    """

    def add(self, *entities: object) -> None:
        """To be inserted with the commit."""
        ...

    def guard(self, entity: object) -> None:
        """Raises its version with the commit, changed or not: a conflict if others changed it."""
        ...

    def effect(self, effect: Effect) -> str:
        """To be written to the outbox with the commit; returns its id, one for each key."""
        ...

    def cancel_effect(self, key: str) -> None:
        """Takes a waiting effect back with the commit, unless it has begun; its key is free."""
        ...

    def record(self, record: AuditRecord) -> None:
        """To be added to the evidence of its company with the commit, after what is there then."""
        ...

    async def effect_payload(self, effect_id: str) -> dict[str, Any] | None:
        """The payload of a committed effect; None when there is none."""
        ...

    async def person(self, person_id: str) -> Person:
        """One person."""
        ...

    async def person_of_account(
        self, channel: str, workspace: str, external_id: str
    ) -> Person | None:
        """Whose account this is, or None."""
        ...

    async def conversation(self, conversation_id: str) -> Conversation:
        """One conversation."""
        ...

    async def conversation_by_key(self, key: str) -> Conversation | None:
        """The conversation under a key, or None."""
        ...

    async def conversations_of(self, person_id: str) -> list[Conversation]:
        """Newest activity first."""
        ...

    async def membership(self, membership_id: str) -> Membership:
        """One membership."""
        ...

    async def memberships_of(self, person_id: str) -> list[Membership]:
        """Those that have not ended, by company name."""
        ...

    async def memberships_in(self, company_id: str) -> list[Membership]:
        """Those that have not ended."""
        ...

    async def live_memberships(self) -> list[Membership]:
        """All that have not ended, of everyone."""
        ...

    async def mandates_in(self, company_id: str) -> list[Mandate]:
        """All of a company, those that remove somebody too."""
        ...

    async def invitation(self, code_hash: str) -> Invitation | None:
        """The one with this code, whatever became of it."""
        ...

    async def open_invitations(self, company_id: str) -> list[Invitation]:
        """Those not used, oldest first; they may have expired."""
        ...

    async def pending_verification(self, conversation_id: str) -> Verification | None:
        """The newest that was not used; it may have expired."""
        ...

    async def attempts(self, kind: str, key: str, since: datetime) -> list[datetime]:
        """When this was used since then, oldest first."""
        ...

    async def cart(self, cart_id: str) -> Cart:
        """One cart."""
        ...

    async def open_cart(self, person_id: str, company_id: str) -> Cart | None:
        """The open cart of a person for a company, or None."""
        ...

    async def approval(self, approval_id: str) -> ApprovalRequest:
        """One request."""
        ...

    async def approval_of_cart(self, cart_id: str) -> ApprovalRequest | None:
        """The newest."""
        ...

    async def approvals_waiting(self, company_id: str) -> list[ApprovalRequest]:
        """Oldest first."""
        ...

    async def absences_in(self, company_id: str) -> list[Absence]:
        """Those not ended, as they were set; they may be over, or begin later."""
        ...

    async def newest_policy(self, company_id: str) -> CompanyPolicy | None:
        """The version of a company's approval policy that holds, or None without any."""
        ...

    async def newest_policy_of_staff(self, company_id: str) -> CompanyPolicy | None:
        """The newest version that the merchant's staff laid down, or None."""
        ...

    async def policy(self, policy_id: str) -> CompanyPolicy:
        """One version of a policy."""
        ...

    async def policies(self, company_id: str, limit: int = 50) -> list[CompanyPolicy]:
        """The versions of a company's policy, newest first."""
        ...

    async def ordered_since(self, company_id: str, since: datetime, limit: int) -> list[Ordered]:
        """Orders of a company made since then, as committed, newest first; no refused ones."""
        ...

    async def addresses_ordered_to(self, company_id: str) -> set[str]:
        """Ids of the delivery addresses that carts of a company were ordered to, as committed."""
        ...

    async def purchase_order(self, order_id: str) -> PurchaseOrder:
        """One purchase order."""
        ...

    async def purchase_order_of_cart(self, cart_id: str) -> PurchaseOrder | None:
        """The one made of a cart, or None."""
        ...

    async def purchase_orders_in(self, company_id: str, limit: int = 50) -> list[PurchaseOrder]:
        """Newest first."""
        ...

    async def purchase_orders_called(self, reference: str) -> list[PurchaseOrder]:
        """Those with this client reference, or this number in the shop."""
        ...

    async def unsettled_orders(self) -> list[PurchaseOrder]:
        """Those that something or somebody still has to do with, oldest first."""
        ...

    async def po_number_used(self, company_id: str, po_number: str, except_cart: str) -> bool:
        """Whether another cart of the company was sent or ordered under this number."""
        ...

    async def ledger(self, company_id: str) -> CompanyLedger | None:
        """The row that guards a company's credit, or None."""
        ...

    async def reservations(self, company_id: str) -> list[CreditReservation]:
        """Those not released."""
        ...

    async def reservation_of_cart(self, cart_id: str) -> CreditReservation | None:
        """The one not released."""
        ...

    async def open_cases(self) -> list[StaffCase]:
        """Oldest first."""
        ...

    async def case(self, case_id: str) -> StaffCase:
        """One case."""
        ...

    async def open_case_of(self, conversation_id: str) -> StaffCase | None:
        """The open hand-off of a conversation."""
        ...

    async def button(self, token: str) -> ButtonToken | None:
        """The button behind a token, or None."""
        ...

    async def buttons_in_group(self, group: str) -> list[ButtonToken]:
        """All tokens shown together."""
        ...

    async def unused_buttons(self, group: str) -> list[ButtonToken]:
        """Those of them that can still be pressed."""
        ...

    async def transcript(self, conversation_id: str, limit: int = 50) -> list[TranscriptLine]:
        """The newest `limit`, oldest first."""
        ...


class EvidenceReader(Protocol):
    """Answers of VIES that were kept."""

    async def newest(self, number: str) -> VatEvidence | None:
        """The newest of any outcome."""
        ...

    async def newest_answer(self, number: str) -> VatEvidence | None:
        """The newest that was an answer, valid or invalid."""
        ...


class UnitOfWork(Protocol):
    """One turn's reads and its one short write transaction."""

    @property
    def store(self) -> Store:
        """What this unit reads and what it will write."""
        ...

    async def __aenter__(self) -> Self:
        """Begins."""
        ...

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Ends; what was not committed is gone."""
        ...

    async def commit(self, handled: InboxItem | None = None) -> None:
        """Writes everything in one transaction and marks `handled` as done.

        Raises:
            Conflict: something read has changed, or a unique row exists already.
            LeaseLost: `handled` belongs to another worker by now.
        """
        ...


class UnitOfWorkFactory(Protocol):
    """Begins a unit of work."""

    def __call__(self) -> UnitOfWork:
        """A new one."""
        ...
