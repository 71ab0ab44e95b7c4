"""Whether enough people can be found for the tiers of an order."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.approval import Company, seats_of
from bot.domain.entities import Need, Step
from shop_client.model import Contact
from shop_client.money import Money


def can_be_agreed(
    steps: Sequence[Step], requester: Contact, gross: Money, company: Company
) -> bool:
    """Whether the people of a company, as they are, could complete all tiers.

    Unless somebody may agree twice, every place takes a person of its own.
    """
    places: list[list[str]] = []
    for step in steps:
        emails = [one.email for one in seats_of(step, requester, gross, company)]
        if not emails:
            return False
        places += [[email] for email in emails] if step.need is Need.ALL else [emails]
    if company.same_person_twice:
        return True
    holder: dict[str, int] = {}
    return all(_seat(place, places, holder, set()) for place in range(len(places)))


def _seat(place: int, places: list[list[str]], holder: dict[str, int], tried: set[str]) -> bool:
    """Gives a place to somebody, moving others to another place they can take (Kuhn's method)."""
    for email in places[place]:
        if email in tried:
            continue
        tried.add(email)
        if email not in holder or _seat(holder[email], places, holder, tried):
            holder[email] = place
            return True
    return False
