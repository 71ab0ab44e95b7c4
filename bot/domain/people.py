"""Who may act for a company: the shop's contacts, under what was laid down about them here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.entities import Mandate
from shop_client.model import Contact

_OURS = "own:"


def people_of(contacts: Iterable[Contact], mandates: Iterable[Mandate]) -> tuple[Contact, ...]:
    """The contacts of a company with their roles and limits as they hold today.

    A mandate wins over the shop's roles and limit, and may add somebody whom the shop does not
    know; but a contact that the shop has archived, or one that was removed here, stays inactive.
    """
    by_email = {mandate.email: mandate for mandate in mandates}
    found = []
    for contact in contacts:
        mandate = by_email.get(contact.email)
        if mandate is None:
            found.append(contact)
            continue
        found.append(
            replace(
                contact,
                roles=frozenset(mandate.roles),
                spending_limit=mandate.spending_limit,
                active=contact.active and mandate.removed_at is None,
            )
        )
    known = {contact.email for contact in found}
    found += [_contact_of(mandate) for mandate in by_email.values() if mandate.email not in known]
    return tuple(found)


def known_here_only(contact_id: str) -> bool:
    """Whether somebody has a place here by a mandate alone, not by the shop's data."""
    return contact_id.startswith(_OURS)


def _contact_of(mandate: Mandate) -> Contact:
    gone_from_shop = mandate.contact_id is not None
    return Contact(
        id=f"{_OURS}{mandate.id}",
        company_id=mandate.company_id,
        name=mandate.name,
        email=mandate.email,
        roles=frozenset(mandate.roles),
        spending_limit=mandate.spending_limit,
        language=mandate.language,
        active=mandate.removed_at is None and not gone_from_shop,
    )
