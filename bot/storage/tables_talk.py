"""Tables of people and their conversations."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, Integer, UniqueConstraint

from bot.domain.entities import Author, CaseKind, Owner
from bot.storage.metadata import entity_table, refers_to
from bot.storage.types import Instant, Json, Words, named

person = entity_table(
    "person",
    "id",
    [
        Column("display_name", Words, nullable=False),
        Column("language", Words, nullable=False),
        Column("created_at", Instant, nullable=False),
    ],
)

channel_account = entity_table(
    "channel_account",
    "id",
    [
        Column("channel", Words, nullable=False),
        Column("workspace", Words, nullable=False),
        Column("external_id", Words, nullable=False),
        Column("person_id", Words, refers_to("person.id"), nullable=False, index=True),
    ],
    UniqueConstraint("channel", "workspace", "external_id"),
)

conversation = entity_table(
    "conversation",
    "id",
    [
        Column("key", Words, nullable=False, unique=True),
        Column("channel", Words, nullable=False),
        Column("workspace", Words, nullable=False),
        Column("chat_id", Words, nullable=False),
        Column("person_id", Words, refers_to("person.id"), nullable=False),
        Column("last_message_at", Instant, nullable=False),
        Column("membership_id", Words, refers_to("membership.id")),
        Column("awaiting", Words),
        Column("context", Json[dict[str, Any]](), nullable=False),
        Column("owner", named(Owner), nullable=False),
        Column("unreachable_since", Instant),
    ],
    Index(None, "person_id", "last_message_at"),
)

transcript_line = entity_table(
    "transcript_line",
    "id",
    [
        Column("conversation_id", Words, refers_to("conversation.id"), nullable=False),
        Column("author", named(Author), nullable=False),
        Column("text", Words, nullable=False),
        Column("at", Instant, nullable=False),
        Column("name", Words, nullable=False),
    ],
    Index(None, "conversation_id", "at"),
)

button_token = entity_table(
    "button_token",
    "token",
    [
        Column("conversation_id", Words, refers_to("conversation.id"), nullable=False),
        Column("person_id", Words, refers_to("person.id"), nullable=False),
        Column("membership_id", Words, refers_to("membership.id")),
        Column("action", Words, nullable=False),
        Column("data", Json[dict[str, Any]](), nullable=False),
        Column("group", Words, nullable=False, index=True),
        Column("created_at", Instant, nullable=False),
        Column("subject_version", Integer),
        Column("used_at", Instant),
        Column("label", Words, nullable=False),
    ],
)

staff_case = entity_table(
    "staff_case",
    "id",
    [
        Column("kind", named(CaseKind), nullable=False),
        Column("conversation_id", Words, refers_to("conversation.id"), nullable=False),
        Column("created_at", Instant, nullable=False),
        Column("company_id", Words),
        Column("data", Json[dict[str, Any]](), nullable=False),
        Column("assigned_to", Words),
        Column("closed_at", Instant),
    ],
    Index(None, "conversation_id", "kind"),
    Index(None, "closed_at", "created_at"),
)
