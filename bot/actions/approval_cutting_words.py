"""Which lines of a request are to be fewer, in words or one by one."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.actions.approval_cutting import (
    Wanted,
    approve_less,
    drop,
    request_as_shown,
    show_less,
    wanted_in,
)
from bot.actions.by_mail import CHANNEL
from bot.actions.pending import product_of
from bot.actions.registry import on_answer, on_button
from bot.actions.shown_cards import keep_card
from bot.actions.turn import Turn
from bot.domain.cart import quantity_after
from bot.domain.entities import ApprovalRequest
from bot.domain.forms import is_ambiguous, read_quantity
from bot.domain.lines import LineOp
from bot.domain.units import in_units_of_sale
from bot.intents.schema import Intent, Line, Understanding

_CHANGES = {Intent.ADD_LINES, Intent.CHANGE_LINE, Intent.REMOVE_LINES}


@on_button("approval.cut_line")
async def change_line(turn: Turn, data: dict[str, Any]) -> None:
    """Asks how much of one line it shall be."""
    request = await request_as_shown(turn, data)
    if request is None:
        return
    wanted = wanted_in(data)
    product = await product_of(turn, data["sku"])
    present = _present(request, wanted)[data["sku"]]
    turn.ask("cut_quantity", **data)
    card = turn.reply()
    card.say(
        "ask-line-quantity",
        product=card.name(product.name),
        quantity=card.quantity(present, product.unit),
    )
    card.button("button-leave-out", "approval.cut_out", data)
    keep_card(request, card)


@on_button("approval.cut_out")
async def leave_out(turn: Turn, data: dict[str, Any]) -> None:
    """Takes one line out and shows what is left."""
    request = await request_as_shown(turn, data)
    if request is None:
        return
    await turn.use_button()
    await show_less(turn, request, wanted_in(data) | {data["sku"]: Decimal(0)})


@on_answer("cut_quantity")
async def answer_quantity(turn: Turn, text: str) -> bool:
    """Reads the new quantity of one line."""
    if is_ambiguous(text):
        turn.say("form-unclear-quantity")
        return True
    said = read_quantity(text)
    if said is None:
        return _not_read(turn)
    data = turn.conversation.context
    request = await request_as_shown(turn, data)
    if request is None:
        turn.settle_question()
    else:
        await show_less(turn, request, wanted_in(data) | {data["sku"]: said})
    return True


@on_answer("cut_lines")
async def answer_lines(turn: Turn, text: str) -> bool:
    """Reads which lines go, or how much of them is left; a yes or no is to what was shown."""
    data = turn.conversation.context
    understood = await turn.services.understand(text, turn.language, turn.now.date())
    if data["cut"] and understood.intent in (Intent.AFFIRM, Intent.APPROVE):
        await approve_less(turn, data)
        return True
    if understood.intent is Intent.DENY:
        await drop(turn, data)
        return True
    if understood.intent not in _CHANGES or not understood.lines:
        return _not_read(turn)
    request = await request_as_shown(turn, data)
    if request is None:
        turn.settle_question()
        return True
    wanted = await _read(turn, request, wanted_in(data), understood)
    if wanted is None:
        return _not_read(turn)
    await show_less(turn, request, wanted)
    return True


def _not_read(turn: Turn) -> bool:
    """Leaves other words to be understood, but in a mail's page, which is for the request alone."""
    if turn.conversation.channel != CHANNEL:
        return False
    turn.say("cut-unclear")
    return True


def _present(request: ApprovalRequest, wanted: Wanted) -> Wanted:
    return {line.sku: wanted.get(line.sku, line.quantity) for line in request.draft.lines}


async def _read(
    turn: Turn, request: ApprovalRequest, wanted: Wanted, understood: Understanding
) -> Wanted | None:
    """The quantities with what was said; None when it is not about lines of the request."""
    present = _present(request, wanted)
    result = dict(wanted)
    for line in understood.lines:
        sku = await _sku_of(turn, line, present)
        if sku is None:
            return None
        quantity = await _quantity_of(turn, line, sku, present, understood.intent)
        if quantity is None:
            return None
        result[sku] = quantity
    return result


async def _sku_of(turn: Turn, line: Line, present: Mapping[str, Decimal]) -> str | None:
    """The one line of the request that is meant."""
    if not line.product:
        return next(iter(present)) if len(present) == 1 else None
    grounding = await turn.services.catalogue.ground(line.product, turn.language)
    if grounding.certain is not None and grounding.certain.sku in present:
        return grounding.certain.sku
    found = [match.sku for match in grounding.candidates if match.sku in present]
    return found[0] if len(found) == 1 else None


async def _quantity_of(
    turn: Turn, line: Line, sku: str, present: Mapping[str, Decimal], intent: Intent
) -> Decimal | None:
    """How much is left; «3 of these» is meant as that much, not as more of it."""
    op = line.op or (LineOp.REMOVE if intent is Intent.REMOVE_LINES else LineOp.SET)
    if op is LineOp.ADD:
        op = LineOp.SET
    if op is LineOp.REMOVE:
        return Decimal(0)
    if line.quantity is None:
        return None
    said = line.quantity
    if op is not LineOp.MULTIPLY:
        said, _ = in_units_of_sale(await product_of(turn, sku), said, line.unit)
    return quantity_after(op, present[sku], said)
