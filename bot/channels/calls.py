"""The addresses that platforms call, passed on to the assistant that runs at that moment."""

from __future__ import annotations

from typing import Protocol

from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route, Router
from starlette.types import Receive, Scope, Send

from bot.channels.web.guard import PLATFORMS
from bot.channels.web.held import Away, Source


class Assistant(Protocol):
    """What is needed of the running assistant."""

    @property
    def calls(self) -> Router:
        """Every address of its platforms."""
        ...


class PlatformCalls:
    """Serves them; while there is no assistant a platform is asked to come again."""

    def __init__(self, assistants: Source[Assistant]) -> None:
        self._assistants = assistants

    @property
    def routes(self) -> list[BaseRoute]:
        """For `WebServer`, among the public ones."""
        return [Route(f"{prefix}{{rest:path}}", endpoint=self) for prefix in PLATFORMS]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves a request."""
        try:
            async with self._assistants.use() as assistant:
                await assistant.calls(scope, receive, send)
        except Away:
            away = PlainTextResponse("Come again.", 503, headers={"retry-after": "1"})
            await away(scope, receive, send)
