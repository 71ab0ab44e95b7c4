"""What differs between an order as approved and as it is today, and what an approval covers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cart import fingerprint
from bot.domain.differences import Difference, Direction, What, compare, voids
from bot.domain.policy import Tolerance
from shop_client.model import (
    Charge,
    ChargeKind,
    OrderDraft,
    OrderLineDraft,
    PaymentTerms,
    PricedLine,
    Quotation,
    Stock,
    TaxAmount,
    Totals,
)
from shop_client.money import Money, total

SKUS = ("A", "B", "C", "D")
RATES = (Decimal(6), Decimal(21))
EXACT = Tolerance()
"""No tolerance at all."""


def eur(amount: Decimal | str | int) -> Money:
    return Money(Decimal(amount), "EUR")


def priced(
    lines: Mapping[str, tuple[Decimal, Decimal]],
    charges: Mapping[ChargeKind, Decimal],
    rate: Decimal = Decimal(21),
    *,
    currency: str = "EUR",
    days: int = 30,
    promised: date | None = None,
) -> Quotation:
    """A quotation of quantities and unit prices by SKU, all taxed at one rate."""
    rows = tuple(
        PricedLine(
            sku,
            f"Product {sku}",
            quantity,
            "box",
            Money(price, currency),
            Money(quantity * price, currency).rounded(),
        )
        for sku, (quantity, price) in lines.items()
    )
    extra = tuple(Charge(kind, "", Money(net, currency)) for kind, net in charges.items())
    net = total([row.net for row in rows] + [charge.net for charge in extra], currency)
    tax = (net * (rate / 100)).rounded()
    return Quotation(
        lines=rows,
        charges=extra,
        taxes=(TaxAmount("VAT", rate, net, tax),),
        totals=Totals(net, tax, net + tax),
        payment_terms=PaymentTerms(f"Net {days}", days),
        due_date=None,
        promised_date=promised,
    )


def drafted(quotation: Quotation, **changes: object) -> OrderDraft:
    lines = tuple(OrderLineDraft(line.sku, line.quantity) for line in quotation.lines)
    draft = OrderDraft("1", lines, po_number="PO-1", delivery_address_id="7", back_order=False)
    return replace(draft, **changes)  # type: ignore[arg-type]


quantities = st.integers(1, 500).map(Decimal)
prices = st.decimals(Decimal("0.01"), 500, places=2)
baskets = st.dictionaries(st.sampled_from(SKUS), st.tuples(quantities, prices), min_size=1)
freights = st.dictionaries(
    st.sampled_from([ChargeKind.FREIGHT, ChargeKind.SURCHARGE, ChargeKind.ECO_CONTRIBUTION]),
    prices,
)
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
quotations = st.builds(
    priced,
    baskets,
    freights,
    st.sampled_from(RATES),
    days=st.sampled_from([14, 30]),
    promised=st.none() | days,
)
drafts = st.builds(
    OrderDraft,
    company_id=st.just("1"),
    lines=st.just(()),
    po_number=st.sampled_from([None, "PO-1", "PO-2"]),
    delivery_address_id=st.sampled_from([None, "7", "8"]),
    delivery_date=st.none() | days,
    back_order=st.booleans(),
)
tolerances = st.builds(
    Tolerance,
    percent=st.decimals(0, 50, places=1),
    amount=st.none() | st.decimals(0, 1000, places=2),
)
Found = tuple[Difference, ...]


def in_order(quotation: Quotation) -> list[str]:
    """How its lines and charges follow each other, which is no difference to anybody."""
    return [line.sku for line in quotation.lines] + [c.kind for c in quotation.charges]


def whats(found: Found) -> set[What]:
    return {difference.what for difference in found}


@given(quotation=quotations, draft=drafts, tolerance=tolerances)
def test_what_is_the_same_does_not_differ(
    quotation: Quotation, draft: OrderDraft, tolerance: Tolerance
) -> None:
    found = compare(draft, quotation, quotation, {})
    gross = quotation.totals.gross
    assert found == ()
    assert not voids(found, tolerance, gross, gross)


@given(one=quotations, other=quotations, draft=drafts, then=drafts)
def test_what_an_approval_binds_to_never_changes_unseen(
    one: Quotation, other: Quotation, draft: OrderDraft, then: OrderDraft
) -> None:
    before = replace(then, lines=drafted(one).lines)
    after = replace(draft, lines=drafted(other).lines)
    found = compare(after, one, other, {}, before)
    same = fingerprint(before, one) == fingerprint(after, other)
    if whats(found) - {What.PROMISED}:
        assert not same
    elif in_order(one) == in_order(other):
        assert same


@given(one=quotations, other=quotations, draft=drafts, then=drafts)
def test_seen_from_the_other_side_everything_is_the_other_way_round(
    one: Quotation, other: Quotation, draft: OrderDraft, then: OrderDraft
) -> None:
    there = compare(draft, one, other, {}, then)
    back = compare(then, other, one, {}, draft)
    turned = {What.ADDED: What.GONE, What.GONE: What.ADDED}
    one_way = {What.PROMISED, What.TAX_BASE}
    assert {
        (turned.get(d.what, d.what), d.sku, d.charge, d.after, d.before)
        for d in there
        if d.what not in one_way
    } == {(d.what, d.sku, d.charge, d.before, d.after) for d in back if d.what not in one_way}


@given(data=st.data(), basket=baskets, freight=freights, rate=st.sampled_from(RATES))
def test_a_lower_price_never_voids(
    data: st.DataObject,
    basket: dict[str, tuple[Decimal, Decimal]],
    freight: dict[ChargeKind, Decimal],
    rate: Decimal,
) -> None:
    lower = {
        sku: (quantity, data.draw(st.decimals(0, price, places=2)))
        for sku, (quantity, price) in basket.items()
    }
    cheaper = {kind: data.draw(st.decimals(0, net, places=2)) for kind, net in freight.items()}
    asked, today = priced(basket, freight, rate), priced(lower, cheaper, rate)
    found = compare(drafted(asked), asked, today, {})
    assert not voids(found, EXACT, asked.totals.gross, today.totals.gross)


@given(
    data=st.data(),
    basket=baskets,
    freight=freights,
    more=st.decimals(Decimal("0.0001"), 100, places=4),
)
def test_a_higher_price_always_voids_without_a_tolerance(
    data: st.DataObject,
    basket: dict[str, tuple[Decimal, Decimal]],
    freight: dict[ChargeKind, Decimal],
    more: Decimal,
) -> None:
    """Even where others fall so far that the total does."""
    risen = data.draw(st.sampled_from(sorted(basket)))
    after = {
        sku: (quantity, price + more if sku == risen else price / 2)
        for sku, (quantity, price) in basket.items()
    }
    asked, today = priced(basket, freight), priced(after, freight)
    found = compare(drafted(asked), asked, today, {})
    assert voids(found, EXACT, asked.totals.gross, today.totals.gross)


@given(
    basket=baskets,
    more=st.decimals(Decimal("0.01"), 50, places=2),
    tolerance=tolerances,
)
def test_a_tolerance_is_never_exceeded(
    basket: dict[str, tuple[Decimal, Decimal]], more: Decimal, tolerance: Tolerance
) -> None:
    after = {sku: (quantity, price + more) for sku, (quantity, price) in basket.items()}
    asked, today = priced(basket, {}), priced(after, {})
    before, now = asked.totals.gross, today.totals.gross
    found = compare(drafted(asked), asked, today, {})
    if not voids(found, tolerance, before, now):
        dearer = now - before
        assert dearer.amount <= before.amount * tolerance.percent / 100
        assert tolerance.amount is None or dearer.amount <= tolerance.amount


BASKET = {"A": (Decimal(10), Decimal("4.20")), "B": (Decimal(2), Decimal(10))}
FREIGHT = {ChargeKind.FREIGHT: Decimal("12.50")}
BASE = priced(BASKET, FREIGHT)
GENEROUS = Tolerance(percent=Decimal(1000))
Change = Callable[[], Quotation]


def other_rate() -> Quotation:
    return priced(BASKET, FREIGHT, Decimal(6))


def second_rate() -> Quotation:
    """Freight is taxed at another rate; nothing else changes."""
    taxes = (
        TaxAmount("VAT", Decimal(21), eur("62.00"), eur("13.02")),
        TaxAmount("VAT", Decimal(6), eur("12.50"), eur("0.75")),
    )
    return replace(BASE, taxes=taxes, totals=Totals(eur("74.50"), eur("13.77"), eur("88.27")))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda: priced({"A": BASKET["A"]}, FREIGHT), What.GONE),
        (lambda: priced(BASKET | {"C": (Decimal(1), Decimal(0))}, FREIGHT), What.ADDED),
        (lambda: priced(BASKET | {"B": (Decimal(1), Decimal(20))}, FREIGHT), What.QUANTITY),
        (other_rate, What.TAX_BASE),
        (second_rate, What.TAX_BASE),
        (lambda: priced(BASKET, FREIGHT, days=14), What.TERMS),
        (lambda: replace(BASE, payment_terms=PaymentTerms("Net 30", 8)), What.TERMS),
        (lambda: priced(BASKET, FREIGHT, currency="GBP"), What.TOTAL),
    ],
)
def test_no_tolerance_covers_another_order(change: Change, what: What) -> None:
    today = change()
    found = compare(drafted(BASE), BASE, today, {})
    assert what in whats(found)
    assert voids(found, GENEROUS, BASE.totals.gross, today.totals.gross)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"delivery_address_id": None}, What.ADDRESS),
        ({"po_number": "PO-2"}, What.PO_NUMBER),
        ({"delivery_date": date(2026, 2, 1)}, What.DELIVERY_DATE),
        ({"back_order": True}, What.BACK_ORDER),
    ],
)
def test_no_tolerance_covers_another_address_or_number(
    changes: dict[str, object], what: What
) -> None:
    found = compare(drafted(BASE, **changes), BASE, BASE, {}, drafted(BASE))
    assert whats(found) == {what}
    assert voids(found, GENEROUS, BASE.totals.gross, BASE.totals.gross)


@pytest.mark.parametrize(
    ("tolerance", "freight", "void"),
    [
        (EXACT, "12.51", True),
        (EXACT, "12.49", False),
        (Tolerance(percent=Decimal(2)), "13.50", False),
        (Tolerance(percent=Decimal(2)), "14.50", True),
        (Tolerance(percent=Decimal(2), amount=Decimal(1)), "13.50", True),
        (Tolerance(percent=Decimal(2), amount=Decimal("1.21")), "13.50", False),
        (Tolerance(amount=Decimal(100)), "12.51", True),
    ],
)
def test_freight_is_held_against_the_tolerance(
    tolerance: Tolerance, freight: str, void: bool
) -> None:
    """Two per cent of 90.15 are 1.80; a freight of 1.00 more makes 1.21 with tax."""
    today = priced(BASKET, {ChargeKind.FREIGHT: Decimal(freight)})
    found = compare(drafted(BASE), BASE, today, {})
    assert voids(found, tolerance, BASE.totals.gross, today.totals.gross) is void


def test_a_line_that_became_much_dearer_does_not_hide_behind_a_cheaper_one() -> None:
    today = priced({"A": (Decimal(10), Decimal("5.20")), "B": (Decimal(2), Decimal(5))}, FREIGHT)
    found = compare(drafted(BASE), BASE, today, {})
    assert today.totals.gross == BASE.totals.gross
    assert voids(found, Tolerance(percent=Decimal(5)), BASE.totals.gross, today.totals.gross)


def test_a_discount_that_shrinks_with_its_goods_is_a_lower_price() -> None:
    goods = {"A": (Decimal(10), Decimal(10))}
    asked = priced(goods, {ChargeKind.DISCOUNT: Decimal(-10)})
    today = priced({"A": (Decimal(10), Decimal(9))}, {ChargeKind.DISCOUNT: Decimal(-9)})
    found = compare(drafted(asked), asked, today, {})
    assert not voids(found, EXACT, asked.totals.gross, today.totals.gross)
    without = priced(goods, {})
    found = compare(drafted(asked), asked, without, {})
    assert voids(found, EXACT, asked.totals.gross, without.totals.gross)


@pytest.mark.parametrize(
    ("sku", "available", "short"),
    [("A", "9", True), ("A", "10", False), ("B", "9", False), ("A", "-3", True)],
)
def test_too_little_stock_voids_for_lines_that_may_not_wait(
    sku: str, available: str, short: bool
) -> None:
    stock = {sku: Stock(sku, Decimal(available), None)}
    found = compare(drafted(BASE), BASE, BASE, stock)
    assert voids(found, GENEROUS, BASE.totals.gross, BASE.totals.gross) is short
    if short:
        (difference,) = found
        assert difference.before == Decimal(10)
        assert difference.after == max(Decimal(available), Decimal(0))


def test_a_later_promise_is_told_and_voids_nothing() -> None:
    asked = replace(BASE, promised_date=date(2026, 1, 5))
    today = replace(BASE, promised_date=date(2026, 1, 8))
    found = compare(drafted(BASE), asked, today, {})
    assert [(d.what, d.before, d.after) for d in found] == [
        (What.PROMISED, date(2026, 1, 5), date(2026, 1, 8))
    ]
    assert not voids(found, EXACT, BASE.totals.gross, BASE.totals.gross)
    wanted = drafted(BASE, delivery_date=date(2026, 2, 1))
    assert compare(wanted, asked, today, {}) == ()


def test_amounts_of_two_currencies_are_told_apart_and_never_compared() -> None:
    today = priced(BASKET, FREIGHT, currency="GBP")
    found = compare(drafted(BASE), BASE, today, {})
    assert {d.direction for d in found} == {Direction.CHANGED}


def test_how_a_number_is_written_makes_no_difference() -> None:
    line = BASE.lines[0]
    today = replace(
        BASE,
        lines=(replace(line, quantity=Decimal("10.000"), name="Papier"), BASE.lines[1]),
        taxes=(replace(BASE.taxes[0], rate=Decimal("21.00")),),
    )
    assert compare(drafted(BASE), BASE, today, {}) == ()


def test_lines_of_one_product_are_added_up() -> None:
    whole = BASE.lines[0]
    parts = tuple(replace(whole, quantity=Decimal(5), net=eur("21.00")) for _ in range(2))
    today = replace(BASE, lines=(*parts, BASE.lines[1]))
    assert compare(drafted(BASE), BASE, today, {}) == ()
