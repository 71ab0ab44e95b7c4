"""The sample shop as data of a shop in memory."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from shop_client.memory.data import Account, Article, Freight, ShopData
from shop_client.model import (
    Address,
    Company,
    Contact,
    CreditLine,
    OrderDraft,
    OrderLineDraft,
    PaymentTerms,
    Product,
    Relation,
    RelationKind,
    Role,
    ShopInfo,
)
from shop_client.money import Money
from shop_client.sample.products import read_picture
from shop_client.sample.records import (
    SampleCompany,
    SamplePaymentTerms,
    SamplePriceList,
    SampleProduct,
    SampleShop,
)

_ECO_NAMES = {
    "en": "Eco-contribution",
    "fr": "Éco-contribution",
    "de": "Umweltbeitrag",
    "nl": "Milieubijdrage",
}


def shop_data(shop: SampleShop, products: Iterable[SampleProduct]) -> ShopData:
    """Everything but the past orders; companies are known by their keys."""
    merchant = shop.merchant
    return ShopData(
        info=ShopInfo(
            engine="memory",
            version="1",
            merchant_name=merchant.name,
            merchant_vat_number=merchant.vat_number,
            country=merchant.country,
            currency=merchant.currency,
        ),
        articles={product.sku: _article(shop, product) for product in products},
        accounts={key: _account(shop, company) for key, company in shop.companies.items()},
        freight=Freight(
            name=shop.freight.name,
            net=shop.freight.amount,
            free_from=shop.freight.free_from,
            vat_rate=shop.freight.vat,
        ),
        eco_name=_ECO_NAMES,
    )


def _article(shop: SampleShop, sample: SampleProduct) -> Article:
    relations = [Relation(RelationKind.ALTERNATIVE, sku) for sku in sample.alternatives]
    if sample.successor:
        relations.insert(0, Relation(RelationKind.SUCCESSOR, sample.successor))
    product = Product(
        sku=sample.sku,
        name=sample.name,
        description=sample.description,
        category=_category(shop, sample.category),
        unit=sample.unit,
        pack_size=Decimal(sample.pack_size),
        minimum_quantity=Decimal(sample.minimum_quantity),
        status=sample.status,
        synonyms=sample.synonyms,
        attributes=sample.attributes,
        relations=tuple(relations),
        has_picture=bool(sample.picture),
    )
    return Article(
        product=product,
        list_price=sample.price,
        vat_rate=sample.vat,
        eco_contribution=sample.eco,
        stock=Decimal(sample.stock),
        lead_time_days=sample.lead_time_days,
        picture=read_picture(sample.picture) if sample.picture else b"",
    )


def _account(shop: SampleShop, sample: SampleCompany) -> Account:
    currency = shop.merchant.currency
    terms = shop.payment_terms[sample.payment_terms]
    company = Company(
        id=sample.key,
        name=sample.name,
        vat_number=sample.vat_number,
        country=sample.country,
        language=sample.language,
        currency=currency,
        payment_terms=PaymentTerms(terms.name, terms.days),
        credit=CreditLine(Money(sample.credit_limit, currency), Money(Decimal(0), currency)),
        po_required=sample.po_required,
        po_pattern=sample.po_pattern,
        addresses=tuple(
            Address(
                id=f"{sample.key}/{address.key}",
                name=address.name,
                street=address.street,
                postal_code=address.postal_code,
                city=address.city,
                country=address.country,
                invoice=address.invoice,
                delivery=address.delivery,
            )
            for address in sample.addresses
        ),
    )
    return Account(
        company=company,
        contacts=_contacts(sample, currency),
        discount=partial(_discount, shop, shop.price_lists[sample.price_list]),
        due_on=partial(_due_on, terms),
    )


def _category(shop: SampleShop, key: str) -> str:
    return shop.categories[key]["en"]


def _discount(
    shop: SampleShop, price_list: SamplePriceList, category: str, quantity: Decimal
) -> Decimal:
    for rule in price_list.rules:
        wanted = rule.category and _category(shop, rule.category)
        if wanted in (None, category) and quantity >= rule.min_quantity:
            return rule.discount
    return Decimal(0)


def _due_on(terms: SamplePaymentTerms, issued_on: date) -> date:
    due = issued_on + timedelta(days=terms.days)
    if terms.end_of_month:
        due = due.replace(day=monthrange(due.year, due.month)[1])
    return due


def _contacts(sample: SampleCompany, currency: str) -> tuple[Contact, ...]:
    return tuple(
        Contact(
            id=f"{sample.key}/{contact.email}",
            company_id=sample.key,
            name=contact.name,
            email=contact.email,
            roles=frozenset({Role.REQUESTER, contact.role}),
            spending_limit=None if contact.limit is None else Money(contact.limit, currency),
            language=contact.language,
            active=not contact.archived,
        )
        for contact in sample.contacts
    )


def past_orders(shop: SampleShop, today: date) -> Iterator[tuple[OrderDraft, date, bool]]:
    """Each past order with its date and whether it is paid, oldest first."""
    past = [(order, key) for key, company in shop.companies.items() for order in company.orders]
    for order, key in sorted(past, key=lambda entry: entry[0].days_ago, reverse=True):
        lines = tuple(OrderLineDraft(sku, Decimal(quantity)) for sku, quantity in order.lines)
        draft = OrderDraft(company_id=key, lines=lines, po_number=order.po)
        yield draft, today - timedelta(days=order.days_ago), order.paid
