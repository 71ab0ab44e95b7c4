"""What operations make of a cart, which quantities are sold, and what a fingerprint binds."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cart import (
    accept_backorder,
    draft_of,
    fingerprint,
    line_of,
    pack_problem,
    put_line,
    quantity_after,
)
from bot.domain.entities import Cart, CartLine
from bot.domain.lines import LineOp
from bot.domain.units import in_units_of_sale
from shop_client.model import (
    Charge,
    ChargeKind,
    PaymentTerms,
    PricedLine,
    Product,
    Quotation,
    TaxAmount,
    Totals,
)
from shop_client.money import Money

quantities = st.integers(min_value=0, max_value=10_000).map(Decimal)
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def quotation() -> Quotation:
    return Quotation(
        lines=(PricedLine("A", "Paper", Decimal(10), "ream", eur("4.20"), eur("42.00")),),
        charges=(Charge(ChargeKind.FREIGHT, "Freight", eur("12.50")),),
        taxes=(TaxAmount("VAT", Decimal(21), eur("54.50"), eur("11.45")),),
        totals=Totals(eur("54.50"), eur("11.45"), eur("65.95")),
        payment_terms=PaymentTerms("Net 30", 30),
        due_date=date(2026, 2, 4),
        promised_date=date(2026, 1, 7),
    )


def cart(*lines: CartLine) -> Cart:
    return Cart("person", "company", NOW, list(lines))


@given(present=quantities, said=quantities)
def test_no_operation_leaves_less_than_nothing(present: Decimal, said: Decimal) -> None:
    for op in LineOp:
        assert quantity_after(op, present, said) >= 0


@given(present=quantities, said=quantities)
def test_what_is_increased_and_decreased_again_is_as_it_was(
    present: Decimal, said: Decimal
) -> None:
    more = quantity_after(LineOp.INCREASE, present, said)
    assert quantity_after(LineOp.DECREASE, more, said) == present


@given(pack=st.integers(1, 144), minimum=st.integers(1, 500), wanted=st.integers(1, 5000))
def test_the_quantities_offered_instead_can_be_sold(pack: int, minimum: int, wanted: int) -> None:
    product = Product("A", {"en": "A"}, pack_size=Decimal(pack), minimum_quantity=Decimal(minimum))
    problem = pack_problem(product, Decimal(wanted))
    if problem is None:
        assert wanted % pack == 0
        assert wanted >= minimum
        return
    assert pack_problem(product, problem.above) is None
    assert problem.above > wanted or wanted < minimum
    if problem.below is not None:
        assert pack_problem(product, problem.below) is None
        assert problem.below < wanted


def test_a_line_is_changed_in_place_appended_or_taken_out() -> None:
    held = cart(CartLine("A", Decimal(1)), CartLine("B", Decimal(2)))
    put_line(held, CartLine("A", Decimal(5)))
    put_line(held, CartLine("C", Decimal(3)))
    put_line(held, CartLine("B", Decimal(0)))
    assert [(line.sku, line.quantity) for line in held.lines] == [
        ("A", Decimal(5)),
        ("C", Decimal(3)),
    ]


def test_a_back_order_is_noted_on_its_line_alone() -> None:
    held = cart(CartLine("A", Decimal(1)), CartLine("B", Decimal(2)))
    accept_backorder(held, "B")
    assert [line.backorder for line in held.lines] == [False, True]
    assert line_of(held.lines, "C") is None


@pytest.mark.parametrize(
    ("quantity", "unit", "sold_in", "pack", "expected"),
    [
        (3, "cartons", "box", 10, 3),
        (3, "carton", "box", 10, 30),
        (3, "boîte", "box", 10, 3),
        (3, "Schachtel", "box", 10, 3),
        (2, "palette", "ream", 1, 2),
        (2, "doos", "box", 5, 2),
        (4, None, "box", 10, 4),
        (4, "stück", "bottle", 6, 4),
    ],
)
def test_a_carton_of_what_is_sold_by_the_box_counts_its_boxes(
    quantity: int, unit: str | None, sold_in: str, pack: int, expected: int
) -> None:
    product = Product("A", {"en": "A"}, unit=sold_in, pack_size=Decimal(pack))
    assert in_units_of_sale(product, Decimal(quantity), unit)[0] == expected


def changed_quotations() -> list[Quotation]:
    base = quotation()
    line = base.lines[0]
    return [
        replace(base, lines=(replace(line, quantity=Decimal(11)),)),
        replace(base, lines=(replace(line, unit_price=eur("4.21")),)),
        replace(base, charges=()),
        replace(base, taxes=(replace(base.taxes[0], rate=Decimal(6)),)),
        replace(base, totals=replace(base.totals, gross=eur("65.96"))),
        replace(base, payment_terms=PaymentTerms("Net 14", 14)),
    ]


@pytest.mark.parametrize("other", changed_quotations())
def test_anything_that_matters_changes_the_fingerprint(other: Quotation) -> None:
    draft = draft_of(cart(CartLine("A", Decimal(10))))
    assert fingerprint(draft, other) != fingerprint(draft, quotation())


def test_the_order_number_and_the_address_change_the_fingerprint() -> None:
    draft = draft_of(cart(CartLine("A", Decimal(10))))
    marks = {
        fingerprint(draft, quotation()),
        fingerprint(replace(draft, po_number="PO-1"), quotation()),
        fingerprint(replace(draft, delivery_address_id="2"), quotation()),
    }
    assert len(marks) == 3


def test_language_and_moving_dates_leave_the_fingerprint_alone() -> None:
    draft = draft_of(cart(CartLine("A", Decimal(10))))
    base = quotation()
    other = replace(
        base,
        lines=(replace(base.lines[0], name="Papier"),),
        due_date=date(2026, 2, 5),
        promised_date=None,
    )
    assert fingerprint(replace(draft, client_reference="X"), other) == fingerprint(draft, base)
