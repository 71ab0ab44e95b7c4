"""What the merchant's staff see and lay down about the people of a customer company."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.actions.by_mail import in_chat
from bot.actions.joining import invite
from bot.actions.mandates import lay_down, newcomer, people_in, remove, with_email
from bot.actions.services import Services
from bot.domain.audit import AuditKind, Subject, recorded, staff_member
from bot.domain.spending import LARGEST_LIMIT
from bot.domain.vat import VatNumber, parse_vat_number
from bot.errors import ComptoirError
from bot.intents.identifiers import find_email
from bot.ports import Store, UnitOfWorkFactory
from bot.staff_turn import change_as_staff
from shop_client.errors import UnknownCompany
from shop_client.model import Company, Contact, Role
from shop_client.money import Money


class CompanyError(ComptoirError):
    """What a member of staff asked for can't be done; the message says why."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody of a company.

    Attributes:
        roles, limit: as they hold today; limit in the company's currency, "" without one.
        laid_down_by: who set them over the shop's data, or "".
        verified_at: when the mailbox was last proved in a chat, or None.
    """

    name: str
    email: str
    roles: tuple[str, ...]
    limit: str
    active: bool
    laid_down_by: str
    verified_at: datetime | None
    invited: bool


@dataclass(frozen=True, slots=True)
class CompanyView:
    """An account and its people."""

    id: str
    name: str
    vat_number: str
    currency: str
    people: tuple[PersonView, ...]


class Companies:
    """Each call is a unit of work of its own."""

    def __init__(self, units: UnitOfWorkFactory, services: Services) -> None:
        self._units = units
        self._services = services

    async def show(self, company: str) -> list[CompanyView]:
        """The accounts under a VAT number, or the one with this id, with their people.

        Raises:
            CompanyError: the shop knows none.
        """
        async with self._units() as unit:
            return [await self._view(unit.store, one) for one in await self._found(company)]

    async def _view(self, store: Store, company: Company) -> CompanyView:
        people = await people_in(store, self._services.shop, company.id)
        laid_down = {m.email: m.set_by for m in await store.mandates_in(company.id)}
        members = await in_chat(store, company.id)
        verified = {email: member.verified_at for email, member in members.items()}
        now = self._services.clock.now()
        open_ones = await store.open_invitations(company.id)
        invited = {invitation.email for invitation in open_ones if now < invitation.expires_at}
        return CompanyView(
            id=company.id,
            name=company.name,
            vat_number=company.vat_number,
            currency=company.currency,
            people=tuple(
                PersonView(
                    name=contact.name,
                    email=contact.email,
                    roles=tuple(sorted(contact.roles)),
                    limit=str(contact.spending_limit.amount) if contact.spending_limit else "",
                    active=contact.active,
                    laid_down_by=laid_down.get(contact.email, ""),
                    verified_at=verified.get(contact.email),
                    invited=contact.email in invited,
                )
                for contact in sorted(people, key=lambda contact: contact.email)
            ),
        )

    async def set_role(
        self, company: str, email: str, roles: str, limit: str = "", name: str = "", *, staff: str
    ) -> CompanyView:
        """Gives somebody roles and a limit, whatever the shop says.

        Args:
            company: VAT number, or id where several accounts share one.
            email: of the person, whom the shop need not know.
            roles: names of `Role`, separated by commas.
            limit: an amount, tax included; "" is none.
            name: of somebody the shop does not know.
            staff: who does it.

        Raises:
            CompanyError: the company, a role or the amount is not right.
        """
        wanted = _roles(roles)
        amount = _amount(limit)

        async def change(store: Store, one: Company) -> None:
            person = await self._person(store, one, email, name)
            most = None if amount is None else Money(amount, one.currency).rounded()
            now = self._services.clock.now()
            mandate = await lay_down(
                store,
                person,
                roles=wanted,
                spending_limit=most,
                by=staff,
                now=now,
                by_staff=True,
            )
            given = {"email": person.email, "roles": mandate.roles, "limit": most}
            self._record(store, AuditKind.ROLE_GIVEN, mandate, staff, now, **given)

        return await self._change(company, change)

    async def remove(self, company: str, email: str, *, staff: str) -> CompanyView:
        """Ends what somebody may do, and keeps them out until they get a role again.

        Raises:
            CompanyError: there is nobody with this address.
        """

        async def change(store: Store, one: Company) -> None:
            people = await people_in(store, self._services.shop, one.id)
            person = with_email(people, email.lower())
            if person is None:
                raise CompanyError(f"{one.name} has nobody with the address {email}")
            now = self._services.clock.now()
            mandate = await remove(store, person, by=staff, now=now, by_staff=True)
            self._record(store, AuditKind.ROLE_TAKEN, mandate, staff, now, email=person.email)

        return await self._change(company, change)

    async def invite(self, company: str, email: str, *, staff: str) -> CompanyView:
        """Mails an invitation code to somebody who has a role.

        Raises:
            CompanyError: there is nobody with this address who may act.
        """

        async def change(store: Store, one: Company) -> None:
            people = await people_in(store, self._services.shop, one.id)
            person = with_email(people, email.lower())
            if person is None or not person.active:
                raise CompanyError(
                    f"{one.name} has nobody with the address {email} who may act: "
                    "give them a role first"
                )
            now = self._services.clock.now()
            made = await invite(store, self._services, one, person, staff, now)
            self._record(store, AuditKind.MEMBER_INVITED, made, staff, now, email=person.email)

        return await self._change(company, change)

    def _record(
        self,
        store: Store,
        kind: AuditKind,
        subject: Subject,
        by: str,
        now: datetime,
        **content: Any,
    ) -> None:
        actor = staff_member(by, self._services.secret)
        store.record(recorded(kind, subject, at=now, by=actor, **content))

    async def _person(self, store: Store, company: Company, email: str, name: str) -> Contact:
        found = find_email(email)
        if not found or found[0] != email:
            raise CompanyError(f"{email!r} is no e-mail address")
        people = await people_in(store, self._services.shop, company.id)
        known = with_email(people, email.lower())
        return known or newcomer(company.id, email.lower(), name, company.language)

    async def _change(
        self, company: str, change: Callable[[Store, Company], Awaitable[None]]
    ) -> CompanyView:
        """Runs again when somebody else was faster."""
        found = await self.one(company)
        await change_as_staff(self._units, lambda store: change(store, found))
        async with self._units() as unit:
            return await self._view(unit.store, found)

    async def one(self, company: str) -> Company:
        """The account that is meant by a VAT number, or by its id.

        Raises:
            CompanyError: the shop knows none, or several have this number.
        """
        found = await self._found(company)
        if len(found) > 1:
            names = "; ".join(f"{one.id}: {one.name}" for one in found)
            raise CompanyError(f"several accounts have this number; name one by its id ({names})")
        return found[0]

    async def _found(self, company: str) -> Sequence[Company]:
        number = parse_vat_number(company, self._services.shop_info.country)
        if isinstance(number, VatNumber):
            found = await self._services.shop.find_companies(str(number))
        else:
            try:
                found = (await self._services.shop.company(company),)
            except UnknownCompany:
                found = ()
        if not found:
            raise CompanyError(f"the shop has no company {company}")
        return found


def _roles(written: str) -> set[Role]:
    names = {name.strip() for name in written.split(",") if name.strip()}
    known = {role.value for role in Role}
    if not names or names - known:
        raise CompanyError(f"a role is one of {', '.join(sorted(known))}")
    return {Role(name) for name in names}


def _amount(written: str) -> Decimal | None:
    if not written:
        return None
    try:
        amount = Decimal(written)
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount <= LARGEST_LIMIT:
        raise CompanyError(f"{written!r} is no amount: write it like 250 or 250.50")
    return amount
