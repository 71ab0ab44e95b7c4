"""Buying again: which past order is meant, what is usual, and what is no longer the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_low

from shop_client.model import Order, Price, Product, ProductStatus, RelationKind, Stock
from shop_client.money import Money

_USUAL_SHARE = Decimal("0.5")


def orders_meant(orders: Sequence[Order], reference: str | None) -> list[Order]:
    """The orders that a reference may mean, newest first.

    Args:
        orders: confirmed orders of the company, newest first.
        reference: "last" or None, an order number, an ISO month or an ISO date.
    """
    if reference is None or reference == "last":
        return list(orders[:1])
    wanted = reference.casefold()
    by_number = [order for order in orders if order.number.casefold() == wanted]
    if by_number:
        return by_number
    return [order for order in orders if order.placed_on.isoformat().startswith(reference)]


def usual_quantities(orders: Sequence[Order]) -> dict[str, Decimal]:
    """Products in at least half of these orders, with the median of their quantities."""
    quantities: dict[str, list[Decimal]] = defaultdict(list)
    for order in orders:
        for line in order.lines:
            quantities[line.sku].append(line.quantity)
    least = len(orders) * _USUAL_SHARE
    return {sku: median_low(found) for sku, found in quantities.items() if len(found) >= least}


@dataclass(frozen=True, slots=True)
class LineNews:
    """What is no longer as it was when a line was last bought.

    Attributes:
        orderable: it can still be ordered.
        successor: SKU of what replaces it, or None.
        short_by: units that can't ship now; zero when all can.
        old_price, new_price: for one unit; None where there is none to compare.
    """

    sku: str
    orderable: bool
    successor: str | None
    short_by: Decimal
    old_price: Money | None
    new_price: Money | None

    @property
    def price_changed(self) -> bool:
        """Whether one unit costs another amount than it did."""
        return (
            self.old_price is not None
            and self.new_price is not None
            and self.old_price != self.new_price
        )


def replacement_of(product: Product) -> str | None:
    """SKU of what to take in a product's place: its successor, else an alternative, else None."""
    for kind in (RelationKind.SUCCESSOR, RelationKind.ALTERNATIVE):
        for relation in product.relations:
            if relation.kind is kind:
                return relation.sku
    return None


def news_of(
    sku: str,
    quantity: Decimal,
    *,
    product: Product | None,
    stock: Stock | None,
    price: Price | None,
    paid: Mapping[str, Money],
) -> LineNews:
    """Compares a line to be bought again with the shop of today."""
    orderable = product is not None and product.status is ProductStatus.ORDERABLE
    successor = replacement_of(product) if product is not None and not orderable else None
    available = stock.available if stock else Decimal(0)
    return LineNews(
        sku=sku,
        orderable=orderable,
        successor=successor,
        short_by=max(quantity - available, Decimal(0)) if orderable else Decimal(0),
        old_price=paid.get(sku),
        new_price=price.unit_price if price else None,
    )
