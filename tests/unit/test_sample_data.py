"""The sample shop holds together: what a first order, a reorder and a search count on."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from stdnum.eu import vat

import shop_client.sample
from shop_client.model import ProductStatus, Role
from shop_client.sample import (
    LANGUAGES,
    SampleCompany,
    SampleMerchant,
    SampleOrder,
    SampleProduct,
    load_products,
    load_shop,
)

SHOP = load_shop()
PRODUCTS = {product.sku: product for product in load_products()}
COMPANIES = list(SHOP.companies.values())
POLICIES = Path(shop_client.sample.__file__).parent / "policies"

each_company = pytest.mark.parametrize("company", COMPANIES, ids=lambda c: c.key)


def goods(company: SampleCompany, order: SampleOrder) -> list[tuple[SampleProduct, Decimal]]:
    """Each product of an order with its net amount at the company's present prices."""
    price_list = SHOP.price_lists[company.price_list]
    priced = []
    for sku, quantity in order.lines:
        product = PRODUCTS[sku]
        discount = price_list.discount(product.category, Decimal(quantity))
        priced.append((product, (product.price * (100 - discount) / 100 + product.eco) * quantity))
    return priced


def gross(company: SampleCompany, order: SampleOrder) -> Decimal:
    """What an order comes to with freight and tax; tax at the Belgian rate for everyone."""
    lines = goods(company, order)
    total = sum((net * (100 + product.vat) / 100 for product, net in lines), Decimal(0))
    if sum(net for _, net in lines) < SHOP.freight.free_from:
        total += SHOP.freight.amount * (100 + SHOP.freight.vat) / 100
    return total


def test_the_catalogue_is_as_wide_as_a_supplier_of_offices_cleaning_and_catering() -> None:
    assert len(PRODUCTS) >= 160
    by_category = Counter(product.category for product in PRODUCTS.values())
    assert by_category.keys() == SHOP.categories.keys()
    assert min(by_category.values()) >= 3
    assert SHOP.freight.sku not in PRODUCTS


def test_some_products_are_discontinued_planned_sold_out_or_nearly() -> None:
    status = Counter(product.status for product in PRODUCTS.values())
    assert status[ProductStatus.DISCONTINUED] >= 6
    assert status[ProductStatus.PLANNED] == 2
    orderable = [p for p in PRODUCTS.values() if p.status is ProductStatus.ORDERABLE]
    assert sum(product.stock == 0 for product in orderable) >= 5
    assert sum(0 < product.stock < 10 for product in orderable) >= 10
    assert all(p.stock == 0 for p in PRODUCTS.values() if p not in orderable)


def test_products_are_named_and_described_in_each_language() -> None:
    for product in PRODUCTS.values():
        for texts in (product.name, product.description):
            assert texts.keys() == set(LANGUAGES), product.sku
            assert len(set(texts.values())) >= 3, product.sku
        assert all(text.endswith(".") for text in product.description.values()), product.sku
        assert all(product.synonyms[language] for language in LANGUAGES), product.sku


def test_products_can_be_bought_and_are_sold_at_a_profit() -> None:
    for product in PRODUCTS.values():
        assert Decimal(0) < product.cost < product.price, product.sku
        assert product.minimum_quantity % product.pack_size == 0, product.sku
        assert 1 <= product.lead_time_days <= 21, product.sku
        food = product.category in ("beverages", "snacks")
        assert product.vat == (6 if food else 21), product.sku
        assert product.attributes, product.sku


def test_what_stands_in_for_a_product_can_be_ordered() -> None:
    for product in PRODUCTS.values():
        for sku in (*filter(None, [product.successor]), *product.alternatives):
            assert PRODUCTS[sku].status is ProductStatus.ORDERABLE, product.sku
        assert len(set(product.alternatives)) == len(product.alternatives), product.sku


def test_no_two_products_bear_the_same_name() -> None:
    for language in LANGUAGES:
        names = Counter(product.name[language] for product in PRODUCTS.values())
        assert [name for name, count in names.items() if count > 1] == []


def test_vat_numbers_have_right_check_digits_and_the_prefix_of_their_country() -> None:
    parties: list[SampleMerchant | SampleCompany] = [SHOP.merchant, *COMPANIES]
    for party in parties:
        assert vat.is_valid(party.vat_number)
        assert vat.compact(party.vat_number) == party.vat_number
        assert party.vat_number.startswith(party.country)


def test_the_customers_differ_in_country_language_prices_and_terms() -> None:
    assert len({company.vat_number for company in COMPANIES}) >= 4
    assert {company.country for company in COMPANIES} == {"BE", "FR", "NL", "DE"}
    assert {company.language for company in COMPANIES} == {"fr", "nl", "de"}
    assert {company.price_list for company in COMPANIES} == SHOP.price_lists.keys()
    assert {company.payment_terms for company in COMPANIES} == SHOP.payment_terms.keys()


def test_two_branches_share_a_number_and_an_accountant_belongs_to_two_companies() -> None:
    numbers = Counter(company.vat_number for company in COMPANIES)
    assert max(numbers.values()) == 2
    accountants = [
        company.vat_number
        for company in COMPANIES
        for contact in company.contacts
        if contact.email == "accountant@fiduciaire.example"
    ]
    assert len(set(accountants)) == len(accountants) == 2
    assert any(contact.archived for company in COMPANIES for contact in company.contacts)


@each_company
def test_each_company_has_someone_to_ask_to_approve_and_to_administer(
    company: SampleCompany,
) -> None:
    active = [contact for contact in company.contacts if not contact.archived]
    assert {contact.role for contact in active} == set(Role)
    assert all(contact.limit is None for contact in active if contact.role is Role.APPROVER)


@each_company
def test_people_and_companies_are_visibly_samples(company: SampleCompany) -> None:
    assert "(sample)" in company.name
    for contact in company.contacts:
        assert contact.name.endswith("(sample)")
        assert contact.email.endswith(".example")


@each_company
def test_past_orders_could_have_been_placed(company: SampleCompany) -> None:
    assert 6 <= len(company.orders) <= 15
    for order in company.orders:
        skus = [sku for sku, _ in order.lines]
        assert len(set(skus)) == len(skus)
        for sku, quantity in order.lines:
            product = PRODUCTS[sku]
            assert quantity % product.pack_size == 0
            assert quantity >= product.minimum_quantity


@each_company
def test_the_last_order_can_be_repeated_and_has_coffee_and_gloves(company: SampleCompany) -> None:
    last = company.orders[0]
    assert 18 <= last.days_ago <= 22
    assert any(sku.startswith("COF-") for sku, _ in last.lines)
    assert any(sku.startswith("GLV-") for sku, _ in last.lines)
    for sku, quantity in last.lines:
        assert PRODUCTS[sku].status is ProductStatus.ORDERABLE
        assert PRODUCTS[sku].stock >= quantity


@each_company
def test_an_older_order_holds_something_that_is_no_longer_sold(company: SampleCompany) -> None:
    discontinued = [
        PRODUCTS[sku].status is ProductStatus.DISCONTINUED
        for order in company.orders
        if order.days_ago > 90
        for sku, _ in order.lines
    ]
    assert any(discontinued)
    assert max(order.days_ago for order in company.orders) <= 365
    assert any(245 <= order.days_ago <= 255 for order in company.orders)


@each_company
def test_what_is_unpaid_leaves_half_of_the_credit_free(company: SampleCompany) -> None:
    unpaid = sum((gross(company, o) for o in company.orders if not o.paid), Decimal(0))
    assert 0 < unpaid <= company.credit_limit / 2


def test_an_order_of_the_office_goes_to_the_approver_and_another_does_not() -> None:
    office = SHOP.companies["atelier-nord"]
    buyer = next(c for c in office.contacts if c.email.startswith("buyer@"))
    totals = [gross(office, order) for order in office.orders]
    assert buyer.limit is not None
    assert min(totals) < buyer.limit < max(totals)


def test_gold_gets_more_from_ten_units_on_and_hospitality_on_catering_only() -> None:
    gold, hospitality = SHOP.price_lists["Gold"], SHOP.price_lists["Hospitality"]
    assert gold.discount("paper", Decimal(9)) == 8
    assert gold.discount("paper", Decimal(10)) == 12
    assert hospitality.discount("beverages", Decimal(1)) == 10
    assert hospitality.discount("paper", Decimal(1)) == 0
    assert SHOP.price_lists["Standard"].discount("paper", Decimal(1)) == 0


@pytest.mark.parametrize(
    ("terms", "issued_on", "due_on"),
    [
        ("Net 30", date(2026, 1, 31), date(2026, 3, 2)),
        ("30 days end of month", date(2026, 1, 1), date(2026, 1, 31)),
        ("30 days end of month", date(2026, 1, 2), date(2026, 2, 28)),
        ("30 days end of month", date(2026, 11, 15), date(2026, 12, 31)),
    ],
)
def test_an_invoice_falls_due_when_its_terms_say(terms: str, issued_on: date, due_on: date) -> None:
    assert SHOP.payment_terms[terms].due_on(issued_on) == due_on


def test_each_policy_is_told_in_each_language() -> None:
    pages = {
        language: {page.name for page in (POLICIES / language).glob("*.md")}
        for language in LANGUAGES
    }
    assert pages["en"] == {
        "delivery.md",
        "minimum-order.md",
        "opening-hours.md",
        "payment-terms.md",
        "returns.md",
    }
    assert all(names == pages["en"] for names in pages.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["delivery.md", "minimum-order.md"])
def test_a_policy_names_the_freight_that_the_shop_charges(language: str, page: str) -> None:
    text = (POLICIES / language / page).read_text("utf-8").replace(",", ".")
    assert f"{SHOP.freight.amount} EUR" in text
    assert f"{SHOP.freight.free_from} EUR" in text
