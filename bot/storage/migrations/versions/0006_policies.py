"""Approval policies, tiers of a request, absences, and cost centres."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "company_policy",
        sa.Column("seq", NUMBER, primary_key=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("by_staff", sa.Boolean(), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_company_policy_company_id_number",
        "company_policy",
        ["company_id", "number"],
        unique=True,
    )
    op.create_table(
        "absence",
        sa.Column("seq", NUMBER, primary_key=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("stand_in", sa.Text(), nullable=False),
        sa.Column("starts", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("version", sa.Integer(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_absence_company_id_ended_at", "absence", ["company_id", "ended_at"])
    op.add_column("cart", sa.Column("cost_centre", sa.Text()))
    op.add_column("approval_request", sa.Column("policy_id", sa.Text()))
    for name, empty in (
        ("steps", "[]"),
        ("decisions", "[]"),
        ("delegated", "{}"),
        ("raised_to", "[]"),
    ):
        column = sa.Column(name, sa.Text(), nullable=False, server_default=empty)
        op.add_column("approval_request", column)
    step = sa.Column("step", sa.Integer(), nullable=False, server_default="0")
    op.add_column("approval_request", step)
    op.add_column("approval_request", sa.Column("expires_at", INSTANT))


def downgrade() -> None:
    for name in (
        "expires_at",
        "step",
        "raised_to",
        "delegated",
        "decisions",
        "steps",
        "policy_id",
    ):
        op.drop_column("approval_request", name)
    op.drop_column("cart", "cost_centre")
    op.drop_table("absence")
    op.drop_table("company_policy")
