"""Quantities as tables write them: "12", "1 200", "1.234,5", "3 boxes", "x12", "5-"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from bot.intents.lexicon import LANGUAGES, load
from bot.intents.order_list.tables import Cell
from bot.intents.quantities import MAX_QUANTITY
from bot.intents.tokens import fold

_NUMBER = r"\d(?:[\d.,'’ ]*\d)?|[.,]\d+"
_SHAPE = re.compile(
    rf"(?:[x×*]\s*)?([+−–-]?)\s*({_NUMBER})\s*(-?)\s*(?:[x×*](?!\w)\s*)?([^\W\d_]{{1,20}})?\.?",
    re.IGNORECASE,
)
_SPACED = re.compile(r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_BLANK = frozenset(("", "-", "--", "–", "—", "/", "n/a", ".", "x"))
_TELLS = re.compile(r"\d*([.,])(?:\d{1,2}|\d{4,})|\d{1,3}(?:[.'’ ]\d{3})+(,)\d+")
_TELLS_POINT = re.compile(r"\d{1,3}(?:[,'’ ]\d{3})+(\.)\d+")
_ERP_UNITS = {
    "ea": "piece", "c62": "piece", "h87": "piece", "pce": "piece", "st": "piece", "ct": "carton",
    "bx": "box", "pa": "pack", "ro": "roll", "kgm": "kilogram", "ltr": "litre", "bg": "bag",
    "bo": "bottle",
}  # fmt: skip
"""Codes of UN/ECE Recommendation 20 and 21, and what back offices write."""


class Misread(StrEnum):
    """Why a cell is no quantity to be ordered."""

    MISSING = "missing"
    NO_NUMBER = "no-number"
    AMBIGUOUS = "ambiguous"
    NEGATIVE = "negative"
    ZERO = "zero"
    TOO_MUCH = "too-much"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity, with the unit that stands at it; or why there is none."""

    value: Decimal | None = None
    unit: str | None = None
    misread: Misread | None = None


def decimal_mark(cells: Iterable[Cell]) -> str | None:
    """Whether numbers have a decimal "," or "."; None where nothing tells, or both are used."""
    marks = set()
    for cell in cells:
        if isinstance(cell, str) and (found := _tells(cell)):
            marks.add(found)
    return marks.pop() if len(marks) == 1 else None


def _tells(written: str) -> str | None:
    bare = written.strip("€$£ ").removesuffix("EUR").strip()
    if found := _TELLS.fullmatch(bare):
        return found[1] or found[2]
    point = _TELLS_POINT.fullmatch(bare)
    return point[1] if point else None


@lru_cache(maxsize=4096)
def unit_named(word: str) -> str | None:
    """The unit that a word stands for in any of our languages, written out; None for no unit."""
    key = fold(word.strip(" ."))
    if key in _ERP_UNITS:
        return _ERP_UNITS[key]
    return next((u for code in LANGUAGES if (u := load(code).units.get(key))), None)


def read_quantity(cell: Cell, mark: str | None) -> Quantity:
    """The quantity of a cell.

    Args:
        cell: a workbook's number says exactly what it is; a text is read.
        mark: the decimal mark of this column or file; without one, "1.500" may be two numbers.
    """
    if isinstance(cell, Decimal):
        return _bounded(cell, None)
    if cell.casefold() in _BLANK:
        return Quantity(misread=Misread.MISSING)
    found = _SHAPE.fullmatch(cell)
    if found is None:
        return Quantity(misread=Misread.NO_NUMBER)
    unit = unit_named(found[4]) if found[4] else None
    if found[4] and unit is None:
        return Quantity(misread=Misread.NO_NUMBER)
    value = _value(found[2], mark)
    if isinstance(value, Misread):
        return Quantity(misread=value)
    negative = found[1] in ("-", "−", "–") if found[1] else bool(found[3])
    return _bounded(-value if negative else value, unit)


def _bounded(value: Decimal, unit: str | None) -> Quantity:
    if value == 0:
        return Quantity(misread=Misread.ZERO)
    if value < 0:
        return Quantity(misread=Misread.NEGATIVE)
    if value > MAX_QUANTITY:
        return Quantity(misread=Misread.TOO_MUCH)
    return Quantity(value, unit)


def _value(written: str, mark: str | None) -> Decimal | Misread:
    if written.isdecimal():
        return Decimal(written)
    if any(c in " '’" for c in written):
        if not _SPACED.fullmatch(written):
            return Misread.NO_NUMBER
        plain = re.sub(r"[ '’]", "", written)
        return Decimal(plain.replace(",", "."))
    marks = [c for c in written if c in ".,"]
    if len(marks) > 1:
        if not _GROUPED.fullmatch(written):
            return Misread.NO_NUMBER
        last = marks[-1]
        decimals = last if marks.count(last) == 1 else ""
        kept = "".join(c for c in written if c.isdecimal() or c == decimals)
        return Decimal(kept.replace(",", "."))
    whole, _, part = written.partition(marks[0])
    if len(part) == 3 and 0 < len(whole) <= 3 and whole.strip("0"):
        if mark is None:
            return Misread.AMBIGUOUS
        if mark != marks[0]:
            return Decimal(whole + part)
    return Decimal(f"{whole or '0'}.{part}")
