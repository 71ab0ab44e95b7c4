"""An approval policy, and what is wrong with it, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from babel import Locale
from babel.dates import get_day_names

from bot import texts
from bot.domain.entities import Need
from bot.domain.policy import Budget, Condition, Policy, Rule, Tier, Times
from bot.domain.policy.findings import Finding
from shop_client.model import Role
from shop_client.money import Money

_ROLES = {
    (Role.APPROVER, Need.ANY): "tier-approver-any",
    (Role.APPROVER, Need.ALL): "tier-approver-all",
    (Role.ADMINISTRATOR, Need.ANY): "tier-administrator-any",
    (Role.ADMINISTRATOR, Need.ALL): "tier-administrator-all",
}


class PolicyWords:
    """Says in one language what a policy means.

    Args:
        language: of the reader.
        currency: of the company, for a policy that names none; empty: not known, so that amounts
            are told without one.
        names: of people, by e-mail address; others are called by their address.
    """

    def __init__(self, language: str, currency: str, names: Mapping[str, str]) -> None:
        self._language = language
        self._currency = currency
        self._names = names

    def whole(self, policy: Policy) -> list[str]:
        """All of a policy, a sentence for each thing it lays down."""
        money = self._money_of(policy)
        said = [self._say("policy-own-limits" if policy.own_limits else "policy-no-own-limits")]
        said += [self.rule(rule, policy) for rule in policy.rules]
        said += [self._budget(budget, money) for budget in policy.budgets]
        said += [
            self._say("policy-manager-of", names=self._name(one), manager=self._name(manager))
            for one, manager in policy.managers.items()
        ]
        if policy.same_person_twice:
            said.append(self._say("policy-twice-allowed"))
        said += self._tolerance(policy, money)
        return [*said, *self._times(policy.times, money)]

    def rule(self, rule: Rule, policy: Policy) -> str:
        """One rule."""
        first, *others = [self.tier(tier) for tier in rule.ask]
        who = first
        for other in others:
            who = self._say("policy-and-then", first=who, next=other)
        conditions = list(self._conditions(rule.when, self._money_of(policy)))
        if conditions:
            said = self._say("policy-rule", name=rule.name, when=self._all(conditions), who=who)
        else:
            said = self._say("policy-rule-always", name=rule.name, who=who)
        if rule.requesters:
            names = self._all([self._name(email) for email in rule.requesters])
            said = self._say("policy-rule-only", rule=said, names=names)
        return said

    def tier(self, tier: Tier) -> str:
        """Who is asked in one step."""
        if tier.manager:
            return self._say("tier-manager")
        if tier.role is not None:
            return self._say(_ROLES[tier.role, tier.need])
        names = [self._name(email) for email in tier.people]
        return self._all(names) if tier.need is Need.ALL else self._any(names)

    def condition(self, when: Condition, policy: Policy) -> str:
        """What a rule looks at; empty when it looks at nothing."""
        conditions = list(self._conditions(when, self._money_of(policy)))
        return self._all(conditions) if conditions else ""

    def finding(self, finding: Finding) -> str:
        """What is wrong, and what to do."""
        amounts = {name: texts.money(self._language, m) for name, m in finding.amounts.items()}
        return texts.text(self._language, finding.key, **amounts, **finding.words)

    def _conditions(self, when: Condition, currency: str) -> Iterator[str]:
        if when.total_over is not None:
            yield self._say("when-total-over", limit=self._money(when.total_over, currency))
        if when.spent_over is not None:
            limit = self._money(when.spent_over.amount, currency)
            yield self._say("when-spent-over", limit=limit, period=when.spent_over.period.value)
        if when.budget is not None:
            yield self._say("when-budget", budget=when.budget)
        if when.skus:
            yield self._say("when-products", names=self._any(when.skus))
        if when.categories:
            yield self._say("when-categories", names=self._any(when.categories))
        if when.unusual_quantity is not None:
            yield self._say("when-unusual", times=self._number(when.unusual_quantity))
        if when.new_product:
            yield self._say("when-new-product")
        if when.new_address:
            yield self._say("when-new-address")
        if when.price_over_last is not None:
            yield self._say("when-price-over-last", percent=self._number(when.price_over_last))
        if when.without_po_number:
            yield self._say("when-without-po-number")
        if when.discount_over is not None:
            yield self._say("when-discount-over", percent=self._number(when.discount_over))

    def _budget(self, budget: Budget, currency: str) -> str:
        return self._say(
            "policy-budget",
            name=budget.name,
            centre=budget.cost_centre or "",
            amount=self._money(budget.amount, currency),
            period=budget.period.value,
        )

    def _tolerance(self, policy: Policy, currency: str) -> Iterator[str]:
        tolerance = policy.tolerance
        if tolerance.percent == 0:
            return
        percent = self._number(tolerance.percent)
        if tolerance.amount is None:
            yield self._say("policy-tolerance", percent=percent)
        else:
            amount = self._money(tolerance.amount, currency)
            yield self._say("policy-tolerance-bound", percent=percent, amount=amount)

    def _times(self, times: Times, currency: str) -> Iterator[str]:
        days = get_day_names("abbreviated", locale=Locale.parse(self._language))
        yield self._say(
            "policy-working-time",
            weekdays=self._all([days[day] for day in sorted(times.days)]),
            starts=times.starts,
            ends=times.ends,
            hours=self._all([self._number(hours) for hours in times.remind_after] or ["–"]),
            after=str(times.expires_after),
        )
        if times.escalate_after is not None:
            names = self._all([self._name(email) for email in times.escalate_to])
            yield self._say(
                "policy-escalation",
                hours=self._number(times.escalate_after),
                names=names or self._say("policy-escalation-to-next"),
            )
        if times.digest_below is not None:
            amount = self._money(times.digest_below, currency)
            yield self._say("policy-digest", amount=amount, time=times.digest_at)

    def _money_of(self, policy: Policy) -> str:
        return policy.currency or self._currency

    def _say(self, key: str, **values: str) -> str:
        return texts.text(self._language, key, **values)

    def _money(self, amount: Decimal, currency: str) -> str:
        if not currency:
            return self._number(amount)
        return texts.money(self._language, Money(amount, currency))

    def _number(self, number: Decimal) -> str:
        return texts.quantity(self._language, number)

    def _name(self, email: str) -> str:
        return self._names.get(email, email)

    def _all(self, parts: Iterable[str]) -> str:
        return texts.listed(self._language, parts)

    def _any(self, parts: Iterable[str]) -> str:
        return texts.listed(self._language, parts, either=True)
