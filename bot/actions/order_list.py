"""An order list that came as a file, into the cart; every line of it is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from bot.actions.list_products import Problem, Sorted, Trouble, Wanted, sort_lines
from bot.actions.list_report import Account, report
from bot.actions.pending import product_of, put_off, short_in_stock
from bot.actions.put import put_said
from bot.actions.questions import go_on
from bot.actions.registry import on_button
from bot.actions.turn import Turn
from bot.domain.cart import line_of, pack_problem
from bot.domain.lines import LineOp
from bot.intents.order_list.columns import Layout, layouts
from bot.intents.order_list.contents import probes
from bot.intents.order_list.lines import FileLine, lines_of
from bot.intents.order_list.numbers import Misread
from bot.intents.order_list.tables import Sheet
from shop_client.model import ProductStatus

MOST_LINES = 500
_MOST_CHOICES = 8
_MOST_ASKED = 5
"""Questions asked after a list, one by one; what is beyond is only told."""
_EXAMPLES = 2
_LEAST_UNFILLED = 10


@dataclass(frozen=True, slots=True)
class OrderList:
    """What was read of a file, to be kept with a button.

    Attributes:
        name: the file's.
        quantities: the column that they are read from, as people call it; empty for none.
        first: the row that the lines begin with where more than headings stands above, else 1.
        left_out: sheets in which no order was found.
    """

    name: str
    lines: tuple[FileLine, ...]
    quantities: str = ""
    first: int = 1
    left_out: tuple[str, ...] = ()


async def take_sheets(turn: Turn, name: str, sheets: Sequence[Sheet]) -> None:
    """Takes the list among these sheets; asks where it can be read in more than one way."""
    readings: list[tuple[Sheet, Layout, OrderList]] = []
    known: set[str] = set()
    for sheet in sheets:
        hits = await _known_codes(turn, sheet)
        if hits:
            known.add(sheet.name)
        for layout in layouts(sheet, hits):
            lines = lines_of(sheet, layout, turn.language)
            column = "" if layout.quantity is None else layout.label(layout.quantity)
            if any(line.misread is not Misread.MISSING for line in lines) or (hits and lines):
                found = OrderList(name, lines, column, _begin(sheet, layout))
                readings.append((sheet, layout, found))
    readings = [r for r in readings if not known or r[0].name in known]
    filled = [r for r in readings if any(line.quantity is not None for line in r[2].lines)]
    readings = filled or readings[:1]
    taken = {sheet.name for sheet, _, _ in readings}
    left_out = tuple(sheet.name for sheet in sheets if sheet.name not in taken)
    readings = [(s, layout, replace(found, left_out=left_out)) for s, layout, found in readings]
    if not readings:
        turn.say("list-not-found", name=name)
    elif len(readings) == 1:
        await take_list(turn, readings[0][2])
    else:
        _ask_which(turn, readings)


def _begin(sheet: Sheet, layout: Layout) -> int:
    above = [row for row in sheet.rows if row.number < layout.first and row != layout.headings]
    return layout.first if above else 1


async def _known_codes(turn: Turn, sheet: Sheet) -> frozenset[str]:
    found = set()
    for probe in probes(sheet):
        grounding = await turn.services.catalogue.ground(probe, turn.language)
        if grounding.certain and grounding.certain.ground == "sku":
            found.add(probe)
    return frozenset(found)


def _ask_which(turn: Turn, readings: Sequence[tuple[Sheet, Layout, OrderList]]) -> None:
    lists = [found for _, _, found in readings]
    names = {sheet.name for sheet, _, _ in readings}
    of_sheets = len(names) > 1
    of_codes = len({(sheet.name, layout.code) for sheet, layout, _ in readings}) > len(names)
    card = turn.say("list-which-sheet" if of_sheets else "list-which-column", name=lists[0].name)
    for sheet, layout, found in readings[:_MOST_CHOICES]:
        column = ""
        if len(names) < len(readings):
            whole_way = of_codes or layout.quantity is None
            column = layout.way if whole_way else found.quantities
            column = card.text("list-column", column=column)
        label = " · ".join(part for part in (sheet.name if of_sheets else "", column) if part)
        filled = [line for line in found.lines if line.quantity is not None]
        examples = [f"{line.code or line.name}: {line.written}" for line in filled[:_EXAMPLES]]
        card.row(label, " · ".join(examples))
        card.choice(label, "list.take", msgspec.to_builtins(found))
    every = tuple(line for found in lists for line in found.lines)
    if of_sheets and len(names) == len(readings) and len(every) <= MOST_LINES:
        whole = replace(lists[0], lines=every, quantities="", first=1)
        card.button("button-all-sheets", "list.take", msgspec.to_builtins(whole))


@on_button("list.take")
async def take_chosen(turn: Turn, data: dict[str, Any]) -> None:
    """The list, read as was chosen."""
    await turn.use_button()
    await take_list(turn, msgspec.convert(data, OrderList))


@on_button("list.again")
async def take_again(turn: Turn, data: dict[str, Any]) -> None:
    """The same lines once more."""
    await turn.use_button()
    await take_list(turn, msgspec.convert(data, OrderList), again=True)


async def take_list(turn: Turn, found: OrderList, *, again: bool = False) -> None:
    """Adds the lines to the cart and accounts for each of them."""
    unfilled = [line for line in found.lines if line.misread is Misread.MISSING]
    lines = found.lines
    is_form = len(unfilled) >= max(_LEAST_UNFILLED, len(lines) - len(unfilled))
    if is_form:  # a form of all there is, filled in where something is wanted
        lines = tuple(line for line in lines if line.misread is not Misread.MISSING)
    if len(lines) > MOST_LINES:
        turn.say("list-too-long", name=found.name, count=len(lines), most=str(MOST_LINES))
        return
    if not lines:
        turn.say("list-no-quantities", name=found.name)
        return
    lists = await sort_lines(turn, lines)
    if not again and await _is_in_cart(turn, lists):
        card = turn.say("list-already", name=found.name)
        card.button("button-add-again", "list.again", msgspec.to_builtins(found))
        return
    added = await _put(turn, lists)
    short = await short_in_stock(turn, [wanted.sku for wanted in added])
    lists.problems.sort(key=lambda problem: (problem.line.sheet, problem.line.row))
    asked = [problem.question for problem in lists.problems if problem.question]
    questions = (asked + short)[:_MOST_ASKED]
    account = Account(
        name=found.name,
        added=added,
        problems=lists.problems,
        headings=lists.headings,
        short={question["sku"]: question for question in short},
        unfilled=len(unfilled) if is_form else 0,
        untold=max(len(asked) - _MOST_ASKED, 0),
        quantities=found.quantities,
        first=found.first,
        left_out=found.left_out,
    )
    await report(turn, account)
    put_off(turn, questions)
    if questions or added:
        await go_on(turn)


async def _is_in_cart(turn: Turn, lists: Sorted) -> bool:
    """Whether the cart holds exactly what of the list can be sold as it stands there."""
    cart = await turn.cart()
    sold = [wanted for wanted in lists.wanted.values() if await _is_sold(turn, wanted)]
    held = [line_of(cart.lines, wanted.sku) for wanted in sold]
    return bool(sold) and all(
        line is not None and line.quantity == wanted.quantity
        for line, wanted in zip(held, sold, strict=True)
    )


async def _is_sold(turn: Turn, wanted: Wanted) -> bool:
    product = await product_of(turn, wanted.sku)
    orderable = product.status is ProductStatus.ORDERABLE
    return orderable and pack_problem(product, wanted.quantity) is None


async def _put(turn: Turn, lists: Sorted) -> list[Wanted]:
    """Puts what is certain into the cart; what isn't sold so becomes a problem of its lines."""
    added = []
    for wanted in lists.wanted.values():
        questions = await put_said(
            turn, wanted.sku, LineOp.ADD, wanted.quantity, None, wanted.ground, stock=False
        )
        if not questions:
            added.append(wanted)
            continue
        trouble = Trouble.GONE if questions[0]["kind"] == "gone" else Trouble.PACK
        lists.problems.append(Problem(wanted.lines[0], trouble, (wanted.sku,), questions[0]))
    return added
