"""How far an administrator may go: what the merchant's staff laid down can only be tightened."""

from __future__ import annotations

from bot.domain.policy.model import Budget, Policy, Tolerance


def loosens(new: Policy, floor: Policy) -> bool:
    """Whether anything asks for fewer approvals than what staff laid down.

    Rules and budgets may be added and budgets made smaller; times are the company's own affair.
    """
    return (
        any(rule not in new.rules for rule in floor.rules)
        or any(not _kept(budget, new) for budget in floor.budgets)
        or any(new.managers.get(one) != manager for one, manager in floor.managers.items())
        or (floor.own_limits and not new.own_limits)
        or (new.same_person_twice and not floor.same_person_twice)
        or _more(new.tolerance, floor.tolerance)
        or new.currency != floor.currency
    )


def _kept(budget: Budget, policy: Policy) -> bool:
    return any(
        (one.name, one.period, one.cost_centre) == (budget.name, budget.period, budget.cost_centre)
        and one.amount <= budget.amount
        for one in policy.budgets
    )


def _more(new: Tolerance, floor: Tolerance) -> bool:
    if new.percent > floor.percent:
        return True
    if floor.amount is None or new.percent == 0:
        return False
    return new.amount is None or new.amount > floor.amount
