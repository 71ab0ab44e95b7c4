"""Orders of which the shop says nothing: looked up, found, or settled by a person."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.actions.settling import NotSettled
from bot.desk import DeskError
from scenarios.doubtful_shop import COMPANY, LATE, Begin, beginning
from shop_client.errors import ShopUnavailable
from shop_client.model import Order, OrderDraft
from shop_client.money import Money


@pytest_asyncio.fixture
async def begin(tmp_path: Path) -> AsyncIterator[Begin]:
    async with beginning(tmp_path) as start:
        yield start


async def test_an_order_whose_answer_was_lost_is_found_by_the_first_look_up(begin: Begin) -> None:
    world = await begin(unique=False)
    world.shop.commit_then_fail = 1
    await world.order()
    assert (await world.in_doubt()).stage == "unknown"
    await world.pass_by(timedelta(seconds=3))
    (placed,) = await world.in_shop()
    await world.tell(f"- bot answers buyer: 'order number is {placed.number}'")
    await world.tell(f"- bot answers approver: 'order number is {placed.number}'")
    view = await world.instance.app.placements.show(placed.number)
    assert view.stage == "placed"
    assert re.search("by a look-up in the shop", view.settled)
    assert not await world.is_at_the_desk()


async def test_an_order_that_the_shop_takes_within_the_window_is_found_later(begin: Begin) -> None:
    world = await begin(unique=False)
    world.shop.commit_late = 1
    await world.order()
    await world.pass_by(timedelta(seconds=30))
    await world.pass_by(timedelta(seconds=30))
    await world.tell("- bot answers buyer: checking whether it has it")
    await world.shop.commit()
    await world.pass_by(LATE)
    (placed,) = await world.in_shop()
    await world.tell(f"- bot answers buyer: 'order number is {placed.number}'")
    assert not await world.is_at_the_desk()


async def test_an_order_taken_later_than_the_window_is_shown_to_a_person_and_not_doubled(
    begin: Begin,
) -> None:
    world = await begin(unique=False)
    world.shop.commit_late = 1
    await world.order()
    await world.pass_by(LATE)
    await world.tell(
        """
- bot answers buyer: please do not order it again
- bot answers approver: please do not order it again
- support sees case of buyer:
    kind: unknown_order
    text: ["client_reference: CPT-", "total: ", "sent_from: "]
"""
    )
    view = await world.in_doubt()
    assert view.stage == "handed"
    assert view.reference in view.search
    assert view.total in view.search
    assert await world.in_shop() == []

    await world.shop.commit()
    (placed,) = await world.in_shop()
    settled = await world.settle(view.reference, placed.number)
    assert (settled.stage, settled.number) == ("placed", placed.number)
    assert "by Support" in settled.settled
    await world.tell(
        f"""
- bot answers buyer: 'order number is {placed.number}'
- bot answers approver: 'order number is {placed.number}'
- expect no case of buyer
"""
    )
    await world.pass_by(timedelta(days=2))
    assert await world.in_shop() == [placed]


async def test_what_staff_have_not_settled_yet_may_still_turn_up(begin: Begin) -> None:
    world = await begin(unique=False)
    world.shop.commit_late = 1
    await world.order()
    await world.pass_by(LATE)
    assert await world.is_at_the_desk()
    await world.shop.commit()
    await world.pass_by(timedelta(hours=2))
    (placed,) = await world.in_shop()
    await world.tell(f"- bot answers buyer: 'order number is {placed.number}'")
    assert not await world.is_at_the_desk()
    assert await world.waiting() == []


async def test_an_order_that_never_arrived_can_be_ordered_again(begin: Begin) -> None:
    world = await begin(unique=False)
    world.shop.lose = 1
    free = (await world.memory.company(COMPANY)).credit
    await world.order()
    await world.pass_by(LATE)
    view = await world.in_doubt()
    settled = await world.settle(view.reference)
    assert settled.stage == "refused"
    async with world.instance.app.uow() as unit:
        assert await unit.store.reservations(COMPANY) == []
    assert (await world.memory.company(COMPANY)).credit == free
    await world.tell(
        """
- bot answers approver: does not have the order
- bot answers buyer: {text: does not have the order, buttons: [Take the lines again]}
- expect no case of buyer
- buyer presses: Take the lines again
- expect cart of buyer: {lines: {PAP-A4-80: 90}}
"""
    )


async def test_what_staff_did_not_find_and_turns_up_after_all_is_told(begin: Begin) -> None:
    world = await begin(unique=False)
    world.shop.commit_late = 1
    await world.order()
    await world.pass_by(LATE)
    await world.settle((await world.in_doubt()).reference)
    await world.shop.commit()
    (placed,) = await world.in_shop()
    for _ in range(3):
        await world.pass_by(timedelta(hours=1))
    await world.tell(
        f"""
- bot answers buyer: 'after all, as {placed.number}'
- bot answers approver: 'after all, as {placed.number}'
- expect nothing to buyer
- support sees case of buyer: {{kind: unknown_order, text: 'turned_up: {placed.number}'}}
"""
    )


async def test_staff_are_contradicted_kindly(begin: Begin) -> None:
    world = await begin(unique=False)
    await world.order()
    (other,) = await world.in_shop()
    world.shop.commit_late = 1
    await world.order()
    early = await world.in_doubt()
    with pytest.raises(NotSettled, match="still being looked up"):
        await world.settle(early.reference)
    await world.pass_by(LATE)
    view = await world.in_doubt()
    with pytest.raises(NotSettled, match="has no order S99999"):
        await world.settle(view.reference, "S99999")
    with pytest.raises(NotSettled, match=f"{other.number} bears the reference"):
        await world.settle(view.reference, other.number)
    with pytest.raises(NotSettled, match="no order that went through"):
        await world.settle("CPT-unheard-of", "S1")
    await world.shop.commit()
    placed = next(o for o in await world.in_shop() if o.client_reference == view.reference)
    with pytest.raises(NotSettled, match=f"--placed {placed.number}"):
        await world.settle(view.reference)
    await world.memory.cancel_order(COMPANY, placed.number)
    with pytest.raises(NotSettled, match=r"cancelled in the shop.*--not-placed"):
        await world.settle(view.reference, placed.number)
    await world.settle(view.reference)
    with pytest.raises(NotSettled, match="is settled as not placed, by Support, on "):
        await world.settle(view.reference, placed.number)
    with pytest.raises(NotSettled, match="is settled as placed"):
        await world.settle(other.client_reference)


async def test_the_desk_settles_too(begin: Begin) -> None:
    world = await begin(unique=False)
    world.shop.commit_late = 1
    await world.order()
    await world.pass_by(LATE)
    await world.shop.commit()
    desk = world.instance.app.desk
    (case,) = await desk.cases()
    assert case.summary == (await world.in_doubt()).reference
    with pytest.raises(NotSettled):
        await desk.settle_not_placed(case.id, "support")
    (placed,) = await world.in_shop()
    await desk.settle_placed(case.id, "support", placed.number)
    assert await desk.cases() == []
    with pytest.raises(DeskError, match="closed"):
        await desk.settle_placed(case.id, "support", placed.number)


async def test_with_unique_references_no_doubt_reaches_a_person(begin: Begin) -> None:
    world = await begin(unique=True)
    world.shop.commit_late = 1
    world.shop.commit_then_fail = 2
    await world.order()
    for _ in range(6):
        await world.pass_by(timedelta(minutes=1))
    await world.shop.commit()
    (placed,) = await world.in_shop()
    await world.tell(f"- bot answers buyer: 'order number is {placed.number}'")
    assert await world.waiting() == []
    assert not await world.is_at_the_desk()


@pytest.mark.parametrize("unique", [True, False])
async def test_a_shop_that_is_down_for_days_gets_the_order_in_the_end(
    begin: Begin, unique: bool
) -> None:
    world = await begin(unique=unique)
    place = world.shop.place_order
    down = True

    async def away(draft: OrderDraft, expected_gross: Money) -> Order:
        if down:
            raise ShopUnavailable("down")
        return await place(draft, expected_gross)

    world.shop.place_order = away  # type: ignore[method-assign]
    await world.order()
    for _ in range(60):
        await world.pass_by(timedelta(hours=1))
    assert [view.stage in ("prepared", "sending") for view in await world.waiting()] == [True]
    assert not await world.is_at_the_desk()
    down = False
    await world.pass_by(timedelta(hours=1))
    (placed,) = await world.in_shop()
    await world.tell(f"- bot answers buyer: 'order number is {placed.number}'")
