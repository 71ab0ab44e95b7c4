"""What every shop is made of, whatever its engine: frozen data, no behaviour of an engine.

Quantities are `Decimal` in the product's own unit. Texts that exist in several languages are
mappings from an ISO 639-1 code to the text; `text_in` picks one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from shop_client.money import Money

Texts = Mapping[str, str]


def text_in(texts: Texts, language: str) -> str:
    """The text in `language`, else in English, else in any; empty when there is none."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


class Capability(StrEnum):
    """What an engine can do; the assistant adapts to what is declared."""

    CREDIT_LIMIT = "credit_limit"
    INVOICE_PDF = "invoice_pdf"
    UNIQUE_REFERENCE = "unique_reference"
    STOCK = "stock"
    CANCEL = "cancel"
    CONTACT_ROLES = "contact_roles"


class Role(StrEnum):
    """What a contact of a company may do for it."""

    REQUESTER = "requester"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


class ProductStatus(StrEnum):
    """Whether a product can be ordered today."""

    ORDERABLE = "orderable"
    PLANNED = "planned"
    DISCONTINUED = "discontinued"


class RelationKind(StrEnum):
    """How another product stands to this one."""

    SUCCESSOR = "successor"
    ALTERNATIVE = "alternative"
    ACCESSORY = "accessory"


@dataclass(frozen=True, slots=True)
class ShopInfo:
    """The shop behind an adapter, as it introduced itself."""

    engine: str
    version: str
    merchant_name: str
    merchant_vat_number: str
    country: str
    currency: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A pointer from one product to another."""

    kind: RelationKind
    sku: str


@dataclass(frozen=True, slots=True)
class Product:
    """One thing that is sold, as every customer may see it: no price, no stock.

    Attributes:
        unit: the unit it is sold in, an English singular word ("box", "piece").
        pack_size: it is sold in multiples of this many units.
        minimum_quantity: the least that can be ordered, in units.
        attributes: name to value, in the shop's own words ("size": "L").
        has_picture: whether `Shop.product_picture` gave one when this was read.
    """

    sku: str
    name: Texts
    description: Texts = field(default_factory=dict)
    category: str = ""
    unit: str = "piece"
    pack_size: Decimal = Decimal(1)
    minimum_quantity: Decimal = Decimal(1)
    status: ProductStatus = ProductStatus.ORDERABLE
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """Products changed since a cursor, oldest change first.

    Attributes:
        removed: SKUs that no longer exist.
        cursor: what to pass for the next page.
        complete: nothing newer was known when this page was read.
    """

    products: tuple[Product, ...]
    removed: tuple[str, ...]
    cursor: str
    complete: bool


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """How long a company has to pay, by the shop's own name for it ("Net 30")."""

    name: str
    days: int


@dataclass(frozen=True, slots=True)
class CreditLine:
    """How much a company may owe, and owes; both tax included."""

    limit: Money
    used: Money

    @property
    def free(self) -> Money:
        """What is left of the limit; negative when it is exceeded."""
        return self.limit - self.used


@dataclass(frozen=True, slots=True)
class Address:
    """A place of a company. `country` is ISO 3166-1 alpha-2."""

    id: str
    name: str
    street: str
    postal_code: str
    city: str
    country: str
    invoice: bool = False
    delivery: bool = True


@dataclass(frozen=True, slots=True)
class Company:
    """A customer account. Several may stand under one VAT number (branches, VAT groups).

    Attributes:
        vat_number: compact, with its country prefix ("BE0417497106").
        currency: ISO 4217; what its prices and orders are in.
        po_pattern: a regular expression its purchase-order numbers match whole, or None.
        credit: None where the shop sets no limit.
    """

    id: str
    name: str
    vat_number: str
    country: str
    language: str
    currency: str
    payment_terms: PaymentTerms
    credit: CreditLine | None
    po_required: bool = False
    po_pattern: str | None = None
    addresses: tuple[Address, ...] = ()
    active: bool = True


@dataclass(frozen=True, slots=True)
class Contact:
    """A person whom the shop knows to belong to a company.

    Attributes:
        email: lower case.
        spending_limit: what they may order alone, tax included; None means without limit for an
            approver or an administrator, and nothing at all for a requester.
    """

    id: str
    company_id: str
    name: str
    email: str
    roles: frozenset[Role]
    spending_limit: Money | None
    language: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class PriceRequest:
    """A price asked for: this many units of this product."""

    sku: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """What one unit costs one company when it takes `quantity`; tax excluded."""

    sku: str
    quantity: Decimal
    unit_price: Money
    list_price: Money


@dataclass(frozen=True, slots=True)
class Stock:
    """What can be had of a product.

    Attributes:
        available: units that can ship now, not promised to anyone else.
        lead_time_days: working days until more can ship when there is too little; None unknown.
    """

    sku: str
    available: Decimal
    lead_time_days: int | None


@dataclass(frozen=True, slots=True)
class OrderLineDraft:
    """One line to be ordered."""

    sku: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """What is to be quoted or ordered.

    Attributes:
        client_reference: ours, unique for ever; the shop refuses a second order with it.
        delivery_address_id: one of the company's addresses, or None for its default.
        back_order: what is short in stock may ship later; else the shop refuses the order
            (TooLittleStock).
    """

    company_id: str
    lines: tuple[OrderLineDraft, ...]
    client_reference: str = ""
    po_number: str | None = None
    delivery_address_id: str | None = None
    delivery_date: date | None = None
    note: str = ""
    back_order: bool = True


class ChargeKind(StrEnum):
    """What a charge beside the goods is for."""

    FREIGHT = "freight"
    SURCHARGE = "surcharge"
    ECO_CONTRIBUTION = "eco_contribution"
    DISCOUNT = "discount"


@dataclass(frozen=True, slots=True)
class PricedLine:
    """A line with its price; `net` is unit price times quantity, rounded, tax excluded."""

    sku: str
    name: str
    quantity: Decimal
    unit: str
    unit_price: Money
    net: Money


@dataclass(frozen=True, slots=True)
class Charge:
    """Freight, a surcharge, an eco-contribution or a discount; tax excluded."""

    kind: ChargeKind
    name: str
    net: Money


@dataclass(frozen=True, slots=True)
class TaxAmount:
    """One rate of the tax breakdown.

    Attributes:
        rate: per cent ("21", "0").
        legal_note: why nothing is charged (Art. 138 of Directive 2006/112/EC), else empty.
    """

    name: str
    rate: Decimal
    base: Money
    amount: Money
    legal_note: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """Goods and charges without tax, the tax, and what is to be paid."""

    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class Quotation:
    """An order priced by the shop and not placed."""

    lines: tuple[PricedLine, ...]
    charges: tuple[Charge, ...]
    taxes: tuple[TaxAmount, ...]
    totals: Totals
    payment_terms: PaymentTerms
    due_date: date | None
    promised_date: date | None


class OrderState(StrEnum):
    """Where an order stands, in words common to engines."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    PROCESSING = "processing"
    SHIPPED = "shipped"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the shop has it.

    Attributes:
        number: the shop's own, shown to people.
        client_reference: empty when it did not come through us.
    """

    id: str
    number: str
    company_id: str
    state: OrderState
    placed_on: date
    lines: tuple[PricedLine, ...]
    charges: tuple[Charge, ...]
    totals: Totals
    client_reference: str = ""
    po_number: str | None = None
    promised_date: date | None = None
    shipment: str = ""


class InvoiceState(StrEnum):
    """Whether an invoice is out and paid."""

    DRAFT = "draft"
    POSTED = "posted"
    PAID = "paid"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Invoice:
    """What is to be paid for an order."""

    id: str
    number: str
    company_id: str
    order_number: str
    state: InvoiceState
    issued_on: date | None
    due_on: date | None
    totals: Totals


@dataclass(frozen=True, slots=True)
class Document:
    """A file that a shop made."""

    filename: str
    media_type: str
    content: bytes
