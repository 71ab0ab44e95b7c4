"""Post-boxes keep what their readers said themselves, and when anything was said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Whatever was kept before came from the assistant, under the id of its effect.
FILL = """
    UPDATE local_message SET own = false, at = COALESCE(
        (SELECT created_at FROM outbox WHERE outbox.id = message_id),
        (SELECT max(created_at) FROM outbox),
        '2026-01-01T00:00:00.000000+00:00'
    )
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _make_again(
            sa.Column("own", sa.Boolean(), nullable=False),
            sa.Column("at", INSTANT, nullable=False),
            fill="""
                INSERT INTO local_message
                SELECT seq, conversation_key, message_id, card, edits, false, '' FROM kept
            """,
        )
        op.execute(FILL)
        return
    op.add_column("local_message", sa.Column("own", sa.Boolean()))
    op.add_column("local_message", sa.Column("at", INSTANT))
    op.execute(FILL)
    op.alter_column("local_message", "own", nullable=False)
    op.alter_column("local_message", "at", nullable=False)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _make_again(
            fill="""
                INSERT INTO local_message
                SELECT seq, conversation_key, message_id, card, edits FROM kept
            """
        )
        return
    op.drop_column("local_message", "at")
    op.drop_column("local_message", "own")


def _make_again(*more: sa.Column[object], fill: str) -> None:
    """SQLite changes no column; a table that is renamed would keep its name in quotes."""
    op.execute("CREATE TEMPORARY TABLE kept AS SELECT * FROM local_message")
    op.drop_table("local_message")
    op.create_table(
        "local_message",
        sa.Column("seq", NUMBER, primary_key=True),
        sa.Column("conversation_key", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False, unique=True),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("edits", sa.Text(), nullable=True),
        *more,
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_local_message_conversation_key_seq", "local_message", ["conversation_key", "seq"]
    )
    op.execute(fill)
    op.execute("DROP TABLE kept")
