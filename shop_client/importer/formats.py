"""Dates and numbers as a file writes them, and which of the usual ways that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from shop_client.importer.errors import FormatUnclear

ISO = "ISO 8601"
_DATES = (
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%Y/%m/%d",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d.%m.%y",
    "%d %b %Y",
)
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p")
_FORMATS = (ISO, *(date + time for date in _DATES for time in _TIMES))
_CURRENCY = re.compile(r"^(?:[€£$]|EUR|GBP|USD)\s*|\s*(?:[€£$]|EUR|GBP|USD)$")
_NUMBER = {
    ".": re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[,'’ ]\d{3})+)(?:\.\d+)?|[+-]?\.\d+", re.ASCII),
    ",": re.compile(r"[+-]?(?:\d+|\d{1,3}(?:[.'’ ]\d{3})+)(?:,\d+)?|[+-]?,\d+", re.ASCII),
}
_DECIMAL_COMMA = re.compile(r"\d,(?:\d{1,2}|\d{4,})\D*$")
_DECIMAL_POINT = re.compile(r"\d\.(?:\d{1,2}|\d{4,})\D*$")
_LEAST_SHARE = 0.9
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Formats:
    """How the file writes dates and numbers.

    Attributes:
        date_format: for `strptime`, or ISO.
        decimal_mark: "." or ",".
    """

    date_format: str
    decimal_mark: str

    def day(self, text: str) -> date | None:
        """The civil date, or None where the text is none."""
        return _day(text, self.date_format)

    def number(self, text: str) -> Decimal | None:
        """The number, exactly as written, or None where the text is none."""
        return _number(text, self.decimal_mark)


def guess_date_format(texts: Iterable[str]) -> str:
    """Finds the one format in which (nearly) all dates of a file can be read.

    Raises:
        FormatUnclear: none fits, or day and month can't be told apart.
    """
    dates = [text for text in dict.fromkeys(texts) if text]
    likely = _best_readers(_FORMATS, dates[:_SAMPLE])
    best = _best_readers(likely, dates)
    if not best:
        raise FormatUnclear(
            "The dates can't be read. Say how they are written, for example "
            '--date-format "%d/%m/%Y %H:%M".'
        )
    first, *others = best
    if any(_day(text, one) != _day(text, first) for one in others for text in dates):
        raise FormatUnclear(
            "Day and month can't be told apart in the dates. Say how they are written: "
            + " or ".join(f'--date-format "{one}"' for one in best)
            + "."
        )
    return first


def _best_readers(formats: Iterable[str], dates: Sequence[str]) -> list[str]:
    """The formats that read most of these dates, and at least nine in ten."""
    read = {one: sum(_day(text, one) is not None for text in dates) for one in formats}
    most = max([*read.values(), _LEAST_SHARE * len(dates), 1])
    return [one for one, count in read.items() if count >= most]


def guess_decimal_mark(texts: Iterable[str]) -> str:
    """Finds whether prices have a decimal point or comma; a point where nothing tells."""
    comma = point = 0
    for text in texts:
        comma += bool(_DECIMAL_COMMA.search(text))
        point += bool(_DECIMAL_POINT.search(text))
    return "," if comma > point else "."


@lru_cache(maxsize=1 << 16)
def _day(text: str, date_format: str) -> date | None:
    try:
        if date_format == ISO:
            return datetime.fromisoformat(text).date()
        # A civil date is wanted: the zone that it lacks plays no part.
        return datetime.strptime(text, date_format).date()  # noqa: DTZ007
    except ValueError:
        return None


@lru_cache(maxsize=1 << 16)
def _number(text: str, mark: str) -> Decimal | None:
    bare = _CURRENCY.sub("", text.replace("\u00a0", " ").replace("\u202f", " ")).strip()
    if not _NUMBER[mark].fullmatch(bare):
        return None
    other = "," if mark == "." else "."
    for sign in (other, "'", "’", " "):
        bare = bare.replace(sign, "")
    return Decimal(bare.replace(",", "."))
