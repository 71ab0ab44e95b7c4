"""Carts, requests for approval, and orders on their way into the shop."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.entities.identity import new_id
from shop_client.model import OrderDraft, Quotation


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
