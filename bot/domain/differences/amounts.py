"""What differs in the prices of lines, in charges and in taxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from bot.domain.differences.model import Difference, Direction, What, amount, dearer, direction
from shop_client.model import ChargeKind, PricedLine, Quotation
from shop_client.money import Money, total


def by_sku(lines: Iterable[PricedLine]) -> dict[str, PricedLine]:
    """One line for each product: quantities and amounts added up, at the highest unit price."""
    found: dict[str, PricedLine] = {}
    for line in lines:
        present = found.get(line.sku)
        if present is None:
            found[line.sku] = line
            continue
        found[line.sku] = replace(
            present,
            quantity=present.quantity + line.quantity,
            unit_price=max(present.unit_price, line.unit_price),
            net=present.net + line.net,
        )
    return found


def lines(asked: Iterable[PricedLine], today: Iterable[PricedLine]) -> Iterator[Difference]:
    """Lines that came or went, and other quantities and prices."""
    before, after = by_sku(asked), by_sku(today)
    for sku, line in (before | after).items():
        old, new = before.get(sku), after.get(sku)
        for difference in _line(old, new):
            yield replace(difference, sku=sku, name=line.name, unit=line.unit)


def _line(old: PricedLine | None, new: PricedLine | None) -> Iterator[Difference]:
    if old is None or new is None:
        gone = new is None
        yield Difference(
            What.GONE if gone else What.ADDED,
            Direction.DOWN if gone else Direction.UP,
            old.quantity if old else None,
            new.quantity if new else None,
        )
        return
    if old.quantity != new.quantity:
        way = direction(old.quantity, new.quantity)
        yield Difference(What.QUANTITY, way, old.quantity, new.quantity)
    yield from _price(old, new)


def _price(old: PricedLine, new: PricedLine) -> Iterator[Difference]:
    """How the price of a line differs; with another quantity its total says nothing."""
    rises = [dearer(old.unit_price * new.quantity, new.unit_price * new.quantity)]
    found = amount(What.PRICE, old.unit_price, new.unit_price)
    if old.quantity == new.quantity:
        rises.append(dearer(old.net, new.net))
        found = found or amount(What.LINE_TOTAL, old.net, new.net)
    rise = max((rise for rise in rises if rise), default=None)
    for difference in found:
        yield replace(difference, rise=rise)


def charges(asked: Quotation, today: Quotation) -> Iterator[Difference]:
    """Freight and the like, all of a kind together."""
    for kind in ChargeKind:
        old, new = _charge(asked, kind), _charge(today, kind)
        for difference in amount(What.CHARGE, old, new):
            # A discount that is a share shrinks with its goods: it counts by the total alone.
            rise = None if kind is ChargeKind.DISCOUNT else dearer(old, new)
            yield replace(difference, charge=kind, rise=rise)


def _charge(quotation: Quotation, kind: ChargeKind) -> Money:
    amounts = (charge.net for charge in quotation.charges if charge.kind is kind)
    return total(amounts, quotation.totals.gross.currency)


def taxes(asked: Quotation, today: Quotation) -> Iterator[Difference]:
    """Whether anything is taxed at another rate, and the tax in all."""
    if asked.totals.gross.currency == today.totals.gross.currency:
        yield from _bases(asked, today)
    yield from amount(What.TAX, asked.totals.tax, today.totals.tax)


def _bases(asked: Quotation, today: Quotation) -> Iterator[Difference]:
    """Where more is taxed at a rate than what became dearer: it was taxed otherwise before."""
    before, after = _base_by_rate(asked), _base_by_rate(today)
    nothing = Money(Decimal(0), asked.totals.gross.currency)
    explained = _became_dearer(asked, today)
    moved = {rate: (before.get(rate, nothing), after.get(rate, nothing)) for rate in before | after}
    if any(new - old > explained for old, new in moved.values()):
        for rate, (old, new) in moved.items():
            for difference in amount(What.TAX_BASE, old, new):
                yield replace(difference, rate=rate)


def _became_dearer(asked: Quotation, today: Quotation) -> Money:
    """All that may be taxed beyond what was, discounts that shrank and more of a line too."""
    before, after = by_sku(asked.lines), by_sku(today.lines)
    nothing = Money(Decimal(0), asked.totals.gross.currency)
    rises = [
        dearer(before[sku].net if sku in before else nothing, line.net)
        for sku, line in after.items()
    ]
    rises += [dearer(_charge(asked, kind), _charge(today, kind)) for kind in ChargeKind]
    return total((rise for rise in rises if rise), nothing.currency)


def _base_by_rate(quotation: Quotation) -> dict[Decimal, Money]:
    found: dict[Decimal, Money] = {}
    for tax in quotation.taxes:
        found[tax.rate] = found[tax.rate] + tax.base if tax.rate in found else tax.base
    return found
