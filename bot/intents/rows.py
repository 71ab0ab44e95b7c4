"""Lists that were pasted from a table: an article number and a quantity a line."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.intents.quantities import MAX_QUANTITY
from bot.intents.segments import looks_like_sku

_CELLS = re.compile(r"\t+|;|,(?=\s*\S)| {2,}")
_COUNT = re.compile(r"[x×*]?\s?(\d{1,6})(?:[.,]0+)?\s?[x×*]?", re.IGNORECASE)


def _count(cell: str) -> Decimal | None:
    found = _COUNT.fullmatch(cell)
    value = Decimal(found[1]) if found else Decimal(0)
    return value if 0 < value <= MAX_QUANTITY else None


def _row(line: str) -> tuple[str, Decimal] | None:
    cells = [cell.strip() for cell in _CELLS.split(line) if cell.strip()]
    if len(cells) == 1:
        cells = line.split()
        if len(cells) != 2:
            return None
    if len(cells) < 2:
        return None
    first, last = cells[0], cells[-1]
    if looks_like_sku(first) and (quantity := _count(last)):
        return first, quantity
    if (quantity := _count(first)) and looks_like_sku(last if len(cells) == 2 else cells[1]):
        return (last if len(cells) == 2 else cells[1]), quantity
    return None


def read_rows(text: str) -> list[tuple[str, Decimal]] | None:
    """The rows of a pasted list, as (article number, quantity).

    None unless every line is a row: what looks like prose is read as prose. A first line
    without any digit is taken for the table's head.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and not any(c.isdigit() for c in lines[0]):
        lines = lines[1:]
    rows = [_row(line) for line in lines]
    found = [row for row in rows if row is not None]
    return found if found and len(found) == len(rows) else None
