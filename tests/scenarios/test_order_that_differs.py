"""Orders that the shop took otherwise than approved: shown, agreed to, or cancelled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest_asyncio

from scenarios.doubtful_shop import COMPANY, Begin, beginning
from shop_client.model import Order, OrderState
from shop_client.money import Money


@pytest_asyncio.fixture
async def begin(tmp_path: Path) -> AsyncIterator[Begin]:
    async with beginning(tmp_path) as start:
        yield start


def takes_half(order: Order) -> Order:
    (line,) = order.lines
    half = replace(line, quantity=line.quantity / 2, net=Money(line.net.amount / 2, "EUR"))
    totals = replace(order.totals, gross=Money(order.totals.gross.amount / 2, "EUR"))
    return replace(order, lines=(half,), totals=totals)


def charges_more(order: Order) -> Order:
    (line,) = order.lines
    dearer = replace(line, unit_price=Money(line.unit_price.amount + Decimal("0.5"), "EUR"))
    gross = Money(order.totals.gross.amount + Decimal("54.45"), "EUR")
    return replace(order, lines=(dearer,), totals=replace(order.totals, gross=gross))


async def test_what_the_shop_took_less_of_is_agreed_to_by_the_requester(begin: Begin) -> None:
    world = await begin(unique=True)
    world.memory.takes = takes_half
    await world.order()
    (placed,) = await world.in_shop()
    shown = (
        f"{{text: [{placed.number}, '45 .* instead of 90', Total approved], "
        "buttons: [Take it as it is, Cancel it in the shop]}"
    )
    await world.tell(f"- bot answers approver: {shown}\n- bot answers buyer: {shown}")
    view = await world.instance.app.placements.show(placed.number)
    assert view.stage == "different"
    assert view.differs == ("PAP-A4-80: 45 instead of 90",)
    await world.tell(
        """
- buyer presses: Take it as it is
- bot answers buyer: Buyer One .sample. took order
- bot answers approver: Buyer One .sample. took order
- approver presses: Cancel it in the shop
- bot answers approver: was taken as it is
"""
    )
    assert (await world.instance.app.placements.show(placed.number)).stage == "placed"
    assert [order.state for order in await world.in_shop()] == [OrderState.CONFIRMED]


async def test_what_the_shop_charges_more_for_is_the_approvers_to_agree_to(begin: Begin) -> None:
    world = await begin(unique=True)
    world.memory.takes = charges_more
    await world.order()
    (placed,) = await world.in_shop()
    await world.tell(
        """
- bot answers buyer: {text: whoever approved it decides, no buttons: Take it as it is}
- bot answers approver: {buttons: [Take it as it is]}
- approver presses: Take it as it is
- bot answers buyer: Approver One .sample. took order
"""
    )
    assert (await world.instance.app.placements.show(placed.number)).stage == "placed"


async def test_what_differs_can_be_cancelled_in_the_shop(begin: Begin) -> None:
    world = await begin(unique=True)
    world.memory.takes = takes_half
    await world.order()
    (placed,) = await world.in_shop()
    await world.tell(
        """
- buyer presses: Cancel it in the shop
- bot answers buyer: {text: had order, buttons: [Take the lines again]}
- bot answers approver: Buyer One .sample. had order .* cancelled
"""
    )
    assert (await world.memory.order(COMPANY, placed.number)).state is OrderState.CANCELLED
    assert (await world.instance.app.placements.show(placed.number)).stage == "refused"
    await world.tell("- approver presses: Take it as it is\n- bot answers approver: was cancelled")


async def test_what_can_no_longer_be_cancelled_stays_open(begin: Begin) -> None:
    world = await begin(unique=True)
    world.memory.takes = takes_half
    await world.order()
    (placed,) = await world.in_shop()
    world.memory.book.set_state(placed, OrderState.SHIPPED)
    await world.tell(
        "- buyer presses: Cancel it in the shop\n- bot answers buyer: can no longer be cancelled"
    )
    assert (await world.instance.app.placements.show(placed.number)).stage == "different"
    await world.tell("- buyer presses: Take it as it is\n- bot answers buyer: took order")
