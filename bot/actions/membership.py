"""Whether somebody may still act for a company, and how that ends."""

from __future__ import annotations

from bot.actions.asking import ask_vat_number
from bot.actions.turn import Turn
from bot.domain import verification as rules
from bot.domain.entities import Membership
from bot.domain.people import known_here_only
from shop_client.model import Company, Contact, Role


def join_company(turn: Turn, person_id: str, company: Company, contact: Contact) -> Membership:
    """Makes somebody a member of a contact's company; their mailbox is proved now."""
    made = Membership(
        person_id=person_id,
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


def end(turn: Turn, membership: Membership, reason: str) -> None:
    """Ends a membership; whoever has it active is asked to identify again."""
    membership.ended_at = turn.now
    membership.ended_reason = reason
    leave(turn, membership)


def leave(turn: Turn, membership: Membership) -> None:
    """Lets go of a membership that has ended; another one that is active stays so."""
    turn.membership = None
    turn.settle_question()
    if turn.conversation.membership_id == membership.id:
        turn.conversation.membership_id = None


async def check_membership(turn: Turn) -> bool:
    """Whether the active membership still holds: 90 days, and a contact who may act."""
    membership = turn.member
    if membership.ended_at is not None:
        leave(turn, membership)
        ask_vat_number(turn, "membership-ended")
        return False
    if turn.now >= rules.membership_ends(membership.verified_at):
        number, email = membership.vat_number, membership.email
        end(turn, membership, "expired")
        turn.ask("email", vat_number=number)
        turn.say("membership-expired", email=email)
        return False
    contact = contact_of(membership, await turn.contacts())
    if contact is None or not contact.active or contact.email != membership.email:
        company = membership.company_name
        end(turn, membership, "archived")
        turn.say("membership-archived", company=company)
        return False
    take_over(membership, contact)
    return True


def take_over(membership: Membership, contact: Contact) -> None:
    """Notes in a membership what holds for its contact today."""
    if membership.contact_id != contact.id:
        membership.contact_id = contact.id
    if membership.roles != sorted(contact.roles):
        membership.roles = sorted(contact.roles)
    if membership.spending_limit != contact.spending_limit:
        membership.spending_limit = contact.spending_limit


def contact_of(membership: Membership, people: tuple[Contact, ...]) -> Contact | None:
    """The contact whose mailbox was proved; somebody invited may have come into the shop since."""
    found = next((c for c in people if c.id == membership.contact_id), None)
    if found is None and known_here_only(membership.contact_id):
        return next((c for c in people if c.email == membership.email and c.active), None)
    return found
