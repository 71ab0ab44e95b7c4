"""Whom a company's messages reach, and where: in a chat, or else in the mailbox."""

from __future__ import annotations

from bot import texts
from bot.actions.turn import Turn
from bot.domain.entities import Conversation, Membership, Person
from bot.messages import InboundKind, InboundMessage
from shop_client.model import Contact, Role

CHANNEL = "mail"


async def reachable(turn: Turn, company_id: str) -> dict[str, Membership]:
    """The memberships of a company by contact, a chat before a mailbox."""
    found: dict[str, Membership] = {}
    for membership in await turn.store.memberships_in(company_id):
        conversations = await turn.store.conversations_of(membership.person_id)
        by_chat = any(conversation.channel != CHANNEL for conversation in conversations)
        if by_chat or membership.contact_id not in found:
            found[membership.contact_id] = membership
    return found


async def open_mailbox(turn: Turn, contact: Contact) -> Membership | None:
    """Lets a contact be written to by mail, and decide by the links in it.

    Each link goes to the mailbox alone, so that using it proves the mailbox.

    Returns:
        The membership to write to; None when links of ours would lead nowhere.
    """
    if turn.services.web_address is None:
        return None
    chat_id = f"{contact.company_id}/{contact.email}"
    key = InboundMessage(CHANNEL, "", "", chat_id, InboundKind.TEXT).conversation_key
    conversation = await turn.store.conversation_by_key(key)
    if conversation is None:
        language = contact.language if contact.language in texts.LANGUAGES else turn.language
        person = Person(contact.name, language, turn.now)
        conversation = Conversation(key, CHANNEL, "", chat_id, person.id, turn.now)
        turn.store.add(person, conversation)
    membership = await _membership(turn, conversation, contact)
    membership.verified_at = turn.now
    conversation.membership_id = membership.id
    return membership


async def _membership(turn: Turn, conversation: Conversation, contact: Contact) -> Membership:
    for membership in await turn.store.memberships_of(conversation.person_id):
        if membership.company_id == contact.company_id:
            return membership
    company = await turn.services.shop.company(contact.company_id)
    made = Membership(
        person_id=conversation.person_id,
        company_id=company.id,
        company_name=company.name,
        vat_number=company.vat_number,
        contact_id=contact.id,
        email=contact.email,
        roles=sorted(contact.roles or {Role.REQUESTER}),
        spending_limit=contact.spending_limit,
        verified_at=turn.now,
    )
    turn.store.add(made)
    return made
