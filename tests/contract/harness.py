"""What the contract suite needs of a shop beside the port: a merchant's hand and a crash."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol
from uuid import uuid4

from shop_client.model import Company, OrderDraft, OrderLineDraft
from shop_client.money import Money
from shop_client.port import Shop

OFFICE = "BE0987654394"
RESTAURANTS = "FR11123456782"
HOTEL = "NL123456782B01"
FACILITY = "DE123456788"


class Interrupted(Exception):  # noqa: N818
    """The process died between two steps of a placement."""


class Harness(Protocol):
    """One shop under test, freshly filled from the sample or shared by the whole session.

    Tests that share a shop leave orders behind; none may count on being the first.
    """

    @property
    def shop(self) -> Shop:
        """The client under test."""
        ...

    def dying_after(self, step: str) -> Shop:
        """Another client of the same shop that dies once `step` of a placement is done."""
        ...

    async def rename(self, sku: str, name: str) -> None:
        """The merchant gives a product another English name."""
        ...

    async def attach(self, sku: str, name: str, content: bytes) -> None:
        """The merchant attaches a file to a product."""
        ...

    async def detach_all(self, sku: str) -> None:
        """The merchant takes every file off a product."""
        ...


def eur(text: str) -> Money:
    return Money(Decimal(text), "EUR")


def line(sku: str, quantity: int | str) -> OrderLineDraft:
    return OrderLineDraft(sku, Decimal(quantity))


def draft(company: Company, *lines: OrderLineDraft, **more: object) -> OrderDraft:
    reference = f"test-{uuid4().hex}"
    return OrderDraft(company.id, lines, client_reference=reference, **more)  # type: ignore[arg-type]


async def the_company(shop: Shop, vat_number: str) -> Company:
    (company,) = await shop.find_companies(vat_number)
    return company
