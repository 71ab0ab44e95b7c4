"""The sending half of a channel that has no platform behind it: terminal and web."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.entities import Conversation
from bot.errors import Undeliverable
from bot.messages import Attachment, Card
from bot.ports import LocalMessages

WORKSPACE = "local"
NAMES = ("terminal", "web")


class LocalChannel:
    """Implements `bot.ports.Channel`: a post-box that its readers empty or follow.

    Nothing is undeliverable, only unread.
    """

    def __init__(self, name: str, messages: LocalMessages) -> None:
        self.name = name
        self._messages = messages

    async def send(
        self,
        conversation: Conversation,
        card: Card,
        *,
        message_id: str,
        edit: str | None = None,
        thread: str = "",
    ) -> str:
        """Keeps the card for its readers; its handle is `message_id`."""
        await self._messages.append(conversation.key, message_id, card, edit)
        return message_id

    async def show_home(self, conversation: Conversation, cards: Sequence[Card]) -> None:
        """There is no such page. Raises Undeliverable."""
        raise Undeliverable("no home page here")

    async def fetch(self, workspace: str, attachment: Attachment) -> Attachment:
        """Files come whole."""
        return attachment
