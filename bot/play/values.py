"""What stands after the colon, as what it means: patterns, amounts, durations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

_CAPTURED = re.compile(r"\$\{(\w+)\}")
_NO_MOMENT = "“{}” is no moment: write “Monday 09:30” or “24 December 10:00”"
_MOST_DAYS = 367
_DURATION = re.compile(r"(\d+) *(second|minute|hour|day|week)s?")
_ZONE = ZoneInfo("Europe/Brussels")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))


class ExpectationError(Exception):
    """Something in a story did not hold; the message says what was there instead."""


def texts(value: Any) -> list[str]:
    """One text or several, as a list; nothing is none."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def plain_spaces(text: str) -> str:
    """The text with narrow and non-breaking spaces as common ones, so that patterns are simple."""
    return text.translate(_SPACES)


def fill(text: str, captured: Mapping[str, str], *, pattern: bool = False) -> str:
    """Puts in what was captured before; in a pattern it stands for itself.

    Raises ExpectationError for a name that was never captured.
    """

    def put(found: re.Match[str]) -> str:
        if found[1] not in captured:
            raise ExpectationError(f"${{{found[1]}}} was never captured")
        return re.escape(captured[found[1]]) if pattern else captured[found[1]]

    return _CAPTURED.sub(put, text)


def find(pattern: str, text: str) -> re.Match[str] | None:
    """Where a pattern is in a text; a line's ends are ends, and `.` goes over them."""
    return re.search(pattern, plain_spaces(text), re.MULTILINE | re.DOTALL)


def is_labelled(label: str, pattern: str) -> bool:
    """Whether a button's label is meant: itself, in any case, or a pattern of the whole of it."""
    label = plain_spaces(label)
    if label.casefold() == pattern.casefold():
        return True
    try:
        return re.fullmatch(pattern, label) is not None
    except re.error:
        return False


def number(text: str) -> Decimal:
    """A number as people of any country write it, without its currency: 1 234,50 or 1,234.50.

    Raises ExpectationError.
    """
    digits = re.sub(r"[^\d.,-]", "", plain_spaces(text))
    if "," in digits and "." in digits:
        thousands = min(",.", key=digits.rfind)
        digits = digits.replace(thousands, "")
    try:
        return Decimal(digits.replace(",", "."))
    except InvalidOperation:
        raise ExpectationError(f"“{text}” is no number") from None


def duration(text: str) -> timedelta:
    """How long "3 days" or "2 hours 30 minutes" is. Raises ExpectationError."""
    if _DURATION.sub("", text).strip(" ,") or not _DURATION.search(text):
        raise ExpectationError(f"“{text}” is no duration: write “3 days” or “2 hours 30 minutes”")
    return timedelta(**_summed(_DURATION.findall(text)))


def moment(text: str, now: datetime) -> datetime:
    """The next "Monday 09:30" or "24 December 10:00" after now, in Brussels.

    Raises ExpectationError.
    """
    said, _, clock = text.rpartition(" ")
    try:
        at = datetime.strptime(clock, "%H:%M").time()  # noqa: DTZ007
    except ValueError:
        raise ExpectationError(_NO_MOMENT.format(text)) from None
    today = now.astimezone(_ZONE).date()
    for ahead in range(_MOST_DAYS):
        day = today + timedelta(days=ahead)
        found = datetime.combine(day, at, _ZONE)
        if found > now and said in (f"{day:%A}", f"{day.day} {day:%B}"):
            return found
    raise ExpectationError(_NO_MOMENT.format(text))


def _summed(parts: list[tuple[str, str]]) -> dict[str, int]:
    result: dict[str, int] = {}
    for amount, unit in parts:
        result[f"{unit}s"] = result.get(f"{unit}s", 0) + int(amount)
    return result
