"""The merchant's staff lay down who may act for a company."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.clock import MovableClock
from bot.companies import Companies, CompanyError
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from shop_client.memory import MemoryShop

ATELIER = "BE0987654394"
BUYER = "buyer@atelier-nord.example"


@pytest_asyncio.fixture
async def instance() -> AsyncIterator[Instance]:
    shop = MemoryShop.from_sample()
    async with temporary_instance(None, MovableClock(), shop, MemoryMerchant(shop)) as made:
        yield made


async def test_roles_and_limit_are_shown_as_they_were_laid_down(instance: Instance) -> None:
    companies = instance.app.companies
    await companies.set_role(ATELIER, BUYER, "requester,approver", "1250.50", staff="support")
    (company,) = await companies.show("BE 0987.654.394")
    (buyer,) = [person for person in company.people if person.email == BUYER]
    assert buyer.roles == ("approver", "requester")
    assert (buyer.limit, buyer.laid_down_by, buyer.active) == ("1250.50", "support", True)


async def test_somebody_the_shop_does_not_know_can_be_invited_until_removed(
    instance: Instance,
) -> None:
    companies, email = instance.app.companies, "Director@atelier-nord.example"
    with pytest.raises(CompanyError, match="nobody"):
        await companies.invite(ATELIER, email, staff="support")
    await companies.set_role(ATELIER, email, "approver", name="Director", staff="support")
    await companies.invite(ATELIER, email, staff="support")
    await instance.idle()
    (mail,) = instance.mails(email.lower())
    assert "/join " in mail.text
    company = await companies.remove(ATELIER, email, staff="support")
    (director,) = [person for person in company.people if person.email == email.lower()]
    assert (director.name, director.active, director.invited) == ("Director", False, False)


@pytest.mark.parametrize(
    ("company", "email", "roles", "limit", "problem"),
    [
        ("BE0123456749", BUYER, "approver", "", "no company"),
        ("no-such-account", BUYER, "approver", "", "no company"),
        ("FR11123456782", BUYER, "approver", "", "several accounts"),
        (ATELIER, "buyer at atelier", "approver", "", "no e-mail address"),
        (ATELIER, BUYER, "boss", "", "a role is one of"),
        (ATELIER, BUYER, "", "", "a role is one of"),
        (ATELIER, BUYER, "approver", "-1", "no amount"),
        (ATELIER, BUYER, "approver", "NaN", "no amount"),
        (ATELIER, BUYER, "approver", "a lot", "no amount"),
    ],
)
async def test_what_is_not_right_is_said_and_changes_nothing(
    instance: Instance, company: str, email: str, roles: str, limit: str, problem: str
) -> None:
    companies: Companies = instance.app.companies
    before = await companies.show(ATELIER)
    with pytest.raises(CompanyError, match=problem):
        await companies.set_role(company, email, roles, limit, staff="support")
    assert await companies.show(ATELIER) == before
