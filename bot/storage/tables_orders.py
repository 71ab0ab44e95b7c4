"""Tables of carts, approvals and purchase orders."""

from __future__ import annotations

from sqlalchemy import Column, Index, text

from bot.domain.entities import ApprovalState, CartLine, CartState, PlacementState
from bot.storage.metadata import entity_table, refers_to
from bot.storage.types import Instant, Json, Typed, Words, named
from shop_client.model import OrderDraft, Quotation

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

approval_request = entity_table(
    "approval_request",
    "id",
    [
        Column("cart_id", Words, refers_to("cart.id"), nullable=False, index=True),
        Column("company_id", Words, nullable=False),
        Column("requester_id", Words, refers_to("person.id"), nullable=False),
        Column("requester_membership_id", Words, refers_to("membership.id"), nullable=False),
        Column("draft", Typed[OrderDraft](OrderDraft), nullable=False),
        Column("quotation", Typed[Quotation](Quotation), nullable=False),
        Column("fingerprint", Words, nullable=False),
        Column("reason", Words, nullable=False),
        Column("approver_contact_ids", Json[list[str]](), nullable=False),
        Column("created_at", Instant, nullable=False),
        Column("state", named(ApprovalState), nullable=False),
        Column("decided_by", Words),
        Column("decided_at", Instant),
        Column("decision_reason", Words, nullable=False),
        Column("thread", Json[list[dict[str, str]]](), nullable=False),
        Column("shown", Json[list[dict[str, str]]](), nullable=False),
    ],
    Index(None, "company_id", "state"),
    Index(
        "uq_approval_request_waiting",
        "cart_id",
        unique=True,
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
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
    ],
    Index(None, "company_id", "created_at"),
)
