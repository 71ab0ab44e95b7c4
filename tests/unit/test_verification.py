"""Codes, tries, rates and how long a membership counts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.entities import Verification
from bot.domain.verification import (
    CODE_LIFETIME,
    CODE_TRIES,
    CodeResult,
    Limit,
    allowed,
    attempt_key,
    check_code,
    hash_code,
    look_back,
    membership_ends,
    new_code,
    try_code,
)

KEY = b"a server's key"
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

codes = st.integers(0, 999_999).map(lambda number: f"{number:06d}")


def verification(code: str = "042137", *, decoy: bool = False) -> Verification:
    return Verification(
        conversation_id="c",
        person_id="p",
        vat_number="BE0987654394",
        email="buyer@atelier-nord.example",
        contacts={} if decoy else {"1": "7"},
        code_hash=hash_code(code, KEY),
        expires_at=NOW + CODE_LIFETIME,
        tries_left=CODE_TRIES,
    )


def test_a_code_is_six_digits_even_when_the_number_is_small() -> None:
    assert new_code(lambda _: 7) == "000007"
    assert len({new_code() for _ in range(20)}) > 1


@given(codes, codes)
def test_only_the_code_itself_is_right(code: str, typed: str) -> None:
    assert check_code(hash_code(code, KEY), typed, KEY) == (code == typed)


@pytest.mark.parametrize("typed", ["042137", " 042 137 ", "042-137", "\uff10\uff14\uff12137"])
def test_a_code_may_be_typed_with_spaces(typed: str) -> None:
    assert check_code(hash_code("042137", KEY), typed, KEY)


@given(st.text(max_size=100))
def test_any_text_may_be_typed(typed: str) -> None:
    check_code(hash_code("042137", KEY), typed, KEY)


def test_the_same_code_is_stored_differently_each_time_and_needs_the_key() -> None:
    stored = hash_code("042137", KEY)
    assert stored != hash_code("042137", KEY)
    assert "042137" not in stored
    assert not check_code(stored, "042137", b"another key")


def test_the_right_code_is_accepted_once() -> None:
    pending = verification()
    assert try_code(pending, "042137", KEY, NOW) is CodeResult.CORRECT
    assert pending.used_at == NOW
    assert try_code(pending, "042137", KEY, NOW) is CodeResult.USED


def test_the_fifth_wrong_code_is_the_last() -> None:
    pending = verification()
    results = [try_code(pending, "111111", KEY, NOW) for _ in range(5)]
    assert results == [CodeResult.WRONG] * 4 + [CodeResult.NO_TRIES_LEFT]
    assert try_code(pending, "042137", KEY, NOW) is CodeResult.NO_TRIES_LEFT
    assert pending.used_at is None


def test_the_fifth_try_may_be_the_right_one() -> None:
    pending = verification()
    for _ in range(4):
        try_code(pending, "111111", KEY, NOW)
    assert try_code(pending, "042137", KEY, NOW) is CodeResult.CORRECT


def test_a_code_dies_after_ten_minutes() -> None:
    assert try_code(verification(), "042137", KEY, NOW + CODE_LIFETIME) is CodeResult.EXPIRED
    last = NOW + CODE_LIFETIME - timedelta(seconds=1)
    assert try_code(verification(), "042137", KEY, last) is CodeResult.CORRECT


def test_a_decoy_is_never_satisfied() -> None:
    assert try_code(verification(decoy=True), "042137", KEY, NOW) is CodeResult.WRONG


limits = st.lists(
    st.builds(Limit, st.integers(1, 5), st.timedeltas(timedelta(seconds=1), timedelta(days=1))),
    min_size=1,
    max_size=3,
)
instants = st.lists(
    st.timedeltas(timedelta(0), timedelta(days=2)).map(lambda age: NOW - age), max_size=30
)


@given(instants, limits)
def test_those_who_wait_long_enough_are_always_let_in(
    attempts: list[datetime], rules: list[Limit]
) -> None:
    assert allowed(attempts, NOW + look_back(rules), rules)


@given(instants, limits)
def test_one_more_attempt_never_makes_it_easier(
    attempts: list[datetime], rules: list[Limit]
) -> None:
    if allowed([*attempts, NOW], NOW, rules):
        assert allowed(attempts, NOW, rules)


@given(st.lists(st.timedeltas(timedelta(0), timedelta(minutes=5)), max_size=60), limits)
def test_no_span_ever_holds_more_than_its_limit(gaps: list[timedelta], rules: list[Limit]) -> None:
    time = NOW
    taken: list[datetime] = []
    for gap in gaps:
        time += gap
        if allowed(taken, time, rules):
            taken.append(time)
    for rule in rules:
        for start in taken:
            span = [t for t in taken if start <= t < start + rule.within]
            assert len(span) <= rule.count


def test_a_rate_is_counted_without_the_address_being_kept() -> None:
    key = attempt_key("Buyer@Atelier-Nord.example ", KEY)
    assert key == attempt_key("buyer@atelier-nord.example", KEY)
    assert key != attempt_key("other@atelier-nord.example", KEY)
    assert "buyer" not in key


def test_a_membership_lasts_ninety_days() -> None:
    assert membership_ends(NOW) - NOW == timedelta(days=90)
