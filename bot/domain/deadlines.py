"""When the approvers of a request are reminded, when others are asked too, and when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.policy import Times
from bot.domain.working_time import WorkingTime, after, instant_of, next_working


@dataclass(frozen=True, slots=True)
class Deadlines:
    """What comes of a tier that leaves a request undecided; aware instants, all in working time.

    Attributes:
        reminders: oldest first.
        escalation: None: never.
    """

    reminders: tuple[datetime, ...]
    escalation: datetime | None

    def next_after(self, instant: datetime) -> datetime | None:
        """When something is due next; None when nothing is left."""
        return min((due for due in self._all() if due > instant), default=None)

    def reminder_due(self, since: datetime, now: datetime) -> bool:
        """Whether people are to be reminded now, of one or more times that passed since then."""
        return any(since < due <= now for due in self.reminders)

    def escalation_due(self, since: datetime, now: datetime) -> bool:
        """Whether others are to be asked now."""
        return self.escalation is not None and since < self.escalation <= now

    def _all(self) -> list[datetime]:
        return [*self.reminders, *([self.escalation] if self.escalation else [])]


def deadlines(asked_at: datetime, times: Times, calendar: WorkingTime) -> Deadlines:
    """What follows when a tier was asked at an instant."""
    escalation = times.escalate_after
    return Deadlines(
        tuple(sorted(after(asked_at, hours, calendar) for hours in times.remind_after)),
        after(asked_at, escalation, calendar) if escalation is not None else None,
    )


def expiry(made_at: datetime, times: Times, calendar: WorkingTime) -> datetime:
    """When a request ends undecided: so many days later by the calendar on the wall."""
    civil = made_at.astimezone(calendar.zone).replace(tzinfo=None)
    ends = instant_of(civil + timedelta(days=times.expires_after), calendar.zone)
    return next_working(ends, calendar)


def digest_at(now: datetime, times: Times, calendar: WorkingTime) -> datetime:
    """When the next message with what was gathered goes out: at its time on a working day."""
    clock = time.fromisoformat(times.digest_at)
    day = calendar.date_of(now)
    while calendar.at(day, clock) <= now or not calendar.is_working_day(day):
        day += timedelta(days=1)
    return calendar.at(day, clock)
