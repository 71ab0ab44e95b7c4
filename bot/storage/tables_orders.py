"""Tables of carts and purchase orders."""

from __future__ import annotations

from sqlalchemy import Column, Index, text

from bot.domain.entities import (
    CartLine,
    CartState,
    OrderDifference,
    PlacementState,
    SettledHow,
)
from bot.storage.metadata import entity_table, refers_to
from bot.storage.types import Instant, Typed, Words, named
from shop_client.model import OrderDraft, Quotation

NOT_SETTLED = (
    "state IN ('held', 'prepared', 'sending', 'unknown')"
    " OR (difference IS NOT NULL AND settled_at IS NULL)"
)
"""Purchase orders that something or somebody still has to do with; SQL, as its index has it."""

cart = entity_table(
    "cart",
    "id",
    [
        Column("person_id", Words, refers_to("person.id"), nullable=False),
        Column("company_id", Words, nullable=False),
        Column("created_at", Instant, nullable=False),
        Column("lines", Typed(list[CartLine]), nullable=False),
        Column("po_number", Words),
        Column("delivery_address_id", Words),
        Column("delivery_date", Words),
        Column("cost_centre", Words),
        Column("state", named(CartState), nullable=False),
    ],
    Index(None, "company_id", "po_number"),
    Index(None, "person_id", "company_id", "state"),
    Index(
        "uq_cart_open",
        "person_id",
        "company_id",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
)

purchase_order = entity_table(
    "purchase_order",
    "id",
    [
        Column("cart_id", Words, refers_to("cart.id"), nullable=False, unique=True),
        Column("company_id", Words, nullable=False),
        Column("person_id", Words, refers_to("person.id"), nullable=False),
        Column("membership_id", Words, refers_to("membership.id"), nullable=False),
        Column("client_reference", Words, nullable=False, unique=True),
        Column("draft", Typed[OrderDraft](OrderDraft), nullable=False),
        Column("quotation", Typed[Quotation](Quotation), nullable=False),
        Column("created_at", Instant, nullable=False),
        Column("approval_id", Words, refers_to("approval_request.id")),
        Column("state", named(PlacementState), nullable=False),
        Column("order_number", Words),
        Column("failure", Words, nullable=False),
        Column("first_sent_at", Instant),
        Column("unknown_since", Instant),
        Column("looked_up_at", Instant),
        Column("handed_at", Instant),
        Column("settled_at", Instant),
        Column("settled_how", named(SettledHow)),
        Column("settled_by", Words),
        Column("difference", Typed[OrderDifference](OrderDifference)),
    ],
    Index(None, "company_id", "created_at"),
    Index(None, "order_number"),
    Index(
        "ix_purchase_order_open",
        "seq",
        sqlite_where=text(NOT_SETTLED),
        postgresql_where=text(NOT_SETTLED),
    ),
)
