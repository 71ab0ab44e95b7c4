"""What is wrong with a policy by itself, whoever it is for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from bot.domain.entities import Need
from bot.domain.policy.check_times import check_times
from bot.domain.policy.findings import Finding, error, warning
from bot.domain.policy.model import Policy, Rule, Tier
from bot.domain.spending import LARGEST_LIMIT
from shop_client.model import Role

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_CURRENCY = re.compile(r"[A-Z]{3}")
_WHOLE = Decimal(100)


def check(policy: Policy) -> tuple[Finding, ...]:
    """Contradictions, slips and gaps that can be seen without knowing the company."""
    if not all(number.is_finite() for number in _numbers(policy)):
        return (error("", "policy-no-number"),)
    return tuple(_findings(policy))


def _numbers(part: object) -> Iterator[Decimal]:
    """All amounts and percentages in a policy or a part of it."""
    if isinstance(part, Decimal):
        yield part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from _numbers(getattr(part, name))
    elif isinstance(part, tuple):
        for one in part:
            yield from _numbers(one)


def _findings(policy: Policy) -> Iterator[Finding]:
    if policy.currency is not None and not _CURRENCY.fullmatch(policy.currency):
        yield error("currency", "policy-bad-currency", currency=policy.currency)
    yield from _names_twice("rules", [rule.name for rule in policy.rules])
    yield from _names_twice("budgets", [budget.name for budget in policy.budgets])
    for number, rule in enumerate(policy.rules):
        yield from _rule(f"rules[{number}]", rule, policy)
    yield from _alike(policy)
    for number, budget in enumerate(policy.budgets):
        yield from _amount(f"budgets[{number}].amount", budget.amount)
        if budget.name not in {rule.when.budget for rule in policy.rules}:
            yield warning(f"budgets[{number}]", "policy-budget-unused", budget=budget.name)
    yield from _managers(policy)
    yield from _tolerance(policy)
    yield from check_times(policy.times)
    for number, email in enumerate(policy.times.escalate_to):
        yield from _email(f"times.escalate_to[{number}]", email)
    if not policy.own_limits and not policy.rules:
        yield warning("own_limits", "policy-nothing-asked")


def _names_twice(place: str, names: Sequence[str]) -> Iterator[Finding]:
    for number, name in enumerate(names):
        if not name.strip():
            yield error(f"{place}[{number}].name", "policy-no-name")
    for name, count in Counter(names).items():
        if count > 1:
            yield error(place, "policy-name-twice", name=name)


def _rule(place: str, rule: Rule, policy: Policy) -> Iterator[Finding]:
    yield from _condition(f"{place}.when", rule, policy)
    for number, email in enumerate(rule.requesters):
        yield from _email(f"{place}.requesters[{number}]", email)
    if not rule.ask:
        yield error(f"{place}.ask", "policy-asks-nobody", rule=rule.name)
    for number, tier in enumerate(rule.ask):
        yield from _tier(f"{place}.ask[{number}]", tier, rule, policy)
    if not policy.same_person_twice:
        alone = [t.people[0] for t in rule.ask if len(t.people) == 1 or _takes_all(t)]
        for email, count in Counter(alone).items():
            if count > 1:
                yield error(f"{place}.ask", "policy-person-twice", rule=rule.name, email=email)


def _takes_all(tier: Tier) -> bool:
    return bool(tier.people) and tier.need is Need.ALL


def _tier(place: str, tier: Tier, rule: Rule, policy: Policy) -> Iterator[Finding]:
    kinds = [bool(tier.people), tier.role is not None, tier.manager]
    if sum(kinds) != 1:
        yield error(place, "policy-tier-unclear", rule=rule.name)
    if tier.role is Role.REQUESTER:
        yield error(f"{place}.role", "policy-role-cannot-decide", rule=rule.name)
    if tier.manager and not policy.managers:
        yield error(f"{place}.manager", "policy-no-managers", rule=rule.name)
    for number, email in enumerate(tier.people):
        yield from _email(f"{place}.people[{number}]", email)
    if tier.people and rule.requesters and set(tier.people) <= set(rule.requesters):
        only = set(tier.people) | set(rule.requesters)
        if len(only) == 1:
            yield error(f"{place}.people", "policy-requester-alone", rule=rule.name)


def _condition(place: str, rule: Rule, policy: Policy) -> Iterator[Finding]:
    when = rule.when
    if when.total_over is not None:
        yield from _amount(f"{place}.total_over", when.total_over, least=Decimal(0))
    if when.spent_over is not None:
        yield from _amount(f"{place}.spent_over.amount", when.spent_over.amount)
    if when.budget is not None and when.budget not in {b.name for b in policy.budgets}:
        yield error(f"{place}.budget", "policy-unknown-budget", rule=rule.name, budget=when.budget)
    if when.unusual_quantity is not None and when.unusual_quantity <= 0:
        yield error(f"{place}.unusual_quantity", "policy-factor-too-small", rule=rule.name)
    for field in ("price_over_last", "discount_over"):
        percent = getattr(when, field)
        if percent is not None and not percent >= 0:
            yield error(f"{place}.{field}", "policy-negative", amount=str(percent))
    if when.discount_over is not None and when.discount_over >= _WHOLE:
        yield error(f"{place}.discount_over", "policy-never-holds", rule=rule.name)
    total, spent = when.total_over, when.spent_over
    if total is not None and spent is not None and total >= spent.amount:
        yield warning(f"{place}.spent_over", "policy-needless-condition", rule=rule.name)


def _alike(policy: Policy) -> Iterator[Finding]:
    """Rules under the same conditions for the same people, which ask different ones."""
    for number, rule in enumerate(policy.rules):
        for earlier in policy.rules[:number]:
            if (rule.when, set(rule.requesters)) == (earlier.when, set(earlier.requesters)):
                yield warning(
                    f"rules[{number}]", "policy-same-condition", rule=rule.name, other=earlier.name
                )


def _managers(policy: Policy) -> Iterator[Finding]:
    told: set[str] = set()
    for email, manager in policy.managers.items():
        yield from _email(f"managers.{email}", email)
        yield from _email(f"managers.{email}", manager)
        line = [email]
        while (above := policy.managers.get(line[-1])) is not None and above not in line:
            line.append(above)
        if above == email and email not in told:
            told |= set(line)
            yield error(
                f"managers.{email}", "policy-manager-loop", names=" → ".join([*line, email])
            )
    asked = any(tier.manager for rule in policy.rules for tier in rule.ask)
    if policy.managers and not asked:
        yield warning("managers", "policy-managers-unused")


def _tolerance(policy: Policy) -> Iterator[Finding]:
    percent, amount = policy.tolerance.percent, policy.tolerance.amount
    if not 0 <= percent <= _WHOLE:
        yield error("tolerance.percent", "policy-bad-tolerance", percent=str(percent))
    if amount is not None:
        yield from _amount("tolerance.amount", amount, least=Decimal(0))
        if percent == 0:
            yield warning("tolerance.amount", "policy-tolerance-unused")


def _amount(place: str, amount: Decimal, least: Decimal | None = None) -> Iterator[Finding]:
    if amount < 0 or (least is None and amount == 0):
        yield error(place, "policy-negative", amount=str(amount))
    elif amount >= LARGEST_LIMIT:
        yield error(place, "policy-too-large", amount=f"{amount:f}")


def _email(place: str, email: str) -> Iterator[Finding]:
    if not _EMAIL.fullmatch(email) or email != email.lower():
        yield error(place, "policy-bad-email", email=email)
