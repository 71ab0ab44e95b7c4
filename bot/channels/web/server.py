"""The HTTP server of the web channel, the sandbox and the public pages."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from bot.channels.web.guard import PLATFORMS, PUBLIC, Guard
from bot.standins.loopback import LOOPBACK, LoopbackServer


class WebServer:
    """Listens on the loopback, or where `host` says, while it serves.

    Args:
        routes: for people at this machine.
        public: routes below `/decide/`, and those that platforms call; also reached by the host
            of `public_url`.
        port: where; nobody else may listen there.
        public_url: what links in mails begin with; None is our own address.
        host: the address to listen at. Whatever it is, pages answer to the names of this machine
            and of `public_url` alone.
    """

    def __init__(
        self,
        routes: Sequence[BaseRoute],
        *,
        port: int,
        public: Sequence[BaseRoute] = (),
        public_url: str | None = None,
        host: str = LOOPBACK,
    ) -> None:
        below = (PUBLIC, *PLATFORMS)
        wrong = [route for route in public if not getattr(route, "path", "").startswith(below)]
        if wrong:
            raise ValueError(f"public pages live below {below}: {wrong}")
        self.url = f"http://{LOOPBACK}:{port}"
        self._ending = asyncio.Event()
        guard = Middleware(Guard, port=port, public_url=public_url)
        app = Starlette(routes=[*public, *routes], middleware=[guard])
        app.state.ending = self._ending
        self._server = LoopbackServer(app, port, host)

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Listens while inside; event streams end with it. Raises SetupError: port taken."""
        await self._server.open()
        try:
            yield
        finally:
            self._ending.set()
            await self._server.close()
