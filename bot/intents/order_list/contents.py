"""What stands in the columns of a table, held against the catalogue and against its headings."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Sequence
from functools import cached_property

from bot.intents.order_list.headings import role_of
from bot.intents.order_list.numbers import (
    Misread,
    Quantity,
    decimal_mark,
    read_quantity,
    unit_named,
)
from bot.intents.order_list.tables import Row, Sheet

LEAST_SHARE = 0.6
"""Of the cells of a column, how many must be numbers (or units) for it to hold such."""
_HEADING_WITHIN = 40
"""Rows among which the headings are looked for."""
_YEAR = re.compile(r"(19|20)\d\d")
_PROBED_ROWS = 60
PROBED_CELLS = 600
_SHORTEST_CODE, _LONGEST_CODE = 3, 40


def probes(sheet: Sheet, most: int = PROBED_CELLS) -> list[str]:
    """Cells that may be article numbers, to be held against the catalogue.

    Args:
        sheet: the table.
        most: how many cells are looked at.
    """
    return list(
        dict.fromkeys(
            text
            for row in _sample(sheet, most)
            for column in range(len(row.cells))
            if _may_be_code(text := row.text(column))
        )
    )


def _sample(sheet: Sheet, most: int) -> Sequence[Row]:
    """Rows from all over it, fewer of a wide one."""
    rows = max(1, min(_PROBED_ROWS, most // max(sheet.width, 1)))
    return sheet.rows[:: max(1, math.ceil(len(sheet.rows) / rows))]


def _may_be_code(text: str) -> bool:
    """A code, perhaps with its name behind it; no price, no small number."""
    if not _SHORTEST_CODE <= len(text) <= _LONGEST_CODE:
        return False
    if not any(c.isalpha() for c in text):
        return len(text) > _SHORTEST_CODE and not re.search("[.,]", text)
    first = text.split()[0]
    return any(c.isdigit() for c in text) or "-" in first or first.isupper()


class Column:
    """What stands in one column below the headings; each question is worked out once.

    Attributes:
        cells: what is filled in.
        hits: how many cells of the sample are article numbers of the catalogue.
        hit_share: how much of what is filled in is such, 0 to 1.
    """

    def __init__(
        self, column: int, rows: Sequence[Row], sample: Sequence[Row], hits: Collection[str]
    ) -> None:
        self.cells = [cell for row in rows if (cell := row.cell(column)) != ""]
        self.hits = sum(row.text(column) in hits for row in sample)
        filled = sum(row.cell(column) != "" for row in sample)
        self.hit_share = self.hits / filled if filled else 0.0
        self._rows = len(rows)

    @cached_property
    def letters(self) -> float:
        """How many letters stand in it, a row."""
        texts = [cell for cell in self.cells if isinstance(cell, str)]
        return sum(c.isalpha() for text in texts for c in text) / self._rows

    @cached_property
    def mark(self) -> str | None:
        """The decimal mark of its numbers, or None where nothing tells."""
        return decimal_mark(self.cells)

    @cached_property
    def holds_units(self) -> bool:
        """Whether most of its cells are units."""
        texts = [cell for cell in self.cells if isinstance(cell, str)]
        return share(texts, lambda text: unit_named(text) is not None) >= LEAST_SHARE


class Columns:
    """A table's columns below its headings.

    Attributes:
        headings: the row above the lines that names the columns, or None.
        rows: from the first line on.
        roles: what the headings say, a column; None where they say nothing that we know.
        every_mark: the decimal mark of the table's numbers, or None where nothing tells.
    """

    def __init__(self, sheet: Sheet, hits: Collection[str], probed: int) -> None:
        self.headings = _headings(sheet.rows, hits)
        below = [r for r in sheet.rows if self.headings is None or r.number > self.headings.number]
        self.rows = _from_first(below, hits) if self.headings is None else below
        if self.headings is None:
            before = [r for r in below if self.rows and r.number < self.rows[0].number]
            self.headings = before[-1] if before and before[-1].filled > 1 else None
        self.width = sheet.width
        self.roles = [
            role_of(self.headings.text(c)) if self.headings else None for c in range(self.width)
        ]
        self.every_mark = decimal_mark(cell for row in self.rows for cell in row.cells)
        sample = _sample(sheet, probed)
        self._columns = [Column(c, self.rows, sample, hits) for c in range(self.width)]
        self._quantities: dict[int, list[Quantity]] = {}

    def __getitem__(self, column: int) -> Column:
        """One of them, counted from zero."""
        return self._columns[column]

    def mark(self, column: int) -> str | None:
        """The decimal mark of a column, else that of the table."""
        return self[column].mark or self.every_mark

    def quantities(self, column: int) -> list[Quantity]:
        """Its cells as quantities."""
        if column not in self._quantities:
            mark = self.mark(column)
            self._quantities[column] = [read_quantity(cell, mark) for cell in self[column].cells]
        return self._quantities[column]

    def is_numeric(self, column: int) -> bool:
        """Whether most of its cells are numbers, those that could be two numbers too."""
        return share(self.quantities(column), _is_number) >= LEAST_SHARE


def share(items: Sequence[object], fits: Callable[..., bool]) -> float:
    """How many of them fit, 0 to 1; 0 of none."""
    return sum(fits(item) for item in items) / len(items) if items else 0.0


def _is_number(read: Quantity) -> bool:
    return read.misread not in (Misread.NO_NUMBER, Misread.MISSING)


def _headings(rows: Sequence[Row], hits: Collection[str]) -> Row | None:
    """The row with most headings that we know, at least two; the first of them."""
    best, most = None, 1
    for row in rows[:_HEADING_WITHIN]:
        texts = [text for c in range(len(row.cells)) if (text := row.text(c))]
        if any(text in hits for text in texts):
            break
        if any(_is_number(read_quantity(c, None)) for c in texts if not _YEAR.fullmatch(c)):
            continue  # «Note pads; 10; pieces» are no headings
        roles = [role for text in texts if (role := role_of(text)) is not None]
        if len(roles) > most:
            best, most = row, len(roles)
    return best


def _from_first(rows: Sequence[Row], hits: Collection[str]) -> list[Row]:
    """The rows from the first that has a product, or words and a number beside them."""
    for place, row in enumerate(rows):
        texts = [row.text(column) for column in range(len(row.cells))]
        numbers = [_is_number(read_quantity(cell, None)) for cell in row.cells]
        if any(text in hits for text in texts) or (any(numbers) and not all(numbers)):
            return list(rows[place:])
    return list(rows)
