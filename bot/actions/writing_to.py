"""Writing to somebody of a company who did not begin the turn."""

from __future__ import annotations

from bot.actions.by_mail import open_mailbox, reachable
from bot.actions.card import CardBuilder
from bot.actions.turn import Turn
from bot.domain.entities import Membership
from shop_client.model import Contact


async def membership_to_write_to(turn: Turn, contact: Contact) -> Membership | None:
    """Where a contact can be written to, in a chat or by mail; None where neither can be."""
    member = (await reachable(turn.store, contact.company_id)).get(contact.email)
    if member is not None:
        conversations = await turn.store.conversations_of(member.person_id)
        if any(one.unreachable_since is None for one in conversations):
            return member
    return await open_mailbox(turn, contact)


async def card_to_contact(turn: Turn, contact: Contact) -> CardBuilder | None:
    """A new card to a contact; None when they can't be written to."""
    member = await membership_to_write_to(turn, contact)
    return None if member is None else await turn.card_to_member(member)
