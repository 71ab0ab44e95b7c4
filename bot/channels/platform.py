"""A channel with a platform behind it: what starts and ends with the assistant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from starlette.routing import BaseRoute

from bot.ports import Channel


class Platform(Protocol):
    """A connection to Slack or Telegram, or the addresses that they call."""

    @property
    def channel(self) -> Channel:
        """Its sending half."""
        ...

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """Addresses that the platform calls; each proves by itself who asks."""
        ...

    async def start(self) -> None:
        """Begins to receive; returns once it tries to, and goes on trying.

        Raises:
            SetupError: a token or a secret is wrong.
        """
        ...

    async def stop(self) -> None:
        """Receives no more; what was received is committed."""
        ...
