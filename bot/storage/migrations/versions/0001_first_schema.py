"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORD = sa.String(20)


def upgrade() -> None:
    _create(
        "attempt",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_attempt_kind_key_at", "attempt", ["kind", "key", "at"])
    _create(
        "company_ledger",
        sa.Column("company_id", sa.Text(), nullable=False, unique=True),
        sa.Column("touched_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    _create(
        "inbox",
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("conversation_key", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("leased_until", INSTANT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.UniqueConstraint("channel", "workspace", "external_id"),
    )
    _partial_index(
        "ix_inbox_open", "inbox", ["conversation_key", "seq"], "outcome = ''", unique=False
    )
    _partial_index("ix_inbox_waiting", "inbox", ["seq"], "outcome = ''", unique=False)
    _create(
        "local_message",
        sa.Column("conversation_key", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False, unique=True),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("edits", sa.Text(), nullable=True),
    )
    op.create_index(
        "ix_local_message_conversation_key_seq", "local_message", ["conversation_key", "seq"]
    )
    _create(
        "outbox",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True, unique=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("worker", sa.Text(), nullable=False),
        sa.Column("leased_until", INSTANT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
    )
    _partial_index("ix_outbox_due", "outbox", ["due_at"], "outcome = ''", unique=False)
    _partial_index(
        "ix_outbox_open", "outbox", ["kind", "destination", "seq"], "outcome = ''", unique=False
    )
    _create(
        "person",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    _create(
        "vat_evidence",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("outcome", WORD, nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("requester", sa.Text(), nullable=True),
        sa.Column("consultation_number", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=True),
    )
    op.create_index(
        "ix_vat_evidence_number_outcome_asked_at", "vat_evidence", ["number", "outcome", "asked_at"]
    )
    _create(
        "cart",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("person_id", sa.Text(), _refers_to("person.id"), nullable=False),
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("lines", sa.Text(), nullable=False),
        sa.Column("po_number", sa.Text(), nullable=True),
        sa.Column("delivery_address_id", sa.Text(), nullable=True),
        sa.Column("delivery_date", sa.Text(), nullable=True),
        sa.Column("state", WORD, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_cart_company_id_po_number", "cart", ["company_id", "po_number"])
    op.create_index(
        "ix_cart_person_id_company_id_state", "cart", ["person_id", "company_id", "state"]
    )
    _partial_index(
        "uq_cart_open", "cart", ["person_id", "company_id"], "state = 'open'", unique=True
    )
    _create(
        "channel_account",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), _refers_to("person.id"), nullable=False, index=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.UniqueConstraint("channel", "workspace", "external_id"),
    )
    _create(
        "membership",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("person_id", sa.Text(), _refers_to("person.id"), nullable=False),
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("company_name", sa.Text(), nullable=False),
        sa.Column("vat_number", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("spending_limit", sa.Text(), nullable=True),
        sa.Column("verified_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_membership_company_id_ended_at", "membership", ["company_id", "ended_at"])
    op.create_index(
        "ix_membership_ended_at_company_name", "membership", ["ended_at", "company_name"]
    )
    op.create_index("ix_membership_person_id_ended_at", "membership", ["person_id", "ended_at"])
    _create(
        "approval_request",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("cart_id", sa.Text(), _refers_to("cart.id"), nullable=False, index=True),
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("requester_id", sa.Text(), _refers_to("person.id"), nullable=False),
        sa.Column(
            "requester_membership_id", sa.Text(), _refers_to("membership.id"), nullable=False
        ),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("quotation", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("approver_contact_ids", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index(
        "ix_approval_request_company_id_state", "approval_request", ["company_id", "state"]
    )
    _partial_index(
        "uq_approval_request_waiting",
        "approval_request",
        ["cart_id"],
        "state = 'waiting'",
        unique=True,
    )
    _create(
        "conversation",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("key", sa.Text(), nullable=False, unique=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), _refers_to("person.id"), nullable=False),
        sa.Column("last_message_at", INSTANT, nullable=False),
        sa.Column("membership_id", sa.Text(), _refers_to("membership.id"), nullable=True),
        sa.Column("awaiting", sa.Text(), nullable=True),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("owner", WORD, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index(
        "ix_conversation_person_id_last_message_at",
        "conversation",
        ["person_id", "last_message_at"],
    )
    _create(
        "credit_reservation",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("cart_id", sa.Text(), _refers_to("cart.id"), nullable=False),
        sa.Column("amount", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("released_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index(
        "ix_credit_reservation_company_id_released_at",
        "credit_reservation",
        ["company_id", "released_at"],
    )
    _partial_index(
        "uq_credit_reservation_held",
        "credit_reservation",
        ["cart_id"],
        "released_at IS NULL",
        unique=True,
    )
    _create(
        "button_token",
        sa.Column("token", sa.Text(), nullable=False, unique=True),
        sa.Column("conversation_id", sa.Text(), _refers_to("conversation.id"), nullable=False),
        sa.Column("person_id", sa.Text(), _refers_to("person.id"), nullable=False),
        sa.Column("membership_id", sa.Text(), _refers_to("membership.id"), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("group", sa.Text(), nullable=False, index=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("subject_version", sa.Integer(), nullable=True),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    _create(
        "purchase_order",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("cart_id", sa.Text(), _refers_to("cart.id"), nullable=False, unique=True),
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), _refers_to("person.id"), nullable=False),
        sa.Column("membership_id", sa.Text(), _refers_to("membership.id"), nullable=False),
        sa.Column("client_reference", sa.Text(), nullable=False, unique=True),
        sa.Column("draft", sa.Text(), nullable=False),
        sa.Column("quotation", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("approval_id", sa.Text(), _refers_to("approval_request.id"), nullable=True),
        sa.Column("state", WORD, nullable=False),
        sa.Column("order_number", sa.Text(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("first_sent_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index(
        "ix_purchase_order_company_id_created_at", "purchase_order", ["company_id", "created_at"]
    )
    _create(
        "staff_case",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("conversation_id", sa.Text(), _refers_to("conversation.id"), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("company_id", sa.Text(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("assigned_to", sa.Text(), nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_staff_case_closed_at_created_at", "staff_case", ["closed_at", "created_at"])
    op.create_index("ix_staff_case_conversation_id_kind", "staff_case", ["conversation_id", "kind"])
    _create(
        "transcript_line",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("conversation_id", sa.Text(), _refers_to("conversation.id"), nullable=False),
        sa.Column("author", WORD, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index(
        "ix_transcript_line_conversation_id_at", "transcript_line", ["conversation_id", "at"]
    )
    _create(
        "verification",
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("conversation_id", sa.Text(), _refers_to("conversation.id"), nullable=False),
        sa.Column("person_id", sa.Text(), _refers_to("person.id"), nullable=False),
        sa.Column("vat_number", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("contacts", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index(
        "ix_verification_conversation_id_used_at", "verification", ["conversation_id", "used_at"]
    )


def downgrade() -> None:
    for table in (
        "verification",
        "transcript_line",
        "staff_case",
        "purchase_order",
        "button_token",
        "credit_reservation",
        "conversation",
        "approval_request",
        "membership",
        "channel_account",
        "cart",
        "vat_evidence",
        "person",
        "outbox",
        "local_message",
        "inbox",
        "company_ledger",
        "attempt",
    ):
        op.drop_table(table)


def _create(table: str, *items: sa.Column[object] | sa.UniqueConstraint) -> None:
    number = sa.Column("seq", NUMBER, primary_key=True)
    op.create_table(table, number, *items, sqlite_autoincrement=True)


def _refers_to(column: str) -> sa.ForeignKey:
    return sa.ForeignKey(column, deferrable=True, initially="DEFERRED")


def _partial_index(
    name: str, table: str, columns: list[str], condition: str, *, unique: bool
) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=unique, sqlite_where=where, postgresql_where=where)
