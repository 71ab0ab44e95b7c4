"""What a shop in memory starts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from shop_client.model import Company, Contact, Product, ShopInfo, Texts


@dataclass(frozen=True, slots=True)
class Article:
    """A product with what only the shop knows of it.

    Attributes:
        list_price: per unit, tax excluded, in the shop's currency.
        vat_rate: per cent at home ("21", "6").
        eco_contribution: per unit, tax excluded, taxed like the product.
        stock: units on the shelf, not yet promised.
        lead_time_days: working days until more can ship; None unknown.
        picture: a file of any kind; empty for none.
    """

    product: Product
    list_price: Decimal
    vat_rate: Decimal
    eco_contribution: Decimal = Decimal(0)
    stock: Decimal = Decimal(0)
    lead_time_days: int | None = None
    picture: bytes = b""


def no_discount(category: str, quantity: Decimal) -> Decimal:
    """The price list of customers who pay the list price."""
    return Decimal(0)


@dataclass(frozen=True, slots=True)
class Freight:
    """What bringing an order costs, tax excluded; nothing from `free_from` of goods on."""

    name: Texts
    net: Decimal
    free_from: Decimal | None
    vat_rate: Decimal


@dataclass(frozen=True, slots=True)
class Account:
    """A customer with its prices and contacts.

    Attributes:
        discount: per cent off the list price, by the product's category and the units taken.
        due_on: when an invoice of a date is to be paid; None: after the terms' days.
    """

    company: Company
    contacts: tuple[Contact, ...] = ()
    discount: Callable[[str, Decimal], Decimal] = no_discount
    due_on: Callable[[date], date] | None = None


@dataclass(frozen=True, slots=True)
class ShopData:
    """A merchant, what it sells and to whom, both by their keys."""

    info: ShopInfo
    articles: Mapping[str, Article]
    accounts: Mapping[str, Account]
    freight: Freight | None = None
    eco_name: Texts = field(default_factory=lambda: {"en": "Eco-contribution"})
