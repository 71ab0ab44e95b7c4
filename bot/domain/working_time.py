"""When people work: instants counted in working hours, by the clocks on their wall.

Working hours are civil times: 09:00 in Brussels is 09:00 before and after the change of hour.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

_FURTHEST = 400
"""Days that are looked through for a working one: some have public holidays, none so many."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When a company works.

    Attributes:
        zone: whose clocks count.
        days: working days, 0 for Monday.
        starts, ends: of the working day on those clocks; the end is not part of it.
        holidays: dates on which nobody works.

    Raises:
        ValueError: nobody would ever work.
    """

    zone: ZoneInfo
    days: frozenset[int] = frozenset(range(5))
    starts: time = time(9)
    ends: time = time(17)
    holidays: Container[date] = field(default=frozenset(), compare=False)

    def __post_init__(self) -> None:
        if not self.days or self.starts >= self.ends:
            raise ValueError("a week without working hours")

    def is_working_day(self, day: date) -> bool:
        """Whether people work on that date."""
        return day.weekday() in self.days and day not in self.holidays

    def date_of(self, instant: datetime) -> date:
        """The date that the calendar on the wall shows then."""
        return instant.astimezone(self.zone).date()

    def at(self, day: date, clock: time) -> datetime:
        """The instant of a civil time; see `instant_of`."""
        return instant_of(datetime.combine(day, clock), self.zone)

    def hours_of(self, day: date) -> tuple[datetime, datetime]:
        """From when until before when people work on a working day."""
        return self.at(day, self.starts), self.at(day, self.ends)


def instant_of(civil: datetime, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which the clocks of a zone show a naive civil time.

    When they show it twice it is the first time; when they leave it out, as much after the gap as
    the time is after its beginning (RFC 5545, 3.3.5).
    """
    return civil.replace(tzinfo=zone, fold=0).astimezone(UTC)


def is_working(instant: datetime, calendar: WorkingTime) -> bool:
    """Whether people work at that instant."""
    day = calendar.date_of(instant)
    begins, ends = calendar.hours_of(day)
    return calendar.is_working_day(day) and begins <= instant < ends


def next_working(instant: datetime, calendar: WorkingTime) -> datetime:
    """The instant itself when people work then, else when they begin again."""
    return after(instant, Decimal(0), calendar)


def after(instant: datetime, hours: Decimal, calendar: WorkingTime) -> datetime:
    """The instant so many working hours later; always one at which people work.

    Args:
        instant: aware.
        hours: none or more; they pass only while people work.
        calendar: when that is.

    Raises:
        ValueError: people do not work for more than a year.
    """
    left = timedelta(seconds=int(hours * 3600))
    day, idle = calendar.date_of(instant), 0
    while idle <= _FURTHEST:
        if calendar.is_working_day(day):
            idle = 0
            begins, ends = calendar.hours_of(day)
            begins = max(begins, instant.astimezone(UTC))
            if left < ends - begins:
                return begins + left
            left -= max(ends - begins, timedelta())
        day, idle = day + _DAY, idle + 1
    raise ValueError("nobody works for more than a year")
