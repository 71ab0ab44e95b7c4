"""Tables of who acts for a company, how that was proved, and its credit."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, text

from bot.domain.vat import VatOutcome
from bot.storage.metadata import entity_table, refers_to, table
from bot.storage.types import Instant, Json, MoneyText, Typed, Words, named
from shop_client.model import Role

membership = entity_table(
    "membership",
    "id",
    [
        Column("person_id", Words, refers_to("person.id"), nullable=False),
        Column("company_id", Words, nullable=False),
        Column("company_name", Words, nullable=False),
        Column("vat_number", Words, nullable=False),
        Column("contact_id", Words, nullable=False),
        Column("email", Words, nullable=False),
        Column("roles", Typed(list[Role]), nullable=False),
        Column("spending_limit", MoneyText),
        Column("verified_at", Instant, nullable=False),
        Column("ended_at", Instant),
        Column("ended_reason", Words, nullable=False),
    ],
    Index(None, "person_id", "ended_at"),
    Index(None, "company_id", "ended_at"),
    Index(None, "ended_at", "company_name"),
)

mandate = entity_table(
    "mandate",
    "id",
    [
        Column("company_id", Words, nullable=False),
        Column("email", Words, nullable=False),
        Column("contact_id", Words),
        Column("name", Words, nullable=False),
        Column("roles", Typed(list[Role]), nullable=False),
        Column("spending_limit", MoneyText),
        Column("language", Words),
        Column("set_by", Words, nullable=False),
        Column("by_staff", Boolean, nullable=False),
        Column("set_at", Instant, nullable=False),
        Column("removed_at", Instant),
        Column("removed_by_staff", Boolean, nullable=False),
    ],
    Index(None, "company_id", "email", unique=True),
)

invitation = entity_table(
    "invitation",
    "id",
    [
        Column("company_id", Words, nullable=False),
        Column("email", Words, nullable=False),
        Column("code_hash", Words, nullable=False),
        Column("invited_by", Words, nullable=False),
        Column("expires_at", Instant, nullable=False),
        Column("used_at", Instant),
    ],
    Index(None, "code_hash", unique=True),
    Index(None, "company_id", "email", "used_at"),
)

verification = entity_table(
    "verification",
    "id",
    [
        Column("conversation_id", Words, refers_to("conversation.id"), nullable=False),
        Column("person_id", Words, refers_to("person.id"), nullable=False),
        Column("vat_number", Words, nullable=False),
        Column("email", Words, nullable=False),
        Column("contacts", Json[dict[str, str]](), nullable=False),
        Column("code_hash", Words, nullable=False),
        Column("expires_at", Instant, nullable=False),
        Column("tries_left", Integer, nullable=False),
        Column("used_at", Instant),
    ],
    Index(None, "conversation_id", "used_at"),
)

attempt = entity_table(
    "attempt",
    "id",
    [
        Column("kind", Words, nullable=False),
        Column("key", Words, nullable=False),
        Column("at", Instant, nullable=False),
    ],
    Index(None, "kind", "key", "at"),
)

company_ledger = entity_table(
    "company_ledger", "company_id", [Column("touched_at", Instant, nullable=False)]
)

credit_reservation = entity_table(
    "credit_reservation",
    "id",
    [
        Column("company_id", Words, nullable=False),
        Column("cart_id", Words, refers_to("cart.id"), nullable=False),
        Column("amount", MoneyText, nullable=False),
        Column("created_at", Instant, nullable=False),
        Column("released_at", Instant),
    ],
    Index(None, "company_id", "released_at"),
    Index(
        "uq_credit_reservation_held",
        "cart_id",
        unique=True,
        sqlite_where=text("released_at IS NULL"),
        postgresql_where=text("released_at IS NULL"),
    ),
)

vat_evidence = table(
    "vat_evidence",
    Column("number", Words, nullable=False),
    Column("outcome", named(VatOutcome), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("requester", Words),
    Column("consultation_number", Words),
    Column("name", Words),
    Column("address", Words),
    Column("fault", Words),
    Index(None, "number", "outcome", "asked_at"),
)
