"""What goes in and out of a conversation, free of any platform's types.

Every string here is plain text as people or shops wrote it; channels escape it for their platform.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class InboundKind(StrEnum):
    """How something reached a conversation."""

    TEXT = "text"
    BUTTON = "button"
    COMMAND = "command"
    FILE = "file"
    EDIT = "edit"
    """The sender changed an earlier message; `text` is how it reads now."""
    EVENT = "event"
    """The result of one of our own effects: an order placed, a code that could not be mailed."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who wrote, as the channel knows them. `external_id` never changes; `name` may."""

    external_id: str
    name: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file: whole, or where a platform keeps it.

    Attributes:
        content: empty while the file lies with its platform.
        reference: the platform's own name of it, for `bot.ports.Channel.fetch`; else empty.
        description: what a picture shows, for those who do not see it; else empty.
    """

    filename: str
    media_type: str
    content: bytes
    reference: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One thing that arrived.

    Attributes:
        external_id: unique within channel and workspace; a repeat has no second effect.
        chat_id: the channel's own name of the conversation; private to one person.
        thread: the channel's own name of the thread that the answer belongs in, or empty.
        text: what was written, or a command with its arguments ("/order PAP-A4").
        token: the opaque token of a pressed button.
        event: for EVENT, its name.
        data: the fields (JSON) of an EVENT, or those that were filled in with a button's `Form`.
    """

    channel: str
    workspace: str
    external_id: str
    chat_id: str
    kind: InboundKind
    sender: Sender | None = None
    thread: str = ""
    text: str = ""
    token: str = ""
    attachments: tuple[Attachment, ...] = ()
    event: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def conversation_key(self) -> str:
        """What orders messages: one worker at a time handles one key."""
        return f"{self.channel}\x1f{self.workspace}\x1f{self.chat_id}"


class ButtonStyle(StrEnum):
    """How much a button calls for attention."""

    DEFAULT = "default"
    PRIMARY = "primary"
    DANGER = "danger"


class InputKind(StrEnum):
    """What can be filled into an input."""

    LINE = "line"
    TEXT = "text"
    """Several lines."""
    QUANTITY = "quantity"
    """A number that is not negative, with comma or point."""


@dataclass(frozen=True, slots=True)
class Input:
    """Something to be filled in.

    Attributes:
        name: its key in `InboundMessage.data`.
        value: what stands there at first.
    """

    name: str
    label: str
    kind: InputKind = InputKind.LINE
    value: str = ""
    required: bool = True
    longest: int = 500


@dataclass(frozen=True, slots=True)
class Form:
    """What a channel that has dialogs asks for when a button is pressed, before it counts.

    A channel without them sends the press alone, and the action asks in the conversation.
    """

    title: str
    submit: str
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """A choice; `token` is opaque, single-use and resolved in the database."""

    label: str
    token: str
    style: ButtonStyle = ButtonStyle.DEFAULT
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: a cart line, an order, a product."""

    title: str
    detail: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A label and its value: "Total", "1 234,50 €"."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class WhyLine:
    """How a product was found for what somebody wrote.

    Attributes:
        said: the words that name the product.
        op, quantity, unit: as understood; None where nothing was said.
        ground, score: why this product ("sku", "exact", "name", "synonym", "history") and how
            surely, 0 to 1; None while it is not settled.
    """

    said: str
    op: str | None = None
    quantity: str | None = None
    unit: str | None = None
    sku: str | None = None
    product: str | None = None
    ground: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Why the assistant answered so: for those who try it out or look after it.

    Attributes:
        intent: what was understood, or the name of a button's or event's action.
        confidence: of the intent, 0 to 1.
        by: "parser", "rules" (the parser was not needed or not there), "command", "button" or
            "event".
        rules: the rules that decided, as sentences in the reader's language.
    """

    intent: str
    confidence: float
    by: str
    lines: tuple[WhyLine, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One message of the assistant.

    Attributes:
        context: the company this is about, shown small on every card that concerns one.
        note: shown last and small.
        why: shown only by channels meant for trying out.
    """

    text: str = ""
    title: str = ""
    rows: tuple[Row, ...] = ()
    fields: tuple[Field, ...] = ()
    note: str = ""
    context: str = ""
    buttons: tuple[Button, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    why: Why | None = None
