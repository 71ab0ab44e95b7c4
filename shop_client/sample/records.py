"""What the sample shop is made of: frozen records, as `products.csv` and `shop.toml` state them.

Amounts are EUR without tax; only credit limits and spending limits include it. Quantities are whole
numbers of a product's own unit. Texts map an ISO 639-1 code to the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from shop_client.model import ProductStatus, Role, Texts

LANGUAGES = ("en", "fr", "de", "nl")


@dataclass(frozen=True, slots=True)
class SampleProduct:
    """One row of `products.csv`.

    Attributes:
        pack_size: it is sold in multiples of this many units.
        price: of one unit on the standard price list.
        vat: per cent in the merchant's country.
        stock: units in the warehouse.
        lead_time_days: working days until more can ship.
        eco: eco-contribution of one unit, charged on top of the price.
        successor: the SKU that replaces it, or None.
        alternatives: SKUs that serve the same need, best first.
        picture: name of its file in `pictures/`, without ".png"; empty for none.
    """

    sku: str
    category: str
    unit: str
    pack_size: int
    minimum_quantity: int
    price: Decimal
    cost: Decimal
    vat: Decimal
    stock: int
    lead_time_days: int
    eco: Decimal
    status: ProductStatus
    successor: str | None
    alternatives: tuple[str, ...]
    name: Texts
    description: Texts
    synonyms: Mapping[str, tuple[str, ...]]
    attributes: Mapping[str, str]
    picture: str


@dataclass(frozen=True, slots=True)
class SampleAddress:
    """A place; `key` is unique within its company. `country` is ISO 3166-1 alpha-2."""

    key: str
    name: str
    street: str
    postal_code: str
    city: str
    country: str
    invoice: bool
    delivery: bool


@dataclass(frozen=True, slots=True)
class SupportHours:
    """When the support staff answers, in the merchant's local time; days in English."""

    days: tuple[str, ...]
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class SampleMerchant:
    """The supplier itself."""

    name: str
    country: str
    vat_number: str
    currency: str
    languages: tuple[str, ...]
    email: str
    support_email: str
    timezone: str
    address: SampleAddress
    support_hours: tuple[SupportHours, ...]


@dataclass(frozen=True, slots=True)
class SamplePaymentTerms:
    """How long a customer has to pay: so many days, then to the end of that month if it says so."""

    name: str
    days: int
    end_of_month: bool

    def due_on(self, issued_on: date) -> date:
        """When an invoice of that date is to be paid."""
        due = issued_on + timedelta(days=self.days)
        if not self.end_of_month:
            return due
        next_month = due.replace(day=28) + timedelta(days=4)
        return next_month - timedelta(days=next_month.day)


@dataclass(frozen=True, slots=True)
class PriceRule:
    """A discount in per cent for one category (None: every one), from a quantity on."""

    category: str | None
    min_quantity: int
    discount: Decimal


@dataclass(frozen=True, slots=True)
class SamplePriceList:
    """A price list: its first rule that matches gives the discount on the standard price."""

    name: str
    rules: tuple[PriceRule, ...]

    def discount(self, category: str, quantity: Decimal) -> Decimal:
        """The discount in per cent for so many units of a product of this category."""
        for rule in self.rules:
            if rule.category in (None, category) and quantity >= rule.min_quantity:
                return rule.discount
        return Decimal(0)


@dataclass(frozen=True, slots=True)
class SampleFreight:
    """What delivery costs, unless the goods reach `free_from`; both without tax."""

    sku: str
    amount: Decimal
    free_from: Decimal
    vat: Decimal
    name: Texts


@dataclass(frozen=True, slots=True)
class SampleContact:
    """A person of a company, named after the part they play.

    Attributes:
        limit: what they may order alone, tax included. A requester always carries one; None
            means without limit for an approver or an administrator.
        archived: left the company.
    """

    name: str
    email: str
    role: Role
    limit: Decimal | None
    language: str
    archived: bool


@dataclass(frozen=True, slots=True)
class SampleOrder:
    """A past order.

    Attributes:
        days_ago: how long before the day on which the shop is filled it was placed.
        po: the company's purchase-order number, or None.
        paid: whether its invoice is settled, so that it uses no credit.
        lines: SKU and quantity in units.
    """

    days_ago: int
    po: str | None
    paid: bool
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SampleCompany:
    """A customer account; several may share one VAT number.

    Attributes:
        credit_limit: tax included.
        po_pattern: a regular expression that a purchase-order number matches whole, or None.
        orders: latest first.
    """

    key: str
    name: str
    vat_number: str
    country: str
    language: str
    price_list: str
    payment_terms: str
    credit_limit: Decimal
    po_required: bool
    po_pattern: str | None
    addresses: tuple[SampleAddress, ...]
    contacts: tuple[SampleContact, ...]
    orders: tuple[SampleOrder, ...]


@dataclass(frozen=True, slots=True)
class SampleShop:
    """All of `shop.toml`.

    Attributes:
        categories: key to its names.
        payment_terms, price_lists: by name.
        companies: by key.
    """

    merchant: SampleMerchant
    freight: SampleFreight
    categories: Mapping[str, Texts]
    payment_terms: Mapping[str, SamplePaymentTerms]
    price_lists: Mapping[str, SamplePriceList]
    companies: Mapping[str, SampleCompany]
