"""A company's administrator sees who acts for it, invites, gives roles and limits, and removes."""

from __future__ import annotations

from typing import Any

from bot import texts
from bot.actions.absences import until
from bot.actions.asking import ask_vat_number
from bot.actions.by_mail import in_chat
from bot.actions.card import CardBuilder
from bot.actions.joining import invite, may_invite
from bot.actions.mandates import lay_down, newcomer, people_in, remove, with_email
from bot.actions.membership import leave, take_over
from bot.actions.passing_over import pass_over
from bot.actions.registry import on_answer, on_button, on_command, on_event
from bot.actions.turn import Turn
from bot.domain.absence import holds
from bot.domain.audit import AuditKind
from bot.domain.entities import Membership
from bot.domain.spending import LARGEST_LIMIT
from bot.intents.identifiers import find_email
from bot.messages import ButtonStyle
from shop_client.model import Contact, Role
from shop_client.money import Money

_ROLES = {role.value: role for role in Role}
_MOST_BUTTONS = 20


@on_command("members")
async def members(turn: Turn, rest: str) -> None:
    """`/members`: who acts for the company, with a button to change each of them."""
    if not await _administers(turn):
        return
    card = turn.say("members")
    writing = await in_chat(turn.store, turn.member.company_id)
    invited = {i.email for i in await turn.store.open_invitations(turn.member.company_id)}
    away = {
        absence.email: until(card.language, absence)
        for absence in await turn.store.absences_in(turn.member.company_id)
        if holds(absence, turn.now)
    }
    people = [contact for contact in await turn.contacts() if contact.active]
    for contact in sorted(people, key=lambda contact: contact.name.casefold()):
        told = [contact.email, _allowed(card, contact)]
        if contact.email in writing:
            told.append(card.text("member-state-here"))
        elif contact.email in invited:
            told.append(card.text("member-state-invited"))
        if contact.email in away:
            told.append(card.text("member-state-away", until=away[contact.email]))
        card.row(contact.name, " · ".join(told))
    others = [contact for contact in people if contact.email != turn.member.email]
    for contact in sorted(others, key=lambda contact: contact.name.casefold())[:_MOST_BUTTONS]:
        card.button(
            "button-change-member", "member.change", {"email": contact.email}, name=contact.name
        )
    card.button("button-invite", "member.invite", style=ButtonStyle.PRIMARY)


def _allowed(words: CardBuilder, contact: Contact) -> str:
    """The role and the limit of somebody, in the reader's words."""
    role = _leading(contact)
    if contact.spending_limit is not None:
        limit = words.money(contact.spending_limit)
        return words.text(f"role-{role.value}-up-to", limit=limit)
    return words.text(f"role-{role.value}")


def _leading(contact: Contact) -> Role:
    for role in (Role.ADMINISTRATOR, Role.APPROVER):
        if role in contact.roles:
            return role
    return Role.REQUESTER


async def _administers(turn: Turn) -> bool:
    if turn.membership is None:
        ask_vat_number(turn)
        return False
    if Role.ADMINISTRATOR in (await turn.contact()).roles:
        return True
    turn.say("members-not-yours")
    return False


async def _colleague(turn: Turn, email: str) -> Contact | None:
    """Whom an administrator may change: anybody of the company but themselves."""
    if not await _administers(turn):
        return None
    if email == turn.member.email:
        turn.say("members-not-yourself")
        return None
    found = with_email(await turn.contacts(), email)
    return found or newcomer(turn.member.company_id, email, language=turn.language)


@on_command("invite")
async def invite_command(turn: Turn, rest: str) -> None:
    """`/invite NAME@COMPANY`: lets a colleague in; without an address it is asked for."""
    if not await _administers(turn):
        return
    found = find_email(rest)
    if found:
        await _ask_role(turn, found[0].lower())
    else:
        turn.ask("member_email")
        turn.say("ask-member-email")


@on_button("member.invite")
async def invite_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """Begins an invitation."""
    await invite_command(turn, "")


@on_answer("member_email")
async def answer_email(turn: Turn, text: str) -> bool:
    """Reads the address of whom to invite."""
    found = find_email(text)
    if found is None:
        if "@" not in text:
            return False
        turn.say("email-wrong")
        return True
    await _ask_role(turn, found[0].lower())
    return True


@on_button("member.change")
async def change(turn: Turn, data: dict[str, Any]) -> None:
    """Shows what can be changed about somebody."""
    await _ask_role(turn, data["email"])


async def _ask_role(turn: Turn, email: str) -> None:
    colleague = await _colleague(turn, email)
    if colleague is None:
        return
    turn.settle_question()
    card = turn.reply().title("member-title", name=colleague.name)
    if colleague.roles and colleague.active:
        card.say("member-now", email=email, role=_allowed(card, colleague))
    else:
        card.say("member-new", email=email)
    for role in Role:
        card.button(
            f"button-role-{role.value}", "member.role", {"email": email, "role": role.value}
        )
    if colleague.roles and colleague.active:
        card.button(
            "button-remove-member",
            "member.remove",
            {"email": email},
            style=ButtonStyle.DANGER,
            name=colleague.name,
        )


@on_button("member.role")
async def choose_role(turn: Turn, data: dict[str, Any]) -> None:
    """Takes the role, then asks how much; an administrator has no limit."""
    role = _ROLES[data["role"]]
    if role is Role.ADMINISTRATOR:
        await _set(turn, data["email"], role, None)
        return
    colleague = await _colleague(turn, data["email"])
    if colleague is None:
        return
    await turn.use_button()
    turn.ask("member_limit", email=data["email"], role=role.value)
    card = turn.say(f"ask-limit-{role.value}", name=colleague.name)
    card.button(f"button-no-limit-{role.value}", "member.no_limit", data)


@on_button("member.no_limit")
async def no_limit(turn: Turn, data: dict[str, Any]) -> None:
    """No amount: without limit for an approver, nothing alone for a requester."""
    await _set(turn, data["email"], _ROLES[data["role"]], None)


@on_answer("member_limit")
async def answer_limit(turn: Turn, text: str) -> bool:
    """Reads an amount as the person's language writes it."""
    if not any(character.isdigit() for character in text):
        return False
    amount = texts.read_amount(turn.language, text)
    if amount is None or amount > LARGEST_LIMIT:
        turn.say("limit-wrong")
        return True
    context = turn.conversation.context
    limit = Money(amount, (await turn.company()).currency).rounded()
    await _set(turn, context["email"], _ROLES[context["role"]], limit)
    return True


async def _set(turn: Turn, email: str, role: Role, limit: Money | None) -> None:
    """Gives the role; whoever has no conversation with us yet gets an invitation by mail."""
    colleague = await _colleague(turn, email)
    if colleague is None or not await _may_grant(turn, email, role, limit):
        return
    turn.settle_question()
    await turn.use_button()
    mandate = await lay_down(
        turn.store,
        colleague,
        roles={role},
        spending_limit=limit,
        by=turn.called(),
        now=turn.now,
        by_staff=False,
    )
    turn.record(AuditKind.ROLE_GIVEN, mandate, email=email, roles=[role], limit=limit)
    people = await people_in(turn.store, turn.services.shop, turn.member.company_id)
    person = with_email(people, email)
    if person is None:
        raise AssertionError("whoever was given a role belongs to the company")
    here = await in_chat(turn.store, turn.member.company_id)
    card = turn.reply()
    if not person.active:
        card.say("member-archived", name=person.name)
        return
    if email in here:
        card.say("member-changed", name=person.name, role=_allowed(card, person))
        return
    if not await may_invite(turn, email):
        card.say("members-too-many-invitations", name=person.name)
        return
    company = await turn.company()
    invited = await invite(turn.store, turn.services, company, person, turn.called(), turn.now)
    turn.record(AuditKind.MEMBER_INVITED, invited, email=email)
    card.say("member-was-invited", email=email, role=_allowed(card, person))


async def _may_grant(turn: Turn, email: str, role: Role, limit: Money | None) -> bool:
    """Whether the administrator may give so much: not more than they have, nor than staff left.

    Says why not. Otherwise two administrators could lift each other's limits.
    """
    bounds = [(await turn.contact()).spending_limit]
    for mandate in await turn.store.mandates_in(turn.member.company_id):
        if mandate.email != email:
            continue
        if mandate.removed_by_staff:
            turn.say("members-removed-by-staff", merchant=turn.services.shop_info.merchant_name)
            return False
        if mandate.by_staff:
            bounds.append(mandate.spending_limit)
    least = min((bound for bound in bounds if bound), key=lambda b: b.amount, default=None)
    unlimited = limit is None and role is not Role.REQUESTER
    if least is None or not (unlimited or (limit and limit.amount > least.amount)):
        return True
    card = turn.reply()
    card.say("members-not-more", limit=card.money(least))
    return False


@on_button("member.remove")
async def remove_member(turn: Turn, data: dict[str, Any]) -> None:
    """Ends what a colleague may do, and keeps them out until they get a role again."""
    colleague = await _colleague(turn, data["email"])
    if colleague is None:
        return
    mandate = await remove(turn.store, colleague, by=turn.called(), now=turn.now, by_staff=False)
    turn.record(AuditKind.ROLE_TAKEN, mandate, email=colleague.email)
    await turn.use_button()
    turn.say("member-removed", name=colleague.name)


@on_event("role-changed")
async def role_changed(turn: Turn, data: dict[str, Any]) -> None:
    """Tells somebody what they may do from now on."""
    membership = await turn.store.membership(data["membership_id"])
    if membership.ended_at is not None:
        return
    people = await people_in(turn.store, turn.services.shop, membership.company_id)
    contact = with_email(people, membership.email)
    if contact is None or not contact.active:
        return
    take_over(membership, contact)
    card = turn.card_to(turn.conversation, turn.person, membership)
    card.say("role-changed", company=membership.company_name, role=_allowed(card, contact))
    await pass_over(turn, membership)


@on_event("removed-from-company")
async def removed(turn: Turn, data: dict[str, Any]) -> None:
    """Tells somebody that an administrator or the staff ended their access."""
    membership: Membership = await turn.store.membership(data["membership_id"])
    if turn.conversation.membership_id == membership.id:
        leave(turn, membership)
    turn.say("membership-ended-removed", company=membership.company_name)
    await pass_over(turn, membership)
