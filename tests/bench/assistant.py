"""The assistant as a process of its own, called by platforms: settings as JSON on standard input.

    python -m tests.bench.assistant < settings.json

It says READY on standard output, and runs until it is killed.
"""

from __future__ import annotations

import asyncio
import sys

from bot.bootstrap import App, build_app
from bot.channels.calls import PlatformCalls
from bot.channels.web.held import Held
from bot.channels.web.server import WebServer
from bot.settings import Settings


async def _run(settings: Settings) -> None:
    app = await build_app(settings, unpaced=True)
    held: Held[App] = Held()
    held.put(app)
    if settings.does == "work":
        await app.start()
        print("READY", flush=True)
        await asyncio.Event().wait()
    server = WebServer(
        [],
        public=PlatformCalls(held).routes,
        port=settings.web_port or 0,
        public_url=settings.web_url,
    )
    async with server.serving():
        await app.start()
        print("READY", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_run(Settings.model_validate_json(sys.stdin.read())))
