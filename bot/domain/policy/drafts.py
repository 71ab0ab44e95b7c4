"""A rule that is being put together."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from bot.domain.policy.model import Budget, Condition, Rule, Tier


class RuleDraft(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of a new rule so far.

    Attributes:
        kind: the field of `Condition` that it is about.
        amount, cost_centre: of a budget or a spending that is not yet complete.
        budget: that the rule looks at and that has to be made for it.
        people: e-mail addresses of the step that is being put together.
        ask: the finished steps.
    """

    kind: str
    when: Condition = Condition()
    amount: Decimal | None = None
    cost_centre: str | None = None
    budget: Budget | None = None
    people: tuple[str, ...] = ()
    ask: tuple[Tier, ...] = ()

    def looking_at(self, when: Condition) -> RuleDraft:
        """With what the rule looks at."""
        return msgspec.structs.replace(self, when=when)

    def asking(self, tier: Tier) -> RuleDraft:
        """With one more step, nobody of the next named yet."""
        return msgspec.structs.replace(self, ask=(*self.ask, tier), people=())

    def rule(self, name: str) -> Rule:
        """The rule, once it is complete."""
        return Rule(name=name, ask=self.ask, when=self.when)
