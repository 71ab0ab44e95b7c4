"""A shop in memory with many customers, and people who are verified to buy for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.bootstrap import App
from bot.channels.local import WORKSPACE
from bot.channels.web.channel import NAME, conversation_key
from bot.domain.entities import Conversation, Membership, Person
from shop_client.memory import MemoryShop, sample
from shop_client.memory.data import Account
from shop_client.model import Contact, Role
from shop_client.sample import load_products, load_shop

LANGUAGES = ("fr", "en", "nl", "de")
_SPOKEN = ("fr", "en", "fr", "nl", "en", "fr", "de", "en")
"""What the people of each company speak, company by company."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """Somebody with a conversation that is open and a company that is active."""

    chat_id: str
    key: str
    language: str


def shop_with(companies: int, people: int) -> MemoryShop:
    """The sample shop with so many further companies, each a copy of one with past orders."""
    source = load_shop()
    data = sample.shop_data(source, load_products())
    today = datetime.now(UTC).date()
    past = list(sample.past_orders(source, today))
    patterns = sorted({draft.company_id for draft, _, _ in past})
    accounts: dict[str, Account] = dict(data.accounts)
    orders = []
    for number in range(companies):
        pattern = patterns[number % len(patterns)]
        id_ = _company_id(number)
        accounts[id_] = _copy(data.accounts[pattern], id_, people)
        orders += [
            (replace(draft, company_id=id_), day, paid)
            for draft, day, paid in past
            if draft.company_id == pattern
        ]
    shop = MemoryShop(replace(data, accounts=accounts))
    for draft, day, paid in past + orders:
        shop.add_past_order(draft, day, paid=paid)
    return shop


def _company_id(number: int) -> str:
    return f"company-{number}"


def _email(company: str, person: int) -> str:
    return f"buyer{person}@{company}.example"


def _copy(account: Account, id_: str, people: int) -> Account:
    addresses = tuple(
        replace(address, id=f"{id_}/{address.id}") for address in account.company.addresses
    )
    company = replace(account.company, id=id_, name=f"{id_} (sample)", addresses=addresses)
    contacts = tuple(
        Contact(
            id=f"{id_}/{person}",
            company_id=id_,
            name=f"Buyer {person} (sample)",
            email=_email(id_, person),
            roles=frozenset({Role.REQUESTER}),
            spending_limit=None,
        )
        for person in range(people)
    )
    return replace(account, company=company, contacts=contacts)


async def verified(app: App, companies: Iterable[int], people: int) -> list[list[Buyer]]:
    """The people of each company, as if each had identified themselves in the web's chat."""
    found: list[list[Buyer]] = []
    now = app.clock.now()
    for number in companies:
        company = await app.shop.company(_company_id(number))
        language = _SPOKEN[number % len(_SPOKEN)]
        buyers = []
        async with app.uow() as unit:
            for contact in (await app.shop.contacts(company.id))[:people]:
                chat_id = contact.email
                person = Person(contact.name, language, now)
                membership = Membership(
                    person_id=person.id,
                    company_id=company.id,
                    company_name=company.name,
                    vat_number=company.vat_number,
                    contact_id=contact.id,
                    email=contact.email,
                    roles=sorted(contact.roles),
                    spending_limit=contact.spending_limit,
                    verified_at=now,
                )
                key = conversation_key(chat_id)
                conversation = Conversation(
                    key, NAME, WORKSPACE, chat_id, person.id, now, membership.id
                )
                unit.store.add(person, membership, conversation)
                buyers.append(Buyer(chat_id, key, language))
            await unit.commit()
        found.append(buyers)
    return found
