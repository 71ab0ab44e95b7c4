"""The sending half of the terminal: a post-box that its reader empties whenever it is there."""

from __future__ import annotations

from bot.domain.entities import Conversation
from bot.messages import Card
from bot.ports import LocalMessages

NAME = "terminal"
WORKSPACE = "local"


class TerminalChannel:
    """Implements `bot.ports.Channel`; nothing is undeliverable, only unread."""

    name = NAME

    def __init__(self, messages: LocalMessages) -> None:
        self._messages = messages

    async def send(
        self, conversation: Conversation, card: Card, *, message_id: str, edit: str | None = None
    ) -> str:
        """Keeps the card for its reader; its handle is `message_id`."""
        await self._messages.append(conversation.key, message_id, card, edit)
        return message_id
