"""Reading the numbers of a policy as people write them."""

from __future__ import annotations

from decimal import Decimal

from bot import texts
from bot.domain.spending import LARGEST_LIMIT


def read_percent(language: str, written: str) -> Decimal | None:
    """A percentage such as "5", "2,5 %"; None when it is none."""
    return texts.read_amount(language, written.replace("%", ""))


def read_money(language: str, written: str) -> Decimal | None:
    """An amount that somebody could be meant to spend; None when it is none, or far too large."""
    amount = texts.read_amount(language, written)
    return None if amount is None or amount >= LARGEST_LIMIT else amount
