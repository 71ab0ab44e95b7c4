"""The shop that fails on demand does exactly the failure that was asked for."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from shop_client.errors import OutcomeUnknown, ShopUnavailable
from shop_client.faulty import FaultyShop
from shop_client.memory import MemoryShop
from shop_client.model import OrderDraft, OrderLineDraft
from shop_client.port import Shop

WANTED = OrderDraft(
    "atelier-nord", (OrderLineDraft("TEA-BLK-100", Decimal(1)),), client_reference="one"
)


@pytest.fixture
def shop() -> FaultyShop:
    return FaultyShop(MemoryShop.from_sample())


async def test_up_is_the_shop_inside(shop: FaultyShop) -> None:
    same: Shop = shop
    assert await same.info() == await shop.inner.info()
    assert same.capabilities == shop.inner.capabilities
    gross = (await same.quote(WANTED)).totals.gross
    assert await same.place_order(WANTED, gross) == await shop.inner.find_order("one")


async def test_down_does_nothing(shop: FaultyShop) -> None:
    gross = (await shop.quote(WANTED)).totals.gross
    shop.mode = "down"
    with pytest.raises(ShopUnavailable) as error:
        await shop.place_order(WANTED, gross)
    assert not isinstance(error.value, OutcomeUnknown)
    with pytest.raises(ShopUnavailable):
        await shop.info()
    shop.mode = "up"
    assert await shop.find_order("one") is None


async def test_slow_answers_late_and_too_slow_not_at_all(shop: FaultyShop) -> None:
    shop.mode, shop.delay_seconds = "slow", 0.05
    started = time.monotonic()
    await shop.info()
    assert time.monotonic() - started >= 0.05
    shop.timeout_seconds = 0.01
    with pytest.raises(ShopUnavailable):
        await shop.info()


async def test_an_answer_is_lost_after_the_order_was_placed(shop: FaultyShop) -> None:
    gross = (await shop.quote(WANTED)).totals.gross
    shop.commit_then_fail = 1
    with pytest.raises(OutcomeUnknown):
        await shop.place_order(WANTED, gross)
    placed = await shop.find_order("one")
    assert placed is not None
    assert await shop.place_order(WANTED, gross) == placed


async def test_late_placements_take_effect_when_they_are_let(shop: FaultyShop) -> None:
    gross = (await shop.quote(WANTED)).totals.gross
    shop.commit_late = 1
    with pytest.raises(OutcomeUnknown):
        await shop.place_order(WANTED, gross)
    assert await shop.find_order("one") is None
    await shop.commit()
    placed = await shop.find_order("one")
    assert placed is not None
    await shop.commit()
    assert (await shop.orders("atelier-nord"))[0] == placed


async def test_lost_placements_never_take_effect(shop: FaultyShop) -> None:
    gross = (await shop.quote(WANTED)).totals.gross
    shop.lose = 1
    with pytest.raises(OutcomeUnknown):
        await shop.place_order(WANTED, gross)
    await shop.commit()
    assert await shop.find_order("one") is None
    assert await shop.place_order(WANTED, gross) == await shop.find_order("one")
