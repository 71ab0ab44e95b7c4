"""What the assistant may count on, whatever the engine: ordering."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from shop_client.errors import (
    CreditExceeded,
    NotCancellable,
    NotFound,
    NotOrderable,
    OutcomeUnknown,
    ShopRefused,
    TooLittleStock,
    TotalChanged,
    UnknownCompany,
    UnknownSku,
)
from shop_client.model import Capability, ChargeKind, InvoiceState, Order, OrderDraft, OrderState
from shop_client.money import Money
from shop_client.port import Shop

from .harness import (
    FACILITY,
    HOTEL,
    OFFICE,
    RESTAURANTS,
    Harness,
    Interrupted,
    draft,
    eur,
    line,
    the_company,
)

AGREED = {OrderState.CONFIRMED, OrderState.PROCESSING, OrderState.SHIPPED, OrderState.DONE}


async def placed(shop: Shop, order_draft: OrderDraft) -> Order:
    quotation = await shop.quote(order_draft)
    return await shop.place_order(order_draft, quotation.totals.gross)


async def office_draft(shop: Shop) -> OrderDraft:
    office = await the_company(shop, OFFICE)
    return draft(office, line("COF-BEAN-1K", 2), line("GLV-NIT-L", 3), po_number="PO-4711")


async def test_an_order_at_home_is_taxed_at_both_rates(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    quotation = await shop.quote(draft(office, line("COF-BEAN-1K", 2), line("GLV-NIT-L", 10)))
    coffee, gloves = quotation.lines
    assert (coffee.unit_price, coffee.net) == (eur("13.34"), eur("26.68"))
    assert (gloves.unit_price, gloves.net) == (eur("6.072"), eur("60.72"))
    taxes = {tax.rate: tax for tax in quotation.taxes}
    assert taxes.keys() == {Decimal(21), Decimal(6)}
    assert (taxes[Decimal(6)].base, taxes[Decimal(6)].amount) == (eur("26.68"), eur("1.60"))
    assert (taxes[Decimal(21)].base, taxes[Decimal(21)].amount) == (eur("73.22"), eur("15.38"))
    assert not any(tax.legal_note for tax in quotation.taxes)
    assert quotation.totals.net == eur("99.90")
    assert quotation.totals.tax == eur("16.98")
    assert quotation.totals.gross == eur("116.88")


@pytest.mark.parametrize("number", [HOTEL, FACILITY])
async def test_an_intra_community_supply_bears_no_tax_and_says_why(shop: Shop, number: str) -> None:
    company = await the_company(shop, number)
    quotation = await shop.quote(draft(company, line("COF-BEAN-1K", 1), line("GLV-NIT-L", 1)))
    assert quotation.totals.tax == eur("0")
    assert quotation.totals.gross == quotation.totals.net
    assert quotation.taxes
    for tax in quotation.taxes:
        assert tax.rate == tax.amount.amount == 0
        assert "138" in tax.legal_note


async def test_freight_is_free_from_the_threshold_on(shop: Shop) -> None:
    facility = await the_company(shop, FACILITY)
    below = await shop.quote(draft(facility, line("COF-BEAN-1K", 10)))
    assert [(charge.kind, charge.net) for charge in below.charges] == [
        (ChargeKind.FREIGHT, eur("12.50"))
    ]
    assert below.totals.net == eur("157.50")
    above = await shop.quote(draft(facility, line("COF-BEAN-1K", 11)))
    assert above.charges == ()
    assert above.totals.net == eur("159.50")


async def test_the_eco_contribution_is_charged_for_each_unit(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    quotation = await shop.quote(draft(office, line("TON-HP-59A", 3)))
    eco = [charge for charge in quotation.charges if charge.kind is ChargeKind.ECO_CONTRIBUTION]
    assert [charge.net for charge in eco] == [eur("1.05")]
    goods = quotation.lines[0].net.amount
    assert quotation.totals.net.amount == goods + Decimal("1.05")
    assert [tax.base for tax in quotation.taxes] == [quotation.totals.net]


async def test_names_come_in_the_language_asked_for(shop: Shop) -> None:
    hotel = await the_company(shop, HOTEL)
    (tea,) = await shop.products(["TEA-BLK-100"])
    for language in ("en", "fr", "de", "nl"):
        quotation = await shop.quote(draft(hotel, line("TEA-BLK-100", 1)), language)
        assert quotation.lines[0].name == tea.name[language]


async def test_terms_decide_when_it_is_to_be_paid(shop: Shop) -> None:
    office = await shop.quote(await office_draft(shop))
    hotel = await shop.quote(draft(await the_company(shop, HOTEL), line("TEA-BLK-100", 1)))
    assert office.due_date is not None
    assert hotel.due_date is not None
    assert (office.payment_terms.name, hotel.payment_terms.name) == ("Net 30", "Net 14")
    assert office.due_date - hotel.due_date == timedelta(days=16)
    lyon, *_ = await shop.find_companies(RESTAURANTS)
    restaurant = await shop.quote(draft(lyon, line("TEA-BLK-100", 1)))
    assert restaurant.due_date is not None
    assert (restaurant.due_date + timedelta(days=1)).day == 1, "the end of a month"


async def test_what_is_short_is_promised_later_than_what_is_there(shop: Shop) -> None:
    hotel = await the_company(shop, HOTEL)
    there = await shop.quote(draft(hotel, line("TEA-BLK-100", 1)))
    short = await shop.quote(draft(hotel, line("TEA-BLK-100", 1), line("GLV-LAT-XL", 1)))
    assert there.promised_date is not None
    assert short.promised_date is not None
    assert short.promised_date >= there.promised_date + timedelta(days=14)


async def test_a_quotation_changes_nothing(shop: Shop) -> None:
    wanted = await office_draft(shop)
    before = await shop.company(wanted.company_id), await shop.stock(["GLV-NIT-L"])
    assert await shop.quote(wanted) == await shop.quote(wanted)
    assert (await shop.company(wanted.company_id), await shop.stock(["GLV-NIT-L"])) == before
    assert await shop.find_order(wanted.client_reference) is None


async def test_what_cannot_be_ordered_is_named(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    for sku in ("COF-BEAN-CLA-1K", "PAP-A4-SEED"):
        wanted = draft(office, line("TEA-BLK-100", 1), line(sku, 5))
        with pytest.raises(NotOrderable) as refused:
            await shop.quote(wanted)
        assert refused.value.detail == sku
        with pytest.raises(NotOrderable):
            await shop.place_order(wanted, eur("1"))
    with pytest.raises(UnknownSku):
        await shop.quote(draft(office, line("NO-SUCH-THING", 1)))
    with pytest.raises(UnknownCompany):
        await shop.quote(replace(draft(office, line("TEA-BLK-100", 1)), company_id="987654321"))


async def test_goods_go_to_an_address_of_the_company_only(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    hotel = await the_company(shop, HOTEL)
    workshop = next(address for address in office.addresses if address.city == "Vilvoorde")
    wanted = draft(office, line("TEA-BLK-100", 1), delivery_address_id=workshop.id)
    assert (await shop.quote(wanted)).totals.gross > eur("0")
    for address_id in (hotel.addresses[0].id, "nowhere"):
        with pytest.raises(ShopRefused):
            await shop.quote(replace(wanted, delivery_address_id=address_id))


async def test_nothing_is_found_under_an_unknown_reference(shop: Shop) -> None:
    assert await shop.find_order("never-used") is None
    assert await shop.find_order("") is None


@pytest.mark.parametrize("number", [OFFICE, HOTEL])
async def test_the_order_comes_to_what_was_quoted(shop: Shop, number: str) -> None:
    company = await the_company(shop, number)
    wanted = draft(
        company,
        line("COF-BEAN-1K", 3),
        line("GLV-NIT-L", 7),
        line("TON-HP-59A", 1),
        po_number="PO-4712",
        note="Leave at the gate",
    )
    quotation = await shop.quote(wanted)
    order = await shop.place_order(wanted, quotation.totals.gross)
    assert order.totals == quotation.totals
    assert order.state in AGREED
    assert order.number
    assert (order.company_id, order.po_number) == (company.id, "PO-4712")
    assert order.client_reference == wanted.client_reference
    assert [(x.sku, x.quantity, x.unit_price, x.net) for x in order.lines] == [
        (x.sku, x.quantity, x.unit_price, x.net) for x in quotation.lines
    ]
    assert [(x.kind, x.net) for x in order.charges] == [(x.kind, x.net) for x in quotation.charges]
    assert await shop.order(company.id, order.number.lower()) == order
    assert await shop.find_order(wanted.client_reference) == order


async def test_ordering_takes_stock_and_credit(shop: Shop) -> None:
    wanted = await office_draft(shop)
    before = await shop.company(wanted.company_id)
    (stock_before,) = await shop.stock(["GLV-NIT-L"])
    order = await placed(shop, wanted)
    (stock,) = await shop.stock(["GLV-NIT-L"])
    assert stock.available == stock_before.available - 3
    after = await shop.company(wanted.company_id)
    assert before.credit is not None
    assert after.credit is not None
    assert after.credit.used == before.credit.used + order.totals.gross


async def test_ordering_the_same_thing_twice_gives_one_order(shop: Shop) -> None:
    wanted = await office_draft(shop)
    first = await placed(shop, wanted)
    assert await shop.place_order(wanted, first.totals.gross) == first
    orders = await shop.orders(wanted.company_id, limit=5)
    assert [o.client_reference for o in orders].count(wanted.client_reference) == 1


async def persistently(shop: Shop, wanted: OrderDraft, gross: Money) -> Order:
    """As the port asks of a caller: where the outcome is unknown, look and call again."""
    for _ in range(5):
        with suppress(OutcomeUnknown):
            return await shop.place_order(wanted, gross)
    raise AssertionError("the outcome stays unknown")


async def test_five_at_once_under_one_reference_give_one_order(
    harness: Harness, shop: Shop
) -> None:
    wanted = await office_draft(shop)
    gross = (await shop.quote(wanted)).totals.gross
    before = await shop.orders(wanted.company_id, limit=1000)
    clients = [shop, shop, shop, harness.dying_after("never"), harness.dying_after("never")]
    results = await asyncio.gather(*(persistently(client, wanted, gross) for client in clients))
    assert len({order.id for order in results}) == 1
    assert all(order.state in AGREED for order in results)
    assert len(await shop.orders(wanted.company_id, limit=1000)) == len(before) + 1


@pytest.mark.parametrize("step", ["created", "quoted", "confirmed"])
async def test_a_placement_that_died_is_resumed(harness: Harness, shop: Shop, step: str) -> None:
    wanted = await office_draft(shop)
    quotation = await shop.quote(wanted)
    dying = harness.dying_after(step)
    with pytest.raises(Interrupted):
        await dying.place_order(wanted, quotation.totals.gross)
    left = await shop.find_order(wanted.client_reference)
    assert left is not None
    assert (left.state in AGREED) == (step == "confirmed")
    order = await shop.place_order(wanted, quotation.totals.gross)
    assert order.id == left.id
    assert order.state in AGREED
    assert order.totals == quotation.totals
    orders = await shop.orders(wanted.company_id, limit=5)
    assert [o.client_reference for o in orders].count(wanted.client_reference) == 1


@pytest.mark.parametrize("step", [None, "created", "quoted"])
async def test_another_total_than_was_shown_confirms_nothing(
    harness: Harness, shop: Shop, step: str | None
) -> None:
    wanted = await office_draft(shop)
    right = (await shop.quote(wanted)).totals.gross
    wrong = right - Money(Decimal("0.01"), "EUR")
    before = await shop.orders(wanted.company_id), await shop.stock(["GLV-NIT-L"])
    if step:
        with pytest.raises(Interrupted):
            await harness.dying_after(step).place_order(wanted, right)
    with pytest.raises(TotalChanged) as changed:
        await shop.place_order(wanted, wrong)
    assert (changed.value.expected, changed.value.actual) == (wrong, right)
    left = await shop.find_order(wanted.client_reference)
    assert left is None or left.state not in AGREED
    assert (await shop.orders(wanted.company_id), await shop.stock(["GLV-NIT-L"])) == before
    order = await shop.place_order(wanted, right)
    assert order.state in AGREED


async def test_what_is_short_is_ordered_only_with_consent(shop: Shop) -> None:
    hotel = await the_company(shop, HOTEL)
    wanted = draft(hotel, line("GLV-LAT-XL", 2), back_order=False)
    gross = (await shop.quote(wanted)).totals.gross
    with pytest.raises(TooLittleStock):
        await shop.place_order(wanted, gross)
    left = await shop.find_order(wanted.client_reference)
    assert left is None or left.state not in AGREED
    order = await shop.place_order(replace(wanted, back_order=True), gross)
    assert order.state in AGREED


async def test_an_order_beyond_the_credit_limit_is_refused(shop: Shop) -> None:
    hotel = await the_company(shop, HOTEL)
    wanted = draft(hotel, line("TON-HP-59X", 100))
    gross = (await shop.quote(wanted)).totals.gross
    assert hotel.credit is not None
    assert gross > hotel.credit.free
    with pytest.raises(CreditExceeded):
        await shop.place_order(wanted, gross)
    left = await shop.find_order(wanted.client_reference)
    assert left is None or left.state not in AGREED
    assert (await shop.company(hotel.id)).credit == hotel.credit


async def test_orders_come_newest_first_and_within_the_dates_asked(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    order = await placed(shop, await office_draft(shop))
    orders = await shop.orders(office.id, limit=100)
    assert orders[0] == order
    assert len(orders) >= 13, "the sample's history and this one"
    dates = [order.placed_on for order in orders]
    assert dates == sorted(dates, reverse=True)
    assert all(order.lines and order.company_id == office.id for order in orders)
    assert len(await shop.orders(office.id, limit=3)) == 3
    since, until = dates[-2], dates[-3]
    within = await shop.orders(office.id, since=since, until=until, limit=100)
    assert {o.placed_on for o in within} == {since, until}


async def test_past_orders_carry_their_purchase_order_numbers(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    past = {order.po_number: order for order in await shop.orders(office.id, limit=100)}
    last = past["PO-2231"]
    assert [(x.sku, x.quantity) for x in last.lines][:2] == [
        ("COF-BEAN-1K", Decimal(6)),
        ("GLV-NIT-L", Decimal(2)),
    ]
    assert past["PO-1851"].lines[0].sku == "COF-BEAN-CLA-1K", "discontinued since"


async def test_nobody_sees_the_order_of_another_company(shop: Shop) -> None:
    order = await placed(shop, await office_draft(shop))
    hotel = await the_company(shop, HOTEL)
    with pytest.raises(NotFound):
        await shop.order(hotel.id, order.number)
    with pytest.raises(NotFound):
        await shop.cancel_order(hotel.id, order.number)
    with pytest.raises(NotFound):
        await shop.invoices(hotel.id, order.number)
    assert order not in await shop.orders(hotel.id)


@pytest.mark.parametrize("number", ["NO-SUCH-ORDER", "%", "_____", ""])
async def test_an_order_number_is_matched_whole(shop: Shop, number: str) -> None:
    office = await the_company(shop, OFFICE)
    with pytest.raises(NotFound):
        await shop.order(office.id, number)


async def test_an_order_is_cancelled_where_the_shop_still_can(shop: Shop) -> None:
    order = await placed(shop, await office_draft(shop))
    (before,) = await shop.stock(["GLV-NIT-L"])
    if Capability.CANCEL not in shop.capabilities:
        with pytest.raises(NotCancellable):
            await shop.cancel_order(order.company_id, order.number)
        return
    cancelled = await shop.cancel_order(order.company_id, order.number)
    assert cancelled.state is OrderState.CANCELLED
    assert order.number not in [o.number for o in await shop.orders(order.company_id)]
    (after,) = await shop.stock(["GLV-NIT-L"])
    assert after.available == before.available + 3
    with pytest.raises(NotCancellable):
        await shop.cancel_order(order.company_id, order.number)


async def test_a_delivered_order_cannot_be_cancelled(shop: Shop) -> None:
    office = await the_company(shop, OFFICE)
    delivered = [o for o in await shop.orders(office.id, limit=100) if o.state is OrderState.DONE]
    with pytest.raises(NotCancellable):
        await shop.cancel_order(office.id, delivered[-1].number)


async def test_the_invoice_is_to_be_paid_for_what_was_ordered(shop: Shop) -> None:
    order = await placed(shop, await office_draft(shop))
    (invoice,) = await shop.invoices(order.company_id, order.number)
    assert invoice.totals == order.totals
    assert (invoice.company_id, invoice.order_number) == (order.company_id, order.number)
    assert invoice.state is InvoiceState.POSTED
    assert invoice.number
    assert invoice.issued_on is not None
    assert invoice.due_on is not None
    assert invoice.due_on - invoice.issued_on == timedelta(days=30)
    document = await shop.invoice_document(order.company_id, invoice.id)
    assert document.content
    assert document.filename
    is_pdf = document.media_type == "application/pdf"
    assert is_pdf == (Capability.INVOICE_PDF in shop.capabilities)
    hotel = await the_company(shop, HOTEL)
    for company_id, invoice_id in ((hotel.id, invoice.id), (order.company_id, "987654321")):
        with pytest.raises(NotFound):
            await shop.invoice_document(company_id, invoice_id)
