"""Starts, as children or inside this process, every part that the settings place nowhere else."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Collection
from contextlib import AsyncExitStack
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import SecretStr

from bot.embedded.child import Child
from bot.embedded.parser import LIMITED, Parser
from bot.embedded.ports import HOST, reserve
from bot.embedded.shop import SampleShop
from bot.embedded.task import Tell
from bot.errors import SetupError
from bot.settings import Settings
from bot.standins.mailbox import MailCatcher
from bot.standins.vies import ViesStandin
from bot.standins.vies_world import Mode

log = logging.getLogger(__name__)


class Part(StrEnum):
    """What can run embedded."""

    SHOP = "shop"
    PARSER = "parser"
    VIES = "vies"
    MAIL = "mail"


def _untold(line: str) -> None:
    """Tells nobody."""


class Embedded:
    """The embedded parts while its context is open; `settings` then holds their addresses.

    The shop is up when the context is entered. The parser follows in the background, since the
    assistant is of use without it.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        tell: Tell = _untold,
        parts: Collection[Part] = frozenset(Part),
        shop_port: int = 0,
        parser_port: int = 0,
    ) -> None:
        """Prepares it.

        Args:
            settings: what is None in them is started here.
            tell: gets progress and news for people, a line at a time.
            parts: the others are left as the settings have them.
            shop_port: where the shop listens on loopback; 0 takes any free port.
            parser_port: the same for the parser.
        """
        self.settings = settings
        self.parser_ready = asyncio.Event()
        self.children: dict[str, Child] = {}
        self.mail: MailCatcher | None = None
        self.vies: ViesStandin | None = None
        self._tell = tell
        self._parts = parts
        self._others_are_up = asyncio.Event()
        self._parser_start: asyncio.Task[None] | None = None
        self._shop_port = shop_port
        self._parser_port = parser_port
        self._shop: tuple[SampleShop, int] | None = None
        self._mailing = AsyncExitStack()
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Starts the parts.

        Raises:
            SetupError: one that the assistant can't do without does not start.
        """
        try:
            await self._start()
            self._others_are_up.set()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Ends every part within five seconds."""
        await self._stack.aclose()

    @property
    def parser_is_starting(self) -> bool:
        """Whether an embedded parser is on its way."""
        return self._parser_start is not None and not self._parser_start.done()

    @property
    def has_parser(self) -> bool:
        """Whether ours answers, or else one elsewhere is set."""
        if self._parser_start is None:
            return self.settings.nlu_url is not None
        return self.parser_ready.is_set()

    async def parser_settled(self) -> bool:
        """Returns once the parser answers or has failed to start: whether it answers."""
        if self._parser_start is not None:
            await asyncio.wait([self._parser_start])
        return self.parser_ready.is_set()

    async def _start(self) -> None:
        home = self.settings.home.resolve()
        logs = home / "log"
        changes: dict[str, object] = {}
        if self.settings.nlu_url is None and Part.PARSER in self._parts:
            port = reserve(self._parser_port, "--parser-port")
            starting = self._start_parser(Parser(home / "nlu", logs), port)
            self._parser_start = asyncio.create_task(starting)
            self._stack.push_async_callback(_cancel, self._parser_start)
            changes["nlu_url"] = f"http://{HOST}:{port}"
        if self.settings.vies_url is None and Part.VIES in self._parts:
            self.vies = await self._stack.enter_async_context(ViesStandin())
            changes["vies_url"] = self.vies.url
        if self.settings.smtp_url is None and Part.MAIL in self._parts:
            await self._stack.enter_async_context(self._mailing)
            changes["smtp_url"] = await self._catch_mail()
        self.settings = self.settings.model_copy(update=changes)
        tryton = self.settings.shop == "tryton" and self.settings.shop_url is None
        if tryton and Part.SHOP in self._parts:
            await self._start_shop(SampleShop(home / "shop", logs))

    async def _start_shop(self, shop: SampleShop) -> None:
        port = reserve(self._shop_port, "--shop-port")
        await shop.prepare(self._tell)
        child = self._run(Child(shop.program(port)), "shop")
        await child.ready()
        self.settings = shop.connect(self.settings, port)
        self._shop = (shop, port)

    async def _catch_mail(self) -> SecretStr:
        catcher = MailCatcher(folder=self.settings.home.resolve() / "mail")
        self.mail = await self._mailing.enter_async_context(catcher)
        return SecretStr(catcher.url)

    async def prepare_renewal(self) -> None:
        """Makes what `renew` needs, which takes minutes where it was never made.

        Raises:
            SetupError: it could not be made.
        """
        if self._shop is not None:
            await self._shop[0].pristine.make(self._tell)

    async def renew(self) -> None:
        """Puts shop, mails and VIES back as they were at first; `settings` has new addresses.

        Comes after `prepare_renewal`; nobody may use them meanwhile.

        Raises:
            SetupError: the shop does not start again.
        """
        if self.vies is not None:
            self.vies.world.mode = Mode.UP
            self.vies.world.answers.clear()
        if self.mail is not None:
            await self._mailing.aclose()
            await asyncio.to_thread(_remove_mails, self.settings.home / "mail")
            self.settings = self.settings.model_copy(update={"smtp_url": await self._catch_mail()})
        if self._shop is not None:
            shop, port = self._shop
            child = self.children["shop"]
            await child.stop()
            await shop.restore()
            child.start()
            await child.ready()
            self.settings = shop.connect(self.settings, port)

    async def _start_parser(self, parser: Parser, port: int) -> None:
        try:
            model = await parser.make(self._tell)
            # Loading it takes a core for seconds, which the first answer needs more.
            await self._others_are_up.wait()
            await self._run(Child(parser.program(model, port)), "parser").ready()
        except SetupError as error:
            log.warning("parser not started")
            self._tell(f"{error} {LIMITED}")
        else:
            self.parser_ready.set()
            self._tell("The parser is ready: free sentences are understood now.")

    def _run(self, child: Child, name: str) -> Child:
        self.children[name] = child
        self._stack.push_async_callback(child.stop)
        child.start()
        return child


def _remove_mails(folder: Path) -> None:
    for mail in folder.glob("*.eml"):
        mail.unlink(missing_ok=True)


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
