"""The server of `comptoir run`, from its first part to its last."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.channels.terminal import Services, TerminalServer
from bot.cli.home import announce, socket_path, sole_server
from bot.embedded import Embedded
from bot.embedded.parser import LIMITED
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.bootstrap import App


async def serve(embedded: Embedded, person: str | None) -> None:
    """Runs until SIGINT or SIGTERM; with a person, until that person leaves the conversation.

    Args:
        embedded: the parts, not yet started, with the settings.
        person: who talks here, or None.

    Raises:
        SetupError: something that must be there is not, or a server runs on this home already.
        ShopError: the shop does not answer.
    """
    serving = asyncio.current_task()
    assert serving is not None  # noqa: S101 - a coroutine runs in a task
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, serving.cancel)
    with (
        contextlib.suppress(asyncio.CancelledError),
        sole_server(embedded.settings) as announcement,
    ):
        # The children take seconds to start; meanwhile the largest import goes on beside them.
        core = asyncio.create_task(asyncio.to_thread(importlib.import_module, "bot.bootstrap"))
        async with embedded:
            await core
            announce(announcement, embedded.settings)
            async with _assistant(embedded.settings) as terminal:
                _introduce(embedded)
                if person is None:
                    await asyncio.Event().wait()
                else:
                    from bot.channels.terminal.chat import chat

                    await chat(terminal.path, person)
    tell("Stopped.")


@contextlib.asynccontextmanager
async def _assistant(settings: Settings) -> AsyncIterator[TerminalServer]:
    from bot.bootstrap import build_app

    app = await build_app(settings)
    try:
        terminal = TerminalServer(socket_path(settings), _services(app))
        async with terminal.serving():
            await app.start()
            yield terminal
    finally:
        await app.stop()


def _services(app: App) -> Services:
    desk = app.desk
    return Services(
        messages=app.messages,
        receive=app.receive,
        await_idle=app.idle,
        desk={
            "cases": desk.cases,
            "show": desk.show,
            "take": desk.take,
            "say": desk.say,
            "hand_back": desk.hand_back,
            "release": desk.release,
            "refuse": desk.refuse,
        },
    )


def _introduce(embedded: Embedded) -> None:
    settings = embedded.settings
    shop = "in memory, forgotten at the end" if settings.shop == "memory" else settings.shop_url
    us = _typed_as()
    mail = f"caught here: {us} mail" if embedded.mail else "sent by the server that is set"
    tell(
        f"Comptoir is up.\n"
        f"  shop      {shop}\n"
        f"  parser    {settings.nlu_url or 'none'}\n"
        f"  VIES      {settings.vies_url}{' (a stand-in)' if embedded.vies else ''}\n"
        f"  mail      {mail}\n"
        f"  data      {settings.home.resolve()}\n"
        f"Talk to it from another terminal: {us} chat --as PERSON"
    )
    if settings.nlu_url is None:
        tell(f"No parser was asked for. {LIMITED}")
    elif embedded.parser_is_starting:
        tell(f"The parser is still starting. {LIMITED}")


def _typed_as() -> str:
    """What a person types here to run this program: its name, or its path where PATH lacks it."""
    ours = Path(sys.argv[0])
    found = shutil.which("comptoir")
    if not ours.is_file() or (found and Path(found).samefile(ours)):
        return "comptoir"
    return os.path.relpath(ours)


def tell(text: str) -> None:
    """Tells the person at the terminal, above a prompt if there is one."""
    print(text, flush=True)
