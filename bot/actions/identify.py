"""Who somebody buys for: a VAT number, then proof that a mailbox of that company is theirs.

A VAT number is public, so it is a claim. What is asked of VIES and of the shop happens in a later
turn, so that neither the reply nor its timing tells whether a company or an address is known.
"""

from __future__ import annotations

from typing import Any

from bot.actions.asking import ask_vat_number
from bot.actions.limits import may_use
from bot.actions.mandates import people_in, with_email
from bot.actions.membership import check_membership, join_company
from bot.actions.registry import on_answer, on_button, on_command, on_event, on_intent
from bot.actions.turn import Turn
from bot.actions.welcome import welcome
from bot.domain import verification as rules
from bot.domain.audit import AuditKind
from bot.domain.entities import CaseKind, Membership, StaffCase, Verification
from bot.domain.vat import VatFlaw, VatNumber, VatOutcome, parse_vat_number
from bot.intents.identifiers import find_code, find_email, find_vat
from bot.intents.schema import Intent, Understanding
from shop_client.model import Contact

_CHANNEL_NAMES = {"slack": "Slack", "telegram": "Telegram", "web": "web", "terminal": "terminal"}


_LONGEST_QUOTE = 40


@on_intent(Intent.IDENTIFY, needs_company=False)
async def identify(turn: Turn, understood: Understanding) -> None:
    """Takes a VAT number, or asks which company is meant."""
    if understood.vat_number:
        await claim(turn, understood.vat_number)
        return
    memberships = await turn.store.memberships_of(turn.person.id)
    if memberships:
        offer_companies(turn, memberships)
        return
    ask_vat_number(turn)


@on_answer("vat_number")
async def answer_vat_number(turn: Turn, text: str) -> bool:
    """Reads a VAT number; anything without digits is not an answer."""
    if sum(character.isdigit() for character in text) < 5:
        return False
    found = find_vat(text)
    await claim(turn, found[0] if found else text)
    return True


async def claim(turn: Turn, written: str) -> None:
    """Takes a VAT number in any spelling as a claim and asks for the work e-mail."""
    parsed = parse_vat_number(written, turn.services.shop_info.country)
    if not isinstance(parsed, VatNumber):
        turn.ask("vat_number")
        said = written.strip()[:_LONGEST_QUOTE]
        if parsed.flaw is VatFlaw.OUTSIDE_EU:
            turn.say("vat-number-outside-eu", written=said).button("button-human", "human")
        elif parsed.flaw is VatFlaw.COUNTRY_MISSING:
            turn.say("vat-number-country-missing", written=said)
        else:
            turn.say("vat-number-wrong", written=said)
        return
    number = str(parsed)
    for membership in await turn.store.memberships_of(turn.person.id):
        if membership.vat_number == number:
            await activate(turn, membership)
            return
    turn.ask("email", vat_number=number)
    turn.say("ask-email", number=number)
    turn.event("vat-check", {"number": number})


@on_event("vat-check")
async def check_number(turn: Turn, data: dict[str, Any]) -> None:
    """Asks VIES and keeps the answer; only a plain «invalid» is worth a word."""
    evidence = await turn.services.vat.ask(data["number"])
    if evidence.outcome is VatOutcome.INVALID:
        turn.say("vies-invalid", number=data["number"])


@on_answer("email")
async def answer_email(turn: Turn, text: str) -> bool:
    """Reads the work e-mail and lets a code go there, if it is a contact's."""
    found = find_email(text)
    if found is None:
        if "@" not in text and find_code(text) is None:
            return False
        turn.say("email-wrong" if "@" in text else "code-expired")
        return True
    email = found[0].lower()
    number = turn.conversation.context["vat_number"]
    if not await _may_ask_for_code(turn, number, email):
        turn.say("too-many-codes")
        return True
    turn.ask("code", vat_number=number, email=email)
    turn.say("code-sent", email=email, minutes=int(rules.CODE_LIFETIME.total_seconds() // 60))
    turn.event("send-code", {"number": number, "email": email})
    return True


async def _may_ask_for_code(turn: Turn, number: str, email: str) -> bool:
    """Counts one more code; limits are the same for known and unknown addresses."""
    return await may_use(
        turn,
        {
            "code-person": (turn.person.id, rules.CODES_PER_PERSON),
            "code-company": (number, rules.CODES_PER_COMPANY),
            "code-address": (email, rules.CODES_PER_ADDRESS),
        },
    )


async def _contacts_with(turn: Turn, number: str, email: str) -> dict[str, Contact]:
    """Accounts under a number that hold this address as a living contact: account to contact."""
    found = {}
    for company in await turn.services.shop.find_companies(number):
        people = await people_in(turn.store, turn.services.shop, company.id)
        contact = with_email(people, email)
        if contact and contact.active:
            found[company.id] = contact
    return found


@on_event("send-code")
async def send_code(turn: Turn, data: dict[str, Any]) -> None:
    """Makes the code; mails it to a contact, or keeps a decoy that nothing satisfies."""
    number, email = data["number"], data["email"]
    contacts = await _contacts_with(turn, number, email)
    code = rules.new_code()
    verification = Verification(
        conversation_id=turn.conversation.id,
        person_id=turn.person.id,
        vat_number=number,
        email=email,
        contacts={company_id: contact.id for company_id, contact in contacts.items()},
        code_hash=rules.hash_code(code, turn.services.secret),
        expires_at=turn.now + rules.CODE_LIFETIME,
        tries_left=rules.CODE_TRIES,
    )
    turn.store.add(verification)
    if contacts:
        words = turn.words()
        channel = turn.conversation.channel
        who = turn.called()
        turn.mail(
            email,
            words.text("code-mail-subject", merchant=turn.services.shop_info.merchant_name),
            words.text(
                "code-mail-body",
                code=code,
                who=who,
                channel=_CHANNEL_NAMES.get(channel, channel),
                minutes=int(rules.CODE_LIFETIME.total_seconds() // 60),
                merchant=turn.services.shop_info.merchant_name,
            ),
        )
        return
    if not await turn.services.shop.find_companies(number):
        await _report_unknown_company(turn, number, email)


async def _report_unknown_company(turn: Turn, number: str, email: str) -> None:
    evidence = await turn.services.vat.ask(number)
    if evidence.outcome is not VatOutcome.VALID:
        return
    for case in await turn.store.open_cases():
        if case.kind is CaseKind.NEW_COMPANY and case.data["vat_number"] == number:
            return
    turn.store.add(
        StaffCase(
            CaseKind.NEW_COMPANY,
            turn.conversation.id,
            turn.now,
            data={
                "vat_number": number,
                "name": evidence.name,
                "address": evidence.address,
                "email": email,
                "consultation_number": evidence.consultation_number,
            },
        )
    )


@on_answer("code")
async def answer_code(turn: Turn, text: str) -> bool:
    """Compares the code; the fifth wrong one ends the attempt."""
    code = find_code(text)
    if code is None:
        if find_email(text) is None:
            return False
        turn.ask("email", vat_number=turn.conversation.context["vat_number"])
        return await answer_email(turn, text)
    verification = await turn.store.pending_verification(turn.conversation.id)
    result = (
        rules.try_code(verification, code, turn.services.secret, turn.now)
        if verification
        else rules.CodeResult.EXPIRED
    )
    if verification is not None and result is rules.CodeResult.CORRECT:
        await _admit(turn, verification)
    elif verification is not None and result is rules.CodeResult.WRONG:
        turn.say("code-wrong", left=verification.tries_left)
    else:
        turn.ask("email", vat_number=turn.conversation.context["vat_number"])
        used_up = result is rules.CodeResult.NO_TRIES_LEFT
        turn.say("code-tries-used" if used_up else "code-expired")
    return True


async def _admit(turn: Turn, verification: Verification) -> None:
    contacts = await _contacts_with(turn, verification.vat_number, verification.email)
    admitted = [await admit(turn, contact) for contact in contacts.values()]
    if not admitted:
        turn.ask("email", vat_number=verification.vat_number)
        turn.say("code-expired")
    elif len(admitted) == 1:
        await activate(turn, admitted[0])
    else:
        offer_companies(turn, admitted)


async def admit(turn: Turn, contact: Contact) -> Membership:
    """Makes the person, whose mailbox is proved, a member of a contact's company."""
    known = await turn.store.memberships_of(turn.person.id)
    membership = next((m for m in known if m.company_id == contact.company_id), None)
    if membership is None:
        company = await turn.services.shop.company(contact.company_id)
        membership = join_company(turn, turn.person.id, company, contact)
    membership.verified_at = turn.now
    membership.contact_id = contact.id
    membership.email = contact.email
    turn.record(AuditKind.MAILBOX_PROVED, membership, email=contact.email)
    return membership


def offer_companies(turn: Turn, memberships: list[Membership]) -> None:
    """Asks which account to act for, one button each."""
    turn.ask("company")
    card = turn.say("which-company")
    for membership in sorted(memberships, key=lambda m: m.company_name):
        card.choice(membership.company_name, "company.choose", {"membership_id": membership.id})


@on_answer("company")
async def answer_company(turn: Turn, text: str) -> bool:
    """Reads the name of one of one's companies."""
    wanted = text.strip().casefold()
    named = [
        membership
        for membership in await turn.store.memberships_of(turn.person.id)
        if wanted and wanted in membership.company_name.casefold()
    ]
    if len(named) != 1:
        return False
    await activate(turn, named[0])
    return True


@on_button("company.choose")
async def choose_company(turn: Turn, data: dict[str, Any]) -> None:
    """Makes the chosen account the active one."""
    await turn.use_button()
    await activate(turn, await turn.store.membership(data["membership_id"]))


@on_command("company")
async def company_command(turn: Turn, rest: str) -> None:
    """`/company`: shows for which company one acts and lets one change."""
    memberships = await turn.store.memberships_of(turn.person.id)
    if len(memberships) > 1 and not rest:
        offer_companies(turn, memberships)
        return
    ask_vat_number(turn, "ask-other-vat-number" if memberships else "ask-vat-number")


async def activate(turn: Turn, membership: Membership) -> None:
    """Makes an account the active one, shows what waits there, and resumes what was asked.

    Not one that has ended meanwhile: that is said, and asked for anew.
    """
    turn.membership = membership
    turn.conversation.membership_id = membership.id
    turn.settle_question()
    turn.remember("pending", None)
    if await check_membership(turn):
        await welcome(turn)
