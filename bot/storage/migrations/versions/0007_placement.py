"""Purchase orders know since when they are in doubt, who settled them, and what differs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
OPEN = sa.text(
    "state IN ('held', 'prepared', 'sending', 'unknown')"
    " OR (difference IS NOT NULL AND settled_at IS NULL)"
)


def upgrade() -> None:
    # The states keep their names: one that a process of the version before does not know would
    # end its every turn that reads the order. What is new is said in columns that it ignores.
    for name in ("unknown_since", "looked_up_at", "handed_at", "settled_at"):
        op.add_column("purchase_order", sa.Column(name, INSTANT))
    op.add_column("purchase_order", sa.Column("settled_how", sa.String(20)))
    for name in ("settled_by", "difference"):
        op.add_column("purchase_order", sa.Column(name, sa.Text()))
    op.create_index(
        "ix_purchase_order_open",
        "purchase_order",
        ["seq"],
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_purchase_order_order_number", "purchase_order", ["order_number"])


def downgrade() -> None:
    op.drop_index("ix_purchase_order_order_number", "purchase_order")
    op.drop_index("ix_purchase_order_open", "purchase_order")
    for name in (
        "difference",
        "settled_by",
        "settled_how",
        "settled_at",
        "handed_at",
        "looked_up_at",
        "unknown_since",
    ):
        op.drop_column("purchase_order", name)
