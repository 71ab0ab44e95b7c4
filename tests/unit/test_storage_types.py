"""What is stored comes back the same, to the last digit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.entities import CartLine
from bot.messages import Attachment, Card, InboundKind, InboundMessage
from bot.storage.types import Instant, Json, MoneyText, Typed, Words
from shop_client.model import (
    Charge,
    ChargeKind,
    OrderDraft,
    PaymentTerms,
    PricedLine,
    Quotation,
    Role,
    TaxAmount,
    Totals,
)
from shop_client.money import Money

DIALECTS = [sqlite.dialect(), postgresql.dialect()]  # type: ignore[no-untyped-call]

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
amounts = st.decimals(allow_nan=False, allow_infinity=False)
moneys = st.builds(Money, amounts, st.sampled_from(["EUR", "USD", "JPY"]))
instants = st.datetimes(
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]),
    min_value=datetime(1, 1, 3),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(9999, 12, 29),  # noqa: DTZ001
)
quotations = st.builds(
    Quotation,
    lines=st.lists(
        st.builds(
            PricedLine,
            sku=texts,
            name=texts,
            quantity=amounts,
            unit=texts,
            unit_price=moneys,
            net=moneys,
        ),
        max_size=2,
    ).map(tuple),
    charges=st.lists(st.builds(Charge, st.sampled_from(ChargeKind), texts, moneys), max_size=2).map(
        tuple
    ),
    taxes=st.lists(st.builds(TaxAmount, texts, amounts, moneys, moneys, texts), max_size=2).map(
        tuple
    ),
    totals=st.builds(Totals, moneys, moneys, moneys),
    payment_terms=st.builds(PaymentTerms, texts, st.integers(0, 365)),
    due_date=st.none() | st.dates(),
    promised_date=st.none() | st.dates(),
)


def _there_and_back(kind: Any, value: Any, dialect: Any) -> Any:
    return kind.process_result_value(kind.process_bind_param(value, dialect), dialect)


def _same(left: Decimal, right: Decimal) -> bool:
    return left.as_tuple() == right.as_tuple()


@given(money=moneys)
def test_an_amount_keeps_every_digit_and_every_trailing_zero(money: Money) -> None:
    for dialect in DIALECTS:
        back = _there_and_back(MoneyText(), money, dialect)
        assert back == money
        assert _same(back.amount, money.amount)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_number_is_no_amount(amount: str) -> None:
    with pytest.raises(ValueError, match="finite"):
        MoneyText().process_bind_param(Money(Decimal(amount), "EUR"), DIALECTS[0])


@given(instant=instants)
def test_an_instant_comes_back_as_the_same_instant_in_utc(instant: datetime) -> None:
    for dialect in DIALECTS:
        back = _there_and_back(Instant(), instant, dialect)
        assert back == instant
        assert back.tzinfo is UTC


@given(first=instants, second=instants)
def test_instants_sort_on_sqlite_as_time_does(first: datetime, second: datetime) -> None:
    stored = [Instant().process_bind_param(at, DIALECTS[0]) for at in (first, second)]
    assert (stored[0] < stored[1]) == (first < second)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        Instant().process_bind_param(datetime(2026, 3, 2), DIALECTS[0])  # noqa: DTZ001


@given(quotation=quotations)
def test_a_quotation_comes_back_whole(quotation: Quotation) -> None:
    back = _there_and_back(Typed(Quotation), quotation, DIALECTS[0])
    assert back == quotation
    assert all(
        _same(one.quantity, other.quantity)
        for one, other in zip(back.lines, quotation.lines, strict=True)
    )


@given(lines=st.lists(st.builds(CartLine, texts, amounts, texts, st.booleans()), max_size=3))
def test_cart_lines_come_back_as_cart_lines(lines: list[CartLine]) -> None:
    assert _there_and_back(Typed(list[CartLine]), lines, DIALECTS[0]) == lines


@given(
    content=st.binary(max_size=50), data=st.dictionaries(texts, texts | st.integers(), max_size=3)
)
def test_a_message_comes_back_with_its_files(content: bytes, data: dict[str, Any]) -> None:
    message = InboundMessage(
        "web",
        "",
        "1",
        "c",
        InboundKind.FILE,
        attachments=(Attachment("order.csv", "text/csv", content),),
        data=data,
    )
    assert _there_and_back(Typed(InboundMessage), message, DIALECTS[0]) == message


@given(roles=st.lists(st.sampled_from(Role), max_size=3))
def test_roles_come_back_as_roles(roles: list[Role]) -> None:
    back = _there_and_back(Typed(list[Role]), roles, DIALECTS[0])
    assert back == roles
    assert all(isinstance(role, Role) for role in back)


@given(text=st.text())
def test_any_text_whatsoever_can_be_stored(text: str) -> None:
    stored = Words().process_bind_param(text, DIALECTS[1])
    assert stored is not None
    assert "\x00" not in stored
    assert stored.encode().decode() == stored
    card = _there_and_back(Typed(Card), Card(text=text), DIALECTS[1])
    assert card.text == stored
    assert Json[Any]().encode({text: [text]}).encode()


@pytest.mark.parametrize(
    "value",
    [{"total": Decimal("1.10")}, {"at": datetime(2026, 3, 2, tzinfo=UTC)}, {1: "one"}, [b"x"]],
)
def test_what_json_would_give_back_as_something_else_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        Json[Any]().encode(value)


def test_a_draft_without_its_company_is_not_taken_for_one() -> None:
    with pytest.raises(ValueError, match="company_id"):
        Typed[OrderDraft](OrderDraft).decode("{}")
