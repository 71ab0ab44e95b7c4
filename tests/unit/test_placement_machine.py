"""The stages of an order's placement, and what is called different."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from storage_samples import START, a_cart, a_membership, a_person, a_purchase_order, eur

from bot.domain.entities import OrderDifference, PlacementState, PurchaseOrder, SettledHow
from bot.domain.placement import (
    TRANSITIONS,
    IllegalTransition,
    Stage,
    advance,
    costs_more,
    difference_of,
    is_final,
    next_look,
    stage_of,
)
from shop_client.memory import MemoryShop
from shop_client.model import Order, OrderDraft, OrderLineDraft
from shop_client.money import Money

WINDOW = timedelta(minutes=15)
DIFFERENCE = OrderDifference((), eur("2.00"), eur("1.00"))
WAYS = st.lists(st.sampled_from(Stage), max_size=12)


def an_order() -> PurchaseOrder:
    person = a_person()
    membership = a_membership(person)
    return a_purchase_order(a_cart(person), membership)


def go(order: PurchaseOrder, to: Stage, at: datetime) -> None:
    difference = DIFFERENCE if to is Stage.DIFFERENT else None
    advance(order, to, at, how=SettledHow.ANSWER, difference=difference)


@given(WAYS)
def test_only_the_ways_of_the_table_are_open(ways: list[Stage]) -> None:
    order = an_order()
    been = [stage_of(order)]
    for number, to in enumerate(ways):
        legal = to in TRANSITIONS[been[-1]]
        before = vars(order).copy()
        try:
            go(order, to, START + timedelta(minutes=number))
        except IllegalTransition:
            assert not legal
            assert vars(order) == before
            continue
        assert legal
        assert stage_of(order) is to
        been.append(to)
    for earlier, later in itertools.pairwise(been):
        if earlier in (Stage.UNKNOWN, Stage.HANDED):
            assert later not in (Stage.PREPARED, Stage.SENDING)
    ends = (Stage.PLACED, Stage.REFUSED)
    assert not any(stage in ends for stage in been[:-1])
    assert (order.settled_at is not None) == (been[-1] in ends)
    assert (order.first_sent_at is not None) == (Stage.SENDING in been)
    assert (order.handed_at is not None) == (Stage.HANDED in been)


@given(WAYS)
def test_a_process_of_the_version_before_knows_every_state(ways: list[Stage]) -> None:
    order = an_order()
    for to in ways:
        if to in TRANSITIONS[stage_of(order)]:
            go(order, to, START)
        assert order.state.value in {"prepared", "sending", "placed", "refused", "unknown", "held"}


def test_what_the_version_before_left_is_understood() -> None:
    order = an_order()
    order.state = PlacementState.UNKNOWN
    assert stage_of(order) is Stage.HANDED
    order.state = PlacementState.PLACED
    assert stage_of(order) is Stage.PLACED


@given(st.timedeltas(timedelta(), timedelta(hours=5)), st.timedeltas(timedelta(0, 1), WINDOW * 2))
def test_look_ups_go_on_and_one_is_made_when_the_window_ends(
    passed: timedelta, late_commit: timedelta
) -> None:
    since = datetime(2026, 11, 23, tzinfo=UTC)
    now = since + passed
    look = next_look(since, now, late_commit)
    assert now < look <= now + timedelta(hours=1)
    if now < since + late_commit:
        assert look <= since + late_commit
    looks = [since]
    while not is_final(since, looks[-1], late_commit):
        looks.append(next_look(since, looks[-1], late_commit))
    assert looks[-1] == since + late_commit
    assert len(looks) <= 6


async def a_placed_order() -> tuple[Order, MemoryShop, OrderDraft]:
    shop = MemoryShop.from_sample()
    draft = OrderDraft(
        "atelier-nord",
        (OrderLineDraft("PAP-A4-80", Decimal(4)), OrderLineDraft("TEA-BLK-100", Decimal(2))),
        client_reference="one",
    )
    gross = (await shop.quote(draft)).totals.gross
    return await shop.place_order(draft, gross), shop, draft


async def test_the_same_is_not_called_different_however_it_is_written() -> None:
    order, shop, draft = await a_placed_order()
    quotation = await shop.quote(draft)
    assert difference_of(quotation, order) is None
    first, *rest = order.lines
    split = replace(first, quantity=first.quantity / 2)
    rewritten = tuple(
        replace(line, name="other", unit_price=line.unit_price.rounded()) for line in rest
    )
    assert difference_of(quotation, replace(order, lines=(split, split, *rewritten))) is None


async def test_missing_added_and_repriced_lines_differ() -> None:
    order, shop, draft = await a_placed_order()
    quotation = await shop.quote(draft)
    paper, tea = order.lines
    other = replace(tea, sku="OTHER")
    found = difference_of(quotation, replace(order, lines=(paper, other)))
    assert found is not None
    assert [(line.sku, line.approved, line.taken) for line in found.lines] == [
        ("TEA-BLK-100", Decimal(2), Decimal(0)),
        ("OTHER", Decimal(0), Decimal(2)),
    ]
    assert costs_more(found)
    cent = Money(Decimal("0.01"), "EUR")
    dearer = replace(order.totals, gross=order.totals.gross + cent)
    found = difference_of(quotation, replace(order, totals=dearer))
    assert found is not None
    assert found.lines == ()
    assert found.taken - found.approved == cent
    assert costs_more(found)
    less = replace(paper, quantity=Decimal(1))
    cheaper = replace(order.totals, gross=order.totals.gross - cent)
    found = difference_of(quotation, replace(order, lines=(less, tea), totals=cheaper))
    assert found is not None
    assert not costs_more(found)
