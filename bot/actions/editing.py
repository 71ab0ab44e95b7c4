"""Editing the lines of the cart: in a form where the channel has dialogs, else one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.actions.forms import filled_in
from bot.actions.pending import Question, pending, product_of, put_off, short_in_stock
from bot.actions.put import put_said
from bot.actions.questions import go_on
from bot.actions.readback import show_cart
from bot.actions.registry import on_answer, on_button
from bot.actions.turn import Turn
from bot.domain.cart import line_of
from bot.domain.entities import Cart
from bot.domain.forms import is_ambiguous, read_quantity
from bot.domain.lines import LineOp

_MOST_OFFERED = 20
_Data = Mapping[str, Any]


@on_button("cart.edit")
async def edit(turn: Turn, data: dict[str, Any]) -> None:
    """New quantities for the lines that were shown; without a dialog it is asked which line."""
    cart = await _as_shown(turn, data["cart_id"], data["lines"])
    if cart is None:
        return
    if not turn.message.data:
        await _offer_lines(turn, data)
        return
    wanted = filled_in(turn.message.data, data["lines"])
    if not wanted:
        turn.say("lines-unchanged")
        return
    await _set(turn, cart, wanted)


async def _as_shown(turn: Turn, cart_id: str, lines: Sequence[_Data]) -> Cart | None:
    """The open cart, if it still has these lines; otherwise says so and shows how it stands."""
    cart = await turn.store.open_cart(turn.person.id, turn.member.company_id)
    if cart is not None and cart.id == cart_id:
        present = {line.sku: line.quantity for line in cart.lines}
        if all(present.get(line["sku"]) == Decimal(line["quantity"]) for line in lines):
            return cart
    turn.say("cart-not-as-shown")
    await show_cart(turn)
    return None


async def _set(turn: Turn, cart: Cart, wanted: Mapping[str, Decimal]) -> None:
    """Gives lines other quantities, or takes them out; what is not certain is asked."""
    await turn.use_button()
    if turn.conversation.awaiting == "edit_line":
        turn.settle_question()
    kept = [question for question in pending(turn) if question.get("sku") not in wanted]
    turn.remember("pending", kept or None)
    asked: list[Question] = []
    for sku, quantity in wanted.items():
        present = line_of(cart.lines, sku)
        ground = present.ground if present else "chosen"
        op = LineOp.SET if quantity else LineOp.REMOVE
        asked += await put_said(turn, sku, op, quantity, None, ground, stock=False)
    put_off(turn, asked)
    unasked = [sku for sku in wanted if sku not in {question.get("sku") for question in asked}]
    put_off(turn, await short_in_stock(turn, unasked))
    await go_on(turn)


async def _offer_lines(turn: Turn, data: _Data) -> None:
    start = data.get("from", 0)
    offered = data["lines"][start : start + _MOST_OFFERED]
    card = turn.say("which-line-to-edit")
    for line in offered:
        product = await product_of(turn, line["sku"])
        quantity = card.quantity(Decimal(line["quantity"]), product.unit)
        card.choice(
            f"{card.name(product.name)} · {quantity}",
            "cart.edit_line",
            {"cart_id": data["cart_id"], **line},
        )
    left = len(data["lines"]) - start - len(offered)
    if left:
        card.button(
            "button-more-lines",
            "cart.edit",
            {**data, "from": start + len(offered)},
            count=left,
        )


@on_button("cart.edit_line")
async def edit_line(turn: Turn, data: dict[str, Any]) -> None:
    """Asks for the new quantity of one line."""
    if await _as_shown(turn, data["cart_id"], [data]) is None:
        return
    product = await product_of(turn, data["sku"])
    turn.ask("edit_line", **data)
    card = turn.reply()
    card.say(
        "ask-line-quantity",
        product=card.name(product.name),
        quantity=card.quantity(Decimal(data["quantity"]), product.unit),
    )
    card.button("button-leave-out", "cart.leave_out", data)


@on_button("cart.leave_out")
async def leave_out(turn: Turn, data: dict[str, Any]) -> None:
    """Takes one line out."""
    cart = await _as_shown(turn, data["cart_id"], [data])
    if cart is not None:
        await _set(turn, cart, {data["sku"]: Decimal(0)})


@on_answer("edit_line")
async def answer_edit_line(turn: Turn, text: str) -> bool:
    """Reads the new quantity; anything that is no number is not an answer."""
    if is_ambiguous(text):
        turn.say("form-unclear-quantity")
        return True
    said = read_quantity(text)
    if said is None:
        return False
    line = turn.conversation.context
    turn.settle_question()
    cart = await _as_shown(turn, line["cart_id"], [line])
    if cart is not None:
        await _set(turn, cart, {line["sku"]: said})
    return True
