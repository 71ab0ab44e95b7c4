"""Which tiers an order needs under a policy.

A tier that another one makes needless is left out: whoever agrees to the stricter one has agreed
to the other too. But the tiers of one rule stand each for themselves, so that "an approver, then
an approver" means two of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.domain.approval import Company, seats_of
from bot.domain.entities import Because, Need, Step
from bot.domain.policy.conditions import why
from bot.domain.policy.facts import Facts, rules_for
from bot.domain.policy.model import Policy, Tier
from bot.domain.spending import may_spend_alone
from shop_client.model import Contact, Role


@dataclass(frozen=True, slots=True)
class Plan:
    """What a policy asks of one order.

    Attributes:
        policy_id: the version; None: the company has no policy of its own.
        steps: the tiers in their order; none: no approval is needed.
    """

    policy_id: str | None
    policy: Policy
    steps: tuple[Step, ...]


def plan(policy: Policy, facts: Facts, requester: Contact, company: Company) -> tuple[Step, ...]:
    """The tiers that an order needs, each with who asks for it; none: nobody has to agree.

    A tier that nobody of the company could fill today is asked of an administrator instead, or of
    whoever may decide on the amount; it is never left out.

    Args:
        policy: of the company.
        facts: what its conditions look at.
        requester: whose order it is; they never decide on it.
        company: its people as they are today.
    """
    chain = _Chain(requester, facts, company)
    if policy.own_limits:
        own = _own_limit(requester, facts)
        if own is not None:
            chain.add([Step(because=(own,))])
    for rule in rules_for(policy, requester.email):
        because = why(rule, policy, facts)
        if because:
            chain.add([_step(tier, policy, requester, because) for tier in rule.ask])
    return tuple(chain.steps)


def _own_limit(requester: Contact, facts: Facts) -> Because | None:
    limit = requester.spending_limit
    if limit is not None and limit.currency != facts.total.currency:
        return Because("reason-limit-currency", {"total": facts.total, "limit": limit})
    if may_spend_alone(requester, facts.total):
        return None
    return (
        Because("reason-no-limit")
        if limit is None
        else Because("reason-over-limit", {"limit": limit})
    )


def _step(tier: Tier, policy: Policy, requester: Contact, because: tuple[Because, ...]) -> Step:
    if not tier.manager:
        return Step(tier.people, tier.role, tier.need, because=because)
    line = tuple(managers_of(requester.email, policy))
    if not line:
        return Step(role=Role.ADMINISTRATOR, because=(*because, Because("reason-no-manager")))
    return Step(line, climbs=True, because=because)


def managers_of(email: str, policy: Policy) -> Iterator[str]:
    """Their manager, that one's manager and so on, until it goes round in a circle."""
    passed = {email}
    while (manager := policy.managers.get(email)) is not None and manager not in passed:
        yield manager
        passed.add(manager)
        email = manager


class _Chain:
    """The tiers so far."""

    def __init__(self, requester: Contact, facts: Facts, company: Company) -> None:
        self.steps: list[Step] = []
        self._requester = requester
        self._total = facts.total
        self._company = company

    def add(self, tiers: list[Step]) -> None:
        """Adds the tiers of a rule, each to an earlier one that it goes together with if any."""
        taken: set[int] = set()
        for tier in map(self._filled, tiers):
            place = self._place_of(tier, taken)
            if place is None:
                self._append(tier)
                place = len(self.steps) - 1
            taken.add(place)

    def _filled(self, step: Step) -> Step:
        """The step, or whom to ask where nobody of it is left."""
        if self._seats(step):
            return step
        because = (*step.because, Because("reason-nobody-left"))
        instead = Step(role=Role.ADMINISTRATOR, because=because)
        return instead if self._seats(instead) else Step(because=because)

    def _place_of(self, tier: Step, taken: set[int]) -> int | None:
        """Where an earlier step and this one became one: the stricter of both."""
        for place, earlier in enumerate(self.steps):
            if place in taken and not self._leaves_nobody(tier, earlier):
                continue
            if self._covers(earlier, tier):
                kept = earlier
            elif self._covers(tier, earlier):
                kept = tier
            else:
                continue
            more = (one for one in tier.because if one not in earlier.because)
            self.steps[place] = replace(kept, because=(*earlier.because, *more))
            return place
        return None

    def _covers(self, one: Step, other: Step) -> bool:
        """Whether everybody who can complete one step has given what the other wants."""
        ones, others = self._seats(one), self._seats(other)
        if one.need is Need.ANY and len(ones) > 1:
            return other.need is Need.ANY and ones <= others
        if other.need is Need.ANY or len(others) == 1:
            return bool(ones & others)
        return others <= ones

    def _append(self, tier: Step) -> None:
        """Adds a step that people are left for who do not agree in another one already."""
        if self._company.same_person_twice:
            self.steps.append(tier)
            return
        bound = {
            email
            for step in self.steps
            if self._takes_everybody(step)
            for email in self._seats(step)
        }
        free = self._seats(tier) - bound
        if not free:
            tier = self._spare(tier, bound)
            free = self._seats(tier)
        elif tier.need is Need.ALL and len(free) < len(self._seats(tier)):
            tier = replace(tier, people=tuple(sorted(free)), role=None, climbs=False)
        if tier.need is Need.ALL or len(free) == 1:
            self.steps = [self._leaving(step, free) for step in self.steps]
        self.steps.append(tier)

    def _spare(self, tier: Step, bound: set[str]) -> Step:
        """An administrator, or anybody who may, instead of those who agree before already."""
        because = (*tier.because, Because("reason-nobody-left"))
        for other in (Step(role=Role.ADMINISTRATOR), Step()):
            if spare := self._seats(other) - bound:
                return Step(people=tuple(sorted(spare)), because=because)
        return tier

    def _leaving(self, step: Step, needed: set[str]) -> Step:
        """An earlier step without those whom a later one can't do without."""
        seats = self._seats(step)
        others = seats - needed
        if self._takes_everybody(step) or not others or others == seats:
            return step
        return replace(step, people=tuple(sorted(others)), role=None, climbs=False)

    def _leaves_nobody(self, tier: Step, earlier: Step) -> bool:
        """Whether the step takes all who could complete the one before it."""
        return tier.need is Need.ALL and self._seats(earlier) < self._seats(tier)

    def _takes_everybody(self, step: Step) -> bool:
        return step.need is Need.ALL or len(self._seats(step)) == 1

    def _seats(self, step: Step) -> set[str]:
        seats = seats_of(step, self._requester, self._total, self._company)
        return {contact.email for contact in seats}
