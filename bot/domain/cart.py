"""Rules of a cart: what an operation on a line makes of it, and which quantities can be sold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import msgspec

from bot.domain.entities import Cart, CartLine
from bot.domain.lines import LineOp
from shop_client.model import OrderDraft, OrderLineDraft, Product, Quotation


def line_of(cart_lines: Iterable[CartLine], sku: str) -> CartLine | None:
    """The line of a product, or None."""
    return next((line for line in cart_lines if line.sku == sku), None)


def quantity_after(op: LineOp, present: Decimal, said: Decimal) -> Decimal:
    """How much is wanted after an operation; never below zero.

    Args:
        op: what was asked.
        present: what the cart holds, 0 for a product that isn't in it.
        said: the quantity, or the factor of a multiplication.
    """
    match op:
        case LineOp.ADD | LineOp.INCREASE:
            wanted = present + said
        case LineOp.SET:
            wanted = said
        case LineOp.REMOVE:
            wanted = Decimal(0)
        case LineOp.DECREASE:
            wanted = present - said
        case LineOp.MULTIPLY:
            wanted = present * said
    return max(wanted, Decimal(0))


@dataclass(frozen=True, slots=True)
class PackProblem:
    """A quantity that is not sold, with the nearest ones that are.

    Attributes:
        below: the largest sellable quantity under it, or None when that would be nothing.
        above: the smallest one over it.
    """

    below: Decimal | None
    above: Decimal


def pack_problem(product: Product, quantity: Decimal) -> PackProblem | None:
    """What is wrong with a quantity of a product; None when it can be sold as it is."""
    pack = product.pack_size
    least = (product.minimum_quantity / pack).to_integral_value(ROUND_CEILING) * pack
    if quantity >= least and quantity % pack == 0:
        return None
    below = (quantity / pack).to_integral_value(ROUND_FLOOR) * pack
    above = (quantity / pack).to_integral_value(ROUND_CEILING) * pack
    return PackProblem(
        below=below if below >= least and below > 0 else None, above=max(above, least)
    )


def put_line(cart: Cart, new: CartLine) -> None:
    """Sets the line of a product in place, appends it when new, takes it out when it is zero."""
    lines = [line for line in cart.lines if line.sku != new.sku or new.quantity > 0]
    if new.quantity > 0:
        if line_of(lines, new.sku):
            lines = [new if line.sku == new.sku else line for line in lines]
        else:
            lines.append(new)
    cart.lines = lines


def accept_backorder(cart: Cart, sku: str) -> None:
    """Notes that the person waits for what is not in stock of a product."""
    cart.lines = [replace(line, backorder=True) if line.sku == sku else line for line in cart.lines]


def draft_of(cart: Cart, client_reference: str = "") -> OrderDraft:
    """The cart as the shop is asked to price or place it."""
    return OrderDraft(
        company_id=cart.company_id,
        lines=tuple(OrderLineDraft(line.sku, line.quantity) for line in cart.lines),
        client_reference=client_reference,
        po_number=cart.po_number,
        delivery_address_id=cart.delivery_address_id,
        delivery_date=date.fromisoformat(cart.delivery_date) if cart.delivery_date else None,
        back_order=any(line.backorder for line in cart.lines),
    )


def fingerprint(draft: OrderDraft, quotation: Quotation) -> str:
    """What a decision binds to: lines, quantities, prices, charges, tax, address, terms, PO.

    Dates that move by themselves (the promised and the due date) are left out, and words (names,
    units), which may come in the reader's language; our own reference is too.
    """
    wordless = replace(
        quotation,
        lines=tuple(replace(line, name="", unit="") for line in quotation.lines),
        charges=tuple(replace(charge, name="") for charge in quotation.charges),
        taxes=tuple(replace(tax, name="", legal_note="") for tax in quotation.taxes),
        promised_date=None,
        due_date=None,
    )
    content = [replace(draft, client_reference="", note=""), wordless]
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()
