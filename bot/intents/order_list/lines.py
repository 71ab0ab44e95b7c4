"""The lines of a table, as its layout says; what can't be read is kept, with the reason."""

from __future__ import annotations

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
    if is_total(next(text for c in range(len(row.cells)) if (text := row.text(c)))):
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
    found = read_lines(said, Intent.ADD_LINES, load(language))
    if len(found) == 1 and found[0].quantity is not None and found[0].product:
        line = found[0]
        written = f"{line.quantity} {line.unit or ''}".strip()
        return FileLine(sheet, row.number, "", line.product, written, line.quantity, line.unit)
    return FileLine(sheet, row.number, "", said, misread=Misread.MISSING, alone=row.filled == 1)
