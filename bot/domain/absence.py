"""Who stands in for whom, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.entities import Absence
from bot.domain.working_time import instant_of


def begins(absence: Absence) -> datetime:
    """The first instant at which somebody is away."""
    return _instant(absence.starts, absence)


def ends(absence: Absence) -> datetime:
    """The first instant at which they are back."""
    return _instant(absence.ends, absence)


def _instant(civil: str, absence: Absence) -> datetime:
    return instant_of(datetime.fromisoformat(civil), ZoneInfo(absence.time_zone))


def holds(absence: Absence, now: datetime) -> bool:
    """Whether somebody is away now."""
    return absence.ended_at is None and begins(absence) <= now < ends(absence)


def stand_ins(absences: Iterable[Absence], now: datetime) -> dict[str, str]:
    """E-mail address of who is away now to that of their stand-in, or to ""; the newest counts."""
    return {one.email: one.stand_in for one in absences if holds(one, now)}


def meet(one: Absence, other: Absence) -> bool:
    """Whether two absences share an instant."""
    return begins(one) < ends(other) and begins(other) < ends(one)


def goes_round(wanted: Absence, absences: Iterable[Absence]) -> bool:
    """Whether a stand-in would come back to who is away, through others who are away meanwhile."""
    others = [one for one in absences if one.email != wanted.email and meet(one, wanted)]
    seen: set[str] = set()
    next_up = {wanted.stand_in}
    while next_up - seen:
        seen |= next_up
        next_up = {one.stand_in for one in others if one.email in seen and one.stand_in}
    return wanted.email in seen
