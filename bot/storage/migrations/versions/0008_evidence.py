"""The evidence: a log for each company that is only ever added to, and the heads that went out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SQLITE = (
    """CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
WHEN NEW.personal IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.seq IS NOT OLD.seq
OR NEW.company_id IS NOT OLD.company_id OR NEW.number IS NOT OLD.number OR NEW.at IS NOT OLD.at
OR NEW.kind IS NOT OLD.kind OR NEW.subject IS NOT OLD.subject OR NEW.who IS NOT OLD.who
OR NEW.facts IS NOT OLD.facts OR NEW.commitment IS NOT OLD.commitment
OR NEW.previous IS NOT OLD.previous OR NEW.hash IS NOT OLD.hash
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added'); END""",
    """CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added'); END""",
    """CREATE TRIGGER audit_head_no_update BEFORE UPDATE ON audit_head
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added'); END""",
    """CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'evidence is only ever added'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'evidence is only ever added'; END $$""",
    """CREATE FUNCTION audit_erase_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.personal IS NOT NULL OR NEW.salt IS NOT NULL
    OR to_jsonb(NEW) - 'personal' - 'salt' <> to_jsonb(OLD) - 'personal' - 'salt'
  THEN RAISE EXCEPTION 'evidence is only ever added'; END IF;
  RETURN NEW;
END $$""",
    """CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_erase_only()""",
    """CREATE TRIGGER audit_entry_no_delete BEFORE DELETE OR TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_head_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_head
FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
)


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("seq", NUMBER, primary_key=True),
        sa.Column("company_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("personal", sa.Text()),
        sa.Column("salt", sa.Text()),
        sa.Column("commitment", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_audit_entry_company_id_number", "audit_entry", ["company_id", "number"], unique=True
    )
    op.create_index("ix_audit_entry_subject", "audit_entry", ["subject"])
    op.create_table(
        "audit_head",
        sa.Column("seq", NUMBER, primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False, unique=True),
        sa.Column("day", sa.Text(), nullable=False, unique=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("logs", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if on_sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("audit_head")
    op.drop_table("audit_entry")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_erase_only()")
        op.execute("DROP FUNCTION audit_refuse()")
