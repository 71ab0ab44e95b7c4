"""Conversations know when their person could no longer be written to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    op.add_column("conversation", sa.Column("unreachable_since", INSTANT))


def downgrade() -> None:
    op.drop_column("conversation", "unreachable_since")
