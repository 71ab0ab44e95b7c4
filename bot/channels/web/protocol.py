"""What goes over HTTP: a message as the browser posts it, and as the browser is shown it."""

from __future__ import annotations

import dataclasses
import re
from pathlib import PurePosixPath
from typing import Any, Literal
from urllib.parse import quote

import msgspec

from bot.channels.local import WORKSPACE
from bot.channels.web.channel import NAME
from bot.messages import Attachment, Card, InboundKind, InboundMessage, Sender
from bot.ports import LocalMessage

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_BODY = 8 * 1024 * 1024
"""Bytes; base64 takes a third more than the file."""
LONGEST_TEXT = 10_000
_LONGEST_WORD = 200
_PERSON = re.compile(r"[\w.@+-]{1,64}")
_ID = re.compile(r"[\w-]{8,64}")
_SAID = "said"


class Refusal(Exception):  # noqa: N818 - an answer
    """A request can't be served.

    Attributes:
        code: for programs, "bad-id".
        status: of HTTP.
    """

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


class Post(msgspec.Struct):
    """Something a person did, with an id of their own making: a repeat has no second effect.

    Attributes:
        kind: "text" has `text`, a command when it starts with a slash; "button" has `token`, and
            `label` as the person saw it; "file" has `filename`, `media_type` and `content`.
        name, language: how the person is called, and what they speak, when they are new.
    """

    id: str
    kind: Literal["text", "button", "file"]
    text: str = ""
    token: str = ""
    label: str = ""
    filename: str = ""
    media_type: str = "application/octet-stream"
    content: bytes = b""
    name: str = ""
    language: str | None = None


_decode = msgspec.json.Decoder(Post).decode


def read_person(person: str) -> str:
    """The person of an address. Raises Refusal."""
    if not _PERSON.fullmatch(person):
        raise Refusal("bad-person", "A person's name has letters, digits and . @ + - _ only.")
    return person


def read_post(body: bytes) -> Post:
    """A posted message that can be taken. Raises Refusal."""
    try:
        post = _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal("bad-request", f"This is no message: {error}") from error
    if not _ID.fullmatch(post.id):
        raise Refusal("bad-id", "An id has 8 to 64 letters, digits or dashes.")
    if len(post.text) > LONGEST_TEXT:
        raise Refusal("too-long", f"A text has at most {LONGEST_TEXT} characters.")
    if len(post.content) > LARGEST_FILE:
        raise Refusal("too-large", f"A file has at most {LARGEST_FILE} bytes.", 413)
    if not {"text": post.text.strip(), "button": post.token, "file": post.filename}[post.kind]:
        raise Refusal("bad-request", f"A {post.kind} must not be empty.")
    return post


def _attachment(post: Post) -> Attachment:
    name = PurePosixPath(post.filename.replace("\\", "/")).name[:_LONGEST_WORD] or "file"
    return Attachment(name, post.media_type[:_LONGEST_WORD], post.content)


def inbound(person: str, post: Post) -> InboundMessage:
    """A posted message as the inbox takes it."""
    # Ids are the client's own: the person is part of them, or one could swallow another's message.
    external_id = f"{_SAID}:{person}:{post.id}"
    sender = Sender(person, post.name[:_LONGEST_WORD] or person, post.language)

    def message(kind: InboundKind, **more: Any) -> InboundMessage:
        return InboundMessage(NAME, WORKSPACE, external_id, person, kind, sender=sender, **more)

    if post.kind == "button":
        return message(InboundKind.BUTTON, token=post.token)
    if post.kind == "file":
        return message(InboundKind.FILE, attachments=(_attachment(post),))
    kind = InboundKind.COMMAND if post.text.startswith("/") else InboundKind.TEXT
    return message(kind, text=post.text)


def shown(post: Post) -> Card:
    """A posted message as its sender sees it."""
    if post.kind == "file":
        return Card(attachments=(_attachment(post),))
    return Card(post.label[:_LONGEST_WORD] if post.kind == "button" else post.text)


def own_id(person: str, message_id: str) -> str:
    """The id that the client gave to a message of its own."""
    return message_id.removeprefix(f"{_SAID}:{person}:")


def message_data(person: str, message: LocalMessage) -> dict[str, Any]:
    """A message as the browser gets it; files are told with their address, not sent."""
    card = msgspec.to_builtins(dataclasses.replace(message.card, attachments=()))
    why = card.pop("why", None)
    del card["attachments"]
    base = f"/api/chat/{quote(person)}/files/{quote(message.message_id, safe='')}"
    card["files"] = [
        {
            "filename": file.filename,
            "media_type": file.media_type,
            "description": file.description,
            "size": len(file.content),
            "url": f"{base}/{index}",
        }
        for index, file in enumerate(message.card.attachments)
    ]
    own = message.own
    return {
        "chat": person,
        "seq": message.seq,
        "id": own_id(person, message.message_id) if own else message.message_id,
        "own": own,
        "edits": message.edits,
        "card": card,
        "why": why,
        "at": message.at.isoformat() if message.at else None,
    }
