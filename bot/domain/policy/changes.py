"""One change to a policy, as an administrator makes it in a chat."""

from __future__ import annotations

import msgspec

from bot.domain.policy.model import Budget, Policy, Rule, Tolerance


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is to be different; what is None stays.

    Attributes:
        add: a further rule.
        budget: a budget that it looks at, instead of one of the same name.
        remove: name of a rule that goes.
    """

    add: Rule | None = None
    budget: Budget | None = None
    remove: str | None = None
    own_limits: bool | None = None
    tolerance: Tolerance | None = None


def changed(policy: Policy, change: Change, floor: Policy | None) -> Policy:
    """The policy with the change.

    Args:
        policy: as it holds.
        change: what is to be different.
        floor: what the merchant's staff laid down; its budgets stay. None: nothing.
    """
    rules = tuple(rule for rule in policy.rules if rule.name != change.remove)
    if change.add is not None:
        rules = (*rules, change.add)
    return msgspec.structs.replace(
        policy,
        rules=rules,
        budgets=_budgets(policy, change, rules, floor),
        own_limits=policy.own_limits if change.own_limits is None else change.own_limits,
        tolerance=policy.tolerance if change.tolerance is None else change.tolerance,
    )


def _budgets(
    policy: Policy, change: Change, rules: tuple[Rule, ...], floor: Policy | None
) -> tuple[Budget, ...]:
    """The budgets, without the one that only the removed rule looked at."""
    gone = {rule.when.budget for rule in policy.rules if rule.name == change.remove}
    gone -= {rule.when.budget for rule in rules}
    gone -= {budget.name for budget in (floor.budgets if floor else ())}
    new = change.budget
    kept = tuple(
        budget
        for budget in policy.budgets
        if budget.name not in gone and (new is None or budget.name != new.name)
    )
    return kept if new is None else (*kept, new)
