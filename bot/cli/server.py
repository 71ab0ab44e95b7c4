"""The server of `comptoir run`, from its first part to its last."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import shutil
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.channels.terminal import Services, TerminalServer
from bot.cli.home import announce, socket_path, sole_server
from bot.embedded import Embedded
from bot.embedded.parser import LIMITED
from bot.embedded.ports import HOST, reserve_web
from bot.priority import give_way
from bot.settings import Settings

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from bot.bootstrap import App
    from bot.channels.web.held import Source

_CORE = "bot.sandbox.routes"
"""Imports all that `_serving` needs."""


async def serve(embedded: Embedded, person: str | None) -> None:
    """Runs until SIGINT or SIGTERM; with a person, until that person leaves the conversation.

    Args:
        embedded: the parts, not yet started, with the settings.
        person: who talks here, or None.

    Raises:
        SetupError: something that must be there is not, or a server runs on this home already.
        ShopError: the shop does not answer.
    """
    give_way(embedded.settings)
    serving = asyncio.current_task()
    assert serving is not None  # noqa: S101 - a coroutine runs in a task
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, serving.cancel)
    with (
        contextlib.suppress(asyncio.CancelledError),
        sole_server(embedded.settings) as announcement,
    ):
        # The children take seconds to start; meanwhile the largest import goes on beside them.
        core = asyncio.create_task(asyncio.to_thread(importlib.import_module, _CORE))
        place_web(embedded)
        async with embedded:
            await core
            announce(announcement, embedded.settings)
            async with _serving(embedded) as url:
                _introduce(embedded, url)
                if person is None:
                    await asyncio.Event().wait()
                else:
                    from bot.channels.terminal.chat import chat

                    await chat(socket_path(embedded.settings), person)
    tell("Stopped.")


def place_web(embedded: Embedded) -> None:
    """Settles where the web server listens and what links in mails begin with, in the settings.

    Raises:
        SetupError: the port that was asked for is taken.
    """
    port = reserve_web(embedded.settings.web_port)
    changes: dict[str, object] = {"web_port": port}
    if embedded.settings.web_url is None and embedded.settings.smtp_url is None:
        # Mails that stay on this machine may lead to it; out in the world it means another one.
        changes["web_url"] = f"http://{HOST}:{port}"
    embedded.settings = embedded.settings.model_copy(update=changes)


@contextlib.asynccontextmanager
async def _serving(embedded: Embedded) -> AsyncIterator[str]:
    """The assistant with its terminal and its web server; gives the address for a browser."""
    from bot.channels.calls import PlatformCalls
    from bot.channels.mail.pages import DecisionPages
    from bot.channels.web.held import Held
    from bot.channels.web.metrics import ROUTES as METRICS
    from bot.channels.web.server import WebServer
    from bot.sandbox.routes import OFF, SandboxRoutes
    from bot.sandbox.sandbox import Sandbox, possible

    settings = embedded.settings
    async with contextlib.AsyncExitStack() as stack:
        routes: Sequence[BaseRoute]
        apps: Source[App]
        if possible(embedded):
            sandbox = Sandbox(embedded, lambda app: terminal(settings, app))
            stack.push_async_callback(sandbox.stop)
            await sandbox.start()
            apps, routes = sandbox.apps, SandboxRoutes(sandbox).routes
        else:
            held: Held[App] = Held()
            held.put(await stack.enter_async_context(_assistant(settings)))
            apps, routes = held, OFF
        web = WebServer(
            [*METRICS, *routes],
            public=[*DecisionPages(apps).routes, *PlatformCalls(apps).routes],
            port=settings.web_port or 0,
            public_url=settings.web_url,
        )
        await stack.enter_async_context(web.serving())
        yield web.url


@contextlib.asynccontextmanager
async def _assistant(settings: Settings) -> AsyncIterator[App]:
    """The assistant where the shop, the mail or the database is a real one."""
    from bot.bootstrap import build_app

    app = await build_app(settings)
    try:
        async with terminal(settings, app):
            await app.start()
            yield app
    finally:
        await app.stop()


def terminal(settings: Settings, app: App) -> AbstractAsyncContextManager[None]:
    """Listens for `comptoir chat`, `desk` and the other commands that ask a server."""
    return TerminalServer(socket_path(settings), _services(app)).serving()


def _services(app: App) -> Services:
    desk, companies = app.desk, app.companies
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
            "settle_placed": desk.settle_placed,
            "settle_not_placed": desk.settle_not_placed,
            "company.show": companies.show,
            "company.role": companies.set_role,
            "company.remove": companies.remove,
            "company.invite": companies.invite,
            "policy.show": app.policies.show,
            "policy.history": app.policies.history,
            "policy.check": app.policies.check,
            "policy.apply": app.policies.apply,
            "orders.list": app.placements.waiting,
            "orders.show": app.placements.show,
            "orders.settle": app.placements.settle,
        },
    )


def _introduce(embedded: Embedded, url: str) -> None:
    settings = embedded.settings
    shop = settings.shop_url
    if settings.shop == "memory":
        shop = "in memory, forgotten at the end"
    elif "shop" in embedded.children:
        shop = "Tryton with sample data"
    us = _typed_as()
    mail = f"caught here: {us} mail" if embedded.mail else "sent by the server that is set"
    parser = settings.nlu_url or "none"
    if "parser" in embedded.children or embedded.parser_is_starting:
        parser = "Rasa, starting" if embedded.parser_is_starting else "Rasa"
    tell(
        f"Comptoir is up. See and try all of it in a browser:\n\n    {url}\n\n"
        f"  shop      {shop}\n"
        f"  parser    {parser}\n"
        f"  VIES      {'a stand-in' if embedded.vies else settings.vies_url}\n"
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
