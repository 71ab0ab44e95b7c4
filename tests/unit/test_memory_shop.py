"""What the shop in memory adds to the contract: a merchant's hand, a clock, no surprises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_client.errors import NotFound
from shop_client.memory import MemoryShop
from shop_client.memory.pricing import after_working_days
from shop_client.model import (
    Capability,
    InvoiceState,
    OrderDraft,
    OrderLineDraft,
    OrderState,
    ProductStatus,
)
from shop_client.money import Money, total

FRIDAY = date(2026, 3, 6)
OFFICE = "atelier-nord"
SAMPLE = MemoryShop.from_sample(clock=lambda: FRIDAY)
SKUS = sorted(
    article.product.sku
    for article in SAMPLE.catalogue.articles.values()
    if article.product.status is ProductStatus.ORDERABLE
)


@pytest.fixture
def shop() -> MemoryShop:
    return MemoryShop.from_sample(clock=lambda: FRIDAY)


def draft(reference: str, *lines: tuple[str, int]) -> OrderDraft:
    wanted = tuple(OrderLineDraft(sku, Decimal(quantity)) for sku, quantity in lines)
    return OrderDraft(OFFICE, wanted, client_reference=reference)


async def test_two_shops_from_the_sample_are_the_same_and_apart(shop: MemoryShop) -> None:
    other = MemoryShop.from_sample(clock=lambda: FRIDAY)
    assert await shop.orders(OFFICE, limit=100) == await other.orders(OFFICE, limit=100)
    wanted = draft("one", ("TEA-BLK-100", 2))
    gross = (await shop.quote(wanted)).totals.gross
    await shop.place_order(wanted, gross)
    assert await shop.stock(["TEA-BLK-100"]) != await other.stock(["TEA-BLK-100"])
    assert await other.find_order("one") is None


async def test_past_orders_are_dated_from_the_clock(shop: MemoryShop) -> None:
    newest, *_ = await shop.orders(OFFICE)
    assert (FRIDAY - newest.placed_on).days == 20
    assert newest.po_number == "PO-2231"


async def test_what_is_there_ships_today_and_what_is_short_skips_weekends(
    shop: MemoryShop,
) -> None:
    there = await shop.quote(draft("", ("TEA-BLK-100", 1)))
    assert there.promised_date == FRIDAY
    short = await shop.quote(draft("", ("GLV-NIT-XL", 5)))
    assert short.promised_date == date(2026, 3, 19), "nine working days"
    later = replace(draft("", ("TEA-BLK-100", 1)), delivery_date=date(2026, 4, 1))
    assert (await shop.quote(later)).promised_date == date(2026, 4, 1)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 60))
def test_a_working_day_is_never_on_a_weekend_and_never_too_early(start: date, days: int) -> None:
    day = after_working_days(start, days)
    assert day.weekday() < 5
    assert after_working_days(start, days + 1) > day
    assert (day - start).days >= days


async def test_cancelling_gives_stock_and_credit_back(shop: MemoryShop) -> None:
    wanted = draft("one", ("TEA-BLK-100", 2))
    before = await shop.company(OFFICE), await shop.stock(["TEA-BLK-100"])
    order = await shop.place_order(wanted, (await shop.quote(wanted)).totals.gross)
    assert (await shop.company(OFFICE), await shop.stock(["TEA-BLK-100"])) != before
    await shop.cancel_order(OFFICE, order.number)
    assert (await shop.company(OFFICE), await shop.stock(["TEA-BLK-100"])) == before
    assert await shop.invoices(OFFICE, order.number) == ()


async def test_paying_an_invoice_frees_credit(shop: MemoryShop) -> None:
    before = (await shop.company(OFFICE)).credit
    wanted = draft("one", ("TEA-BLK-100", 2))
    order = await shop.place_order(wanted, (await shop.quote(wanted)).totals.gross)
    shop.book.set_invoice_state(order, InvoiceState.PAID)
    assert (await shop.company(OFFICE)).credit == before
    (invoice,) = await shop.invoices(OFFICE, order.number)
    assert invoice.state is InvoiceState.PAID


async def test_the_merchant_ships_an_order(shop: MemoryShop) -> None:
    wanted = draft("one", ("TEA-BLK-100", 2))
    order = await shop.place_order(wanted, (await shop.quote(wanted)).totals.gross)
    shop.book.set_state(order, OrderState.SHIPPED, shipment="PARCEL-1")
    shipped = await shop.order(OFFICE, order.number)
    assert (shipped.state, shipped.shipment) == (OrderState.SHIPPED, "PARCEL-1")


async def test_a_removed_product_is_told_of_once(shop: MemoryShop) -> None:
    cursor = (await shop.catalogue_changes(None, limit=10_000)).cursor
    shop.catalogue.remove("TEA-BLK-100")
    page = await shop.catalogue_changes(cursor)
    assert (page.products, page.removed) == ((), ("TEA-BLK-100",))
    assert (await shop.catalogue_changes(page.cursor)).removed == ()
    assert await shop.products(["TEA-BLK-100"]) == ()


async def test_an_order_without_a_reference_is_a_mistake_of_the_caller(shop: MemoryShop) -> None:
    with pytest.raises(ValueError, match="reference"):
        await shop.place_order(draft("", ("TEA-BLK-100", 1)), Money(Decimal(1), "EUR"))
    assert await shop.find_order("") is None


async def test_a_draft_left_behind_is_not_shown_as_an_order(shop: MemoryShop) -> None:
    async def die(step: str) -> None:
        raise ConnectionError(step)

    shop.on_step = die
    wanted = draft("one", ("TEA-BLK-100", 1))
    with pytest.raises(ConnectionError):
        await shop.place_order(wanted, (await shop.quote(wanted)).totals.gross)
    left = await shop.find_order("one")
    assert left is not None
    assert left.state is OrderState.DRAFT
    with pytest.raises(NotFound):
        await shop.order(OFFICE, left.number)


orders_of_anything = st.lists(
    st.tuples(st.sampled_from(SKUS), st.integers(1, 500)), min_size=1, max_size=12
)


@given(st.sampled_from(["atelier-nord", "tables-rive-lyon", "hotel-de-gracht"]), orders_of_anything)
async def test_a_quotation_always_adds_up(company: str, lines: list[tuple[str, int]]) -> None:
    quotation = await SAMPLE.quote(replace(draft("", *lines), company_id=company))
    totals = quotation.totals
    goods = total((line.net for line in quotation.lines), "EUR")
    charges = total((charge.net for charge in quotation.charges), "EUR")
    assert totals.net == goods + charges
    assert totals.net == total((tax.base for tax in quotation.taxes), "EUR")
    assert totals.tax == total((tax.amount for tax in quotation.taxes), "EUR")
    assert totals.gross == totals.net + totals.tax
    assert totals.gross.rounded() == totals.gross
    for tax in quotation.taxes:
        assert tax.amount == (tax.base * (tax.rate / 100)).rounded()
    for line in quotation.lines:
        assert abs((line.unit_price * line.quantity - line.net).amount) <= Decimal("0.005")


async def test_without_unique_references_a_repeat_is_another_order() -> None:
    shop = MemoryShop.from_sample(unique_reference=False)
    assert Capability.UNIQUE_REFERENCE not in shop.capabilities
    wanted = OrderDraft(
        "atelier-nord", (OrderLineDraft("TEA-BLK-100", Decimal(1)),), client_reference="one"
    )
    gross = (await shop.quote(wanted)).totals.gross
    first, second = [await shop.place_order(wanted, gross) for _ in range(2)]
    assert first.number != second.number
    assert await shop.find_order("one") == first
