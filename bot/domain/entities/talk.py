"""People, their conversations, and what staff are asked to do in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.entities.identity import new_id


@dataclass(eq=False)
class Person:
    """Somebody who writes to us, the same in every channel they proved to be in."""

    display_name: str
    language: str
    created_at: datetime
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class ChannelAccount:
    """A person's account in a channel; unique by channel, workspace and external id."""

    channel: str
    workspace: str
    external_id: str
    person_id: str
    id: str = field(default_factory=new_id)


class Owner(StrEnum):
    """Who answers in a conversation; never two at once."""

    ASSISTANT = "assistant"
    STAFF = "staff"


@dataclass(eq=False)
class Conversation:
    """A person's private talk with us in one channel.

    Attributes:
        key: `InboundMessage.conversation_key`, unique.
        membership_id: the active company, or None.
        awaiting: name of the question that is open, or None.
        context: what that question is about (JSON).
        unreachable_since: when a message could not be delivered because the person blocked us or
            never began; None once they wrote again.
    """

    key: str
    channel: str
    workspace: str
    chat_id: str
    person_id: str
    last_message_at: datetime
    membership_id: str | None = None
    awaiting: str | None = None
    context: dict[str, Any] = field(default_factory=dict)
    owner: Owner = Owner.ASSISTANT
    unreachable_since: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class ButtonToken:
    """What a button does; consumed by the change it makes, not by the press.

    Attributes:
        token: opaque, short enough for every platform's limit (64 bytes at Telegram).
        person_id: the only one who may press it.
        action: name of a button action; `data` its fields (JSON).
        group: tokens shown together; using one uses them all.
        subject_version: version of what it acts on when it was shown, or None.
    """

    token: str
    conversation_id: str
    person_id: str
    membership_id: str | None
    action: str
    data: dict[str, Any]
    group: str
    created_at: datetime
    subject_version: int | None = None
    used_at: datetime | None = None
    label: str = ""


class Author(StrEnum):
    """Who said a line of a transcript."""

    PERSON = "person"
    ASSISTANT = "assistant"
    STAFF = "staff"


@dataclass(eq=False)
class TranscriptLine:
    """One thing said in a conversation, kept by us whatever the platform keeps."""

    conversation_id: str
    author: Author
    text: str
    at: datetime
    name: str = ""
    id: str = field(default_factory=new_id)


class CaseKind(StrEnum):
    """What the merchant's staff are asked to do."""

    HANDOFF = "handoff"
    NEW_COMPANY = "new_company"
    HELD_ORDER = "held_order"
    UNKNOWN_ORDER = "unknown_order"


@dataclass(eq=False)
class StaffCase:
    """Something that waits for the merchant's staff.

    Attributes:
        data: what they need to see (JSON).
        assigned_to: name of the member of staff who took it, or None.
    """

    kind: CaseKind
    conversation_id: str
    created_at: datetime
    company_id: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    assigned_to: str | None = None
    closed_at: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0
