"""Tables as files hold them, within bounds."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.errors import ComptoirError

LARGEST_FILE = 5 * 1024 * 1024
"""Bytes of a file that is read."""
MOST_ROWS = 3_000
"""Rows with something in them, of all sheets together: a form has more than are ordered."""
MOST_COLUMNS = 64
MOST_SHEETS = 30
LONGEST_CELL = 500
MOST_TEXT = 2_000_000
"""Characters of all cells of a file together."""

Cell = str | Decimal
"""What is written, or the number that a workbook holds; "" for nothing."""


class Flaw(StrEnum):
    """Why a file can't be read."""

    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"
    OTHER_FORMAT = "other-format"


class Unreadable(ComptoirError):  # noqa: N818 - what the file is
    """A file is no table that we read."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it; `number` counts from one, empty rows too, as people see it."""

    number: int
    cells: tuple[Cell, ...]

    def text(self, column: int | None) -> str:
        """What a cell shows; empty where there is none."""
        if column is None or column >= len(self.cells):
            return ""
        cell = self.cells[column]
        return cell if isinstance(cell, str) else f"{cell:f}"

    def cell(self, column: int) -> Cell:
        """A cell; empty where there is none."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def filled(self) -> int:
        """How many cells have something in them."""
        return sum(cell != "" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; that of a text file has no name.

    Attributes:
        cut: it has more than is read: columns, or, where there is no row, all of it.
    """

    name: str
    rows: tuple[Row, ...]
    cut: bool = False

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row.cells) for row in self.rows), default=0)


def clean(written: str) -> str:
    """A cell's text on one line, without what can't be seen: marks of direction, controls."""
    if written.isascii() and written.isprintable():
        return written.strip()[:LONGEST_CELL]
    spaced = "".join(" " if c.isspace() else c for c in written[: 2 * LONGEST_CELL])
    shown = (c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join("".join(shown).split())[:LONGEST_CELL]


class Budget:
    """What is left of the rows and characters that a file may have."""

    def __init__(self) -> None:
        self._rows = MOST_ROWS
        self._text = MOST_TEXT

    def spend(self, cells: Sequence[Cell]) -> None:
        """Counts a row.

        Raises:
            Unreadable: there is more than an order list can have.
        """
        self._rows -= 1
        self._text -= sum(len(str(cell)) for cell in cells)
        if self._rows < 0 or self._text < 0:
            raise Unreadable(Flaw.TOO_LARGE)


def table(name: str, rows: Iterable[Sequence[Cell]], budget: Budget) -> Sheet:
    """A sheet of these rows, empty ones counted and left out.

    Raises:
        Unreadable: there is more than an order list can have.
    """
    found = []
    cut = False
    for number, written in enumerate(rows, start=1):
        cells = [clean(c) if isinstance(c, str) else c for c in written[:MOST_COLUMNS]]
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            found.append(Row(number, tuple(cells)))
            budget.spend(cells)
        beyond = written[MOST_COLUMNS:]
        cut = cut or any(not isinstance(c, str) or clean(c) for c in beyond)
    return Sheet(clean(name), tuple(found), cut)
