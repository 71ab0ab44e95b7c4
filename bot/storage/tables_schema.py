"""What the database says of itself, beside Alembic's own note of its revision."""

from __future__ import annotations

from sqlalchemy import Column

from bot.storage.metadata import table
from bot.storage.types import Words

schema_floor = table("schema_floor", Column("revision", Words, nullable=False))
"""One row: the newest revision that the oldest version knows which may work with this database.

A migration that takes away what the version before it uses raises it to its own revision.
"""
