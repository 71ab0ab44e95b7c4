"""What goes over the socket: one JSON object a line, its kind under "type".

A client says hello and gets what it missed. Each thing it sends bears an id of its own making; it
sends it again after a lost connection until the server has acknowledged it, and the server drops
what it knows. Acknowledged means committed, not answered.
"""

from __future__ import annotations

from typing import Any

import msgspec

from bot.ports import LocalMessage

LONGEST_LINE = 8 * 1024 * 1024
"""Bytes; bounds a file to about 6 MB, base64 taking a third more."""
LARGEST_FILE = 5 * 1024 * 1024


class Hello(msgspec.Struct, tag="hello"):
    """Who is there. `seen`: the last message it was shown, 0 for none."""

    person: str
    name: str = ""
    language: str | None = None
    seen: int = 0


class Say(msgspec.Struct, tag="say"):
    """A text, or a command when it starts with a slash."""

    id: str
    text: str


class Press(msgspec.Struct, tag="press"):
    """A button, by its token."""

    id: str
    token: str


class SendFile(msgspec.Struct, tag="file"):
    """A file, whole."""

    id: str
    filename: str
    media_type: str
    content: bytes


class AwaitIdle(msgspec.Struct, tag="await_idle"):
    """Asks to be told when nothing is left to do, at the latest after so many seconds."""

    seconds: float


class AskDesk(msgspec.Struct, tag="desk"):
    """A request of the merchant's staff: a method of the desk and its arguments."""

    id: str
    method: str
    arguments: dict[str, str] = {}


FromClient = Hello | Say | Press | SendFile | AwaitIdle | AskDesk


class Acknowledged(msgspec.Struct, tag="acknowledged"):
    """What bears this id is committed."""

    id: str


class Shown(msgspec.Struct, tag="message"):
    """A card for this person."""

    message: LocalMessage


class Idle(msgspec.Struct, tag="idle"):
    """The answer to `AwaitIdle`; all messages so far were sent before it."""


class DeskAnswer(msgspec.Struct, tag="desk"):
    """The result of a request of the staff."""

    id: str
    result: Any = None


class Refused(msgspec.Struct, tag="refused"):
    """Something can't be done; with an empty id, the connection can't go on."""

    reason: str
    id: str = ""


FromServer = Acknowledged | Shown | Idle | DeskAnswer | Refused

decode_from_client = msgspec.json.Decoder(FromClient).decode
decode_from_server = msgspec.json.Decoder(FromServer).decode
_encode = msgspec.json.Encoder().encode


def line(frame: FromClient | FromServer) -> bytes:
    """A frame as it goes over the socket."""
    return _encode(frame) + b"\n"
