"""What may stand in an input, and that a quantity is read as it was written or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import texts
from bot.domain.forms import MOST_DIGITS, problem_of, read_quantity, written_quantity
from bot.messages import Input, InputKind

REASON = Input("reason", "Why?", InputKind.TEXT, longest=10)
QUANTITY = Input("line-0", "Paper", InputKind.QUANTITY, longest=MOST_DIGITS)
MODAL_TITLE = 24
"""Slack's limit for the title of a modal and for its buttons, in characters."""


@pytest.mark.parametrize(
    ("written", "quantity"),
    [
        ("3", "3"),
        (" 12 ", "12"),
        ("0", "0"),
        ("2.5", "2.5"),
        ("2,5", "2.5"),
        ("1 500", "1500"),
        ("1\N{NARROW NO-BREAK SPACE}500,25", "1500.25"),
        ("0.125", "0.125"),
        ("1.1250", "1.125"),
        ("1500.125", "1500.125"),
        ("1.500", None),
        ("12,000", None),
        ("-1", None),
        ("+1", None),
        ("1e5", None),
        ("NaN", None),
        ("٣", None),
        ("1.2.3", None),
        (".5", None),
        ("5.", None),
        ("three", None),
        ("", None),
        ("9" * (MOST_DIGITS + 1), None),
    ],
)
def test_a_quantity_is_read_or_refused(written: str, quantity: str | None) -> None:
    assert read_quantity(written) == (None if quantity is None else Decimal(quantity))


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**6, places=4))
def test_a_quantity_reads_as_it_was_written(value: Decimal) -> None:
    assert read_quantity(written_quantity(value)) == value


@settings(deadline=None)
@given(st.text())
def test_whatever_is_written_is_a_number_that_is_not_negative_or_none(written: str) -> None:
    quantity = read_quantity(written)
    assert quantity is None or quantity >= 0


@pytest.mark.parametrize(
    ("field", "written", "problem"),
    [
        (REASON, "too dear", None),
        (REASON, "  ", "form-missing"),
        (REASON, "x" * 11, "form-too-long"),
        (REASON, f"  {'x' * 10}  ", None),
        (QUANTITY, "2,5", None),
        (QUANTITY, "", "form-missing"),
        (QUANTITY, "many", "form-no-quantity"),
        (QUANTITY, "1,500", "form-unclear-quantity"),
        (QUANTITY, "9" * 40, "form-too-long"),
        (Input("note", "Note", required=False), "", None),
    ],
)
def test_what_is_wrong_with_an_input(field: Input, written: str, problem: str | None) -> None:
    assert problem_of(field, written) == problem


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize(
    "key", ["form-reject-title", "form-edit-title", "form-save", "form-cancel", "button-reject"]
)
def test_what_stands_on_a_modal_fits(language: str, key: str) -> None:
    assert len(texts.text(language, key)) <= MODAL_TITLE
