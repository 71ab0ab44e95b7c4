"""Where stories are played: a parser that they share, and a shop for each."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

from bot.clock import MovableClock
from bot.embedded.child import Child, Program
from bot.embedded.parser import LIMITED, Parser
from bot.embedded.ports import HOST, reserve
from bot.embedded.shop import SERVER, SampleShop
from bot.errors import SetupError
from bot.play.harness import Harness, Merchant
from bot.play.instance import temporary_instance
from bot.play.merchants import MemoryMerchant, TrytonMerchant
from bot.play.runner import play
from bot.play.story import StoryError, load
from bot.settings import Settings
from shop_client.memory import MemoryShop
from shop_client.port import Shop
from shop_client.tryton import TrytonShop

Tell = Callable[[str], None]


class Playhouse:
    """Gives each story an instance of its own; made by `open_playhouse`.

    Args:
        nlu_url: address of the parser; None does without.
        shop: data of a pristine Tryton, copied and served for each story; None plays on a shop
            in memory.
        folder: for copies and logs.
    """

    def __init__(self, nlu_url: str | None, shop: Path | None, folder: Path) -> None:
        self._nlu_url = nlu_url
        self._shop = shop
        self._folder = folder

    @contextlib.asynccontextmanager
    async def instance(self) -> AsyncIterator[Harness]:
        """A fresh instance with a fresh sample shop."""
        clock = MovableClock()
        async with contextlib.AsyncExitStack() as stack:
            shop: Shop
            merchant: Merchant
            if self._shop is None:
                shop = MemoryShop.from_sample(clock=lambda: clock.now().date())
                merchant = MemoryMerchant(shop)
            else:
                tryton = _tryton(self._shop, self._folder)
                shop, merchant = await stack.enter_async_context(tryton)
            playing = temporary_instance(self._nlu_url, clock, shop, merchant)
            yield await stack.enter_async_context(playing)


@contextlib.asynccontextmanager
async def _tryton(pristine: Path, folder: Path) -> AsyncIterator[tuple[TrytonShop, TrytonMerchant]]:
    """A server of its own: Tryton keeps too much of a database in memory to change it below."""
    with tempfile.TemporaryDirectory(dir=folder) as directory:
        data = Path(directory) / "shop"
        await asyncio.to_thread(shutil.copytree, pristine, data)
        known = json.loads((data / "credentials.json").read_text(encoding="utf-8"))
        port = reserve(0, "")
        url = f"http://{HOST}:{port}"
        async with _running(SampleShop(data, Path(directory)).program(port)):
            shop = TrytonShop(url, known["database"], known["user"], known["password"])
            merchant = TrytonMerchant(url, known["database"], known["administrator_password"])
            try:
                yield shop, merchant
            finally:
                await merchant.close()
                await shop.close()


@contextlib.asynccontextmanager
async def open_playhouse(
    settings: Settings, tell: Tell, pristine: Path | None = None
) -> AsyncIterator[Playhouse]:
    """Starts what stories share, and ends it.

    Args:
        settings: `shop` says on which kind of shop; the parser is theirs or one of our own.
        tell: takes progress, a line at a time.
        pristine: data of a Tryton as it was made; None makes one in `home` when there is none.

    Raises:
        SetupError: the shop is not installed or does not start.
    """
    async with contextlib.AsyncExitStack() as stack:
        directory = tempfile.TemporaryDirectory(prefix="comptoir-play-")
        folder = Path(stack.enter_context(directory))
        nlu_url = settings.nlu_url
        if nlu_url is None:
            try:
                nlu_url = await stack.enter_async_context(running_parser(settings, folder, tell))
            except SetupError as problem:
                tell(f"{problem} {LIMITED}")
        if settings.shop == "memory":
            yield Playhouse(nlu_url, None, folder)
            return
        if pristine is None:
            pristine = settings.home.resolve() / "story-shops" / await asyncio.to_thread(_sources)
            await SampleShop(pristine, folder).make(tell)
        yield Playhouse(nlu_url, pristine, folder)


def _sources() -> str:
    """What the sample shop is made of today, as a short hash.

    Stories never play on the shop that `comptoir run` serves: people have ordered there.
    """
    digest = hashlib.sha256()
    kinds = {SERVER: ("*.py", "*.xml"), SERVER.parent / "sample": ("*.toml", "*.csv")}
    for folder in kinds:
        for file in sorted(path for kind in kinds[folder] for path in folder.rglob(kind)):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@contextlib.asynccontextmanager
async def running_parser(settings: Settings, log: Path, tell: Tell) -> AsyncIterator[str]:
    """Trains a parser if need be, and gives its address while it runs; `log` is a folder."""
    parser = Parser(settings.home.resolve() / "nlu", log)
    model = await parser.make(tell)
    port = reserve(0, "")
    async with _running(parser.program(model, port)):
        yield f"http://{HOST}:{port}"


@contextlib.asynccontextmanager
async def _running(program: Program) -> AsyncIterator[None]:
    child = Child(program)
    child.start()
    try:
        await child.ready()
        yield
    finally:
        await child.stop()


async def play_all(stories: Sequence[Path], tell: Tell, settings: Settings | None = None) -> bool:
    """Plays stories one after the other and tells their transcripts; whether all held.

    Raises SetupError.
    """
    try:
        loaded = [await asyncio.to_thread(load, path) for path in stories]
    except StoryError as error:
        tell(str(error))
        return False
    ok = True
    async with open_playhouse(settings or Settings(), tell) as playhouse:
        for story in loaded:
            async with playhouse.instance() as harness:
                report = await play(story, harness)
            tell(str(report))
            ok = ok and report.ok
    return ok
