"""Since when something is added up, by a company's own calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.policy.model import Period

_MONTHS_OF_A_QUARTER = 3


def first_day(period: Period, today: date) -> date:
    """The first day of the day, week (from Monday), month, quarter or year that a day is in."""
    match period:
        case Period.DAY:
            return today
        case Period.WEEK:
            return today - timedelta(days=today.weekday())
        case Period.MONTH:
            return today.replace(day=1)
        case Period.QUARTER:
            first = today.month - (today.month - 1) % _MONTHS_OF_A_QUARTER
            return today.replace(month=first, day=1)
        case Period.YEAR:
            return today.replace(month=1, day=1)


def start_of(period: Period, now: datetime, zone: str) -> datetime:
    """When the present period began: midnight on the clocks of a time zone, as an instant."""
    day = first_day(period, now.astimezone(ZoneInfo(zone)).date())
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
