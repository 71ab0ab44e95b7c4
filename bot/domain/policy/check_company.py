"""What is wrong with a policy for one company: its people, their limits, the shop's products."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import msgspec

from bot.domain.approval import Company
from bot.domain.policy.facts import Facts, rules_for
from bot.domain.policy.findings import Finding, Gravity, error, warning
from bot.domain.policy.model import Condition, Policy, Rule
from bot.domain.policy.plan import plan
from bot.domain.policy.reach import can_be_agreed
from bot.domain.spending import LARGEST_LIMIT
from shop_client.model import Contact, Role
from shop_client.money import Money

_CENT = Decimal("0.01")
_DECIDERS = {Role.APPROVER, Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a policy is checked against.

    Attributes:
        people: of the company, with what holds for them today; archived ones too.
        skus: of the policy's own, those that the shop knows.
        categories: all that the shop's products are in.
        po_required: whether every order of the company gets a purchase-order number.
    """

    currency: str
    people: tuple[Contact, ...]
    skus: frozenset[str]
    categories: frozenset[str]
    po_required: bool = False


def check_company(policy: Policy, around: Surroundings) -> tuple[Finding, ...]:
    """What can be seen only by who is there to decide, and what there is to order."""
    found = list(_known(policy, around))
    if policy.currency not in (None, around.currency):
        found.append(
            error(
                "currency",
                "policy-other-currency",
                currency=policy.currency or "",
                company=around.currency,
            )
        )
    found += _orders(policy, around)
    # Who may decide how much is no question while names are wrong.
    if not any(finding.gravity is Gravity.ERROR for finding in found):
        found += _gaps(policy, around)
    return tuple(found)


def _known(policy: Policy, around: Surroundings) -> Iterator[Finding]:
    by_email: dict[str, Contact] = {}
    for one in around.people:
        if one.email not in by_email or one.active:
            by_email[one.email] = one
    for place, email, decides in _emails(policy):
        contact = by_email.get(email)
        if contact is None:
            yield error(place, "policy-unknown-person", email=email)
        elif not contact.active:
            yield error(place, "policy-archived-person", email=email)
        elif decides and not contact.roles & _DECIDERS:
            yield warning(place, "policy-no-approver-role", name=contact.name)
    for number, rule in enumerate(policy.rules):
        yield from _low_limits(f"rules[{number}]", rule, by_email)


def _emails(policy: Policy) -> Iterator[tuple[str, str, bool]]:
    """Every address in the policy: place, address, whether its owner is to decide."""
    for number, rule in enumerate(policy.rules):
        at = f"rules[{number}]"
        yield from ((f"{at}.requesters[{n}]", x, False) for n, x in enumerate(rule.requesters))
        for step, tier in enumerate(rule.ask):
            people = enumerate(tier.people)
            yield from ((f"{at}.ask[{step}].people[{n}]", x, True) for n, x in people)
    for email, manager in policy.managers.items():
        yield f"managers.{email}", email, False
        yield f"managers.{email}", manager, True
    escalate_to = enumerate(policy.times.escalate_to)
    yield from ((f"times.escalate_to[{n}]", email, True) for n, email in escalate_to)


def _low_limits(place: str, rule: Rule, by_email: Mapping[str, Contact]) -> Iterator[Finding]:
    """People asked by name for amounts above their limit: allowed, and worth knowing."""
    over = rule.when.total_over
    for number, tier in enumerate(rule.ask):
        for email in tier.people:
            contact = by_email.get(email)
            limit = contact.spending_limit if contact else None
            if contact and limit and over is not None and limit.amount <= over:
                said = warning(f"{place}.ask[{number}]", "policy-limit-too-low", name=contact.name)
                yield replace(said, amounts={"limit": limit})


def _orders(policy: Policy, around: Surroundings) -> Iterator[Finding]:
    """Conditions on orders that the company cannot place."""
    skus = {sku.casefold() for sku in around.skus}
    categories = {category.casefold() for category in around.categories}
    for number, rule in enumerate(policy.rules):
        at = f"rules[{number}].when"
        if rule.when.without_po_number and around.po_required:
            yield error(f"{at}.without_po_number", "policy-po-always-asked", rule=rule.name)
        for sku in rule.when.skus:
            if sku.casefold() not in skus:
                yield error(f"{at}.skus", "policy-unknown-sku", sku=sku)
        for category in rule.when.categories:
            if category.casefold() not in categories:
                yield error(f"{at}.categories", "policy-unknown-category", category=category)


def _gaps(policy: Policy, around: Surroundings) -> Iterator[Finding]:
    """Tiers that nobody could fill, and amounts that nobody may approve."""
    company = Company(around.people, {}, policy.same_person_twice)
    everybody = [one for one in around.people if one.active]
    for number, rule in enumerate(policy.rules):
        under = [one for one in everybody if rule in rules_for(policy, one.email)]
        yield from _replaced(f"rules[{number}]", rule, policy, under, company, around)
        heads = [one.name for one in under if one.email not in policy.managers]
        if heads and any(tier.manager for tier in rule.ask):
            names = ", ".join(heads)
            yield warning(f"rules[{number}]", "policy-without-manager", names=names)
    yield from _unapproved(policy, everybody, company, around)


def _always(rule: Rule) -> Rule:
    """The rule for orders of any kind above its amount."""
    return msgspec.structs.replace(rule, when=Condition(total_over=rule.when.total_over))


def _replaced(
    place: str,
    rule: Rule,
    policy: Policy,
    under: Iterable[Contact],
    company: Company,
    around: Surroundings,
) -> Iterator[Finding]:
    """A rule whose tiers nobody of those it names could fill, for the smallest order it is for."""
    alone = msgspec.structs.replace(policy, rules=(_always(rule),), own_limits=False)
    total = Money((rule.when.total_over or Decimal(0)) + _CENT, around.currency)
    stuck = [
        one.name
        for one in under
        if any(
            because.key == "reason-nobody-left"
            for step in plan(alone, Facts(total, around.currency), one, company)
            for because in step.because
        )
    ]
    if stuck:
        yield warning(place, "policy-nobody-left", rule=rule.name, names=", ".join(stuck))


def _unapproved(
    policy: Policy, everybody: Iterable[Contact], company: Company, around: Surroundings
) -> Iterator[Finding]:
    """From which amount on nobody could agree to somebody's order."""
    every = msgspec.structs.replace(policy, rules=tuple(map(_always, policy.rules)))
    stuck: dict[Decimal, list[str]] = {}
    for one in everybody:
        for amount in _amounts(policy, around):
            total = Money(amount, around.currency)
            steps = plan(every, Facts(total, around.currency), one, company)
            if not can_be_agreed(steps, one, total, company):
                stuck.setdefault(amount, []).append(one.name)
                break
    for amount, names in sorted(stuck.items()):
        said = warning("rules", "policy-gap", names=", ".join(names))
        yield replace(said, amounts={"amount": Money(amount, around.currency)})


def _amounts(policy: Policy, around: Surroundings) -> list[Decimal]:
    """The amounts at which something may change: just above each limit, and at the very top."""
    limits = [one.spending_limit.amount for one in around.people if one.spending_limit]
    over = [rule.when.total_over for rule in policy.rules if rule.when.total_over is not None]
    return sorted({_CENT, *(limit + _CENT for limit in [*limits, *over]), LARGEST_LIMIT})
