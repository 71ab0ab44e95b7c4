"""The sending half of a channel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.domain.entities import Conversation
from bot.messages import Attachment, Card


class Channel(Protocol):
    """The sending half of a channel."""

    name: str

    async def send(
        self,
        conversation: Conversation,
        card: Card,
        *,
        message_id: str,
        edit: str | None = None,
        thread: str = "",
    ) -> str:
        """Delivers a card and returns the channel's handle of it.

        Args:
            conversation: where to.
            card: what.
            message_id: ours, the same on a repeat, so that a channel may drop it.
            edit: the handle of an earlier message to replace, or None.
            thread: where in the chat, as `InboundMessage.thread` has it, or empty.

        Raises:
            DeliveryFailed: not now.
            Undeliverable: never.
        """
        ...

    async def show_home(self, conversation: Conversation, cards: Sequence[Card]) -> None:
        """Shows these on the page that a person has with us, where a platform has such pages.

        Raises:
            DeliveryFailed: not now.
            Undeliverable: never.
        """
        ...

    async def fetch(self, workspace: str, attachment: Attachment) -> Attachment:
        """The file with its content.

        Raises:
            DeliveryFailed: not now.
            Undeliverable: it is gone, too large, or not for us.
        """
        ...
