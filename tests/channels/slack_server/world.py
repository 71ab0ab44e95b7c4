"""What the small Slack remembers: workspaces, people, messages, views and files."""

from __future__ import annotations

import copy
import itertools
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]

SCOPES = frozenset(
    {
        "app_mentions:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "im:history",
        "im:write",
        "users:read",
        "users:read.email",
    }
)
"""What our manifest asks for: a method that needs more is refused."""
TRIGGER_SECONDS = 3.0


@dataclass
class User:
    """Somebody in Slack.

    Attributes:
        team_id: their own workspace; another one's for a guest through Slack Connect.
        fault: the error that messages to them meet, or empty.
    """

    id: str
    name: str
    team_id: str
    locale: str = "en-US"
    email: str = ""
    fault: str = ""


@dataclass
class Posted:
    """A message as it stands.

    Attributes:
        only_for: the one user who sees it (ephemeral), or empty.
    """

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[JSON] = field(default_factory=list)
    thread_ts: str = ""
    metadata: JSON = field(default_factory=dict)
    files: list[JSON] = field(default_factory=list)
    only_for: str = ""
    by_bot: bool = False


@dataclass(frozen=True)
class Change:
    """A message was posted, or reads anew."""

    posted: Posted
    edits: bool = False


@dataclass
class StoredFile:
    """A file; `shown` once it was completed."""

    id: str
    name: str
    media_type: str
    content: bytes = b""
    user: str = ""
    length: int = 0
    alt_text: str = ""
    shown: bool = False


@dataclass
class Workspace:
    """A workspace that the app is installed in."""

    team_id: str
    name: str
    bot_token: str
    bot_user_id: str
    bot_id: str
    app_id: str
    scopes: frozenset[str] = SCOPES
    revoked: str = ""
    """The error that its token meets, or empty."""
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)
    """Shared channels by id, with their names; direct messages are not among them."""
    messages: dict[tuple[str, str], Posted] = field(default_factory=dict)
    log: list[Change] = field(default_factory=list)
    homes: dict[str, JSON] = field(default_factory=dict)
    """The newest home view of each user."""
    views: dict[str, JSON] = field(default_factory=dict)
    """Open modals."""
    files: dict[str, StoredFile] = field(default_factory=dict)
    triggers: dict[str, tuple[str, float]] = field(default_factory=dict)
    _ids: itertools.count[int] = field(default_factory=itertools.count)

    def new_id(self, letter: str) -> str:
        """A fresh id such as Slack's."""
        return f"{letter}{secrets.token_hex(5).upper()}"

    def new_ts(self) -> str:
        """A fresh time stamp; they grow."""
        return f"{int(time.time())}.{next(self._ids):06d}"

    def user(self, user_id: str, name: str = "", locale: str = "en-US") -> User:
        """A member, made when they first turn up."""
        if user_id not in self.users:
            self.users[user_id] = User(user_id, name or user_id, self.team_id, locale)
        return self.users[user_id]

    def direct(self, user_id: str) -> str:
        """The channel of the app's direct messages with a user."""
        return f"D{user_id}"

    def user_of_direct(self, channel: str) -> User | None:
        """Whose direct messages these are."""
        return self.users.get(channel[1:]) if channel.startswith("D") else None

    def trigger(self, user_id: str) -> str:
        """A fresh trigger; it lives for three seconds and opens one view."""
        made = f"{next(self._ids)}.{self.team_id}.{secrets.token_hex(8)}"
        self.triggers[made] = (user_id, time.monotonic() + TRIGGER_SECONDS)
        return made

    def keep(self, posted: Posted, *, edits: bool = False) -> None:
        """Notes a message as it is now."""
        self.messages[posted.channel, posted.ts] = posted
        self.log.append(Change(copy.deepcopy(posted), edits))

    def posts(self, channel: str) -> list[Posted]:
        """What stands in a channel now, oldest first."""
        return [p for (where, _), p in sorted(self.messages.items()) if where == channel]
