"""Whether an approval covers an order that differs from what was approved."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from bot.domain.differences.model import Difference, Direction, What
from bot.domain.policy import Tolerance
from shop_client.money import Money, total

_TOLERABLE = frozenset({What.PRICE, What.LINE_TOTAL, What.CHARGE, What.TAX, What.TOTAL})
"""What may differ as long as it is no dearer than the tolerance allows."""


def voids(
    differences: Iterable[Difference],
    tolerance: Tolerance,
    asked_total: Money,
    today_total: Money,
) -> bool:
    """Whether an approval does not cover the order as it is today.

    Lower amounts never void it. Higher ones don't while all that became dearer, added up without
    what became cheaper, and the total too stay within the tolerance. Anything else that differs
    does, but for a later promised day.
    """
    found = [difference for difference in differences if difference.what is not What.PROMISED]
    if asked_total.currency != today_total.currency or any(
        d.what not in _TOLERABLE or d.direction is Direction.CHANGED for d in found
    ):
        return True
    allowed = _allowance(tolerance, asked_total)
    rises = total((d.rise for d in found if d.rise), asked_total.currency)
    return rises > allowed or today_total - asked_total > allowed


def _allowance(tolerance: Tolerance, asked_total: Money) -> Money:
    allowed = asked_total.amount * tolerance.percent / 100
    if tolerance.amount is not None:
        allowed = min(allowed, tolerance.amount)
    return Money(max(allowed, Decimal(0)), asked_total.currency)
