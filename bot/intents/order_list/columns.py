"""Which column of a table names the products, and which says how many are wanted.

The content decides, held against the catalogue; headings break ties. What may be read in two ways
comes as two layouts, for a person to choose from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from string import ascii_uppercase

from bot.intents.order_list.contents import LEAST_SHARE, PROBED_CELLS, Columns, share
from bot.intents.order_list.headings import Role
from bot.intents.order_list.numbers import unit_named
from bot.intents.order_list.tables import Cell, Row, Sheet

MOST_LAYOUTS = 8
"""Ways to read a table that are told apart, and columns of article numbers."""
_LEAST_HITS = 0.2
"""Of the cells of a column, how many must be known article numbers."""
_FEWEST_LETTERS = 2
"""So many letters a row make a column of names, where no heading says so."""
_LONG_DIGITS = 8
"""A number of so many digits is a bar code or an order's number."""
_LEAST_PRICES = 0.5
"""Where nothing else tells, so many fractions make a column of prices."""
_LEAST_NUMBERED = 4
"""So many rows from 1 upwards are line numbers."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the rows of a table are read; columns count from zero.

    Attributes:
        code, name: where products are named; at least one is there.
        quantity: None when the quantity stands with the product, or nowhere.
        unit: where units stand, or None.
        headings: the row above the lines that names the columns, or None.
        first: number of the first row that is read.
        mark: the decimal mark of its quantities, or None where nothing tells.
        counted_in: the unit that the heading of the quantities names ("Nombre de cartons").
    """

    code: int | None
    name: int | None
    quantity: int | None
    unit: int | None
    headings: Row | None
    first: int
    mark: str | None
    counted_in: str | None = None

    @property
    def way(self) -> str:
        """Which column counts the products of which, as people call them: "A → C (Aantal)"."""
        product = self.code if self.code is not None else self.name
        columns = [column for column in (product, self.quantity) if column is not None]
        return " → ".join(self.label(column) for column in columns)

    def label(self, column: int) -> str:
        """A column as people call it: "C" or "C (Aantal)"."""
        letter = _letters(column)
        heading = self.headings.text(column) if self.headings else ""
        return f"{letter} ({heading})" if heading else letter


def _letters(column: int) -> str:
    tens, ones = divmod(column, len(ascii_uppercase))
    return (ascii_uppercase[tens - 1] if tens else "") + ascii_uppercase[ones]


def layouts(sheet: Sheet, hits: Collection[str], probed: int = PROBED_CELLS) -> tuple[Layout, ...]:
    """The ways in which a table can be an order list, the likelier first; none for no list.

    Args:
        sheet: the table.
        hits: those of its `probes` that are article numbers of the catalogue.
        probed: how many cells its `probes` were looked for in.
    """
    columns = Columns(sheet, hits, probed)
    if not columns.rows:
        return ()
    found = (
        layout
        for code in _code_columns(columns)[:MOST_LAYOUTS] or _no_column()
        for layout in _with_code(columns, code)
    )
    return tuple(islice(found, MOST_LAYOUTS))


def _no_column() -> list[int | None]:
    return [None]


def _with_code(columns: Columns, code: int | None) -> list[Layout]:
    wanted = _quantity_columns(columns, code)
    units = [c for c in range(columns.width) if c != code and columns[c].holds_units]
    name = _name_column(columns, {code, *wanted, *units})
    if code is None and name is None:
        return []
    return [
        Layout(
            code=code,
            name=name,
            quantity=quantity,
            unit=units[0] if units else None,
            headings=columns.headings,
            first=columns.rows[0].number,
            mark=columns.every_mark if quantity is None else columns.mark(quantity),
            counted_in=_counted_in(columns, quantity),
        )
        for quantity in wanted or _no_column()
    ]


def _counted_in(columns: Columns, quantity: int | None) -> str | None:
    if quantity is None or columns.headings is None:
        return None
    words = re.findall(r"[^\W\d_]{3,}", columns.headings.text(quantity))
    return next((unit for word in words if (unit := unit_named(word))), None)


def _code_columns(columns: Columns) -> list[int]:
    """The column of the article numbers; several when all of them have as many known ones."""
    known = {c: columns[c].hits for c in range(columns.width)}
    most = max(known.values(), default=0)
    said = [c for c in known if columns.roles[c] is Role.CODE and columns[c].cells]
    best = [c for c, hits in known.items() if hits == most] if most else []
    if best and (columns[best[0]].hit_share >= _LEAST_HITS or set(best) & set(said)):
        named = [c for c in best if c in said]
        return named if len(named) == 1 else best
    return said[:1]


def _name_column(columns: Columns, taken: Collection[int | None]) -> int | None:
    free = [
        c
        for c in range(columns.width)
        if c not in taken
        and columns.roles[c] not in (Role.OTHER, Role.UNIT, Role.CODE)
        and columns[c].letters
    ]
    said = [c for c in free if columns.roles[c] is Role.NAME]
    wordy = [c for c in free if columns[c].letters >= _FEWEST_LETTERS]
    return max(said or wordy, key=lambda c: columns[c].letters, default=None)


def _quantity_columns(columns: Columns, code: int | None) -> list[int]:
    """The column of the quantities; several when either may be it; none when there is none."""
    free = [c for c in range(columns.width) if c != code and columns.roles[c] is not Role.OTHER]
    numeric = [c for c in free if columns.is_numeric(c) and not _is_long(columns[c].cells)]
    said = [c for c in free if columns.roles[c] is Role.QUANTITY]
    if said:
        return [c for c in said if c in numeric] or said[:1]
    numeric = [c for c in numeric if columns.roles[c] not in (Role.CODE, Role.NAME)]
    likely = [c for c in numeric if columns.roles[c] is Role.MAYBE_QUANTITY]
    if len(likely) == 1:
        return likely
    for fits in (_counts_rows(columns), _is_of_prices(columns)):
        if rest := [c for c in numeric if not fits(c)]:
            numeric = rest
    return numeric


def _is_long(cells: Iterable[Cell]) -> bool:
    """Bar codes, order numbers, telephone numbers."""
    return (
        share(
            [str(cell) for cell in cells],
            lambda text: sum(c.isdigit() for c in text) >= _LONG_DIGITS,
        )
        > 1 - LEAST_SHARE
    )


def _counts_rows(columns: Columns) -> Callable[[int], bool]:
    def counts(column: int) -> bool:
        values = [read.value for read in columns.quantities(column)]
        ones = [Decimal(n) for n in range(1, len(values) + 1)]
        return len(values) >= _LEAST_NUMBERED and values in (ones, [10 * n for n in ones])

    return counts


def _is_of_prices(columns: Columns) -> Callable[[int], bool]:
    def prices(column: int) -> bool:
        values = [read.value for read in columns.quantities(column) if read.value is not None]
        return share(values, lambda value: value != value.to_integral_value()) >= _LEAST_PRICES

    return prices
