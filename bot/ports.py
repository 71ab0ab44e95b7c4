"""The ports of the assistant: what its core needs of the outside, to be wired in bootstrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import TracebackType
from typing import Any, Protocol, Self

from bot.domain.entities import (
    ApprovalRequest,
    ButtonToken,
    Cart,
    CompanyLedger,
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
from bot.domain.vat import VatEvidence
from bot.messages import Card, InboundMessage
from shop_client.model import Product


class Clock(Protocol):
    """Business time; stories move it. Leases use real time instead."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        ...


class EffectKind(StrEnum):
    """What an outbox row does to the outside."""

    CHAT = "chat"
    MAIL = "mail"
    ORDER = "order"
    EVENT = "event"
    """Re-enters a conversation as an inbox row once it is due: a timer."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Something to be done to the outside once the turn is committed.

    Attributes:
        destination: effects of one kind and destination happen one after the other, in order;
            one that is not due yet holds nothing up, one that failed and is tried again does.
        payload: JSON; its shape belongs to the kind.
        due_at: not before this business time; None means at once.
        key: effects with the same key exist once; None means no such guard.
    """

    kind: EffectKind
    destination: str
    payload: dict[str, Any]
    due_at: datetime | None = None
    key: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class InboxItem:
    """An inbound message on lease.

    Attributes:
        fence: grows with each lease; a commit with an old one is refused.
        attempt: 1 for the first.
    """

    id: int
    message: InboundMessage
    received_at: datetime
    fence: int
    attempt: int


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """An effect on lease. `id` is the effect's id."""

    id: str
    effect: Effect
    fence: int
    attempt: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What of a conversation was received and is not answered yet.

    Attributes:
        external_ids: of what people wrote or pressed, oldest first; events of ours left out.
        working: whether any of it, events too, is being worked on or will be at once; false while
            all of it waits for another try.
    """

    external_ids: tuple[str, ...]
    working: bool


class Inbox(Protocol):
    """What arrived and was committed before its platform was told so."""

    async def receive(self, message: InboundMessage, shown: Card | None = None) -> bool:
        """Stores it in a transaction of its own; False when it was there before.

        Args:
            message: what arrived.
            shown: for channels of our own: how its sender sees it, kept in their post-box by the
                same transaction, under the message's external id.
        """
        ...

    async def unanswered(self, conversation_key: str) -> Unanswered:
        """What of a conversation still waits for its turn to end."""
        ...

    async def claim(self, worker: str, lease_seconds: float) -> InboxItem | None:
        """The oldest message that is due, of a conversation that nobody is working on."""
        ...

    async def retry(self, item: InboxItem, delay_seconds: float, error: str) -> None:
        """Gives it back to be tried again after a delay. Raises LeaseLost."""
        ...

    async def bury(self, item: InboxItem, error: str) -> None:
        """Sets it aside for good, so that the conversation goes on. Raises LeaseLost."""
        ...

    async def wait(self, timeout: float) -> None:
        """Returns when there may be something to claim, after `timeout` real seconds at most."""
        ...


class Outbox(Protocol):
    """Effects that were committed with a turn and are still to happen."""

    async def claim(
        self, worker: str, lease_seconds: float, kinds: Sequence[EffectKind], now: datetime
    ) -> OutboxItem | None:
        """The oldest that is due at `now` and whose destination has none before it."""
        ...

    async def done(self, item: OutboxItem, handle: str = "") -> None:
        """It happened; `handle` is the channel's id of the message. Raises LeaseLost."""
        ...

    async def handle_of(self, effect_id: str) -> str | None:
        """The channel's id of a delivered message; None while it is not delivered."""
        ...

    async def retry(self, item: OutboxItem, due_at: datetime, error: str) -> None:
        """To be tried again at `due_at`. Raises LeaseLost."""
        ...

    async def bury(self, item: OutboxItem, error: str) -> None:
        """It can't happen. Raises LeaseLost."""
        ...

    async def next_due(self, kinds: Sequence[EffectKind] | None = None) -> datetime | None:
        """When the next effect that nobody works on and nothing holds up is due."""
        ...

    async def pending(self) -> int:
        """How many effects are due or on lease (future ones not counted)."""
        ...

    async def wait(self, timeout: float) -> None:
        """Returns when something was added or ended, after `timeout` real seconds at most."""
        ...

    def wake(self) -> None:
        """Lets a waiting worker look again: the business clock was moved."""
        ...


@dataclass(frozen=True, slots=True)
class LocalMessage:
    """A card for a channel of our own (terminal, web), kept until its reader has seen it.

    Attributes:
        seq: grows within a chat and is never given twice; a reader asks for what follows the last
            it saw.
        edits: the `message_id` of an earlier message that this one replaces, or None.
        own: the reader's own words, shown to them again; its `message_id` is their external id.
        at: when it was kept, in business time; None outside a store.
    """

    seq: int
    message_id: str
    card: Card
    edits: str | None = None
    own: bool = False
    at: datetime | None = None


class LocalMessages(Protocol):
    """Durable post-boxes of the channels that have no platform behind them."""

    async def append(
        self, conversation_key: str, message_id: str, card: Card, edits: str | None = None
    ) -> None:
        """Keeps a card; a repeat of `message_id` changes nothing."""
        ...

    async def since(self, conversation_key: str, seq: int) -> list[LocalMessage]:
        """What follows `seq`, oldest first."""
        ...

    async def newest(self, conversation_key: str, limit: int) -> list[LocalMessage]:
        """The newest `limit`, oldest first."""
        ...

    async def message(self, conversation_key: str, message_id: str) -> LocalMessage | None:
        """One message of this chat; None when there is none."""
        ...

    async def knows(self, conversation_key: str, seq: int) -> bool:
        """Whether this chat has a message of that number."""
        ...

    async def wait(self, conversation_key: str, seq: int, timeout: float) -> list[LocalMessage]:
        """What follows `seq`, as soon as there is any; empty after `timeout` real seconds."""
        ...


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

    async def purchase_order(self, order_id: str) -> PurchaseOrder:
        """One purchase order."""
        ...

    async def purchase_order_of_cart(self, cart_id: str) -> PurchaseOrder | None:
        """The one made of a cart, or None."""
        ...

    async def purchase_orders_in(self, company_id: str, limit: int = 50) -> list[PurchaseOrder]:
        """Newest first."""
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


@dataclass(frozen=True, slots=True)
class Match:
    """A product that a phrase may mean.

    Attributes:
        score: 0 to 1; comparable within one phrase.
        ground: why: "sku", "exact", "name", "synonym", "history".
    """

    sku: str
    name: str
    score: float
    ground: str


@dataclass(frozen=True, slots=True)
class Grounding:
    """What a phrase means in the catalogue.

    Attributes:
        certain: the one product it means, when there is no doubt; else None.
        candidates: the likely ones, best first, at most ten.
    """

    phrase: str
    certain: Match | None
    candidates: tuple[Match, ...] = field(default_factory=tuple)


class Catalogue(Protocol):
    """The local index of the shop's products."""

    async def refresh(self) -> int:
        """Takes the shop's changes in; returns how many products changed."""
        ...

    async def ground(
        self, phrase: str, language: str, history: frozenset[str] = frozenset()
    ) -> Grounding:
        """What a phrase means, orderable products first; `history`: SKUs this company bought."""
        ...

    async def search(
        self, phrase: str, language: str, history: frozenset[str] = frozenset(), limit: int = 10
    ) -> tuple[Match, ...]:
        """What a person looking around may want to see, best first."""
        ...

    async def product(self, sku: str) -> Product | None:
        """A product as last seen in the shop, discontinued ones too; None when unknown."""
        ...


class Channel(Protocol):
    """The sending half of a channel."""

    name: str

    async def send(
        self, conversation: Conversation, card: Card, *, message_id: str, edit: str | None = None
    ) -> str:
        """Delivers a card and returns the channel's handle of it.

        Args:
            conversation: where to.
            card: what.
            message_id: ours, the same on a repeat, so that a channel may drop it.
            edit: the handle of an earlier message to replace, or None.

        Raises:
            DeliveryFailed: not now.
            Undeliverable: never.
        """
        ...
