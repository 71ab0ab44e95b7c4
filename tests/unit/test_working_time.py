"""Working hours are those of the clock on the wall, whatever the clocks of the world do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.calendars import public_holidays, working_time, zone_of
from bot.domain.policy import Times
from bot.domain.working_time import WorkingTime, after, instant_of, is_working, next_working

BRUSSELS = ZoneInfo("Europe/Brussels")
OFFICE = WorkingTime(BRUSSELS)
ZONES = ["Europe/Brussels", "Europe/London", "America/St_Johns", "Pacific/Apia", "Asia/Beirut"]


def brussels(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("from_when", "hours", "then"),
    [
        ("2026-11-23T10:00", "2", "2026-11-23T12:00"),
        ("2026-11-23T10:00", "8", "2026-11-24T10:00"),
        ("2026-11-23T09:00", "8", "2026-11-24T09:00"),  # the evening is no time to remind
        ("2026-11-23T03:00", "0.5", "2026-11-23T09:30"),
        ("2026-11-27T16:00", "2", "2026-11-30T10:00"),  # over a weekend
        ("2026-11-28T12:00", "0", "2026-11-30T09:00"),
        ("2026-11-27T23:59", "24", "2026-12-03T09:00"),
        ("2027-03-26T16:00", "2", "2027-03-29T10:00"),  # the clocks go forward in between
        ("2026-10-23T16:00", "2", "2026-10-26T10:00"),  # and back
    ],
)
def test_only_working_hours_count(from_when: str, hours: str, then: str) -> None:
    assert after(brussels(from_when), Decimal(hours), OFFICE) == brussels(then)


def test_a_public_holiday_is_no_working_day() -> None:
    calendar = working_time(Times(), "BE", "Europe/Paris")
    assert calendar.zone == BRUSSELS
    assert after(brussels("2026-12-24T16:00"), Decimal(2), calendar) == brussels("2026-12-28T10:00")
    assert not is_working(brussels("2026-07-21T10:00"), calendar)
    assert is_working(brussels("2026-07-22T10:00"), calendar)


def test_a_part_of_a_country_has_its_own_holidays() -> None:
    epiphany = datetime(2026, 1, 6, 10, tzinfo=ZoneInfo("Europe/Berlin"))
    assert is_working(epiphany, working_time(Times(), "DE", "Europe/Brussels"))
    assert not is_working(epiphany, working_time(Times(subdivision="BY"), "DE", "Europe/Brussels"))
    elsewhere = working_time(Times(subdivision="no such"), "DE", "Europe/Brussels")
    assert is_working(epiphany, elsewhere)
    assert not is_working(epiphany - timedelta(days=5), elsewhere)


def test_a_policy_may_keep_another_countrys_time() -> None:
    times = Times(country="FR", time_zone="Europe/Lisbon", starts="08:00", days=(5,))
    calendar = working_time(times, "BE", "Europe/Brussels")
    lisbon = ZoneInfo("Europe/Lisbon")
    saturday = datetime(2026, 11, 28, 8, tzinfo=lisbon)
    assert next_working(brussels("2026-11-23T10:00"), calendar) == saturday
    assert not calendar.is_working_day(date(2026, 8, 15))


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("BE", "Europe/Brussels"),
        ("NL", "Europe/Amsterdam"),
        ("FR", "Europe/Paris"),
        ("LU", "Europe/Luxembourg"),
        ("DE", "Europe/Berlin"),
        ("ES", "Europe/Madrid"),
        ("PT", "Europe/Lisbon"),
        ("GB", "Europe/London"),
        ("IE", "Europe/Dublin"),
        ("US", None),  # nobody can tell by the country
        ("", None),
    ],
)
def test_a_country_tells_its_time_zone_where_it_has_one(country: str, zone: str | None) -> None:
    assert zone_of(country) == zone


def test_without_one_the_merchants_counts() -> None:
    assert working_time(Times(), "US", "Europe/Dublin").zone.key == "Europe/Dublin"
    assert date(2026, 12, 25) not in public_holidays("ZZ", None)


@pytest.mark.parametrize(
    "times",
    [
        Times(days=()),
        Times(starts="17:00", ends="09:00"),
        Times(starts="9"),
        Times(time_zone="Europe/Atlantis"),
    ],
)
def test_a_week_without_working_hours_is_an_error(times: Times) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        working_time(times, "BE", "Europe/Brussels")


def test_a_year_of_holidays_is_an_error_not_a_hang() -> None:
    class Always:
        def __contains__(self, day: object) -> bool:
            return True

    with pytest.raises(ValueError, match="nobody works"):
        after(brussels("2026-11-23T10:00"), Decimal(1), WorkingTime(BRUSSELS, holidays=Always()))


def test_a_time_that_the_clocks_leave_out_is_as_much_after_the_gap() -> None:
    gap = datetime(2027, 3, 28, 2, 30)  # noqa: DTZ001
    assert instant_of(gap, BRUSSELS) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert instant_of(gap, BRUSSELS).astimezone(BRUSSELS).time() == time(3, 30)


def test_a_time_that_they_show_twice_is_the_first_one() -> None:
    twice = datetime(2026, 10, 25, 2, 30)  # noqa: DTZ001
    assert instant_of(twice, BRUSSELS) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


instants = st.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001
    max_value=datetime(2032, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
amounts = st.decimals(min_value=0, max_value=120, places=2)
clocks = st.times().map(lambda t: t.replace(second=0, microsecond=0))


@st.composite
def calendars(draw: st.DrawFn) -> WorkingTime:
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    starts, ends = sorted((draw(clocks), draw(clocks)))
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    assume(minutes >= 90)  # a shorter day may lie in the hour that the clocks leave out
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    holidays = draw(st.frozensets(st.dates(date(2024, 1, 1), date(2024, 3, 1)), max_size=10))
    return WorkingTime(zone, days, starts, ends, holidays)


@given(instants, amounts, calendars())
def test_whatever_is_due_is_due_in_working_hours(
    instant: datetime, hours: Decimal, calendar: WorkingTime
) -> None:
    due = after(instant, hours, calendar)
    assert due >= instant + timedelta(seconds=int(hours * 3600))
    assert is_working(due, calendar)
    local = due.astimezone(calendar.zone)
    assert local.weekday() in calendar.days
    assert local.date() not in calendar.holidays
    assert next_working(due, calendar) == due


@given(instants, amounts, amounts, calendars())
def test_hours_add_up(
    instant: datetime, first: Decimal, second: Decimal, calendar: WorkingTime
) -> None:
    once = after(instant, first + second, calendar)
    twice = after(after(instant, first, calendar), second, calendar)
    assert once == twice
    assert after(instant, first, calendar) <= once


@given(instants, instants, amounts, calendars())
def test_who_was_asked_later_is_never_reminded_earlier(
    one: datetime, other: datetime, hours: Decimal, calendar: WorkingTime
) -> None:
    first, last = sorted((one, other))
    assert after(first, hours, calendar) <= after(last, hours, calendar)


@given(instants.filter(lambda instant: instant.date().day < 28))
def test_monday_nine_stays_monday_nine(instant: datetime) -> None:
    """However many changes of hour lie between: 8 working hours of an office are one day."""
    begin = next_working(instant, OFFICE)
    for _ in range(10):
        begin = after(begin, Decimal(8), OFFICE)
    assert (
        begin.astimezone(BRUSSELS).time()
        == next_working(instant, OFFICE).astimezone(BRUSSELS).time()
    )
