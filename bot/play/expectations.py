"""Whether a card, an order or a mail is as a story expects; pure comparison.

Each function returns what does not fit, or None.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.channels.rendering import whole_text
from bot.messages import Card
from bot.play.values import fill, find, is_labelled, number, plain_spaces, texts
from shop_client.model import Invoice, Order

Captured = dict[str, str]


def text_problem(text: str, expected: Mapping[str, Any], captured: Captured) -> str | None:
    """`text` and `not` of an expectation; named groups are captured once all is well."""
    groups: Captured = {}
    for pattern in texts(expected.get("text")):
        found = find(fill(pattern, captured, pattern=True), text)
        if found is None:
            return f"no “{pattern}”"
        groups |= {name: said for name, said in found.groupdict().items() if said is not None}
    for pattern in texts(expected.get("not")):
        if find(fill(pattern, captured, pattern=True), text):
            return f"“{pattern}” is there"
    captured |= groups
    return None


def card_problem(card: Card, expected: Mapping[str, Any] | str, captured: Captured) -> str | None:
    """Why a card is not the expected one."""
    if isinstance(expected, str):
        expected = {"text": expected}
    labels = [button.label for button in card.buttons]
    for label in texts(expected.get("buttons")):
        wanted = fill(label, captured)
        if not any(is_labelled(there, wanted) for there in labels):
            return f"no button “{wanted}”"
    for label in texts(expected.get("no buttons")):
        if any(is_labelled(there, fill(label, captured)) for there in labels):
            return f"a button “{label}” is there"
    for name, pattern in (expected.get("fields") or {}).items():
        problem = _field_problem(card, name, fill(pattern, captured, pattern=True))
        if problem:
            return problem
    file = expected.get("file")
    if file and not any(find(file, a.filename) and a.content for a in card.attachments):
        return f"no file “{file}”"
    return text_problem(whole_text(card), expected, captured)


def _field_problem(card: Card, name: str, pattern: str) -> str | None:
    there = {plain_spaces(f.label).casefold(): f.value for f in card.fields}
    value = there.get(name.casefold())
    if value is None:
        return f"no field “{name}”"
    return None if find(pattern, value) else f"the field “{name}” is “{value}”"


def lines_problem(there: Mapping[str, Decimal], expected: Mapping[str, str]) -> str | None:
    """Why these quantities by SKU are not exactly the expected ones."""
    wanted = {sku: number(quantity) for sku, quantity in expected.items()}
    if there == wanted:
        return None
    shown = ", ".join(f"{sku}: {quantity.normalize():f}" for sku, quantity in there.items())
    return f"the lines are {{{shown}}}"


def order_problem(order: Order, expected: Mapping[str, Any], captured: Captured) -> str | None:
    """Why an order in the shop is not the expected one."""
    gross = order.totals.gross
    said = {name: fill(v, captured) for name, v in expected.items() if isinstance(v, str)}
    if "state" in said and order.state != said["state"]:
        return f"its state is {order.state}"
    if "po_number" in said and (order.po_number or "") != said["po_number"]:
        return f"its purchase-order number is {order.po_number}"
    if "number" in said and order.number != said["number"]:
        return f"its number is {order.number}"
    if "total" in said and gross.amount != number(said["total"]):
        return f"its total is {gross.amount} {gross.currency}"
    if "lines" in expected:
        there: dict[str, Decimal] = {}
        for line in order.lines:
            there[line.sku] = there.get(line.sku, Decimal(0)) + line.quantity
        return lines_problem(there, expected["lines"])
    return None


def invoice_problem(
    invoice: Invoice, expected: Mapping[str, Any], captured: Captured
) -> str | None:
    """Why an invoice is not the expected one."""
    gross = invoice.totals.gross
    if "state" in expected and invoice.state != expected["state"]:
        return f"its state is {invoice.state}"
    if "total" in expected and gross.amount != number(fill(expected["total"], captured)):
        return f"its total is {gross.amount} {gross.currency}"
    return None
