"""The sending half of a channel that has no platform behind it: terminal and web."""

from __future__ import annotations

from bot.domain.entities import Conversation
from bot.messages import Card
from bot.ports import LocalMessages

WORKSPACE = "local"


class LocalChannel:
    """Implements `bot.ports.Channel`: a post-box that its readers empty or follow.

    Nothing is undeliverable, only unread.
    """

    def __init__(self, name: str, messages: LocalMessages) -> None:
        self.name = name
        self._messages = messages

    async def send(
        self, conversation: Conversation, card: Card, *, message_id: str, edit: str | None = None
    ) -> str:
        """Keeps the card for its readers; its handle is `message_id`."""
        await self._messages.append(conversation.key, message_id, card, edit)
        return message_id
