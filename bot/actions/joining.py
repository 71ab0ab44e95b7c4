"""Invitations: a code mailed to a colleague, whose return proves the mailbox."""

from __future__ import annotations

import secrets
from datetime import datetime

from bot import texts
from bot.actions.identify import activate, admit
from bot.actions.limits import may_use
from bot.actions.mandates import people_in, with_email
from bot.actions.registry import on_command
from bot.actions.services import Services
from bot.actions.turn import Turn
from bot.domain import verification as rules
from bot.domain.entities import Invitation
from bot.ports import Effect, EffectKind, Store
from shop_client.model import Company, Contact

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without what is mistaken for something else when it is read from a mail."""
_LENGTH = 10


async def invite(
    store: Store, services: Services, company: Company, person: Contact, by: str, now: datetime
) -> Invitation:
    """Mails somebody a code of their own; an earlier one is no longer good.

    Args:
        store: of the unit of work.
        services: for the merchant's name and the key of hashes.
        company: whom they are to act for.
        person: with the roles that they have.
        by: who invites, for people.
        now: the present.
    """
    for earlier in await store.open_invitations(company.id):
        if earlier.email == person.email:
            earlier.used_at = now
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    invitation = Invitation(
        company_id=company.id,
        email=person.email,
        code_hash=_hash(code, services),
        invited_by=by,
        expires_at=now + rules.INVITATION_LIFETIME,
    )
    store.add(invitation)
    language = person.language or company.language
    if language not in texts.LANGUAGES:
        language = services.default_language
    values: dict[str, str | int] = {
        "merchant": services.shop_info.merchant_name,
        "company": company.name,
        "who": by,
        "code": f"{code[:5]}-{code[5:]}",
        "link": f"{services.chat_address}/?join={code}" if services.chat_address else "",
        "telegram": services.telegram_link(f"join-{code}"),
        "days": rules.INVITATION_LIFETIME.days,
    }
    mail = {
        "to": person.email,
        "subject": texts.text(language, "invitation-mail-subject", **values),
        "text": texts.text(language, "invitation-mail-body", **values),
    }
    store.effect(Effect(EffectKind.MAIL, f"mail:{person.email}", mail))
    return invitation


async def may_invite(turn: Turn, email: str) -> bool:
    """Counts one more invitation: nobody mails strangers by way of the merchant."""
    return await may_use(
        turn,
        {
            "invite-company": (turn.member.company_id, rules.INVITATIONS_PER_COMPANY),
            "invite-address": (email, rules.INVITATIONS_PER_ADDRESS),
        },
    )


def _hash(typed: str, services: Services) -> str:
    plain = "".join(character for character in typed.upper() if character in _ALPHABET)
    return rules.attempt_key(f"invitation:{plain}", services.secret)


@on_command("join")
async def join(turn: Turn, code: str) -> None:
    """`/join CODE`: comes in by an invitation."""
    if not code:
        turn.say("join-without-code")
        return
    if not await may_use(turn, {"join": (turn.person.id, rules.JOINS_PER_PERSON)}):
        turn.say("join-too-often")
        return
    invitation = await turn.store.invitation(_hash(code, turn.services))
    contact = await _invited(turn, invitation) if invitation else None
    if invitation is None or contact is None:
        turn.say("join-not-good")
        return
    invitation.used_at = turn.now
    await activate(turn, await admit(turn, contact))


async def _invited(turn: Turn, invitation: Invitation) -> Contact | None:
    if invitation.used_at is not None or turn.now >= invitation.expires_at:
        return None
    people = await people_in(turn.store, turn.services.shop, invitation.company_id)
    contact = with_email(people, invitation.email)
    return contact if contact and contact.active else None
