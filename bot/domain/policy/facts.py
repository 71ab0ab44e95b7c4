"""What the conditions of a policy look at, and which of it a policy needs to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from bot.domain.policy.model import Budget, Period, Policy, Rule
from shop_client.model import PricedLine
from shop_client.money import CurrencyMismatchError, Money, total


@dataclass(frozen=True, slots=True)
class Facts:
    """An order, and what the company did before it.

    An amount that can't be told (too many orders to add up, or of several currencies) is None: a
    condition on it holds, so that somebody looks at the order.

    Attributes:
        total: tax included.
        currency: the company's.
        cost_centre: one that the company's policy knows, or None.
        new_address: whether nothing was ever ordered through us to where it is to go.
        spent: what the requester ordered in each period before this order.
        used: what was taken from each budget before this order, by the budget's name.
        categories: of the products, by SKU.
        discounts: per cent off the list price, discounts on the whole order included, by SKU.
        largest: the largest quantity that the company ordered at once, by SKU; those that it
            never ordered are missing.
        last_paid: the unit price of the newest order of each product, by SKU.
    """

    total: Money
    currency: str
    lines: tuple[PricedLine, ...] = ()
    po_number: str | None = None
    cost_centre: str | None = None
    new_address: bool = False
    spent: Mapping[Period, Money | None] = field(default_factory=dict)
    used: Mapping[str, Money | None] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    discounts: Mapping[str, Decimal] = field(default_factory=dict)
    largest: Mapping[str, Decimal] = field(default_factory=dict)
    last_paid: Mapping[str, Money] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ordered:
    """An order that counts against a budget: in the shop, on its way there, or not yet approved.

    Attributes:
        email: of who asked for it.
        placed: whether the shop has confirmed it; it may have been cancelled there since.
    """

    cart_id: str
    email: str
    gross: Money
    at: datetime
    cost_centre: str | None = None
    client_reference: str = ""
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Needed:
    """What must be found out for the rules that a requester is under.

    Attributes:
        periods: of the requester's own spending.
        budgets: those that rules name.
        history: what the company ordered before.
    """

    periods: frozenset[Period]
    budgets: tuple[Budget, ...]
    categories: bool
    discounts: bool
    history: bool
    addresses: bool


def rules_for(policy: Policy, requester: str) -> tuple[Rule, ...]:
    """The rules that somebody with this e-mail address is under, in their order."""
    return tuple(r for r in policy.rules if not r.requesters or requester in r.requesters)


def needed(rules: Iterable[Rule], policy: Policy) -> Needed:
    """What the conditions of these rules look at beside the order itself."""
    conditions = [rule.when for rule in rules]
    named = {when.budget for when in conditions}
    return Needed(
        periods=frozenset(when.spent_over.period for when in conditions if when.spent_over),
        budgets=tuple(budget for budget in policy.budgets if budget.name in named),
        categories=any(when.categories for when in conditions),
        discounts=any(when.discount_over is not None for when in conditions),
        history=any(
            when.new_product
            or when.unusual_quantity is not None
            or when.price_over_last is not None
            for when in conditions
        ),
        addresses=any(when.new_address for when in conditions),
    )


def cost_centres(policy: Policy) -> tuple[str, ...]:
    """The cost centres and projects that have a budget, in the policy's own order and words."""
    named = (budget.cost_centre for budget in policy.budgets)
    return tuple(dict.fromkeys(name for name in named if name))


def added_up(amounts: Iterable[Money], currency: str) -> Money | None:
    """The sum, zero in `currency` when there are none; None when they are of other currencies."""
    try:
        return total(amounts, currency)
    except CurrencyMismatchError:
        return None
