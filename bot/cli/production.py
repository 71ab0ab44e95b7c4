"""A process of a deployment from its start to its end: no part is embedded, and none is a page."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import AsyncIterator, Sequence

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.bootstrap import App, build_app
from bot.channels.calls import PlatformCalls
from bot.channels.mail.pages import DecisionPages
from bot.channels.web.health import Health
from bot.channels.web.held import Held
from bot.channels.web.server import WebServer
from bot.cli.home import announce, sole_server
from bot.cli.server import terminal
from bot.embedded.ports import WEB_PORT, reserve
from bot.priority import give_way
from bot.settings import Settings
from bot.standins.loopback import LoopbackServer
from bot.storage.backlog import backlog
from bot.storage.migrate import check_migrated, check_still_migrated

_log = logging.getLogger(__name__)
_SHOP_SECONDS = 15.0
"""So long the shop's last answer is good enough: probes come every few seconds, from everywhere."""


async def run(settings: Settings) -> None:
    """Receives or works, as `settings.does` says, until SIGTERM or SIGINT.

    Then it is no longer ready, takes nothing new, finishes what is under way within
    `settings.stop_seconds`, and gives the rest back.

    Raises:
        SetupError: something that must be there is not: migrations, a port, a folder of its own.
        ShopError: the shop does not answer.
    """
    give_way(settings)
    told = asyncio.Event()
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, told.set)
    with sole_server(settings) as announcement:
        await check_migrated(settings.database)
        app = await build_app(settings)
        health = _health(app, settings)
        async with _watched(app, settings, health):
            try:
                async with _reachable(app, settings):
                    await app.start()
                    announce(announcement, settings)
                    _log.info("ready to %s", settings.does)
                    await told.wait()
                    health.stopping = True
                    _log.info("stopping")
            finally:
                await app.stop(settings.stop_seconds)
    _log.info("stopped")


@contextlib.asynccontextmanager
async def _watched(app: App, settings: Settings, health: Health) -> AsyncIterator[None]:
    """Tells of this process while inside."""
    routes = Starlette(routes=[*health.routes, *_metrics(app)])
    server = LoopbackServer(routes, settings.health_port, settings.web_host)
    await server.open()
    _log.info("health at port %d", server.port)
    try:
        yield
    finally:
        await server.close()


@contextlib.asynccontextmanager
async def _reachable(app: App, settings: Settings) -> AsyncIterator[None]:
    """Listens for staff and, where it receives, for platforms and those who decide by mail."""
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(terminal(settings, app))
        if settings.does == "receive":
            await stack.enter_async_context(_public(app, settings).serving())
        yield


def _public(app: App, settings: Settings) -> WebServer:
    held: Held[App] = Held()
    held.put(app)
    chosen = WEB_PORT if settings.web_port is None else settings.web_port
    return WebServer(
        [],
        public=[*DecisionPages(held).routes, *PlatformCalls(held).routes],
        port=chosen or reserve(0, ""),
        public_url=settings.web_url,
        host=settings.web_host,
    )


def _health(app: App, settings: Settings) -> Health:
    database = app.storage.database
    asked_at = -_SHOP_SECONDS

    async def shop() -> None:
        nonlocal asked_at
        if time.monotonic() - asked_at > _SHOP_SECONDS:
            await app.shop.info()
            asked_at = time.monotonic()

    async def migrations() -> None:
        await check_still_migrated(database)

    checks = {"database": database.real_now, "migrations": migrations, "shop": shop}
    # What people send is taken in, and waits, while the shop is away.
    return Health(checks, optional={"shop"} if settings.does == "receive" else ())


def _metrics(app: App) -> Sequence[BaseRoute]:
    """What this process counted, and what waits in the database for all of them."""
    registry = CollectorRegistry()
    gauges = {
        "messages": Gauge(
            "comptoir_inbox_open", "Messages that are not answered", registry=registry
        ),
        "messages_seconds": Gauge(
            "comptoir_inbox_oldest_seconds", "How long the oldest waits", registry=registry
        ),
        "effects": Gauge(
            "comptoir_outbox_due",
            "Cards, mails, orders and timers that are due",
            registry=registry,
        ),
        "effects_seconds": Gauge(
            "comptoir_outbox_oldest_seconds",
            "For how long the oldest has been due",
            registry=registry,
        ),
        "orders_in_doubt": Gauge(
            "comptoir_orders_in_doubt",
            "Orders of which the shop did not say whether it took them",
            registry=registry,
        ),
    }

    async def answer(request: Request) -> Response:
        found = await backlog(app.storage.database, app.clock)
        for name, gauge in gauges.items():
            gauge.set(getattr(found, name))
        return Response(
            generate_latest() + generate_latest(registry), media_type=CONTENT_TYPE_LATEST
        )

    return [Route("/metrics", answer)]
