"""What the web channel is called, and whose conversation a post-box belongs to."""

from __future__ import annotations

from bot.channels.local import WORKSPACE
from bot.messages import InboundKind, InboundMessage

NAME = "web"


def conversation_key(person: str) -> str:
    """The key of a person's conversation."""
    return InboundMessage(NAME, WORKSPACE, "", person, InboundKind.TEXT).conversation_key
