"""Tables of the evidence. The database itself refuses to change what was written into them.

Only the personal content of an entry, with its salt, can be taken out. Whoever owns the database
can take the triggers away; that is what the chain and the heads are for.
"""

from __future__ import annotations

from sqlalchemy import DDL, Column, Index, Integer, event

from bot.storage.metadata import table
from bot.storage.types import Instant, Words

audit_entry = table(
    "audit_entry",
    Column("company_id", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("kind", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("who", Words, nullable=False),
    Column("facts", Words, nullable=False),
    Column("personal", Words),
    Column("salt", Words),
    Column("commitment", Words, nullable=False),
    Column("previous", Words, nullable=False),
    Column("hash", Words, nullable=False),
    Index(None, "company_id", "number", unique=True),
    Index(None, "subject"),
)

audit_head = table(
    "audit_head",
    Column("number", Integer, nullable=False, unique=True),
    Column("day", Words, nullable=False, unique=True),
    Column("made_at", Instant, nullable=False),
    Column("logs", Integer, nullable=False),
    Column("digest", Words, nullable=False),
    Column("signature", Words, nullable=False),
    Column("document", Words, nullable=False),
)

_SQLITE = (
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

_POSTGRESQL = (
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

for _dialect, _statements in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
    for _statement in _statements:
        # With the last of the two tables: a trigger names one that must exist.
        guard: DDL = DDL(_statement)  # type: ignore[no-untyped-call]
        event.listen(audit_head, "after_create", guard.execute_if(dialect=_dialect))

GUARD = _SQLITE
"""Statements that set the triggers of a SQLite file."""
UNGUARD = tuple(f"DROP TRIGGER {statement.split()[2]}" for statement in _SQLITE)
"""Statements that take them away."""
