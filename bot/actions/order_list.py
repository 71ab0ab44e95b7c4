"""An order list that came as a file, into the cart; every line of it is accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec

from bot.actions.card import CardBuilder
from bot.actions.list_products import Problem, Sorted, Trouble, Wanted, sort_lines
from bot.actions.list_readings import MOST_LINES, OrderList, Reading, of_lines, readings_of
from bot.actions.list_report import MOST_SHOWN, Account, report, where
from bot.actions.pending import Question, pending, product_of, put_off, short_in_stock
from bot.actions.put import put_said
from bot.actions.questions import go_on
from bot.actions.registry import on_button
from bot.actions.turn import Turn
from bot.domain.cart import line_of
from bot.domain.lines import LineOp
from bot.intents.order_list.tables import Sheet

_MOST_CHOICES = 8
_MOST_ASKED = 5
"""Questions asked after a list, one by one; what is beyond is only told."""
_MOST_HELD_SHOWN = 10
_ADD, _REPLACE, _ONLY_NEW = "add", "replace", "only-new"


async def take_sheets(turn: Turn, name: str, sheets: Sequence[Sheet]) -> None:
    """Takes the list among these sheets; asks where it can be read in more than one way."""
    readings = await readings_of(turn, name, sheets)
    if not readings:
        turn.say("list-not-found", name=name)
    elif len(readings) == 1 or all(reading.found.too_many for reading in readings):
        await take_list(turn, readings[0].found)
    else:
        _ask_which(turn, readings)


def _ask_which(turn: Turn, readings: Sequence[Reading]) -> None:
    names = {reading.sheet for reading in readings}
    of_sheets = len(names) > 1
    of_codes = len({(r.sheet, r.layout.code) for r in readings}) > len(names)
    first = readings[0].found
    card = turn.say("list-which-sheet" if of_sheets else "list-which-column", name=first.name)
    for reading in readings[:_MOST_CHOICES]:
        column = ""
        if len(names) < len(readings):
            whole_way = of_codes or reading.layout.quantity is None
            column = reading.layout.way if whole_way else reading.found.quantities
            column = card.text("list-column", column=column)
        label = " · ".join(part for part in (reading.sheet if of_sheets else "", column) if part)
        card.row(label, " · ".join(reading.examples))
        card.choice(label, "list.take", _stored(reading.found))
    offered = [reading.found for reading in readings[:_MOST_CHOICES]]
    every = sum((found.too_many or len(found.lines)) for found in offered)
    one_each = len(names) == len(readings) == len(offered)
    if of_sheets and one_each and every <= MOST_LINES:
        card.button("button-all-sheets", "list.take", _kept_by(card, len(offered)))


def _stored(found: OrderList) -> dict[str, Any]:
    return {"list": msgspec.to_builtins(found)}


def _kept_by(card: CardBuilder, buttons: int) -> dict[str, Any]:
    """Refers to the lists that the first buttons of a card keep: each is stored once."""
    return {"of": [token.token for token in card.tokens[:buttons]]}


async def _stored_with(turn: Turn, data: dict[str, Any]) -> OrderList:
    """The list of the button that was pressed, which is used; none keeps the list any longer."""
    kept = [data]
    if "of" in data:
        buttons = [await turn.store.button(token) for token in data["of"]]
        kept = [button.data for button in buttons if button is not None]
    lists = [msgspec.convert(one["list"], OrderList) for one in kept]
    await turn.use_button()
    if turn.pressed is not None:
        for token in await turn.store.buttons_in_group(turn.pressed.group):
            token.data = {}
    if len(lists) == 1:
        return lists[0]
    return of_lines(
        replace(
            lists[0],
            lines=tuple(line for found in lists for line in found.lines),
            unfilled=sum(found.unfilled for found in lists),
            spoken=any(found.spoken for found in lists),
            quantities="",
            first=1,
        )
    )


@on_button("list.take")
async def take_chosen(turn: Turn, data: dict[str, Any]) -> None:
    """The list, read as was chosen."""
    await take_list(turn, await _stored_with(turn, data))


@on_button("list.spoken")
async def take_spoken(turn: Turn, data: dict[str, Any]) -> None:
    """The list, with the quantities that were read beside the products."""
    await take_list(turn, replace(await _stored_with(turn, data), spoken=False))


@on_button("list.held")
async def take_beside_held(turn: Turn, data: dict[str, Any]) -> None:
    """The list, of which something is in the cart, in the way that was chosen."""
    how = data["how"]
    await take_list(turn, await _stored_with(turn, data), how)


async def take_list(turn: Turn, found: OrderList, how: str = "") -> None:
    """Adds the lines to the cart and accounts for each of them.

    Args:
        turn: this one.
        found: the list.
        how: what to do with products that the cart holds; empty to ask where there are any.
    """
    if found.too_many:
        turn.say("list-too-long", name=found.name, count=found.too_many, most=str(MOST_LINES))
        return
    if not found.lines:
        turn.say("list-no-quantities", name=found.name)
        return
    if found.spoken:
        _ask_whether_read_right(turn, found)
        return
    lists = await sort_lines(turn, found.lines)
    cart = await turn.cart()
    held = [wanted for wanted in lists.wanted.values() if line_of(cart.lines, wanted.sku)]
    if held and not how:
        await _ask_about_held(turn, found, lists, held)
        return
    left = held if how == _ONLY_NEW else []
    for wanted in left:
        del lists.wanted[wanted.sku]
    added = await _put(turn, lists, LineOp.SET if how == _REPLACE else LineOp.ADD)
    short = await short_in_stock(turn, [wanted.sku for wanted in added])
    lists.problems.sort(key=lambda problem: (problem.line.sheet, problem.line.row))
    asked = [problem.question for problem in lists.problems if problem.question]
    questions = (asked + short)[:_MOST_ASKED]
    account = Account(
        found=found,
        added=added,
        left=left,
        problems=lists.problems,
        headings=lists.headings,
        short={question["sku"]: question for question in short},
        untold=max(len(asked) - _MOST_ASKED, 0),
    )
    await report(turn, account)
    _forget_asked_before(turn, questions)
    put_off(turn, questions)
    if questions or added:
        await go_on(turn)


def _ask_whether_read_right(turn: Turn, found: OrderList) -> None:
    """Nothing is taken from words at once: «500 sheets» may be what a ream holds."""
    card = turn.say("list-spoken", name=found.name)
    for line in found.lines[:MOST_SHOWN]:
        card.row(line.code or line.name, where(card, [line]), line.written or "?")
    if len(found.lines) > MOST_SHOWN:
        card.note("list-more-read", count=len(found.lines) - MOST_SHOWN)
    card.button("button-take-quantities", "list.spoken", _stored(found))


async def _ask_about_held(
    turn: Turn, found: OrderList, lists: Sorted, held: Sequence[Wanted]
) -> None:
    """A list that was corrected and sent again means no second delivery."""
    cart = await turn.cart()
    total = str(len(lists.wanted))
    card = turn.say("list-held", name=found.name, count=len(held), total=total)
    for wanted in held[:_MOST_HELD_SHOWN]:
        line = line_of(cart.lines, wanted.sku)
        if line is None:
            continue
        product = await product_of(turn, wanted.sku)
        present = card.quantity(line.quantity, product.unit)
        listed = card.quantity(wanted.quantity, product.unit)
        detail = card.text("list-held-row", present=present, listed=listed)
        card.row(card.name(product.name), detail)
    card.button("button-add-list", "list.held", _stored(found) | {"how": _ADD})
    card.button("button-replace-by-list", "list.held", _kept_by(card, 1) | {"how": _REPLACE})
    if len(held) < len(lists.wanted):
        card.button("button-only-new", "list.held", _kept_by(card, 1) | {"how": _ONLY_NEW})


def _forget_asked_before(turn: Turn, questions: Sequence[Question]) -> None:
    """A question about the same words, left open by an earlier list, is not asked twice."""
    phrases = {question["phrase"] for question in questions if "phrase" in question}
    kept = [question for question in pending(turn) if question.get("phrase") not in phrases]
    turn.remember("pending", kept or None)


async def _put(turn: Turn, lists: Sorted, operation: LineOp) -> list[Wanted]:
    """Puts what is certain into the cart; what isn't sold so becomes a problem of its lines."""
    added = []
    for wanted in lists.wanted.values():
        questions = await put_said(
            turn, wanted.sku, operation, wanted.quantity, None, wanted.ground, stock=False
        )
        if not questions:
            added.append(wanted)
            continue
        trouble = Trouble.GONE if questions[0]["kind"] == "gone" else Trouble.PACK
        first, *more = wanted.lines
        problem = Problem(first, trouble, (wanted.sku,), questions[0], tuple(more))
        lists.problems.append(problem)
    return added
