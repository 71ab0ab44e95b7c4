"""Forms that go with buttons, and the buttons they go with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.actions.card import CardBuilder
from bot.domain.entities import ApprovalRequest, Cart
from bot.domain.forms import MOST_DIGITS, read_quantity, written_quantity
from bot.messages import ButtonStyle, Form, Input, InputKind
from shop_client.model import OrderLineDraft

LONGEST_REASON = 500
REASON = "reason"
MOST_INPUTS = 90
"""Inputs of one form: a modal of Slack has 100 blocks."""


def line_input(number: int) -> str:
    """The name of the input for a line, counted from zero."""
    return f"line-{number}"


def decision_buttons(card: CardBuilder, request: ApprovalRequest) -> None:
    """What an approver can do with a request."""
    data = {"approval_id": request.id}
    shown = {**data, "fingerprint": request.fingerprint}
    card.button("button-approve", "approval.approve", shown, style=ButtonStyle.PRIMARY)
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


def more_decision_buttons(
    card: CardBuilder, request: ApprovalRequest, names: Mapping[str, str]
) -> None:
    """What else an approver can do with a request: order less of it, or let a colleague decide."""
    cut_buttons(card, request, {}, names)
    card.button("button-pass-on", "approval.pass_on", {"approval_id": request.id})


def cut_buttons(
    card: CardBuilder,
    request: ApprovalRequest,
    wanted: Mapping[str, Decimal],
    names: Mapping[str, str],
) -> None:
    """Lets an approver take lines out of a request, or quantities down.

    Args:
        card: gets them.
        request: what is asked for.
        wanted: quantities that were changed already, by SKU.
        names: of products, by SKU.
    """
    data = {
        "approval_id": request.id,
        "fingerprint": request.fingerprint,
        "wanted": {sku: str(quantity) for sku, quantity in wanted.items()},
    }
    lines = [
        OrderLineDraft(line.sku, wanted.get(line.sku, line.quantity))
        for line in request.draft.lines
    ]
    _line_buttons(
        card,
        "approval.cut",
        data,
        lines,
        names,
        form=("form-cut-title", "form-cut-show"),
        labels=("button-cut-lines", "button-cut-some-lines"),
    )


def edit_buttons(card: CardBuilder, cart: Cart, names: Mapping[str, str]) -> None:
    """One button to edit the lines of a cart, or several where a form can't hold them all.

    Args:
        card: gets them.
        cart: with at least one line.
        names: of products, by SKU.
    """
    lines = [OrderLineDraft(line.sku, line.quantity) for line in cart.lines]
    _line_buttons(
        card,
        "cart.edit",
        {"cart_id": cart.id},
        lines,
        names,
        form=("form-edit-title", "form-save"),
        labels=("button-edit-lines", "button-edit-some-lines"),
    )


def _line_buttons(
    card: CardBuilder,
    action: str,
    data: dict[str, Any],
    lines: Sequence[OrderLineDraft],
    names: Mapping[str, str],
    *,
    form: tuple[str, str],
    labels: tuple[str, str],
) -> None:
    """A form's title and button, and the labels of one button for all lines and of one for some."""
    for start in range(0, len(lines), MOST_INPUTS):
        some = lines[start : start + MOST_INPUTS]
        title, submit = form
        filled = Form(card.text(title), card.text(submit), _line_inputs(some, names))
        shown = {**data, "lines": [shown_line(line) for line in some]}
        if len(lines) <= MOST_INPUTS:
            card.button(labels[0], action, shown, form=filled)
            continue
        card.button(
            labels[1],
            action,
            shown,
            form=filled,
            first=str(start + 1),
            last=str(start + len(some)),
        )


def _line_inputs(lines: Sequence[OrderLineDraft], names: Mapping[str, str]) -> tuple[Input, ...]:
    return tuple(
        Input(
            line_input(number),
            f"{names.get(line.sku, line.sku)} · {line.sku}",
            InputKind.QUANTITY,
            written_quantity(line.quantity),
            longest=MOST_DIGITS,
        )
        for number, line in enumerate(lines)
    )


def shown_line(line: OrderLineDraft) -> dict[str, Any]:
    """A line as a button remembers it."""
    return {"sku": line.sku, "quantity": str(line.quantity)}


def filled_in(written: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]) -> dict[str, Decimal]:
    """The quantities in a form that are others than were shown, by SKU."""
    wanted = {}
    for number, shown in enumerate(lines):
        said = written.get(line_input(number))
        quantity = read_quantity(said) if isinstance(said, str) else None
        if quantity is not None and quantity != Decimal(shown["quantity"]):
            wanted[shown["sku"]] = quantity
    return wanted
