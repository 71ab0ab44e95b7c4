"""Forms that go with buttons, and the buttons they go with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.actions.card import CardBuilder
from bot.domain.entities import Cart, CartLine
from bot.domain.forms import MOST_DIGITS, written_quantity
from bot.messages import ButtonStyle, Form, Input, InputKind

LONGEST_REASON = 500
REASON = "reason"
MOST_INPUTS = 90
"""Inputs of one form: a modal of Slack has 100 blocks."""


def line_input(number: int) -> str:
    """The name of the input for a line, counted from zero."""
    return f"line-{number}"


def decision_buttons(card: CardBuilder, approval_id: str) -> None:
    """What an approver can do with a request."""
    data = {"approval_id": approval_id}
    card.button("button-approve", "approval.approve", data, style=ButtonStyle.PRIMARY)
    card.button(
        "button-reject",
        "approval.reject",
        data,
        style=ButtonStyle.DANGER,
        form=_reject_form(card),
    )
    card.button("button-ask", "approval.ask", data)


def _reject_form(card: CardBuilder) -> Form:
    reason = Input(REASON, card.text("form-reason"), InputKind.TEXT, longest=LONGEST_REASON)
    return Form(card.text("form-reject-title"), card.text("button-reject"), (reason,))


def edit_buttons(card: CardBuilder, cart: Cart, names: Mapping[str, str]) -> None:
    """One button to edit the lines of a cart, or several where a form can't hold them all.

    Args:
        card: gets them.
        cart: with at least one line.
        names: of products, by SKU.
    """
    for start in range(0, len(cart.lines), MOST_INPUTS):
        lines = cart.lines[start : start + MOST_INPUTS]
        data = {"cart_id": cart.id, "lines": [shown_line(line) for line in lines]}
        form = _edit_form(card, lines, names)
        if len(cart.lines) <= MOST_INPUTS:
            card.button("button-edit-lines", "cart.edit", data, form=form)
            continue
        card.button(
            "button-edit-some-lines",
            "cart.edit",
            data,
            form=form,
            first=str(start + 1),
            last=str(start + len(lines)),
        )


def _edit_form(card: CardBuilder, lines: Sequence[CartLine], names: Mapping[str, str]) -> Form:
    inputs = tuple(
        Input(
            line_input(number),
            f"{names.get(line.sku, line.sku)} · {line.sku}",
            InputKind.QUANTITY,
            written_quantity(line.quantity),
            longest=MOST_DIGITS,
        )
        for number, line in enumerate(lines)
    )
    return Form(card.text("form-edit-title"), card.text("form-save"), inputs)


def shown_line(line: CartLine) -> dict[str, Any]:
    """A line as a button remembers it."""
    return {"sku": line.sku, "quantity": str(line.quantity)}
