"""The only place that wires adapters to ports."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import os
import secrets
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from starlette.routing import Router

from bot.actions.services import Services
from bot.catalogue.index import CatalogueIndex
from bot.channels.local import NAMES as LOCAL_CHANNELS
from bot.channels.local import LocalChannel
from bot.channels.mail.channel import MailChannel
from bot.channels.mail.links import Links
from bot.channels.platform import Platform
from bot.clock import SystemClock
from bot.companies import Companies
from bot.desk import Desk
from bot.dialogue import Dialogue
from bot.domain.vat import VatNumber, parse_vat_number
from bot.errors import SetupError
from bot.intents.language import detect
from bot.intents.lexicon import load as load_lexicon
from bot.intents.rasa import RasaParser
from bot.intents.schema import Understanding
from bot.intents.understand import Understander
from bot.mail.settings import SmtpSettings
from bot.mail.smtp import SmtpMailer
from bot.messages import Attachment, InboundMessage
from bot.placements import Placements
from bot.platforms import open_platforms
from bot.policies import Policies
from bot.ports import Channel, Clock
from bot.settings import Settings
from bot.storage.opening import Storage, open_storage
from bot.texts import LANGUAGES
from bot.texts import load as load_texts
from bot.vat.register import CachedRegister
from bot.vat.vies import VIES_ENDPOINT, ViesRegister
from bot.workers.conversations import answer_conversations
from bot.workers.draining import Draining
from bot.workers.effects import Effects
from bot.workers.heads import HeadsOut
from bot.workers.placing import Placing
from shop_client.errors import ShopError
from shop_client.memory import MemoryShop
from shop_client.port import Shop
from shop_client.tryton import TrytonShop

_log = logging.getLogger(__name__)
_REFRESH_SECONDS = 60.0
_IDLE_POLL_SECONDS = 0.01
HEADS = Path("audit") / "heads"
"""Where in `home` the heads of the evidence are written."""
_HEADS_KEY = b"comptoir: heads of the evidence"
_SEED_DIGITS = 64


class App:
    """The running assistant."""

    def __init__(
        self,
        *,
        settings: Settings,
        clock: Clock,
        storage: Storage,
        shop: Shop,
        services: Services,
        register: ViesRegister,
        parser: RasaParser,
        effects: Effects,
        heads: HeadsOut,
        channels: dict[str, Channel],
        platforms: Sequence[Platform],
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.shop = shop
        self.services = services
        self.channels = channels
        self.platforms = platforms
        self.calls = Router([route for platform in platforms for route in platform.routes])
        self.storage = storage
        self.inbox = storage.inbox
        self.outbox = storage.outbox
        self.uow = storage.unit_of_work
        self.messages = storage.local_messages
        self.desk = Desk(storage.unit_of_work, services)
        self.companies = Companies(storage.unit_of_work, services)
        self.policies = Policies(storage.unit_of_work, services, self.companies)
        self.placements = Placements(storage.unit_of_work, services)
        self._dialogue = Dialogue(storage.unit_of_work, services)
        self._effects = effects
        self._heads = heads
        self._register = register
        self._parser = parser
        self._draining = Draining()
        self._tasks: list[asyncio.Task[None]] = []

    async def receive(self, message: InboundMessage) -> bool:
        """Commits what arrived; False when it was there before."""
        return await self.inbox.receive(message)

    async def start(self) -> None:
        """Starts the workers, and receiving from platforms. Raises SetupError: a token is wrong."""
        if self.settings.does != "receive":
            self._work()
        if self.settings.does != "work":
            for platform in self.platforms:
                await platform.start()

    def _work(self) -> None:
        process = f"{os.getpid()}"
        for number in range(self.settings.workers):
            name = f"{process}-{number}"
            turns = answer_conversations(
                name,
                self.inbox,
                self._dialogue,
                self.settings.lease_seconds,
                self.settings.poll_seconds,
                self._draining,
            )
            self._spawn(turns, f"turns-{name}")
            self._spawn(self._effects.run(name, self._draining), f"effects-{name}")
        self._spawn(self._keep_fresh(), "catalogue")
        self._spawn(self._heads.run(), "heads")
        self._spawn(_load_languages(), "languages")

    def _spawn(self, work: object, name: str) -> None:
        self._tasks.append(asyncio.create_task(work, name=name))  # type: ignore[arg-type]

    async def _keep_fresh(self) -> None:
        """Takes the shop's changes into the index, for ever."""
        while True:
            try:
                await self.services.catalogue.refresh()
            except ShopError as error:
                _log.warning("catalogue not refreshed", extra={"error": type(error).__name__})
            await asyncio.sleep(_REFRESH_SECONDS)

    async def idle(self, timeout: float = 30.0) -> None:
        """Returns once nothing that is due waits or is being worked on.

        Raises:
            TimeoutError: it did not come to rest in time (seconds).
        """
        deadline = time.monotonic() + timeout
        while not await self.storage.at_rest():
            if time.monotonic() > deadline:
                raise TimeoutError("the assistant did not come to rest")
            await asyncio.sleep(_IDLE_POLL_SECONDS)

    async def stop(self, patience: float = 0.0) -> None:
        """Ends the workers and every connection.

        What is under way may be finished within `patience` seconds. Then messages are given back,
        so that another process, or the next start, takes them up at once; an effect is taken up
        when its lease runs out, for it may have happened.
        """
        for platform in self.platforms:
            await platform.stop()
        if patience and not await self._draining.finish(patience):
            _log.warning("work left unfinished", extra={"seconds": patience})
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
        await self._parser.aclose()
        await self._register.aclose()
        self.services.catalogue.close()
        await self.shop.close()
        await self.storage.close()


async def build_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    shop: Shop | None = None,
    channels: Sequence[Channel] = (),
    chat_address: str | None = None,
    unpaced: bool = False,
) -> App:
    """Wires everything for these settings.

    Args:
        settings: with the addresses of every part filled in.
        clock: business time; None is the system's.
        shop: instead of the one that the settings name.
        channels: beside the terminal, the web and mail.
        chat_address: where the web's chats are served, for links in invitations.
        unpaced: send to platforms as fast as it goes; for those that stand in for them.

    Raises:
        SetupError: something that must be there is not.
        ShopError: the shop does not answer.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    clock = clock or SystemClock()
    shop = shop or open_shop(settings)
    shop_info = await shop.info()
    storage = await open_storage(settings.database, clock, local=LOCAL_CHANNELS)
    requester = parse_vat_number(settings.merchant_vat_number or shop_info.merchant_vat_number)
    register = ViesRegister(
        settings.vies_url or VIES_ENDPOINT,
        requester if isinstance(requester, VatNumber) else None,
        clock,
    )
    parser = RasaParser(settings.nlu_url or "")
    understander = Understander(parser)

    async def understand(text: str, language: str | None, today: date) -> Understanding:
        return await understander.understand(text, language=language, today=today)

    async def fetch_file(channel: str, workspace: str, attachment: Attachment) -> Attachment:
        return await by_name[channel].fetch(workspace, attachment)

    services = Services(
        shop=shop,
        catalogue=CatalogueIndex(settings.home / "catalogue.sqlite", shop),
        vat=CachedRegister(register, storage.evidence, clock),
        evidence=storage.evidence,
        clock=clock,
        understand=understand,
        fetch_file=fetch_file,
        secret=secret_of(settings),
        shop_info=shop_info,
        web_address=settings.web_url,
        chat_address=chat_address,
        telegram_address=settings.telegram_name and f"https://t.me/{settings.telegram_name}",
    )
    if settings.smtp_url is None:
        raise SetupError("no mail server: set COMPTOIR_SMTP_URL=smtp://user:password@host:port")
    mailer = SmtpMailer(
        SmtpSettings.from_url(settings.smtp_url.get_secret_value(), settings.mail_from), clock
    )
    platforms = open_platforms(settings, storage, clock, services.secret, unpaced=unpaced)
    own: list[Channel] = [
        *(LocalChannel(name, storage.local_messages) for name in LOCAL_CHANNELS),
        MailChannel(
            messages=storage.local_messages,
            mailer=mailer,
            units=storage.unit_of_work,
            links=Links(services.secret),
            clock=clock,
            address=settings.web_url or "",
        ),
    ]
    theirs = [platform.channel for platform in platforms]
    by_name = {channel.name: channel for channel in (*own, *theirs, *channels)}
    placing = Placing(
        storage.unit_of_work,
        storage.inbox,
        shop,
        clock,
        timedelta(seconds=settings.shop_late_commit_seconds),
    )
    effects = Effects(
        outbox=storage.outbox,
        inbox=storage.inbox,
        units=storage.unit_of_work,
        clock=clock,
        channels=by_name,
        mailer=mailer,
        place=placing.place,
        look_up=placing.look_up,
        lease_seconds=settings.lease_seconds,
    )
    await services.catalogue.refresh()
    return App(
        settings=settings,
        clock=clock,
        storage=storage,
        shop=shop,
        services=services,
        register=register,
        parser=parser,
        effects=effects,
        heads=HeadsOut(
            storage.heads,
            clock,
            seed=audit_seed(settings),
            folder=settings.home / HEADS,
            mailbox=settings.audit_mail,
            language=services.default_language,
        ),
        channels=by_name,
        platforms=platforms,
    )


async def _load_languages() -> None:
    """Reads what messages need, for a second and a half: beside the loop, not within a turn."""
    await asyncio.to_thread(detect, "bonjour")
    for language in LANGUAGES:
        await asyncio.to_thread(load_lexicon, language)
        await asyncio.to_thread(load_texts, language)


def open_shop(settings: Settings) -> Shop:
    """The shop that the settings name. Raises SetupError when its address or login is missing."""
    if settings.shop == "memory":
        return MemoryShop.from_sample()
    if settings.shop_url is None or settings.shop_password is None:
        raise SetupError(
            "the shop's address or password is missing: set COMPTOIR_SHOP_URL and "
            "COMPTOIR_SHOP_PASSWORD"
        )
    return TrytonShop(
        settings.shop_url,
        settings.shop_database,
        settings.shop_user,
        settings.shop_password.get_secret_value(),
        timeout=settings.shop_timeout_seconds,
    )


def secret_of(settings: Settings) -> bytes:
    """The key of hashes: as set, else one made once and kept in `home`, readable by us alone."""
    if settings.secret_key is not None:
        return hashlib.sha256(settings.secret_key.get_secret_value().encode()).digest()
    path: Path = settings.home / "secret.key"
    if not path.exists():
        made = path.with_suffix(".new")
        made.touch(mode=0o600)
        made.write_bytes(secrets.token_bytes(32))
        made.replace(path)
    return path.read_bytes()


def audit_seed(settings: Settings) -> bytes:
    """The key that signs the heads of the evidence: as set, else derived from the key of hashes.

    Raises:
        SetupError: what is set is no key.
    """
    if settings.audit_key is None:
        return hmac.digest(secret_of(settings), _HEADS_KEY, "sha256")
    given = settings.audit_key.get_secret_value().strip()
    if len(given) != _SEED_DIGITS or set(given.lower()) - set("0123456789abcdef"):
        raise SetupError(
            f"COMPTOIR_AUDIT_KEY must be {_SEED_DIGITS} hexadecimal digits; `openssl rand -hex 32` "
            "makes them."
        )
    return bytes.fromhex(given)
