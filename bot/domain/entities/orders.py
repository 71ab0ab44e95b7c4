"""Carts, and orders on their way into the shop."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.entities.identity import new_id
from shop_client.model import OrderDraft, Quotation
from shop_client.money import Money


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
    """What a person is putting together for a company; one open cart for each pair.

    Attributes:
        cost_centre: which of the company's cost centres or projects pays, in its own words.
    """

    person_id: str
    company_id: str
    created_at: datetime
    lines: list[CartLine] = field(default_factory=list)
    po_number: str | None = None
    delivery_address_id: str | None = None
    delivery_date: str | None = None
    cost_centre: str | None = None
    state: CartState = CartState.OPEN
    id: str = field(default_factory=new_id)
    version: int = 0


class PlacementState(StrEnum):
    """Where the placing of an order stands; `bot.domain.placement` has it to the last detail.

    A process of the version before reads these too: a new name would be one it does not know.
    """

    PREPARED = "prepared"
    SENDING = "sending"
    PLACED = "placed"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    HELD = "held"
    """Waits for the merchant's staff: cross-border without proof of the VAT number."""


class SettledHow(StrEnum):
    """How it became certain what the shop did with an order."""

    ANSWER = "answer"
    LOOK_UP = "look-up"
    STAFF = "staff"
    AGREED = "agreed"
    """What the shop took differs, and somebody of the company took it as it is."""
    CANCELLED = "cancelled"
    """What the shop took differs, and somebody of the company had it cancelled."""


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A product that the shop took otherwise than approved.

    Attributes:
        approved, taken: units; 0 where there is no such line.
        price, charged: of one unit, tax excluded; None where there is no such line.
    """

    sku: str
    name: str
    unit: str
    approved: Decimal
    taken: Decimal
    price: Money | None
    charged: Money | None


@dataclass(frozen=True, slots=True)
class OrderDifference:
    """What an order in the shop has otherwise than was approved; totals with tax."""

    lines: tuple[LineDifference, ...]
    approved: Money
    taken: Money


@dataclass(eq=False)
class PurchaseOrder:
    """An order on its way into the shop; its client reference exists before anything is sent.

    Attributes:
        cart_id: unique: a cart is ordered once.
        order_number: the shop's, once placed.
        first_sent_at: when the shop was first asked to take it.
        unknown_since: when it last became unknown whether the shop has it.
        looked_up_at: when the shop was last asked whether it has it, and had it not.
        handed_at: when staff were asked to find out.
        settled_at: when it became certain and, where something differs, agreed to.
        settled_by: name of the member of staff, or id of the person; empty: nobody had to.
        difference: what the shop took otherwise than approved.
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
    unknown_since: datetime | None = None
    looked_up_at: datetime | None = None
    handed_at: datetime | None = None
    settled_at: datetime | None = None
    settled_how: SettledHow | None = None
    settled_by: str | None = None
    difference: OrderDifference | None = None
    id: str = field(default_factory=new_id)
    version: int = 0
