"""The assistant as a process of its own, called by platforms: settings as JSON on standard input.

    python -m tests.bench.assistant < settings.json

It says READY on standard output, and runs until it is killed.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys

from bot.priority import give_way
from bot.settings import Settings


async def _run(settings: Settings) -> None:
    # Importing takes a second of the processor, which is not to be taken from those who receive.
    give_way(settings)
    from bot.bootstrap import App, build_app
    from bot.channels.calls import PlatformCalls
    from bot.channels.web.held import Held
    from bot.channels.web.server import WebServer

    app = await build_app(settings, unpaced=True)
    async with contextlib.AsyncExitStack() as stack:
        if settings.does != "work":
            held: Held[App] = Held()
            held.put(app)
            calls = PlatformCalls(held).routes
            port, url = settings.web_port or 0, settings.web_url
            server = WebServer([], public=calls, port=port, public_url=url)
            await stack.enter_async_context(server.serving())
        await app.start()
        print("READY", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_run(Settings.model_validate_json(sys.stdin.read())))
