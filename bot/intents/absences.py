"""When somebody says that they are away, and who stands in for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from bot.intents.dates import moments
from bot.intents.identifiers import find_email
from bot.intents.lexicon import LANGUAGES
from bot.intents.tokens import fold, tokenize

_CLOCK = re.compile(r"(?<![\w./:-])([01]?\d|2[0-3])(?::|h|u)([0-5]\d)?(?![\w/:])", re.IGNORECASE)
_SHORT = re.compile(r"(?<![\w./:-])(\d{1,2})[./](\d{1,2})\.?(?![\w/:])")
_WHOLE_DAY = re.compile(
    r"\b(including|inclusive|incl|through|inclus|incluse|compris|tot en met|t/m|inbegrepen"
    r"|einschliesslich|inklusive|inkl)\b"
)
_FROM_ON = re.compile(r"\b(from|starting|a partir d|des|vanaf|ab)\b")


@dataclass(frozen=True, slots=True)
class Away:
    """What was said.

    Attributes:
        emails: addresses in lower case, as they stand.
        starts: the first day, where one was said.
        ends: the day until which.
        clock: the time of that day.
        whole_day: that day too, as they said themselves.
    """

    emails: tuple[str, ...] = ()
    starts: date | None = None
    ends: date | None = None
    clock: time | None = None
    whole_day: bool = False


def read_away(text: str, language: str, today: date) -> Away:
    """Reads "until Monday 14:00 colleague@…", in any of our languages.

    Args:
        text: what was written.
        language: of the person, tried before the others.
        today: where they are.
    """
    emails = []
    while found := find_email(text):
        address, (start, end) = found
        emails.append(address.lower())
        text = f"{text[:start]} {text[end:]}"
    clock = _CLOCK.search(text)
    if clock:
        text = f"{text[: clock.start()]} {text[clock.end() :]}"
    days = _days(text, language, today)
    open_end = len(days) == 1 and _FROM_ON.search(fold(text)) is not None
    return Away(
        emails=tuple(emails),
        starts=days[0] if open_end or len(days) > 1 else None,
        ends=days[-1] if days and not open_end else None,
        clock=time(int(clock[1]), int(clock[2] or 0)) if clock else None,
        whole_day=_WHOLE_DAY.search(fold(text)) is not None,
    )


def _days(text: str, language: str, today: date) -> list[date]:
    # A colon lets the reader of dates know that a date comes, where the words before it differ.
    tokens = tokenize(_SHORT.sub(r": \1/\2", text))
    for tried in (language, *LANGUAGES):
        said = moments(tokens, tried, today, past=False)
        days = [day for moment in said if (day := moment.as_date()) is not None]
        if days:
            return days
    return []
