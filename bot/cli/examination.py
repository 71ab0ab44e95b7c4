"""The examinations of `comptoir doctor`, one function a part; none starts or changes anything."""

from __future__ import annotations

import asyncio
import platform
import shutil
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.cli.home import reuse, running
from bot.embedded import parser, shop
from bot.settings import Settings
from shop_client.errors import ShopError

State = Literal["good", "limited", "broken"]
CONNECT_SECONDS = 5.0
LITTLE_ROOM = 500 * 10**6
NOT_RUNNING = "starts with `comptoir run`"


@dataclass(frozen=True, slots=True)
class Finding:
    """What an examination found.

    Attributes:
        part: what was examined.
        state: "limited" when the assistant works without it, in part.
        found: what there is, in words.
        version: of the software, or None.
        reachable: whether it answers; None when it is not meant to run now.
        remedy: what to do; None when nothing is to be done.
    """

    part: str
    state: State
    found: str
    version: str | None = None
    reachable: bool | None = None
    remedy: str | None = None


async def examine(settings: Settings) -> list[Finding]:
    """Examines every part, one after the other; each takes five seconds at most."""
    reached = reuse(settings)
    examinations: tuple[Callable[[Settings], Awaitable[Finding]], ...] = (
        _python,
        _server,
        _database,
        _shop,
        _parser,
        _vies,
        _mail,
        _disk,
    )
    return [await examination(reached) for examination in examinations]


async def _python(_: Settings) -> Finding:
    return Finding("Python", "good", sys.executable, platform.python_version())


async def _server(settings: Settings) -> Finding:
    known = running(settings)
    if known is None:
        return Finding("server", "good", NOT_RUNNING)
    return Finding("server", "good", f"runs, process {known.get('pid')}", reachable=True)


async def _database(settings: Settings) -> Finding:
    engine = create_async_engine(settings.database)
    name = engine.dialect.name
    remedy = "Check COMPTOIR_DATABASE_URL, and that its server runs and lets us in."
    if name == "sqlite" and _is_missing(engine.url.database):
        await engine.dispose()
        return Finding("database", "good", f"SQLite, to be made by the first start: {engine.url}")
    try:
        async with asyncio.timeout(CONNECT_SECONDS), engine.connect() as connection:
            query = "select sqlite_version()" if name == "sqlite" else "show server_version"
            version = str((await connection.execute(text(query))).scalar())
    except (SQLAlchemyError, OSError, TimeoutError):
        return Finding("database", "broken", f"{name} does not answer", None, False, remedy)
    finally:
        await engine.dispose()
    return Finding("database", "good", engine.url.render_as_string(), version, True)


async def _shop(settings: Settings) -> Finding:
    if settings.shop == "memory":
        return Finding("shop", "good", "in memory, forgotten at the end")
    if settings.shop_url is None:
        if not shop.PYTHON.exists():
            return Finding("shop", "broken", "Tryton is missing", None, None, shop.NOT_INSTALLED)
        return Finding("shop", "good", NOT_RUNNING, _installed(shop.PYTHON, "trytond"))
    # The whole assistant stands behind it; a fault there must not silence the doctor elsewhere.
    from bot.bootstrap import open_shop

    client = open_shop(settings)
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            about = await client.info()
    except (ShopError, TimeoutError) as error:
        return Finding(
            "shop",
            "broken",
            f"{settings.shop_url} gave {type(error).__name__}",
            None,
            False,
            "Check COMPTOIR_SHOP_URL, _DATABASE, _USER and _PASSWORD; of the sample shop see "
            f"{settings.home / 'log' / 'shop.log'}.",
        )
    finally:
        await client.close()
    return Finding("shop", "good", f"{about.engine} at {settings.shop_url}", about.version, True)


async def _parser(settings: Settings) -> Finding:
    version = _installed(parser.PYTHON, "rasa")
    if settings.nlu_url is None:
        if version is None:
            return Finding("parser", "limited", "not installed", None, None, parser.NOT_INSTALLED)
        return Finding("parser", "good", NOT_RUNNING, version)
    if await _listens(settings.nlu_url):
        return Finding("parser", "good", settings.nlu_url, version, True)
    remedy = f"It may be starting; see {settings.home / 'log' / 'parser.log'} or COMPTOIR_NLU_URL."
    return Finding("parser", "limited", f"{settings.nlu_url} is silent", version, False, remedy)


async def _vies(settings: Settings) -> Finding:
    if settings.vies_url is None:
        return Finding("VIES", "good", f"a stand-in, {NOT_RUNNING}")
    if await _listens(settings.vies_url):
        return Finding("VIES", "good", settings.vies_url, reachable=True)
    return Finding(
        "VIES",
        "limited",
        f"{settings.vies_url} does not answer: cross-border orders wait for staff",
        None,
        False,
        "Check the network and COMPTOIR_VIES_URL; VIES itself is often down for hours.",
    )


async def _mail(settings: Settings) -> Finding:
    if settings.smtp_url is None:
        return Finding("mail", "good", "caught on this machine: comptoir mail")
    address = urlsplit(settings.smtp_url.get_secret_value())
    shown = f"{address.scheme}://{address.hostname}"
    if await _listens(settings.smtp_url.get_secret_value()):
        return Finding("mail", "good", shown, reachable=True)
    return Finding(
        "mail", "broken", f"{shown} does not answer", None, False, "Check COMPTOIR_SMTP_URL."
    )


async def _disk(settings: Settings) -> Finding:
    folder = next(
        path
        for path in (settings.home.resolve(), *settings.home.resolve().parents)
        if path.exists()
    )
    free = shutil.disk_usage(folder).free
    found = f"{free / 10**9:.1f} GB free for {settings.home}"
    if free < LITTLE_ROOM:
        return Finding("disk", "broken", found, remedy="Free some space.")
    return Finding("disk", "good", found)


async def _listens(url: str) -> bool:
    address = urlsplit(url)
    port = address.port or {"https": 443, "smtp": 587, "smtps": 465}.get(address.scheme, 80)
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            _, writer = await asyncio.open_connection(address.hostname, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    return True


def _is_missing(file: str | None) -> bool:
    return file is not None and not Path(file).exists()


def _installed(python: Path, package: str) -> str | None:
    """The version of a package of another environment, read from its folder."""
    found = sorted(python.parents[1].glob(f"lib/python3*/site-packages/{package}-*.dist-info"))
    return found[-1].name.removeprefix(f"{package}-").removesuffix(".dist-info") if found else None
