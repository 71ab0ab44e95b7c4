"""A company's approval policy: who must agree to what, and how long they have."""

from bot.domain.policy.facts import Ordered
from bot.domain.policy.model import (
    Budget,
    Condition,
    Period,
    Policy,
    Rule,
    Spending,
    Tier,
    Times,
    Tolerance,
)

__all__ = [
    "Budget",
    "Condition",
    "Ordered",
    "Period",
    "Policy",
    "Rule",
    "Spending",
    "Tier",
    "Times",
    "Tolerance",
]
