"""Laying down who may act for a company, by its administrator or by the merchant's staff."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.domain.entities import Mandate, Membership, new_id
from bot.domain.people import known_here_only, people_of
from bot.ports import Effect, EffectKind, Store
from shop_client.model import Contact, Role
from shop_client.money import Money
from shop_client.port import Shop


async def people_in(store: Store, shop: Shop, company_id: str) -> tuple[Contact, ...]:
    """Everybody known to belong to a company, with what holds for them today."""
    return people_of(await shop.contacts(company_id), await store.mandates_in(company_id))


def with_email(people: Iterable[Contact], email: str) -> Contact | None:
    """The one with this mailbox, an active one first; None when there is none."""
    same = [contact for contact in people if contact.email == email]
    return next((contact for contact in same if contact.active), same[0] if same else None)


async def lay_down(
    store: Store,
    person: Contact,
    *,
    roles: Iterable[Role],
    spending_limit: Money | None,
    by: str,
    now: datetime,
    by_staff: bool,
) -> Mandate:
    """Gives somebody roles and a limit, whatever the shop says; a removed person may act again.

    Args:
        store: of the unit of work.
        person: whom the shop knows, or `newcomer`.
        roles: all of them from now on.
        spending_limit: as `Contact.spending_limit`.
        by: who does it, for people.
        now: the present.
        by_staff: whether the merchant's staff do it; an administrator can't go beyond it.
    """
    mandate = await _mandate_of(store, person, by, now)
    # What staff laid down bounds administrators also after one of them gave less.
    mandate.by_staff = mandate.by_staff or by_staff
    mandate.roles = sorted(roles)
    mandate.spending_limit = spending_limit
    mandate.removed_at = None
    mandate.removed_by_staff = False
    mandate.set_by, mandate.set_at = by, now
    await _announce(store, person)
    return mandate


async def remove(
    store: Store, person: Contact, *, by: str, now: datetime, by_staff: bool
) -> Mandate:
    """Ends what somebody may do for a company, and keeps them out until they get a role again."""
    mandate = await _mandate_of(store, person, by, now)
    mandate.removed_at = now
    mandate.removed_by_staff = by_staff
    mandate.set_by, mandate.set_at = by, now
    for membership in await _memberships(store, person):
        membership.ended_at = now
        membership.ended_reason = "removed"
        await _event(store, membership, "removed-from-company")
    for invitation in await store.open_invitations(person.company_id):
        if invitation.email == person.email:
            invitation.used_at = now
    return mandate


def newcomer(company_id: str, email: str, name: str = "", language: str | None = None) -> Contact:
    """Somebody whom the shop does not know."""
    return Contact(
        id="",
        company_id=company_id,
        name=name or email,
        email=email,
        roles=frozenset(),
        spending_limit=None,
        language=language,
    )


async def _mandate_of(store: Store, person: Contact, by: str, now: datetime) -> Mandate:
    for mandate in await store.mandates_in(person.company_id):
        if mandate.email == person.email:
            return mandate
    made = Mandate(
        company_id=person.company_id,
        email=person.email,
        name=person.name,
        roles=sorted(person.roles),
        spending_limit=person.spending_limit,
        set_by=by,
        set_at=now,
        by_staff=False,
        contact_id=person.id if person.id and not known_here_only(person.id) else None,
        language=person.language,
        id=new_id(),
    )
    store.add(made)
    return made


async def _memberships(store: Store, person: Contact) -> list[Membership]:
    return [
        membership
        for membership in await store.memberships_in(person.company_id)
        if membership.email == person.email
    ]


async def _announce(store: Store, person: Contact) -> None:
    for membership in await _memberships(store, person):
        await _event(store, membership, "role-changed")


async def _event(store: Store, membership: Membership, event: str) -> None:
    """Lets the conversation where somebody last wrote take notice, in a turn of its own."""
    conversations = await store.conversations_of(membership.person_id)
    if not conversations:
        return
    target = conversations[0].id
    store.effect(
        Effect(
            EffectKind.EVENT,
            f"event:{target}",
            {
                "conversation_id": target,
                "event": event,
                "data": {"membership_id": membership.id},
            },
        )
    )
