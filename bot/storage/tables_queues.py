"""Tables of what comes in, what is to go out, and the post-boxes of our own channels.

`leased_until` and the inbox's `due_at` are real time; the outbox's `due_at` and a local message's
`at` are business time.
`fence` grows with each lease. `outcome` is empty while the row is open.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, UniqueConstraint, text

from bot.messages import Card, InboundMessage
from bot.ports import EffectKind
from bot.storage.metadata import table
from bot.storage.types import Instant, Json, Typed, Words, named

_OPEN = text("outcome = ''")
_LEASED = text("outcome = '' AND leased_until IS NOT NULL")
"""A few rows, where those that wait for their time may be very many."""


def _work() -> list[Column[Any]]:
    """The columns of a row that workers lease."""
    return [
        Column("due_at", Instant, nullable=False),
        Column("attempt", Integer, nullable=False, default=0),
        Column("fence", Integer, nullable=False, default=0),
        Column("worker", Words, nullable=False, default=""),
        Column("leased_until", Instant),
        Column("outcome", Words, nullable=False, default=""),
        Column("ended_at", Instant),
        Column("error", Words, nullable=False, default=""),
    ]


inbox = table(
    "inbox",
    Column("channel", Words, nullable=False),
    Column("workspace", Words, nullable=False),
    Column("external_id", Words, nullable=False),
    Column("conversation_key", Words, nullable=False),
    Column("message", Typed[InboundMessage](InboundMessage), nullable=False),
    Column("received_at", Instant, nullable=False),
    *_work(),
    UniqueConstraint("channel", "workspace", "external_id"),
    Index("ix_inbox_open", "conversation_key", "seq", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_inbox_waiting", "seq", sqlite_where=_OPEN, postgresql_where=_OPEN),
)

outbox = table(
    "outbox",
    Column("id", Words, nullable=False, unique=True),
    Column("kind", named(EffectKind), nullable=False),
    Column("destination", Words, nullable=False),
    Column("payload", Json[dict[str, Any]](), nullable=False),
    Column("key", Words, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("handle", Words, nullable=False, default=""),
    *_work(),
    Index(
        "ix_outbox_open", "kind", "destination", "seq", sqlite_where=_OPEN, postgresql_where=_OPEN
    ),
    Index("ix_outbox_due", "due_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_outbox_leased", "leased_until", sqlite_where=_LEASED, postgresql_where=_LEASED),
)

local_message = table(
    "local_message",
    Column("conversation_key", Words, nullable=False),
    Column("message_id", Words, nullable=False, unique=True),
    Column("card", Typed[Card](Card), nullable=False),
    Column("edits", Words),
    Column("own", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "conversation_key", "seq"),
)
