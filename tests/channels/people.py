"""A person at their own app, as a small platform of ours shows it to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.messages import Card


@dataclass(frozen=True)
class Seen:
    """A message as its reader sees it, or a change to one.

    Attributes:
        message_id: the platform's own name of it.
        card: what is read: every visible word in `text`, unescaped as an app would show it; files
            in `attachments`; buttons with the token that their press carries.
        edits: whether this is an earlier message as it reads now.
    """

    message_id: str
    card: Card
    edits: bool = False


class PersonalChat(Protocol):
    """One person's private chat with the assistant, through the platform's real protocol.

    What is sent has been taken by the assistant (acknowledged, confirmed) when a method returns.
    """

    async def write(self, text: str) -> None:
        """Sends a message, or a command when it begins with a slash."""
        ...

    async def press(self, token: str) -> None:
        """Presses the newest button that carries this token, shown now or before."""
        ...

    async def upload(self, filename: str, media_type: str, content: bytes) -> None:
        """Sends a file."""
        ...

    def seen(self) -> Sequence[Seen]:
        """Everything the assistant sent to this chat, changes too, oldest first."""
        ...


class SmallPlatform(Protocol):
    """Slack or Telegram as far as the assistant can tell."""

    def chat(self, user_id: str, name: str, language: str) -> PersonalChat:
        """The private chat of a person, made when they first turn up."""
        ...

    def conversation_key(self, user_id: str) -> str:
        """The key under which the assistant knows that chat."""
        ...
