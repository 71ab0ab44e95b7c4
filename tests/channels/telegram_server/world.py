"""What the small Telegram knows: chats, messages, files, and updates on their way to the bot."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from channels.people import Seen

JSON = dict[str, Any]


class Refused(Exception):  # noqa: N818 - what it is
    """A request is answered with an error.

    Attributes:
        status: of HTTP, and the Bot API's error code.
        retry_after: seconds, for 429.
    """

    def __init__(self, status: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.retry_after = retry_after


@dataclass
class Fault:
    """What a method shall do wrong.

    Attributes:
        status: to answer with; 0 loses the connection.
        times: for how many calls.
        done: the work is done all the same, so that only the answer is lost.
        after: calls that go well before.
    """

    method: str
    status: int = 0
    description: str = "fault"
    retry_after: int | None = None
    times: int = 1
    done: bool = False
    after: int = 0

    def strikes(self) -> bool:
        """Counts a call."""
        if self.after:
            self.after -= 1
            return False
        self.times -= 1
        return self.times >= 0


@dataclass
class Stored:
    """A file that Telegram keeps. `size` may claim more than there is."""

    file_id: str
    filename: str
    media_type: str
    content: bytes
    size: int


@dataclass
class Sent:
    """A message of the bot as it stands now."""

    message_id: int
    text: str
    html: str = ""
    keyboard: list[list[JSON]] = field(default_factory=list)
    topic: int | None = None
    reply_to: int | None = None
    fixed: bool = False
    """Telegram lets nobody change or delete it any more."""
    is_file: bool = False
    """A text below a file is a caption, which is changed by another method."""


@dataclass
class Room:
    """A chat, private or a group.

    Attributes:
        started: a person pressed Start, so that the bot may write.
        sent: what the bot wrote and was not deleted.
        seen: everything the bot did there, oldest first.
    """

    chat: JSON
    started: bool = False
    blocked: bool = False
    topics: set[int] = field(default_factory=set)
    sent: dict[int, Sent] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)
    newest: int = 0

    def next_id(self) -> int:
        """Messages are numbered in each chat."""
        self.newest += 1
        return self.newest


@dataclass
class OnItsWay:
    """An update that the bot has not confirmed yet.

    Attributes:
        attempts: how often it was handed over.
    """

    update: JSON
    confirmed: asyncio.Event = field(default_factory=asyncio.Event)
    attempts: int = 0

    @property
    def id(self) -> int:
        """Of the update."""
        number: int = self.update["update_id"]
        return number
