"""The lines of a table, as its layout says; what can't be read is kept, with the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.intents.lexicon import load
from bot.intents.lines import read_lines
from bot.intents.order_list.columns import Layout
from bot.intents.order_list.headings import is_total
from bot.intents.order_list.numbers import Misread, read_quantity, unit_named
from bot.intents.order_list.tables import Row, Sheet
from bot.intents.schema import Intent

_LONGEST_SAID = 200
_LEADS = re.compile(r"^(?:[x×*]\s*)?(\d{1,6})(?:\s*[x×*])?\s+(?=\S)", re.IGNORECASE)
_TRAILS = re.compile(r"\s(?:[x×*]\s*(\d{1,6})|(\d{1,6})\s*[x×*])$", re.IGNORECASE)
"""Where a number beside a name is a count; any other belongs to the name ("paper 500 sheets")."""


@dataclass(frozen=True, slots=True)
class FileLine:
    """A line of a file.

    Attributes:
        sheet, row: where it stands; a text file has no sheet's name.
        code, name: what names the product; one of them may be empty.
        written: the quantity as it stands there.
        quantity: None when it is no quantity to be ordered; `misread` says why.
        unit: as said, singular, lower case, written out; None where none was said.
        alone: nothing else stands in the row: it may be a heading.
    """

    sheet: str
    row: int
    code: str
    name: str
    written: str = ""
    quantity: Decimal | None = None
    unit: str | None = None
    misread: Misread | None = None
    alone: bool = False


def lines_of(sheet: Sheet, layout: Layout, language: str) -> tuple[FileLine, ...]:
    """The rows that name a product or have a quantity, headings that come again left out."""
    return tuple(
        line
        for row in sheet.rows
        if row.number >= layout.first and (line := _line(sheet, row, layout, language)) is not None
    )


def _line(sheet: Sheet, row: Row, layout: Layout, language: str) -> FileLine | None:
    if layout.headings is not None and row.cells == layout.headings.cells:
        return None
    code = row.text(layout.code)[:_LONGEST_SAID]
    name = row.text(layout.name)[:_LONGEST_SAID]
    if layout.quantity is None:
        return _spoken(sheet.name, row, code or name, language) if code or name else None
    cell = row.cell(layout.quantity)
    read = read_quantity(cell, layout.mark)
    if read.misread is Misread.MISSING and not (code or name):
        return None
    first = next(text for c in range(len(row.cells)) if (text := row.text(c)))
    if is_total(first) and {code, name} <= {"", first}:
        return None
    beside = unit_named(row.text(layout.unit)) if layout.unit is not None else None
    return FileLine(
        sheet=sheet.name,
        row=row.number,
        code=code,
        name=name,
        written=row.text(layout.quantity),
        quantity=read.value,
        unit=read.unit or beside or layout.counted_in,
        misread=read.misread,
        alone=row.filled == 1,
    )


def _spoken(sheet: str, row: Row, said: str, language: str) -> FileLine:
    """A cell that says both: "10 boxes of gloves L", "PAP-A4-80 x 10"."""
    shapes = (_LEADS.search(said), _TRAILS.search(said))
    counts = {Decimal(shape[shape.lastindex or 1]) for shape in shapes if shape}
    found = read_lines(said, Intent.ADD_LINES, load(language)) if len(counts) == 1 else ()
    if len(found) == 1 and found[0].quantity in counts and found[0].product:
        line = found[0]
        written = f"{line.quantity} {line.unit or ''}".strip()
        return FileLine(sheet, row.number, "", line.product, written, line.quantity, line.unit)
    return FileLine(sheet, row.number, "", said, misread=Misread.MISSING, alone=row.filled == 1)
