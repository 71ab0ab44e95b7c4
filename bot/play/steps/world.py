"""What happens around a conversation."""

from __future__ import annotations

from typing import Any

from bot.play.stage import Handler, Stage
from bot.play.values import duration, moment, number


async def _wait(stage: Stage, value: str) -> None:
    stage.note(f"— {value} later")
    stage.harness.advance(duration(value))
    await stage.settle()


async def _wait_until(stage: Stage, value: str) -> None:
    stage.note(f"— {value}")
    now = stage.harness.now()
    stage.harness.advance(moment(value, now) - now)
    await stage.settle()


async def _shop(stage: Stage, value: Any) -> None:
    stage.note(f"— the shop is {value}")
    stage.harness.set_shop(value)
    await stage.settle()


async def _vies(stage: Stage, value: Any) -> None:
    if isinstance(value, dict):
        stage.note(f"— VIES says {value['outcome']} of {value['number']}")
        stage.harness.set_vies_answer(value["number"], value["outcome"])
    else:
        stage.note(f"— VIES is {value}")
        stage.harness.set_vies(value)


async def _contact_archived(stage: Stage, value: dict[str, str]) -> None:
    stage.note(f"— the merchant archives {value['email']}")
    await stage.harness.merchant.archive_contact(value["email"])


async def _discontinued(stage: Stage, value: str) -> None:
    stage.note(f"— {value} is no longer sold")
    await stage.harness.merchant.discontinue(value)
    await stage.harness.refresh_catalogue()


async def _stock_of(stage: Stage, value: str, sku: str) -> None:
    stage.note(f"— there are {value} of {sku}")
    await stage.harness.merchant.set_stock(sku, number(value))


async def _price_of(stage: Stage, value: str, sku: str) -> None:
    stage.note(f"— the list price of {sku} is {value}")
    await stage.harness.merchant.set_price(sku, number(value))


HANDLERS: dict[str, Handler] = {
    "wait": _wait,
    "wait_until": _wait_until,
    "shop": _shop,
    "vies": _vies,
    "contact_archived": _contact_archived,
    "discontinued": _discontinued,
    "stock_of": _stock_of,
    "price_of": _price_of,
}
