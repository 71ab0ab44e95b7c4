"""Why somebody is asked, in the words of who asks and of who is asked."""

from __future__ import annotations

from bot.actions.card import CardBuilder
from bot.domain.entities import Because, Step

_YOURS = {
    "reason-over-limit": "reason-over-limit-yours",
    "reason-no-limit": "reason-no-limit-yours",
}
"""What is put otherwise to the requester."""


def say_why(card: CardBuilder, step: Step, *, yours: bool = False) -> None:
    """Tells which rules ask for a tier.

    Args:
        card: gets a paragraph for each.
        step: the tier.
        yours: whether it is the requester who reads it.
    """
    for because in step.because:
        key = _YOURS.get(because.key, because.key) if yours else because.key
        card.say(key, **_values(card, because))


def note_why(card: CardBuilder, step: Step) -> None:
    """Keeps which rules ask for a tier, for those who ask why."""
    for because in step.because:
        card.because(because.key, **_values(card, because))


def _values(card: CardBuilder, because: Because) -> dict[str, str]:
    amounts = {name: card.money(amount) for name, amount in because.amounts.items()}
    return amounts | because.words
