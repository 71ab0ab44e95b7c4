"""Whether a rule asks for an approval of an order, and why.

What can't be compared never lets an order pass: an amount of another currency, a sum that is not
known, a budget that does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from bot.domain.entities import Because
from bot.domain.policy.facts import Facts, cost_centres
from bot.domain.policy.model import Budget, Condition, Period, Policy, Rule, Spending
from shop_client.model import PricedLine
from shop_client.money import Money

_CENT = Decimal("0.01")
_SPENT_OVER = {
    Period.DAY: "reason-spent-over-day",
    Period.WEEK: "reason-spent-over-week",
    Period.MONTH: "reason-spent-over-month",
    Period.QUARTER: "reason-spent-over-quarter",
    Period.YEAR: "reason-spent-over-year",
}
"""A sentence for each: "this week" is no value to put into another."""


def why(rule: Rule, policy: Policy, facts: Facts) -> tuple[Because, ...]:
    """Why the rule asks for an approval, the order's own numbers in it; nothing: it does not."""
    found = list(_looked_at(rule.when, policy, facts))
    reasons = [because for because in found if because is not None]
    if len(reasons) < len(found):
        return ()
    return tuple(
        replace(because, words=because.words | {"rule": rule.name})
        for because in reasons or [Because("reason-always")]
    )


def _looked_at(when: Condition, policy: Policy, facts: Facts) -> Iterator[Because | None]:
    """For each condition that is set, why it holds, or None when it does not."""
    if when.total_over is not None:
        yield _total(_money(when.total_over, policy, facts), facts)
    if when.spent_over is not None:
        yield _spent(when.spent_over, policy, facts)
    if when.budget is not None:
        yield _budget(when.budget, policy, facts)
    if when.skus:
        wanted = {sku.casefold() for sku in when.skus}
        yield _named("reason-product", [x for x in facts.lines if x.sku.casefold() in wanted])
    if when.categories:
        yield _category(when.categories, facts)
    if when.unusual_quantity is not None:
        yield _unusual(when.unusual_quantity, facts)
    if when.new_product:
        unknown = [line for line in facts.lines if line.sku not in facts.largest]
        yield _named("reason-new-product", unknown)
    if when.new_address:
        yield Because("reason-new-address") if facts.new_address else None
    if when.price_over_last is not None:
        yield _dearer(when.price_over_last, facts)
    if when.without_po_number:
        yield Because("reason-without-po-number") if not facts.po_number else None
    if when.discount_over is not None:
        yield _discounted(when.discount_over, facts)


def _money(amount: Decimal, policy: Policy, facts: Facts) -> Money:
    return Money(amount, policy.currency or facts.currency)


def _other_currency(total: Money, limit: Money) -> Because:
    return Because("reason-other-currency", {"total": total, "limit": limit})


def _total(limit: Money, facts: Facts) -> Because | None:
    if limit.currency != facts.total.currency:
        return _other_currency(facts.total, limit)
    if facts.total > limit:
        return Because("reason-total-over", {"total": facts.total, "limit": limit})
    return None


def _spent(allowed: Spending, policy: Policy, facts: Facts) -> Because | None:
    limit = _money(allowed.amount, policy, facts)
    before = facts.spent.get(allowed.period)
    if limit.currency != facts.total.currency:
        return _other_currency(facts.total, limit)
    if before is None or before.currency != limit.currency:
        return Because("reason-spent-unknown", {"limit": limit})
    spent = before + facts.total
    if spent > limit:
        return Because(_SPENT_OVER[allowed.period], {"spent": spent, "limit": limit})
    return None


def _budget(name: str, policy: Policy, facts: Facts) -> Because | None:
    budget = next((one for one in policy.budgets if one.name == name), None)
    if budget is None:
        return Because("reason-budget-unknown", words={"budget": name})
    if budget.cost_centre is not None and facts.cost_centre != budget.cost_centre:
        if facts.cost_centre in cost_centres(policy):
            return None
        return Because("reason-no-cost-centre", words={"budget": name})
    return _overdrawn(budget, _money(budget.amount, policy, facts), facts)


def _overdrawn(budget: Budget, limit: Money, facts: Facts) -> Because | None:
    before = facts.used.get(budget.name)
    if limit.currency != facts.total.currency:
        return _other_currency(facts.total, limit)
    if before is None or before.currency != limit.currency:
        return Because("reason-budget-unsure", {"limit": limit}, {"budget": budget.name})
    used = before + facts.total
    if used > limit:
        return Because(
            "reason-budget-over", {"used": used, "limit": limit}, {"budget": budget.name}
        )
    return None


def _named(key: str, lines: list[PricedLine], **words: str) -> Because | None:
    if not lines:
        return None
    return Because(key, words={"product": lines[0].name} | words)


def _category(categories: tuple[str, ...], facts: Facts) -> Because | None:
    wanted = {category.casefold() for category in categories}
    for line in facts.lines:
        category = facts.categories.get(line.sku, "")
        if category.casefold() in wanted:
            return _named("reason-category", [line], category=category)
    return None


def _unusual(times: Decimal, facts: Facts) -> Because | None:
    for line in facts.lines:
        largest = facts.largest.get(line.sku)
        if largest is not None and line.quantity > largest * times:
            amounts = {"quantity": _plain(line.quantity), "largest": _plain(largest)}
            return _named("reason-unusual-quantity", [line], **amounts)
    return None


def _dearer(percent: Decimal, facts: Facts) -> Because | None:
    for line in facts.lines:
        paid = facts.last_paid.get(line.sku)
        if paid is None:
            continue
        if paid.currency != line.unit_price.currency:
            return _other_currency(line.unit_price, paid)
        if line.unit_price.amount > paid.amount * (100 + percent) / 100:
            prices = {"price": line.unit_price, "paid": paid}
            return Because("reason-price-over-last", prices, {"product": line.name})
    return None


def _discounted(percent: Decimal, facts: Facts) -> Because | None:
    for line in facts.lines:
        discount = facts.discounts.get(line.sku)
        if discount is not None and discount > percent:
            shown = _plain(discount.quantize(_CENT))
            return _named("reason-discount-over", [line], discount=shown)
    return None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
