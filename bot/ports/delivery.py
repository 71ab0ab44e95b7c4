"""The sending half of a channel."""

from __future__ import annotations

from typing import Protocol

from bot.domain.entities import Conversation
from bot.messages import Card


class Channel(Protocol):
    """The sending half of a channel."""

    name: str

    async def send(
        self, conversation: Conversation, card: Card, *, message_id: str, edit: str | None = None
    ) -> str:
        """Delivers a card and returns the channel's handle of it.

        Args:
            conversation: where to.
            card: what.
            message_id: ours, the same on a repeat, so that a channel may drop it.
            edit: the handle of an earlier message to replace, or None.

        Raises:
            DeliveryFailed: not now.
            Undeliverable: never.
        """
        ...
