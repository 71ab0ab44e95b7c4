"""Workspaces that we are installed in at Slack, and installations under way."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "slack_installation",
        sa.Column("seq", NUMBER, primary_key=True),
        sa.Column("place", sa.Text(), nullable=False, unique=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("installed_at", INSTANT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "slack_oauth_state",
        sa.Column("seq", NUMBER, primary_key=True),
        sa.Column("state_hash", sa.Text(), nullable=False, unique=True),
        sa.Column("expires_at", INSTANT, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_slack_oauth_state_expires_at", "slack_oauth_state", ["expires_at"])


def downgrade() -> None:
    op.drop_table("slack_oauth_state")
    op.drop_table("slack_installation")
