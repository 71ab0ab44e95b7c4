"""What became of every line of an order list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.actions.card import CardBuilder
from bot.actions.list_products import Problem, Trouble, Wanted
from bot.actions.list_readings import OrderList
from bot.actions.pending import Question, product_of
from bot.actions.turn import Turn
from bot.intents.order_list.lines import FileLine
from bot.intents.order_list.numbers import Misread
from bot.intents.order_list.tables import MOST_COLUMNS, MOST_SHEETS
from shop_client.model import Product

MOST_SHOWN = 30
"""Lines that are shown of those that were read or added; the cart shows all."""
_MOST_ROWS_NAMED = 10
_MOST_SHEETS_NAMED = 10


@dataclass(frozen=True, slots=True)
class Account:
    """What became of a list.

    Attributes:
        found: the list as it was read.
        left: products that stay in the cart as they were.
        headings: rows that nothing was ordered with.
        short: the question about stock by SKU, for lines that can't ship whole.
        untold: problems that could be asked about and are not, for they are too many.
    """

    found: OrderList
    added: Sequence[Wanted]
    left: Sequence[Wanted]
    problems: Sequence[Problem]
    headings: Sequence[FileLine]
    short: dict[str, Question]
    untold: int


async def report(turn: Turn, account: Account) -> None:
    """Tells the sum first, then every line that needs the person, then what was added."""
    card = turn.reply().title("list-title", name=account.found.name)
    if account.added:
        card.say("list-added", count=sum(len(wanted.lines) for wanted in account.added))
    elif not account.left:
        card.say("list-none-added")
    if account.left:
        count = sum(len(wanted.lines) for wanted in account.left)
        rows = [line for wanted in account.left for line in wanted.lines]
        card.say("list-left", count=count, rows=where(card, rows))
    if account.problems:
        card.say("list-problems", count=sum(1 + len(problem.more) for problem in account.problems))
    if account.untold:
        card.say("list-untold", count=account.untold)
    for problem in account.problems:
        said = _said(problem.line)
        places = where(card, [problem.line, *problem.more], len(problem.more) + 1)
        reason = await _reason(turn, card, problem)
        card.row(f"{places}: {said}" if said else places, reason)
    _notes(card, account)
    if account.added:
        await _added(turn, account)


def _notes(card: CardBuilder, account: Account) -> None:
    found = account.found
    if found.quantities:
        card.note("list-read-from", column=found.quantities)
    if found.first > 1:
        card.note("list-begins", row=str(found.first))
    if found.left_out:
        card.note("list-left-out", sheets=_sheets(found.left_out))
    if found.unread:
        card.note("list-unread", most=str(MOST_SHEETS), sheets=_sheets(found.unread))
    if found.cut:
        card.note("list-cut", most=str(MOST_COLUMNS))
    if account.headings:
        rows = [str(line.row) for line in account.headings[:_MOST_ROWS_NAMED]]
        more = "…" if len(account.headings) > _MOST_ROWS_NAMED else ""
        card.note("list-headings", rows=", ".join(rows) + more)
    if found.unfilled:
        card.note("list-unfilled", count=found.unfilled)


def _sheets(names: Sequence[str]) -> str:
    more = "…" if len(names) > _MOST_SHEETS_NAMED else ""
    return ", ".join(names[:_MOST_SHEETS_NAMED]) + more


async def _added(turn: Turn, account: Account) -> None:
    card = turn.say("list-in-cart")
    short_first = sorted(account.added, key=lambda wanted: wanted.sku not in account.short)
    for wanted in short_first[:MOST_SHOWN]:
        product = await product_of(turn, wanted.sku)
        detail = f"{wanted.sku} · {where(card, wanted.lines)}"
        if question := account.short.get(wanted.sku):
            available = card.quantity(Decimal(question["available"]), product.unit)
            detail += " · " + card.text("list-short", available=available)
        card.row(card.name(product.name), detail, card.quantity(wanted.quantity, product.unit))
    if len(account.added) > MOST_SHOWN:
        card.note("list-more-added", count=len(account.added) - MOST_SHOWN)


def _said(line: FileLine) -> str:
    names = " ".join(part for part in (line.code, line.name) if part)
    return f"«{names}» {line.written}".strip() if names else line.written


def where(card: CardBuilder, lines: Sequence[FileLine], most: int = _MOST_ROWS_NAMED) -> str:
    """The rows of these lines, as people find them."""
    more = "…" if len(lines) > most else ""
    return ", ".join(_row(card, line) for line in lines[:most]) + more


def _row(card: CardBuilder, line: FileLine) -> str:
    if line.sheet:
        return card.text("list-row-of-sheet", sheet=line.sheet, row=str(line.row))
    return card.text("list-row", row=str(line.row))


async def _reason(turn: Turn, card: CardBuilder, problem: Problem) -> str:
    products = [await product_of(turn, sku) for sku in problem.skus]
    names = ", ".join(f"{product.sku} {card.name(product.name)}" for product in products)
    match problem.trouble:
        case Trouble.UNKNOWN:
            return card.text("list-near", names=names) if names else card.text("list-unknown")
        case Trouble.SEVERAL:
            return card.text("list-several", names=names)
        case Trouble.DISAGREE:
            return card.text("list-disagree", names=names)
        case Trouble.QUANTITY:
            return _quantity_reason(card, problem.line)
        case Trouble.UNIT:
            own = card.quantity(Decimal(1), products[0].unit)
            return card.text("list-unit", unit=own, said=problem.line.unit or "")
        case Trouble.PACK:
            return _pack_reason(card, products[0], problem)
        case Trouble.GONE:
            return card.text("list-gone", product=card.name(products[0].name))


def _quantity_reason(card: CardBuilder, line: FileLine) -> str:
    match line.misread:
        case Misread.AMBIGUOUS:
            return card.text("list-quantity-two-ways", written=line.written)
        case Misread.NEGATIVE:
            return card.text("list-quantity-negative")
        case Misread.ZERO:
            return card.text("list-quantity-zero")
        case Misread.TOO_MUCH:
            return card.text("list-quantity-too-large")
        case Misread.NO_NUMBER:
            return card.text("list-quantity-unclear", written=line.written)
        case _:
            return card.text("list-quantity-missing")


def _pack_reason(card: CardBuilder, product: Product, problem: Problem) -> str:
    wanted = Decimal(problem.question["wanted"]) if problem.question else Decimal(0)
    return card.text(
        "list-pack",
        pack=card.quantity(product.pack_size, product.unit),
        least=card.quantity(product.minimum_quantity, product.unit),
        wanted=card.quantity(wanted, product.unit),
    )
