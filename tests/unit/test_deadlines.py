"""When a request is reminded of, raised, ended, and gathered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deadlines import deadlines, digest_at, expiry
from bot.domain.policy import Times
from bot.domain.working_time import WorkingTime, is_working

BRUSSELS = ZoneInfo("Europe/Brussels")
OFFICE = WorkingTime(BRUSSELS)
TIMES = Times()


def brussels(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def test_the_usual_week() -> None:
    due = deadlines(brussels("2026-11-26T10:00"), TIMES, OFFICE)
    assert due.reminders == (
        brussels("2026-11-27T10:00"),
        brussels("2026-12-01T10:00"),
        brussels("2026-12-07T10:00"),
    )
    assert due.escalation == brussels("2026-12-01T10:00")


def test_what_passed_at_once_is_one_reminder() -> None:
    asked = brussels("2026-11-26T10:00")
    due = deadlines(asked, TIMES, OFFICE)
    late = brussels("2026-12-03T11:00")
    assert due.reminder_due(asked, late)
    assert due.escalation_due(asked, late)
    assert due.next_after(late) == brussels("2026-12-07T10:00")
    assert not due.reminder_due(late, late + timedelta(days=1))
    assert due.next_after(brussels("2026-12-07T10:00")) is None


def test_nothing_need_be_due() -> None:
    none = Times(remind_after=(), escalate_after=None)
    due = deadlines(brussels("2026-11-26T10:00"), none, OFFICE)
    assert due.next_after(brussels("2026-11-26T10:00")) is None
    assert not due.escalation_due(brussels("2026-11-26T10:00"), brussels("2036-11-26T10:00"))


def test_a_request_ends_at_the_same_hour_by_the_clock_on_the_wall() -> None:
    # The clocks go forward on 28 March 2027.
    assert expiry(brussels("2027-03-22T10:00"), TIMES, OFFICE) == brussels("2027-04-05T10:00")
    assert expiry(brussels("2026-11-21T22:00"), TIMES, OFFICE) == brussels("2026-12-07T09:00")


def test_a_digest_goes_out_in_the_afternoon_of_a_working_day() -> None:
    assert digest_at(brussels("2026-11-27T15:59"), TIMES, OFFICE) == brussels("2026-11-27T16:00")
    assert digest_at(brussels("2026-11-27T16:00"), TIMES, OFFICE) == brussels("2026-11-30T16:00")


instants = st.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001
    max_value=datetime(2032, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
hours = st.decimals(min_value=0, max_value=200, places=1)


@given(instants, st.lists(hours, max_size=4), st.none() | hours, st.integers(1, 60))
def test_nobody_is_disturbed_out_of_hours(
    asked: datetime, reminders: list[Decimal], escalation: Decimal | None, days: int
) -> None:
    times = Times(remind_after=tuple(reminders), escalate_after=escalation, expires_after=days)
    due = deadlines(asked, times, OFFICE)
    raised = [due.escalation] if due.escalation else []
    ends = expiry(asked, times, OFFICE)
    for instant in (*due.reminders, *raised, ends):
        assert is_working(instant, OFFICE)
        assert instant >= asked
    assert ends >= asked + timedelta(days=days) - timedelta(hours=1)


@given(instants, st.lists(hours, max_size=4), st.none() | hours)
def test_whoever_wakes_at_what_is_next_misses_nothing(
    asked: datetime, reminders: list[Decimal], escalation: Decimal | None
) -> None:
    times = Times(remind_after=tuple(reminders), escalate_after=escalation)
    due = deadlines(asked, times, OFFICE)
    since = asked - timedelta(seconds=1)
    reminded, raised = set(), set()
    while (now := due.next_after(since)) is not None:
        if due.reminder_due(since, now):
            reminded.add(now)
        if due.escalation_due(since, now):
            raised.add(now)
        since = now
    assert reminded == set(due.reminders)
    assert raised == ({due.escalation} if due.escalation else set())
