"""Which versions may work with this database; and effects on lease are found among any number."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LEASED = sa.text("outcome = '' AND leased_until IS NOT NULL")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    floor = op.create_table(
        "schema_floor",
        sa.Column("seq", NUMBER, primary_key=True),
        sa.Column("revision", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.bulk_insert(floor, [{"revision": revision}])
    op.create_index(
        "ix_outbox_leased",
        "outbox",
        ["leased_until"],
        sqlite_where=LEASED,
        postgresql_where=LEASED,
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_leased", "outbox")
    op.drop_table("schema_floor")
