"""Who can be played: the contacts of the sample shop's customers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from shop_client.model import Role
from shop_client.sample import SampleCompany, SampleContact, load_shop


@dataclass(frozen=True, slots=True)
class Playable:
    """A contact of a sample company.

    Attributes:
        id: their name in the web channel.
        terms: price list and payment terms, in the shop's own words.
        credit_limit: of the company, tax included, in the shop's currency.
        limit: what they may order alone, tax included; None is without limit.
    """

    id: str
    name: str
    company: str
    company_id: str
    vat_number: str
    email: str
    role: str
    language: str
    terms: str
    price_list: str
    payment_terms: str
    credit_limit: str
    limit: str | None
    po_required: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, those of the guided tour's company first; `buyer` and `approver` are its own."""

    merchant: str
    people: tuple[Playable, ...]
    buyer: Playable
    approver: Playable


@cache
def cast() -> Cast:
    """The people of the sample data, who never change."""
    shop = load_shop()
    people = tuple(
        _playable(company, contact, _id(number, company, contact))
        for number, company in enumerate(shop.companies.values())
        for contact in company.contacts
        if not contact.archived
    )
    first = [person for person in people if person.company_id == people[0].company_id]
    return Cast(
        merchant=shop.merchant.name,
        people=people,
        buyer=next(person for person in first if person.role == Role.REQUESTER),
        approver=next(person for person in first if person.role == Role.APPROVER),
    )


def _id(number: int, company: SampleCompany, contact: SampleContact) -> str:
    """Short for the first company; some people are known to several."""
    name = contact.email.partition("@")[0]
    return name if number == 0 else f"{name}@{company.key}"


def _playable(company: SampleCompany, contact: SampleContact, person: str) -> Playable:
    return Playable(
        id=person,
        name=contact.name,
        company=company.name,
        company_id=company.key,
        vat_number=company.vat_number,
        email=contact.email,
        role=contact.role.value,
        language=contact.language,
        terms=f"{company.price_list} · {company.payment_terms}",
        price_list=company.price_list,
        payment_terms=company.payment_terms,
        credit_limit=str(company.credit_limit),
        limit=None if contact.limit is None else str(contact.limit),
        po_required=company.po_required,
    )
