"""What asks in modals: a port, so that receiving knows nothing of forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bot.messages import InboundMessage


class Dialogs(Protocol):
    """Modals that are opened by a press and persisted when they are sent off."""

    async def pressed(self, body: Mapping[str, Any], client: AsyncWebClient) -> bool:
        """Opens a modal where the pressed button has a form; False leaves the press to the turn."""
        ...

    async def submitted(self, body: Mapping[str, Any]) -> dict[str, Any] | InboundMessage:
        """What was filled in, or the `response_action` that tells what is wrong with it."""
        ...
