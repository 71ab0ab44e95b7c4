"""From the plain data that the module `comptoir` answers with to the model.

Names of fields: `shop_client/tryton_server/module/trytond_comptoir`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from shop_client.model import (
    Address,
    CataloguePage,
    Charge,
    ChargeKind,
    Company,
    Contact,
    CreditLine,
    Invoice,
    InvoiceState,
    Order,
    OrderState,
    PaymentTerms,
    Price,
    PricedLine,
    Product,
    ProductStatus,
    Quotation,
    Relation,
    RelationKind,
    Role,
    ShopInfo,
    Stock,
    TaxAmount,
    Totals,
)
from shop_client.money import Money

Data = dict[str, Any]

_ORDER_STATES = {
    "draft": OrderState.DRAFT,
    "quotation": OrderState.DRAFT,
    "confirmed": OrderState.CONFIRMED,
    "processing": OrderState.PROCESSING,
    "done": OrderState.DONE,
    "cancelled": OrderState.CANCELLED,
}


def info(data: Data, version: str) -> ShopInfo:
    """The merchant and its server's version."""
    return ShopInfo(
        engine="tryton",
        version=version,
        merchant_name=data["name"],
        merchant_vat_number=data["vat_number"],
        country=data["country"],
        currency=data["currency"],
    )


def company(data: Data, currency: str) -> Company:
    """A customer; `currency` is the merchant's, in which it sells to everyone."""
    credit = None
    if data["credit_limit"] is not None:
        limit, used = Money(data["credit_limit"], currency), Money(data["credit_used"], currency)
        credit = CreditLine(limit, used)
    return Company(
        id=str(data["id"]),
        name=data["name"],
        vat_number=data["vat_number"],
        country=data["country"],
        language=data["language"],
        currency=currency,
        payment_terms=_terms(data["payment_terms"]),
        credit=credit,
        po_required=data["po_required"],
        po_pattern=data["po_pattern"],
        addresses=tuple(_address(address) for address in data["addresses"]),
        active=data["active"],
    )


def _terms(data: Data) -> PaymentTerms:
    return PaymentTerms(name=data["name"], days=data["days"])


def _address(data: Data) -> Address:
    return Address(
        id=str(data["id"]),
        name=data["name"],
        street=data["street"],
        postal_code=data["postal_code"],
        city=data["city"],
        country=data["country"],
        invoice=data["invoice"],
        delivery=data["delivery"],
    )


def contact(data: Data, company_id: str, currency: str) -> Contact:
    """A person. Whoever approves or administers may ask for things too."""
    limit = data["limit"]
    return Contact(
        id=str(data["id"]),
        company_id=company_id,
        name=data["name"],
        email=data["email"],
        roles=frozenset({Role.REQUESTER, Role(data["role"])}),
        spending_limit=None if limit is None else Money(limit, currency),
        language=data["language"],
        active=data["active"],
    )


def product(data: Data) -> Product:
    """What is sold. Packs that the merchant left empty are of one."""
    relations = [Relation(RelationKind.ALTERNATIVE, sku) for sku in data["alternatives"]]
    if data["successor"]:
        relations.insert(0, Relation(RelationKind.SUCCESSOR, data["successor"]))
    return Product(
        sku=data["sku"],
        name=data["names"],
        description=data["descriptions"],
        category=data["category"],
        unit=data["unit"],
        pack_size=_number(data["pack_size"] or 1),
        minimum_quantity=_number(data["minimum_quantity"] or 1),
        status=ProductStatus(data["status"]),
        synonyms={language: tuple(words) for language, words in data["synonyms"].items()},
        attributes=data["attributes"],
        relations=tuple(relations),
        # A server with an older module of ours knows nothing of pictures.
        has_picture=data.get("has_picture", False),
    )


def catalogue_page(data: Data) -> CataloguePage:
    """One page of changes."""
    return CataloguePage(
        products=tuple(product(entry) for entry in data["products"]),
        removed=tuple(data["removed"]),
        cursor=data["cursor"],
        complete=data["complete"],
    )


def _number(value: Decimal | int) -> Decimal:
    """A quantity or a rate without Tryton's trailing zeros, and never in powers of ten."""
    number = Decimal(value)
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def price(data: Data, currency: str) -> Price:
    """One customer's price; Tryton's unit prices carry four decimals."""
    return Price(
        sku=data["sku"],
        quantity=_number(data["quantity"]),
        unit_price=Money(data["unit_price"], currency),
        list_price=Money(data["list_price"], currency),
    )


def stock(data: Data) -> Stock:
    """What can ship now; nothing, when more is promised than there is."""
    return Stock(
        sku=data["sku"],
        available=max(_number(data["available"]), Decimal(0)),
        lead_time_days=data["lead_time_days"],
    )


def _line(data: Data, currency: str) -> PricedLine:
    return PricedLine(
        sku=data["sku"],
        name=data["name"],
        quantity=_number(data["quantity"]),
        unit=data["unit"],
        unit_price=Money(data["unit_price"], currency),
        net=Money(data["net"], currency),
    )


def _charge(data: Data, currency: str) -> Charge:
    return Charge(
        kind=ChargeKind(data["kind"]), name=data["name"], net=Money(data["net"], currency)
    )


def totals(data: Data, currency: str) -> Totals:
    """Net, tax and gross of a quotation, an order or an invoice."""
    return Totals(
        net=Money(data["net"], currency),
        tax=Money(data["tax"], currency),
        gross=Money(data["gross"], currency),
    )


def quotation(data: Data, currency: str) -> Quotation:
    """What an order would come to."""
    return Quotation(
        lines=tuple(_line(line, currency) for line in data["lines"]),
        charges=tuple(_charge(charge, currency) for charge in data["charges"]),
        taxes=tuple(
            TaxAmount(
                name=tax["name"],
                rate=_number(tax["rate"]),
                base=Money(tax["base"], currency),
                amount=Money(tax["amount"], currency),
                legal_note=tax["legal_note"],
            )
            for tax in data["taxes"]
        ),
        totals=totals(data, currency),
        payment_terms=_terms(data["payment_terms"]),
        due_date=data["due_date"],
        promised_date=data["promised_date"],
    )


def order(data: Data, currency: str) -> Order:
    """A sale; one whose goods have all left is shipped, whatever is still to be paid."""
    state = _ORDER_STATES[data["state"]]
    if state is OrderState.PROCESSING and data["shipment_state"] == "sent":
        state = OrderState.SHIPPED
    return Order(
        id=str(data["id"]),
        number=data["number"],
        company_id=str(data["company_id"]),
        state=state,
        placed_on=data["placed_on"],
        lines=tuple(_line(line, currency) for line in data["lines"]),
        charges=tuple(_charge(charge, currency) for charge in data["charges"]),
        totals=totals(data, currency),
        client_reference=data["client_reference"],
        po_number=data["po_number"],
        promised_date=data["delivery_date"],
        shipment=", ".join(data["shipments"]),
    )


def invoice(data: Data, currency: str) -> Invoice:
    """A posted or paid invoice."""
    return Invoice(
        id=str(data["id"]),
        number=data["number"],
        company_id=str(data["company_id"]),
        order_number=data["order_number"],
        state=InvoiceState(data["state"]),
        issued_on=data["issued_on"],
        due_on=data["due_on"],
        totals=totals(data, currency),
    )
