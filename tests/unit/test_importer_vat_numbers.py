"""Imported customers get test VAT numbers that anybody's check accepts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.eu import vat

from shop_client.importer.vat_numbers import PATTERNS, made_up_vat_number

COUNTRIES = sorted("GR" if prefix == "EL" else prefix for prefix in PATTERNS)
ANY_CUSTOMER = st.integers(0, 10**7).map(str) | st.text(max_size=20)


@settings(deadline=None)
@given(country=st.sampled_from(COUNTRIES), customer=ANY_CUSTOMER)
def test_a_number_has_right_check_digits_and_stays_the_same(country: str, customer: str) -> None:
    number = made_up_vat_number(country, customer)
    assert number is not None
    assert vat.is_valid(number)
    assert vat.compact(number) == number
    assert number == made_up_vat_number(country, customer)


@pytest.mark.parametrize(("country", "expected"), [("BE", "BE0901243133"), ("FR", "FR42900124314")])
def test_a_customer_number_can_be_read_in_the_vat_number(country: str, expected: str) -> None:
    assert made_up_vat_number(country, "12431") == expected


def test_every_member_state_has_a_pattern() -> None:
    northern_ireland = {"xi"}
    states = {"el" if state == "gr" else state for state in vat.MEMBER_STATES} - northern_ireland
    assert states == {prefix.lower() for prefix in PATTERNS}


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_number_that_is_taken_is_never_given(country: str) -> None:
    taken: list[str] = []
    for _ in range(4):
        number = made_up_vat_number(country, "12431", taken)
        assert number is not None
        assert vat.is_valid(number)
        assert number not in taken
        taken.append(number)


def test_different_customers_of_a_country_have_different_numbers() -> None:
    numbers = {made_up_vat_number("BE", str(customer)) for customer in range(10_000, 10_500)}
    assert len(numbers) == 500


@pytest.mark.parametrize("country", ["GB", "AU", "CH", "XX"])
def test_a_company_outside_the_union_has_none(country: str) -> None:
    assert made_up_vat_number(country, "12431") is None
