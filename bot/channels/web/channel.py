"""The sending half of the web channel: a post-box that its readers follow while they are there."""

from __future__ import annotations

from bot.domain.entities import Conversation
from bot.messages import Card, InboundKind, InboundMessage
from bot.ports import LocalMessages

NAME = "web"
WORKSPACE = "local"


def conversation_key(person: str) -> str:
    """The key of a person's conversation."""
    return InboundMessage(NAME, WORKSPACE, "", person, InboundKind.TEXT).conversation_key


class WebChannel:
    """Implements `bot.ports.Channel`; nothing is undeliverable, only unread."""

    name = NAME

    def __init__(self, messages: LocalMessages) -> None:
        self._messages = messages

    async def send(
        self, conversation: Conversation, card: Card, *, message_id: str, edit: str | None = None
    ) -> str:
        """Keeps the card for its readers; its handle is `message_id`."""
        await self._messages.append(conversation.key, message_id, card, edit)
        return message_id
