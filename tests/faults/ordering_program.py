"""The assistant as a process of its own, killed at a named point of placing an order."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from pydantic import SecretStr

from bot.bootstrap import build_app
from bot.settings import Settings
from shop_client.model import Order, OrderDraft
from shop_client.money import Money
from shop_client.tryton import TrytonShop


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class DyingShop(TrytonShop):
    """Tryton, with a client that is killed before, between or after its calls."""

    point = ""

    async def place_order(self, draft: OrderDraft, expected_gross: Money) -> Order:
        if self.point == "approved":
            die()
        order = await super().place_order(draft, expected_gross)
        if self.point == "answered":
            die()
        return order


async def main(home: str, vies: str, smtp: str, shop: list[str], point: str) -> None:
    async def on_step(step: str) -> None:
        if step == point:
            die()

    DyingShop.point = point
    settings = Settings(
        home=Path(home),
        vies_url=vies,
        smtp_url=SecretStr(smtp),
        nlu_url="http://127.0.0.1:9",
        lease_seconds=2,
        poll_seconds=0.1,
        workers=2,
    )
    app = await build_app(settings, shop=DyingShop(*shop, on_step=on_step))
    await app.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    _, home, vies, smtp, url, database, user, password, point = sys.argv
    asyncio.run(main(home, vies, smtp, [url, database, user, password], point))
