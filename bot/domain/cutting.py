"""Ordering less of what is asked for: fewer lines or smaller quantities, never more of anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from bot.domain.entities import CartLine
from shop_client.model import OrderDraft


def too_much(draft: OrderDraft, wanted: Mapping[str, Decimal]) -> list[str]:
    """SKUs of which more is wanted than is asked for, or that are not asked for at all."""
    asked = {line.sku: line.quantity for line in draft.lines}
    return [sku for sku, quantity in wanted.items() if quantity > asked.get(sku, Decimal(0))]


def with_less(
    draft: OrderDraft, wanted: Mapping[str, Decimal], may_wait: Collection[str] = ()
) -> OrderDraft:
    """The draft with the wanted quantities; a line of which none is wanted is gone.

    Args:
        draft: what is asked for.
        wanted: by SKU; other lines stay as they are.
        may_wait: SKUs of which what is short in stock may come later.

    Raises:
        ValueError: more is wanted than is asked for.
    """
    if too_much(draft, wanted):
        raise ValueError("only less can be ordered than is asked for")
    kept = [replace(line, quantity=wanted.get(line.sku, line.quantity)) for line in draft.lines]
    lines = tuple(line for line in kept if line.quantity > 0)
    waits = draft.back_order and any(line.sku in may_wait for line in lines)
    return replace(draft, lines=lines, back_order=waits)


def lines_left(lines: Iterable[CartLine], draft: OrderDraft) -> list[CartLine]:
    """The lines of a cart as a draft with less of it has them."""
    left = {line.sku: line.quantity for line in draft.lines}
    return [replace(line, quantity=left[line.sku]) for line in lines if line.sku in left]
