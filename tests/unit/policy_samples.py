"""People, orders and policies for the tests of approval policies."""

from __future__ import annotations

from decimal import Decimal

from bot.domain.approval import Company
from bot.domain.policy.facts import Facts
from shop_client.model import Contact, PricedLine, Role
from shop_client.money import Money


def eur(amount: str | int | Decimal) -> Money:
    return Money(Decimal(amount), "EUR")


def somebody(name: str, *roles: Role, limit: str | None = None, active: bool = True) -> Contact:
    return Contact(
        id=name,
        company_id="7",
        name=name.title(),
        email=f"{name}@company.example",
        roles=frozenset(roles or {Role.REQUESTER}),
        spending_limit=None if limit is None else eur(limit),
        active=active,
    )


BUYER = somebody("buyer", limit="250")
ANNA = somebody("anna", Role.APPROVER)
BERT = somebody("bert", Role.APPROVER, limit="2000")
OFFICE = somebody("office", Role.ADMINISTRATOR)
COMPANY = Company((BUYER, ANNA, BERT, OFFICE), {})


def line(sku: str = "PAP", quantity: str = "10", price: str = "4") -> PricedLine:
    net = eur(Decimal(quantity) * Decimal(price))
    return PricedLine(sku, f"Product {sku}", Decimal(quantity), "piece", eur(price), net)


def order(total: str = "100", *lines: PricedLine) -> Facts:
    return Facts(total=eur(total), currency="EUR", lines=lines or (line(),))
