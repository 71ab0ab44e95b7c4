"""One thing that differs between two orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from shop_client.model import ChargeKind
from shop_client.money import Money


class What(StrEnum):
    """What differs."""

    ADDED = "added"
    GONE = "gone"
    QUANTITY = "quantity"
    PRICE = "price"
    LINE_TOTAL = "line_total"
    """Of a line whose unit price is the same."""
    CHARGE = "charge"
    TAX_BASE = "tax_base"
    """More is taxed at a rate than dearer lines and charges explain: a rate was changed."""
    TAX = "tax"
    ADDRESS = "address"
    DELIVERY_DATE = "delivery_date"
    """The day that was asked for."""
    BACK_ORDER = "back_order"
    """Whether what is short may come later."""
    TERMS = "terms"
    PO_NUMBER = "po_number"
    PROMISED = "promised"
    """The day that the shop promises is later; only to be told."""
    STOCK = "stock"
    """Fewer are in stock than are ordered."""
    TOTAL = "total"


class Direction(StrEnum):
    """Which way something went."""

    UP = "up"
    DOWN = "down"
    CHANGED = "changed"
    """Neither, as with an address, or an amount that is in another currency now."""


Value = Money | Decimal | date | str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs.

    Attributes:
        before, after: amounts, quantities, days, or identifiers; None: there was, or is, none.
            Of STOCK: what is ordered, and what there is.
        sku, name, unit: of a line.
        charge: of a CHARGE.
        rate: of a TAX_BASE, in per cent.
        rise: how much dearer it makes the order by itself, tax excluded; None: not dearer.
    """

    what: What
    direction: Direction
    before: Value
    after: Value
    sku: str = ""
    name: str = ""
    unit: str = ""
    charge: ChargeKind | None = None
    rate: Decimal | None = None
    rise: Money | None = None


def amount(what: What, old: Money, new: Money) -> list[Difference]:
    """The difference of two amounts, in a list of one; an empty one when they are the same."""
    if old == new:
        return []
    if old.currency != new.currency:
        return [Difference(what, Direction.CHANGED, old, new)]
    return [Difference(what, direction(old.amount, new.amount), old, new)]


def direction(old: Decimal, new: Decimal) -> Direction:
    """Which way a number that is not the same went."""
    return Direction.UP if new > old else Direction.DOWN


def dearer(old: Money, new: Money) -> Money | None:
    """By how much an amount went up; None when it didn't, or the currency is another."""
    same = old.currency == new.currency
    return new - old if same and new.amount > old.amount else None
