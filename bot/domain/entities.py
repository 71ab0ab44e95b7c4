"""What the assistant remembers: mutable entities with identity, mapped to tables by storage.

`version` guards against lost updates: storage raises `Conflict` when a row changed meanwhile.
Fields ending in `_at` are aware UTC instants. `company_id` is the shop's own id of an account.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from shop_client.model import OrderDraft, Quotation, Role
from shop_client.money import Money


def new_id() -> str:
    """A fresh identity, unguessable."""
    return uuid.uuid4().hex


@dataclass(eq=False)
class Person:
    """Somebody who writes to us, the same in every channel they proved to be in."""

    display_name: str
    language: str
    created_at: datetime
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class ChannelAccount:
    """A person's account in a channel; unique by channel, workspace and external id."""

    channel: str
    workspace: str
    external_id: str
    person_id: str
    id: str = field(default_factory=new_id)


class Owner(StrEnum):
    """Who answers in a conversation; never two at once."""

    ASSISTANT = "assistant"
    STAFF = "staff"


@dataclass(eq=False)
class Conversation:
    """A person's private talk with us in one channel.

    Attributes:
        key: `InboundMessage.conversation_key`, unique.
        membership_id: the active company, or None.
        awaiting: name of the question that is open, or None.
        context: what that question is about (JSON).
        unreachable_since: when a message could not be delivered because the person blocked us or
            never began; None once they wrote again.
    """

    key: str
    channel: str
    workspace: str
    chat_id: str
    person_id: str
    last_message_at: datetime
    membership_id: str | None = None
    awaiting: str | None = None
    context: dict[str, Any] = field(default_factory=dict)
    owner: Owner = Owner.ASSISTANT
    unreachable_since: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class Membership:
    """A person, verified to act for a company account.

    Attributes:
        contact_id: the shop's contact whose mailbox was proved.
        verified_at: when the code was last entered; good for 90 days.
        ended_at: when it ended, or None while it holds; `ended_reason` says why.
    """

    person_id: str
    company_id: str
    company_name: str
    vat_number: str
    contact_id: str
    email: str
    roles: list[Role]
    spending_limit: Money | None
    verified_at: datetime
    ended_at: datetime | None = None
    ended_reason: str = ""
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class Mandate:
    """What staff or a company's administrator laid down for a mailbox, over what the shop says.

    Attributes:
        email: lower case; one mandate for each company and mailbox.
        contact_id: the shop's contact it was laid over, or None for somebody the shop does not
            know; when the shop archives that contact, the mandate falls with it.
        spending_limit: as `Contact.spending_limit`.
        set_by: who did it, for people.
        by_staff: whether the merchant's staff laid it down: an administrator gives no more.
        removed_at: since when the mailbox may not act for the company, or None.
        removed_by_staff: whether only staff may give the access back.
    """

    company_id: str
    email: str
    name: str
    roles: list[Role]
    spending_limit: Money | None
    set_by: str
    set_at: datetime
    by_staff: bool
    contact_id: str | None = None
    language: str | None = None
    removed_at: datetime | None = None
    removed_by_staff: bool = False
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class Invitation:
    """A code mailed to a colleague, which proves their mailbox when it comes back.

    Attributes:
        code_hash: keyed; the code itself is nowhere but in the mail.
        used_at: when it was used, withdrawn or replaced by a newer one; None while it is good.
    """

    company_id: str
    email: str
    code_hash: str
    invited_by: str
    expires_at: datetime
    used_at: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class Verification:
    """A code on its way to a mailbox, or a decoy for an address that the shop doesn't hold.

    Attributes:
        contacts: company id to contact id, for every account this mailbox belongs to under the
            number; empty for a decoy, which nothing can satisfy.
    """

    conversation_id: str
    person_id: str
    vat_number: str
    email: str
    contacts: dict[str, str]
    code_hash: str
    expires_at: datetime
    tries_left: int
    used_at: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class Attempt:
    """One use of something rate-limited; `key` is a keyed hash, never the address itself."""

    kind: str
    key: str
    at: datetime
    id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class CartLine:
    """A product and how much of it, in its own unit.

    Attributes:
        ground: why this product ("sku", "exact", "history", "chosen"), to be told on asking.
        backorder: the person accepted to wait for what is not in stock.
    """

    sku: str
    quantity: Decimal
    ground: str = "sku"
    backorder: bool = False


class CartState(StrEnum):
    """Where a cart stands."""

    OPEN = "open"
    WAITING = "waiting"
    ORDERING = "ordering"
    ORDERED = "ordered"
    CLOSED = "closed"


@dataclass(eq=False)
class Cart:
    """What a person is putting together for a company; one open cart for each pair."""

    person_id: str
    company_id: str
    created_at: datetime
    lines: list[CartLine] = field(default_factory=list)
    po_number: str | None = None
    delivery_address_id: str | None = None
    delivery_date: str | None = None
    state: CartState = CartState.OPEN
    id: str = field(default_factory=new_id)
    version: int = 0


class ApprovalState(StrEnum):
    """Where a request for approval stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    VOID = "void"
    CANCELLED = "cancelled"


@dataclass(eq=False)
class ApprovalRequest:
    """A cart that waits for somebody who may spend.

    Attributes:
        draft, quotation: exactly what is asked for, as shown.
        fingerprint: of draft and quotation; the decision binds to it.
        reason: which rule asked for approval (a text key).
        approver_contact_ids: the shop's contacts who may decide.
        thread: questions and answers, oldest first: {"author", "text", "at"}.
        shown: cards that show it: {"conversation_id", "effect_id"}; all are edited on a change.
    """

    cart_id: str
    company_id: str
    requester_id: str
    requester_membership_id: str
    draft: OrderDraft
    quotation: Quotation
    fingerprint: str
    reason: str
    approver_contact_ids: list[str]
    created_at: datetime
    state: ApprovalState = ApprovalState.WAITING
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision_reason: str = ""
    thread: list[dict[str, str]] = field(default_factory=list)
    shown: list[dict[str, str]] = field(default_factory=list)
    id: str = field(default_factory=new_id)
    version: int = 0


class PlacementState(StrEnum):
    """Where the placing of an order stands."""

    PREPARED = "prepared"
    SENDING = "sending"
    PLACED = "placed"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    HELD = "held"
    """Waits for the merchant's staff: cross-border without proof of the VAT number."""


@dataclass(eq=False)
class PurchaseOrder:
    """An order on its way into the shop; its client reference exists before anything is sent.

    Attributes:
        cart_id: unique: a cart is ordered once.
        order_number: the shop's, once placed.
    """

    cart_id: str
    company_id: str
    person_id: str
    membership_id: str
    client_reference: str
    draft: OrderDraft
    quotation: Quotation
    created_at: datetime
    approval_id: str | None = None
    state: PlacementState = PlacementState.PREPARED
    order_number: str | None = None
    failure: str = ""
    first_sent_at: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class CompanyLedger:
    """One row a company, whose version serialises what touches its credit."""

    company_id: str
    touched_at: datetime
    version: int = 0


@dataclass(eq=False)
class CreditReservation:
    """Credit that a sent cart holds until its order stands in the shop or it is given up."""

    company_id: str
    cart_id: str
    amount: Money
    created_at: datetime
    released_at: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0


class CaseKind(StrEnum):
    """What the merchant's staff are asked to do."""

    HANDOFF = "handoff"
    NEW_COMPANY = "new_company"
    HELD_ORDER = "held_order"
    UNKNOWN_ORDER = "unknown_order"


@dataclass(eq=False)
class StaffCase:
    """Something that waits for the merchant's staff.

    Attributes:
        data: what they need to see (JSON).
        assigned_to: name of the member of staff who took it, or None.
    """

    kind: CaseKind
    conversation_id: str
    created_at: datetime
    company_id: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    assigned_to: str | None = None
    closed_at: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class ButtonToken:
    """What a button does; consumed by the change it makes, not by the press.

    Attributes:
        token: opaque, short enough for every platform's limit (64 bytes at Telegram).
        person_id: the only one who may press it.
        action: name of a button action; `data` its fields (JSON).
        group: tokens shown together; using one uses them all.
        subject_version: version of what it acts on when it was shown, or None.
    """

    token: str
    conversation_id: str
    person_id: str
    membership_id: str | None
    action: str
    data: dict[str, Any]
    group: str
    created_at: datetime
    subject_version: int | None = None
    used_at: datetime | None = None
    label: str = ""


class Author(StrEnum):
    """Who said a line of a transcript."""

    PERSON = "person"
    ASSISTANT = "assistant"
    STAFF = "staff"


@dataclass(eq=False)
class TranscriptLine:
    """One thing said in a conversation, kept by us whatever the platform keeps."""

    conversation_id: str
    author: Author
    text: str
    at: datetime
    name: str = ""
    id: str = field(default_factory=new_id)
