"""What `comptoir doctor` says of orders: what this shop promises, and which ones are in doubt."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.cli.examination import CONNECT_SECONDS, Finding
from bot.cli.home import reuse
from bot.settings import Settings
from shop_client.model import Capability


async def examine_orders(settings: Settings) -> list[Finding]:
    """One finding; nothing is started, and the shop is not asked."""
    from bot.placements import promise_of

    settings = reuse(settings)
    promise = promise_of(_capabilities(settings))
    waiting = await _in_doubt(settings)
    if not waiting:
        return [Finding("orders", "good", f"the shop {promise}")]
    return [
        Finding(
            "orders",
            "limited",
            f"{waiting} in doubt; the shop {promise}",
            remedy="comptoir orders list says what to look for in the shop; then comptoir orders "
            "settle.",
        )
    ]


def _capabilities(settings: Settings) -> frozenset[Capability]:
    if settings.shop == "memory":
        from shop_client.memory import MemoryShop

        return MemoryShop.from_sample().capabilities
    from shop_client.tryton import TrytonShop

    return TrytonShop(settings.shop_url or "http://localhost", "", "", "").capabilities


async def _in_doubt(settings: Settings) -> int:
    """How many orders nobody can tell about; 0 where our tables are not there or not to be read."""
    engine = create_async_engine(settings.database)
    try:
        if engine.dialect.name == "sqlite" and not _is_there(engine.url.database):
            return 0
        async with asyncio.timeout(CONNECT_SECONDS), engine.connect() as connection:
            query = text("SELECT count(*) FROM purchase_order WHERE state = 'unknown'")
            return int((await connection.execute(query)).scalar_one())
    except (SQLAlchemyError, OSError, TimeoutError):
        return 0
    finally:
        await engine.dispose()


def _is_there(file: str | None) -> bool:
    return file is not None and Path(file).is_file()
