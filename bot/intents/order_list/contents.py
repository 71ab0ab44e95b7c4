"""What stands in the columns of a table, held against the catalogue and against its headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from bot.intents.order_list.headings import role_of
from bot.intents.order_list.numbers import (
    Misread,
    Quantity,
    decimal_mark,
    read_quantity,
    unit_named,
)
from bot.intents.order_list.tables import Cell, Row, Sheet

LEAST_SHARE = 0.6
"""Of the cells of a column, how many must be numbers (or units) for it to hold such."""
_HEADING_WITHIN = 40
"""Rows among which the headings are looked for."""
_YEAR = re.compile(r"(19|20)\d\d")
_PROBED_ROWS, _PROBED_CELLS = 60, 600
_SHORTEST_CODE, _LONGEST_CODE = 3, 40


def probes(sheet: Sheet) -> list[str]:
    """Cells that may be article numbers, to be held against the catalogue."""
    return list(
        dict.fromkeys(
            text
            for row in _sample(sheet)
            for column in range(len(row.cells))
            if _may_be_code(text := row.text(column))
        )
    )


def _sample(sheet: Sheet) -> Sequence[Row]:
    """Rows from all over it, fewer of a wide one."""
    most = min(_PROBED_ROWS, _PROBED_CELLS // max(sheet.width, 1))
    return sheet.rows[:: max(1, len(sheet.rows) // most)]


def _may_be_code(text: str) -> bool:
    """A code, perhaps with its name behind it; no price, no small number."""
    if not _SHORTEST_CODE <= len(text) <= _LONGEST_CODE:
        return False
    if not any(c.isalpha() for c in text):
        return len(text) > _SHORTEST_CODE and not re.search("[.,]", text)
    first = text.split()[0]
    return any(c.isdigit() for c in text) or "-" in first or first.isupper()


class Columns:
    """A table's columns below its headings.

    Attributes:
        headings: the row above the lines that names the columns, or None.
        rows: from the first line on.
        roles: what the headings say, a column; None where they say nothing that we know.
        every_mark: the decimal mark of the table's numbers, or None where nothing tells.
    """

    def __init__(self, sheet: Sheet, hits: Collection[str]) -> None:
        self._hits = hits
        self._sample = _sample(sheet)
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

    def cells(self, column: int) -> list[Cell]:
        """What is filled in."""
        return [cell for row in self.rows if (cell := row.cell(column)) != ""]

    def hits(self, column: int) -> int:
        """How many cells of the sample are article numbers of the catalogue."""
        return sum(row.text(column) in self._hits for row in self._sample)

    def hit_share(self, column: int) -> float:
        """How much of what is filled in is such, 0 to 1."""
        filled = sum(row.cell(column) != "" for row in self._sample)
        return self.hits(column) / filled if filled else 0.0

    def letters(self, column: int) -> float:
        """How many letters stand in it, a row."""
        texts = [cell for cell in self.cells(column) if isinstance(cell, str)]
        return sum(c.isalpha() for text in texts for c in text) / len(self.rows)

    def mark(self, column: int) -> str | None:
        """The decimal mark of a column, else that of the table."""
        return decimal_mark(self.cells(column)) or self.every_mark

    def quantities(self, column: int) -> list[Quantity]:
        """Its cells as quantities."""
        mark = self.mark(column)
        return [read_quantity(cell, mark) for cell in self.cells(column)]

    def is_numeric(self, column: int) -> bool:
        """Whether most of its cells are numbers, those that could be two numbers too."""
        return share(self.quantities(column), _is_number) >= LEAST_SHARE

    def holds_units(self, column: int) -> bool:
        """Whether most of its cells are units."""
        cells = [cell for cell in self.cells(column) if isinstance(cell, str)]
        return share(cells, lambda cell: unit_named(cell) is not None) >= LEAST_SHARE


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
