"""One operation on one product that is certain."""

from __future__ import annotations

from decimal import Decimal

from bot.actions.pending import (
    Question,
    gone_question,
    pack_question,
    product_of,
    quantity_question,
    short_in_stock,
)
from bot.actions.turn import Turn
from bot.domain.cart import line_of, pack_problem, put_line, quantity_after
from bot.domain.entities import CartLine
from bot.domain.lines import LineOp
from bot.domain.reorder import replacement_of
from bot.domain.units import in_units_of_sale
from shop_client.model import ProductStatus


async def put_said(
    turn: Turn,
    sku: str,
    op: str,
    quantity: Decimal | None,
    unit: str | None,
    ground: str,
    *,
    stock: bool = True,
) -> list[Question]:
    """Applies one operation on a product that is certain.

    Args:
        turn: this one.
        sku: the product.
        op: a `LineOp`.
        quantity: as said; None asks for it, unless the line is to go.
        unit: as said, or None.
        ground: why this product.
        stock: whether to hold it against the stock at once.

    Returns:
        What has to be asked before the line is right; the cart is changed only as far as sure.
    """
    operation = LineOp(op)
    cart = await turn.cart()
    present = line_of(cart.lines, sku)
    if operation is LineOp.REMOVE:
        put_line(cart, CartLine(sku, Decimal(0)))
        return []
    if quantity is None:
        return [quantity_question(sku, op)]
    product = await product_of(turn, sku)
    said = quantity
    if operation is not LineOp.MULTIPLY:
        said, _ = in_units_of_sale(product, quantity, unit)
    if product.status is not ProductStatus.ORDERABLE:
        return [gone_question(sku, replacement_of(product), said)]
    wanted = quantity_after(operation, present.quantity if present else Decimal(0), said)
    problem = pack_problem(product, wanted) if wanted > 0 else None
    if problem is not None:
        return [pack_question(sku, wanted, problem)]
    put_line(cart, CartLine(sku, wanted, ground))
    return await short_in_stock(turn, [sku]) if stock else []
