"""Whom a company's messages reach, and where: in a chat, or else in the mailbox."""

from __future__ import annotations

from bot import texts
from bot.actions.card import CardBuilder
from bot.actions.membership import join_company
from bot.actions.turn import Turn
from bot.domain.entities import Conversation, Membership, Person
from bot.messages import InboundKind, InboundMessage
from bot.ports import Store
from shop_client.model import Contact

CHANNEL = "mail"


async def reachable(store: Store, company_id: str) -> dict[str, Membership]:
    """Where a company's people can be written to, by e-mail address; a chat before a mailbox."""
    found: dict[str, Membership] = {}
    for membership in await store.memberships_in(company_id):
        if membership.email not in found or await _chats(store, membership):
            found[membership.email] = membership
    return found


async def in_chat(store: Store, company_id: str) -> dict[str, Membership]:
    """Those who came into a chat, by e-mail address: their mailboxes were proved."""
    members = await store.memberships_in(company_id)
    return {member.email: member for member in members if await _chats(store, member)}


async def _chats(store: Store, membership: Membership) -> bool:
    conversations = await store.conversations_of(membership.person_id)
    return any(c.channel != CHANNEL and c.unreachable_since is None for c in conversations)


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


def mail_instead(turn: Turn, member: Membership, words: CardBuilder, told: str) -> None:
    """Mails a member what their chat could not show; `words` are in their language."""
    merchant = turn.services.shop_info.merchant_name
    subject = words.text("notice-mail-subject", merchant=merchant)
    turn.mail(member.email, subject, words.text("notice-mail-body", told=told, merchant=merchant))


async def _membership(turn: Turn, conversation: Conversation, contact: Contact) -> Membership:
    for membership in await turn.store.memberships_of(conversation.person_id):
        if membership.company_id == contact.company_id:
            return membership
    company = await turn.services.shop.company(contact.company_id)
    return join_company(turn, conversation.person_id, company, contact)
