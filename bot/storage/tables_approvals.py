"""Tables of requests for approval, policies and absences."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, text

from bot.domain.entities import ApprovalState, Decision, Step
from bot.storage.metadata import entity_table, refers_to
from bot.storage.types import Instant, Json, Typed, Words, named
from shop_client.model import OrderDraft, Quotation

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
        Column("policy_id", Words),
        Column("steps", Typed(list[Step]), nullable=False, server_default="[]"),
        Column("step", Integer, nullable=False, server_default="0"),
        Column("decisions", Typed(list[Decision]), nullable=False, server_default="[]"),
        Column("delegated", Json[dict[str, str]](), nullable=False, server_default="{}"),
        Column("raised_to", Json[list[str]](), nullable=False, server_default="[]"),
        Column("expires_at", Instant),
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

company_policy = entity_table(
    "company_policy",
    "id",
    [
        Column("company_id", Words, nullable=False),
        Column("number", Integer, nullable=False),
        Column("content", Words, nullable=False),
        Column("set_by", Words, nullable=False),
        Column("by_staff", Boolean, nullable=False),
        Column("set_at", Instant, nullable=False),
    ],
    Index(None, "company_id", "number", unique=True),
)

absence = entity_table(
    "absence",
    "id",
    [
        Column("company_id", Words, nullable=False),
        Column("email", Words, nullable=False),
        Column("stand_in", Words, nullable=False),
        Column("starts", Words, nullable=False),
        Column("ends", Words, nullable=False),
        Column("time_zone", Words, nullable=False),
        Column("set_at", Instant, nullable=False),
        Column("ended_at", Instant),
    ],
    Index(None, "company_id", "ended_at"),
)
