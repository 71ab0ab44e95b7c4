"""Adding to the cart, changing it, taking out of it; never a product or a quantity guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.actions.pending import Question, product_question, put_off, short_in_stock
from bot.actions.put import put_said
from bot.actions.questions import go_on
from bot.actions.registry import on_intent
from bot.actions.turn import Turn
from bot.domain.cart import line_of
from bot.domain.entities import Cart
from bot.intents.schema import Intent, Line, LineOp, Understanding
from bot.ports import Grounding, Match

_HISTORY = timedelta(days=365)
_IN_CART_ONLY = {LineOp.REMOVE, LineOp.DECREASE, LineOp.MULTIPLY}


async def bought_before(turn: Turn) -> frozenset[str]:
    """SKUs that the active company ordered within a year."""
    orders = await turn.services.shop.orders(
        turn.member.company_id, since=(turn.now - _HISTORY).date(), limit=50
    )
    return frozenset(line.sku for order in orders for line in order.lines)


@on_intent(Intent.ADD_LINES, Intent.CHANGE_LINE, Intent.REMOVE_LINES)
async def change_cart(turn: Turn, understood: Understanding) -> None:
    """Applies what was said to the cart, line by line."""
    if not understood.lines:
        turn.say("which-lines")
        return
    default = {
        Intent.CHANGE_LINE: LineOp.SET,
        Intent.REMOVE_LINES: LineOp.REMOVE,
    }.get(understood.intent, LineOp.ADD)
    await apply_lines(turn, understood.lines, default)
    take_details(turn, understood, await turn.cart())
    await go_on(turn)


def take_details(turn: Turn, understood: Understanding, cart: Cart) -> None:
    """Takes a purchase-order number and a delivery date said along with lines."""
    if understood.po_number:
        cart.po_number = understood.po_number
    if understood.delivery_date and understood.delivery_date > turn.now.date().isoformat():
        cart.delivery_date = understood.delivery_date


async def apply_lines(
    turn: Turn,
    lines: Sequence[Line],
    default: LineOp,
    prefer: frozenset[str] | None = None,
) -> None:
    """Applies lines to the cart; what is not certain becomes a question.

    Args:
        turn: this one.
        lines: what was said.
        default: what to do with a line that doesn't say.
        prefer: SKUs among which products are looked for first; None takes those in the cart.
    """
    cart = await turn.cart()
    history = await bought_before(turn)
    nearest = prefer if prefer is not None else frozenset(line.sku for line in cart.lines)
    asked: list[Question] = []
    unknown: list[str] = []
    absent: list[str] = []
    touched: list[str] = []
    for line in lines:
        op = line.op or default
        if not line.product:
            asked += await _apply_unnamed(turn, op, line)
            continue
        grounding = await turn.services.catalogue.ground(line.product, turn.language, history)
        match = _within(grounding, nearest, op) or grounding.certain
        if match is not None:
            turn.matched(line.product, match)
        if match is not None and not (op in _IN_CART_ONLY and not line_of(cart.lines, match.sku)):
            asked += await put_said(
                turn, match.sku, op, line.quantity, line.unit, match.ground, stock=False
            )
            touched.append(match.sku)
            continue
        candidates = [candidate.sku for candidate in grounding.candidates]
        if op in _IN_CART_ONLY:
            candidates = [sku for sku in candidates if line_of(cart.lines, sku)]
        if candidates:
            asked.append(product_question(line.product, op, line.quantity, line.unit, candidates))
        elif op in _IN_CART_ONLY:
            absent.append(line.product)
        else:
            unknown.append(line.product)
    if unknown:
        turn.say("not-found", phrases=_quoted(unknown))
    if absent:
        turn.say("not-in-cart", phrases=_quoted(absent))
    asked += await short_in_stock(turn, touched)
    put_off(turn, asked)


async def _apply_unnamed(turn: Turn, op: LineOp, line: Line) -> list[Question]:
    """«Make it 5»: of the only line there is; of several it is asked which."""
    skus = [present.sku for present in (await turn.cart()).lines]
    said = LineOp.INCREASE if op is LineOp.ADD else op
    if len(skus) == 1:
        return await put_said(turn, skus[0], said, line.quantity, line.unit, "chosen")
    if not skus:
        turn.say("which-lines")
        return []
    amount = str(line.quantity) if line.quantity is not None else ""
    return [product_question(amount, said, line.quantity, line.unit, skus)]


def _quoted(phrases: Sequence[str]) -> str:
    return ", ".join(f"«{phrase}»" for phrase in phrases)


def _within(grounding: Grounding, nearest: frozenset[str], op: LineOp) -> Match | None:
    """The only candidate among these products; not for an addition, or where a SKU was said."""
    exact = grounding.certain is not None and grounding.certain.ground in ("sku", "exact")
    if op is LineOp.ADD or exact:
        return None
    found = [match for match in grounding.candidates if match.sku in nearest]
    return found[0] if len(found) == 1 else None
