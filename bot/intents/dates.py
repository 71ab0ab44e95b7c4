"""Days and months as people say them, resolved against today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bot.intents.lexicon import load, table
from bot.intents.phrases import Phrases
from bot.intents.quantities import quantity_at
from bot.intents.tokens import Token

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e|\.|ste|de)?")
_FROM = frozenset(("of", "from", "de", "du", "von", "vom", "van"))
_BEFORE_A_DAY = frozenset(
    (
        *("le", "du", "pour", "avant", "au", "on", "for", "by", "before", "from", "of", "until"),
        *("am", "bis", "vor", "vom", "zum", "den", "op", "tegen", "voor", "van", ":"),
    )
)
_YEAR = re.compile(r"20\d\d")
_WEEK = 7
_LAST_MONTH = 12
_MAX_DAYS_AHEAD = 366


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a whole month when `day` is None, that stands in tokens[start:end].

    Attributes:
        backwards: it was said of the past ("last Tuesday", "yesterday").
        sure_year: the year was said, so that it must not be moved.
    """

    year: int
    month: int
    day: int | None
    start: int
    end: int
    backwards: bool = False
    sure_year: bool = False

    def iso(self) -> str:
        """`2026-03` or `2026-03-12`."""
        month = f"{self.year:04d}-{self.month:02d}"
        return month if self.day is None else f"{month}-{self.day:02d}"

    def as_date(self) -> date | None:
        """The day; None for a month, and for a day that does not exist."""
        if self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True)
class _Words:
    days: Phrases[int]
    weekdays: Phrases[int]
    months: Phrases[int]
    next_week: Phrases[bool]
    next: Phrases[bool]
    last: Phrases[bool]
    last_month: Phrases[bool]
    in_days: Phrases[bool]
    counts: Phrases[int]
    lead: Phrases[bool]


@cache
def _words(language: str) -> _Words:
    dates = table(language)["dates"]
    relative = {"today": 0, "tomorrow": 1, "after_tomorrow": 2, "yesterday": -1}
    return _Words(
        days=Phrases({p: offset for name, offset in relative.items() for p in dates[name]}),
        weekdays=Phrases({p: i for i, forms in enumerate(dates["weekdays"]) for p in forms}),
        months=Phrases({p: i for i, forms in enumerate(dates["months"], 1) for p in forms}),
        next_week=Phrases.of(dates["next_week"], True),
        next=Phrases.of(dates["next"], True),
        last=Phrases.of(dates["last"], True),
        last_month=Phrases.of(dates["last_month"], True),
        in_days=Phrases.of(dates["in_days"], True),
        counts=Phrases({**dict.fromkeys(dates["days"], 1), **dict.fromkeys(dates["weeks"], _WEEK)}),
        lead=Phrases.of(dates["day_lead"], True),
    )


def _on(day: date, start: int, end: int, *, backwards: bool = False) -> Moment:
    return Moment(day.year, day.month, day.day, start, end, backwards, sure_year=True)


def moment_at(
    tokens: Sequence[Token], start: int, language: str, today: date, *, past: bool
) -> Moment | None:
    """The day or month said at a position.

    Args:
        tokens: the message.
        start: where to look.
        language: whose words to look for.
        today: what "Friday" is counted from.
        past: whether a date without a year lies behind us (an old order) or ahead (a delivery).
    """
    words = _words(language)
    if relative := words.days.at(tokens, start):
        day = today + timedelta(days=relative.value)
        return _on(day, start, relative.end, backwards=relative.value < 0)
    if last_month := words.last_month.at(tokens, start):
        before = today.replace(day=1) - timedelta(days=1)
        return Moment(before.year, before.month, None, start, last_month.end, True, True)
    return (
        _weekday(tokens, start, words, today, past=past)
        or _in_days(tokens, start, words, language, today)
        or _written(tokens, start, today, past=past)
        or _named(tokens, start, words, today, past=past)
    )


def _weekday(
    tokens: Sequence[Token], start: int, words: _Words, today: date, *, past: bool
) -> Moment | None:
    position = start
    week = words.next_week.at(tokens, position)
    if week:
        position = week.end
    said_last = words.last.at(tokens, position)
    if said_last:
        position = said_last.end
    elif said_next := words.next.at(tokens, position):
        position = said_next.end
    weekday = words.weekdays.at(tokens, position)
    if weekday is None:
        return None
    end = weekday.end
    if not words.next_week.at(tokens, end) and (said_next := words.next.at(tokens, end)):
        end = said_next.end
    if not said_last and (said_last := words.last.at(tokens, end)):
        end = said_last.end
    if past and not said_last and not _said_of(tokens, start, weekday.end):
        return None
    if said_last or past:
        back = (today.weekday() - weekday.value - 1) % _WEEK + 1
        return _on(today - timedelta(days=back), start, end, backwards=True)
    if not week and (week := words.next_week.at(tokens, end)):
        end = week.end
    if week:
        monday = today + timedelta(days=_WEEK - today.weekday())
        return _on(monday + timedelta(days=weekday.value), start, end)
    ahead = (weekday.value - today.weekday() - 1) % _WEEK + 1
    dated = _day_of_month(tokens, end, today) if end < len(tokens) else None
    if dated and dated[0].weekday() == weekday.value:
        return _on(dated[0], start, dated[1])
    return _on(today + timedelta(days=ahead), start, end)


def _said_of(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a bare weekday is that of an order: "the one from Monday", "Monday's order"."""
    before = tokens[start - 1].key if start else ""
    return before in _FROM or tokens[end - 1].key.endswith("'s")


def _day_of_month(tokens: Sequence[Token], start: int, today: date) -> tuple[date, int] | None:
    """Read "Monday 30", "the 5th": the next such day, with no month said after it."""
    found = _ORDINAL.fullmatch(tokens[start].key)
    if not found or not 1 <= int(found[1]) <= 31:
        return None
    month = today.replace(day=1)
    for _ in range(3):
        try:
            day = month.replace(day=int(found[1]))
        except ValueError:
            day = None
        if day and day > today:
            return day, start + 1
        month = (month + timedelta(days=32)).replace(day=1)
    return None


def _in_days(
    tokens: Sequence[Token], start: int, words: _Words, language: str, today: date
) -> Moment | None:
    lead = words.in_days.at(tokens, start)
    count = quantity_at(tokens, lead.end, load(language)) if lead else None
    unit = words.counts.at(tokens, count.end) if count else None
    if not count or not unit or count.value != int(count.value):
        return None
    ahead = int(count.value) * unit.value
    if ahead > _MAX_DAYS_AHEAD:
        return None
    return _on(today + timedelta(days=ahead), start, unit.end)


def _written(tokens: Sequence[Token], start: int, today: date, *, past: bool) -> Moment | None:
    """Dates in digits: 2026-12-04, 2026-12, 4/12, 04.12.2026 (day first)."""
    key = tokens[start].key
    if iso := _ISO.fullmatch(key):
        day = int(iso[3]) if iso[3] else None
        return _valid(int(iso[1]), int(iso[2]), day, start, start + 1, sure_year=True)
    numeric = _NUMERIC.fullmatch(key)
    if numeric is None or ("." in key and not numeric[3]):
        return None
    day, month = int(numeric[1]), int(numeric[2])
    if not numeric[3] and (start == 0 or tokens[start - 1].key not in _BEFORE_A_DAY):
        return None  # staples 26/6 are no 26th of June
    if numeric[3]:
        year = int(numeric[3]) if len(numeric[3]) > 2 else 2000 + int(numeric[3])
        return _valid(year, month, day, start, start + 1, sure_year=True)
    return _nearest(month, day, start, start + 1, today, past=past)


def _named(
    tokens: Sequence[Token], start: int, words: _Words, today: date, *, past: bool
) -> Moment | None:
    """Read "12 March", "March 12", "March 2025", "the 12th of March", "March"."""
    position = start
    lead = words.lead.at(tokens, position)
    if lead:
        position = lead.end
    day: int | None = None
    if position < len(tokens) and (found := _ORDINAL.fullmatch(tokens[position].key)):
        day, position = int(found[1]), position + 1
        while position < len(tokens) and tokens[position].key in (".", "of", "de"):
            position += 1
    month = words.months.at(tokens, position)
    if month is None:
        return None
    end = month.end
    if day is None and end < len(tokens) and (found := _ORDINAL.fullmatch(tokens[end].key)):
        day, end = int(found[1]), end + 1
    begin = start if day is not None or not lead else lead.end
    if end < len(tokens) and _YEAR.fullmatch(tokens[end].key):
        year = int(tokens[end].key)
        return _valid(year, month.value, day, begin, end + 1, sure_year=True)
    return _nearest(month.value, day, begin, end, today, past=past)


def _valid(
    year: int, month: int, day: int | None, start: int, end: int, *, sure_year: bool = False
) -> Moment | None:
    if not 1 <= month <= _LAST_MONTH:
        return None
    moment = Moment(year, month, day, start, end, sure_year=sure_year)
    return moment if day is None or moment.as_date() else None


def _nearest(
    month: int, day: int | None, start: int, end: int, today: date, *, past: bool
) -> Moment | None:
    """The latest such day or month behind us, or the next one ahead; the present one counts."""
    shift = -1 if past else 1
    for year in (today.year, today.year + shift):
        moment = _valid(year, month, day, start, end)
        if moment is None:
            continue
        here = (year, month, day or today.day)
        now = (today.year, today.month, today.day)
        if (here <= now) if past else (here >= now):
            return moment
    return None


def moments(tokens: Sequence[Token], language: str, today: date, *, past: bool) -> list[Moment]:
    """Every day and month of a message, from left to right."""
    found = []
    position = 0
    while position < len(tokens):
        moment = moment_at(tokens, position, language, today, past=past)
        if moment:
            found.append(moment)
        position = moment.end if moment else position + 1
    return found
