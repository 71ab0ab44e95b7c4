"""The ways in which a file can be read as an order list, held against the catalogue."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.actions.turn import Turn
from bot.intents.order_list.columns import Layout, layouts
from bot.intents.order_list.contents import probes
from bot.intents.order_list.lines import FileLine, lines_of
from bot.intents.order_list.numbers import Misread
from bot.intents.order_list.tables import Sheet

MOST_LINES = 500
_MOST_PROBES = 600
"""Cells of a file that are held against the catalogue to find the article numbers."""
_EXAMPLES = 2
_LEAST_UNFILLED = 10


@dataclass(frozen=True, slots=True)
class OrderList:
    """What was read of a file, to be kept with a button.

    Attributes:
        name: the file's.
        lines: at most `MOST_LINES`; none when there are more.
        too_many: how many lines there are, when they are more than are taken; else 0.
        unfilled: how many rows of a form were left blank; they are no lines.
        spoken: the quantities stand with the products, without a column of their own.
        quantities: the column that they are read from, as people call it; empty for none.
        first: the row that the lines begin with where more than headings stands above, else 1.
        left_out: sheets in which no order was found.
        unread: sheets beyond those that are read.
        cut: whether it has columns beyond those that are read.
    """

    name: str
    lines: tuple[FileLine, ...]
    too_many: int = 0
    unfilled: int = 0
    spoken: bool = False
    quantities: str = ""
    first: int = 1
    left_out: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a sheet; `examples` are lines of it with their quantities."""

    sheet: str
    layout: Layout
    found: OrderList
    examples: tuple[str, ...]


async def readings_of(turn: Turn, name: str, sheets: Sequence[Sheet]) -> list[Reading]:
    """The ways to read a file, those with quantities if there are any; none for no order list."""
    readings: list[Reading] = []
    known: set[str] = set()
    read = [sheet for sheet in sheets if sheet.rows]
    probed = _MOST_PROBES // max(len(read), 1)
    for sheet in read:
        hits = await _known_codes(turn, sheet, probed)
        if hits:
            known.add(sheet.name)
        # Columns are weighed apart from the loop: others may have a word meanwhile.
        readings += await asyncio.to_thread(_read, name, sheet, hits, probed, turn.language)
    readings = [reading for reading in readings if not known or reading.sheet in known]
    readings = [reading for reading in readings if reading.examples] or readings[:1]
    taken = {reading.sheet for reading in readings}
    left_out = tuple(sheet.name for sheet in read if sheet.name not in taken)
    unread = tuple(sheet.name for sheet in sheets if not sheet.rows)
    cut = any(sheet.cut for sheet in read)
    return [
        replace(r, found=replace(r.found, left_out=left_out, unread=unread, cut=cut))
        for r in readings
    ]


async def _known_codes(turn: Turn, sheet: Sheet, probed: int) -> frozenset[str]:
    found = set()
    for probe in probes(sheet, probed):
        grounding = await turn.services.catalogue.ground(probe, turn.language)
        if grounding.certain and grounding.certain.ground == "sku":
            found.add(probe)
        await asyncio.sleep(0)  # the index is read on the loop
    return frozenset(found)


def _read(
    name: str, sheet: Sheet, hits: frozenset[str], probed: int, language: str
) -> list[Reading]:
    found = []
    for layout in layouts(sheet, hits, probed):
        lines = lines_of(sheet, layout, language)
        if any(line.misread is not Misread.MISSING for line in lines) or (hits and lines):
            filled = [line for line in lines if line.quantity is not None]
            examples = tuple(f"{line.code or line.name}: {line.written}" for line in filled)
            of_file = _order_list(name, sheet, layout, lines)
            found.append(Reading(sheet.name, layout, of_file, examples[:_EXAMPLES]))
    return found


def _order_list(name: str, sheet: Sheet, layout: Layout, lines: tuple[FileLine, ...]) -> OrderList:
    filled = tuple(line for line in lines if line.misread is not Misread.MISSING)
    unfilled = len(lines) - len(filled)
    is_form = unfilled >= max(_LEAST_UNFILLED, len(filled))
    if is_form:  # of all there is, filled in where something is wanted
        lines = filled
    above = [row for row in sheet.rows if row.number < layout.first and row != layout.headings]
    return of_lines(
        OrderList(
            name,
            lines,
            unfilled=unfilled if is_form else 0,
            spoken=layout.quantity is None and bool(filled),
            quantities="" if layout.quantity is None else layout.label(layout.quantity),
            first=layout.first if above else 1,
        )
    )


def of_lines(found: OrderList) -> OrderList:
    """The list, without its lines where they are more than are taken."""
    if len(found.lines) <= MOST_LINES:
        return found
    return replace(found, lines=(), too_many=len(found.lines))
