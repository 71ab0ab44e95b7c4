"""Money stays exact and never mixes currencies."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop_client.money import CurrencyMismatchError, Money, total

amounts = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
euros = amounts.map(lambda amount: Money(amount, "EUR"))


def eur(text: str) -> Money:
    return Money(Decimal(text), "EUR")


@given(euros, euros)
def test_taking_back_what_was_added_gives_the_same_amount(a: Money, b: Money) -> None:
    assert a + b - b == a


@given(st.lists(euros), st.lists(euros))
def test_a_total_does_not_depend_on_the_order_or_the_grouping(
    first: list[Money], second: list[Money]
) -> None:
    apart = total(first, "EUR") + total(second, "EUR")
    assert total([*second, *first], "EUR") == apart


@given(euros)
def test_rounding_moves_at_most_half_a_cent_and_only_once(a: Money) -> None:
    rounded = a.rounded()
    assert abs(rounded.amount - a.amount) <= Decimal("0.005")
    assert rounded.rounded() == rounded
    assert rounded.amount.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("0.005", "0.01"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("1.0049", "1.00"), ("3", "3.00")],
)
def test_half_a_cent_is_rounded_away_from_zero_as_on_invoices(exact: str, rounded: str) -> None:
    assert eur(exact).rounded().amount == Decimal(rounded)


def test_a_unit_price_keeps_its_decimals_until_the_line_is_rounded() -> None:
    assert (eur("0.0345") * 1000).rounded() == eur("34.50")


@given(euros, euros)
def test_amounts_of_one_currency_are_ordered_by_amount(a: Money, b: Money) -> None:
    assert (a < b) == (a.amount < b.amount)
    assert (a >= b) == (a.amount >= b.amount)
    assert (a <= b) == (b >= a)
    assert (a > b) == (b < a)


@pytest.mark.parametrize("operation", ["__add__", "__sub__", "__lt__", "__le__", "__gt__"])
def test_two_currencies_never_meet(operation: str) -> None:
    with pytest.raises(CurrencyMismatchError):
        getattr(eur("1"), operation)(Money(Decimal(1), "GBP"))


def test_nothing_at_all_is_zero_of_its_currency() -> None:
    assert total([], "GBP") == Money(Decimal(0), "GBP")
