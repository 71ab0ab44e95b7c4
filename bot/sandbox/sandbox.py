"""The running assistant with all around it within reach: its clock, its faults, its reset."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import shutil
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete

from bot.bootstrap import HEADS, App, build_app, open_shop
from bot.catalogue import database as catalogue
from bot.channels.web.held import Away, Held, Source
from bot.clock import MovableClock
from bot.embedded import Embedded
from bot.errors import ComptoirError
from bot.settings import Settings
from bot.standins.vies_world import Mode as ViesMode
from bot.storage.database import Database, Writing
from bot.storage.store_audit import forget_all
from bot.storage.tables import audit_entry, audit_head, metadata, slack_installation
from shop_client.errors import ShopError
from shop_client.faulty import FaultyShop, Mode
from shop_client.memory import MemoryShop
from shop_client.port import Shop

_log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 5.0
_MARKER = "reset.pending"
_CATALOGUE = "catalogue.sqlite"
_NO_SHOP = ""

Around = Callable[[App], AbstractAsyncContextManager[object]]
"""What is open for as long as an assistant runs: the terminal's socket."""


def _nothing(app: App) -> AbstractAsyncContextManager[object]:
    return contextlib.nullcontext()


def possible(embedded: Embedded) -> bool:
    """Whether all around the assistant is ours, so that anybody here may change and reset it."""
    own_shop = embedded.settings.shop == "memory" or "shop" in embedded.children
    own_rest = embedded.mail is not None and embedded.vies is not None
    return own_shop and own_rest and embedded.settings.database_url is None


class Sandbox:
    """Owns the assistant's life between `start` and `stop`.

    Args:
        embedded: the parts around it, started; all of them ours, as `possible` says.
        around: opened with each assistant and closed before it.
    """

    def __init__(self, embedded: Embedded, around: Around = _nothing) -> None:
        self.embedded = embedded
        self.epoch = ""
        self.problem: str | None = None
        self._around = around
        self._apps: Held[App] = Held()
        self._life = AsyncExitStack()
        self._clock = MovableClock()
        self._moved = timedelta()
        self._shop: FaultyShop | None = None
        self._running = asyncio.Lock()
        self._reset: asyncio.Task[None] | None = None

    @property
    def apps(self) -> Source[App]:
        """The present assistant."""
        return self._apps

    @property
    def settings(self) -> Settings:
        """Those of the parts as they run now."""
        return self.embedded.settings

    @property
    def resetting(self) -> bool:
        """Whether a reset is under way."""
        return self._reset is not None and not self._reset.done()

    @property
    def now(self) -> datetime:
        """Business time."""
        return self._clock.now()

    @property
    def moved(self) -> timedelta:
        """How far business time is ahead of real time."""
        return self._moved

    @property
    def shop_mode(self) -> Mode:
        """How the shop seems to the assistant."""
        return self._shop.mode if self._shop else "up"

    @property
    def vies_mode(self) -> ViesMode:
        """How VIES is."""
        return self.embedded.vies.world.mode if self.embedded.vies else ViesMode.UP

    @property
    def shop(self) -> Shop:
        """The shop itself, which answers also while it seems down. Raises Away."""
        if self._shop is None:
            raise Away
        return self._shop.inner

    async def start(self) -> None:
        """Starts the assistant; first ends a reset that a sudden death left half done.

        Raises:
            SetupError: something that must be there is not.
            ShopError: the shop does not answer.
        """
        async with self._running:
            if self._marker.exists():
                await self.embedded.prepare_renewal()
                await self._renew()
            await self._begin()

    async def stop(self) -> None:
        """Ends the assistant, and a reset under way, to be ended by the next start."""
        if self._reset is not None:
            self._reset.cancel()
            await asyncio.wait([self._reset])
        async with self._running:
            await self._end()

    def advance(self, by: timedelta) -> None:
        """Moves business time forward, for as long as this process lives; due timers fire.

        Raises:
            ValueError: backwards.
        """
        self._clock.advance(by)
        self._moved += by

    def set_shop(self, mode: Mode) -> None:
        """Lets the shop seem up, slow or down to the assistant. Raises Away."""
        if self._shop is None:
            raise Away
        self._shop.mode = mode

    def set_vies(self, mode: ViesMode) -> None:
        """Lets VIES be up, slow or down."""
        if self.embedded.vies is not None:
            self.embedded.vies.world.mode = mode

    def reset(self) -> asyncio.Task[None]:
        """Begins to put everything back as it was at the very first; the present task if it runs.

        The task never fails; `problem` then says why there is no assistant, and another reset may
        be tried.
        """
        if self._reset is None or self._reset.done():
            self._reset = asyncio.create_task(self._do_reset(), name="reset")
        return self._reset

    @property
    def _marker(self) -> Path:
        return self.settings.home / _MARKER

    async def _do_reset(self) -> None:
        async with self._running:
            try:
                await self.embedded.prepare_renewal()
                await self._end()
                await self._renew()
                await self._begin()
            except Exception as error:  # whatever it is, the page must be able to say so
                _log.exception("reset failed")
                told = isinstance(error, ComptoirError | ShopError | OSError) and str(error)
                self.problem = told or type(error).__name__
            else:
                self.problem = None

    async def _begin(self) -> None:
        """Builds and starts an assistant in real time, with every part well."""
        self._clock, self._moved = MovableClock(), timedelta()
        async with AsyncExitStack() as life:
            shop = self._open_shop(self._clock)
            app = await build_app(
                self.settings,
                clock=self._clock,
                shop=shop,
                chat_address=self.settings.web_url,
            )
            life.push_async_callback(app.stop)
            await life.enter_async_context(self._around(app))
            await app.start()
            self._life = life.pop_all()
        self._shop = shop
        self.epoch = secrets.token_hex(8)
        self._apps.put(app)

    def _open_shop(self, clock: MovableClock) -> FaultyShop:
        if self.settings.shop == "memory":
            return FaultyShop(MemoryShop.from_sample(clock=lambda: clock.now().date()))
        return FaultyShop(open_shop(self.settings))

    async def _end(self) -> None:
        await self._apps.take(_PATIENCE_SECONDS)
        self._shop = None
        await self._life.aclose()

    async def _renew(self) -> None:
        """Puts our tables, the shop and the mails back; nobody may use them meanwhile."""
        await asyncio.to_thread(self._marker.touch)
        await asyncio.gather(
            _empty_at(self.settings.database),
            self.embedded.renew(),
            asyncio.to_thread(self._forget),
        )
        await asyncio.to_thread(self._marker.unlink)

    def _forget(self) -> None:
        """Removes the heads of the evidence, and empties the catalogue's index.

        That may be ahead of the shop that comes back. Its file stays: another process, or an
        assistant of before, may have it open.
        """
        shutil.rmtree(self.settings.home / HEADS, ignore_errors=True)
        catalogue.Database(self.settings.home / _CATALOGUE).prepare(_NO_SHOP)


async def empty(database: Database) -> None:
    """Removes all rows of our tables in one transaction; their numbers are never given again.

    Workspaces of Slack that installed us stay connected.
    """

    async def write(writing: Writing) -> None:
        await forget_all(writing)
        for table in reversed(metadata.sorted_tables):
            if table not in (slack_installation, audit_entry, audit_head):
                await writing.connection.execute(delete(table))

    await database.write(write)


async def _empty_at(url: str) -> None:
    database = Database(url)
    try:
        await empty(database)
    finally:
        await database.close()
