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

    async def submitted(
        self, body: Mapping[str, Any], workspace: str
    ) -> dict[str, Any] | InboundMessage:
        """What was filled in, or the `response_action` that tells what is wrong with it.

        `workspace` is the one whose installation it came to.
        """
        ...

    async def workspace_of(self, body: Mapping[str, Any]) -> str | None:
        """Where the pressed button, or the one that a modal was opened by, was shown to them.

        What a guest does comes under the name of their own workspace. None for anything else.
        """
        ...
