"""Reads `shop.toml`: the merchant and its terms. Customers are read by `companies`."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from pathlib import Path

from shop_client.sample.companies import read_address, read_company
from shop_client.sample.records import (
    LANGUAGES,
    PriceRule,
    SampleFreight,
    SampleMerchant,
    SamplePaymentTerms,
    SamplePriceList,
    SampleShop,
    SupportHours,
)
from shop_client.sample.table import Table

SHOP_FILE = Path(__file__).with_name("shop.toml")


def load_shop(path: Path = SHOP_FILE) -> SampleShop:
    """The whole shop but its products.

    Raises:
        ValueError: something is wrong; the message names the file and the place in it.
    """
    root = Table.of_file(path)
    categories = root.keyed("categories", "key", _names)
    terms = root.keyed("payment_terms", "name", _payment_terms)
    price_lists = root.keyed("price_lists", "name", lambda table: _price_list(table, categories))
    return SampleShop(
        merchant=_merchant(root.table("merchant")),
        freight=_freight(root.table("freight")),
        categories=categories,
        payment_terms=terms,
        price_lists=price_lists,
        companies=root.keyed(
            "companies", "key", lambda table: read_company(table, price_lists, terms)
        ),
    )


def _names(table: Table) -> dict[str, str]:
    return {language: table.text(language) for language in LANGUAGES}


def _merchant(table: Table) -> SampleMerchant:
    return SampleMerchant(
        name=table.text("name"),
        country=table.text("country"),
        vat_number=table.text("vat_number"),
        currency=table.text("currency"),
        languages=table.texts("languages"),
        email=table.text("email"),
        support_email=table.text("support_email"),
        timezone=table.text("timezone"),
        address=read_address(table.table("address")),
        support_hours=tuple(_hours(hours) for hours in table.tables("support_hours")),
    )


def _hours(table: Table) -> SupportHours:
    return SupportHours(
        days=table.texts("days"), opens=_time(table, "opens"), closes=_time(table, "closes")
    )


def _time(table: Table, key: str) -> time:
    try:
        return time.fromisoformat(table.text(key))
    except ValueError:
        raise table.wrong(key, "is no time such as 08:30") from None


def _freight(table: Table) -> SampleFreight:
    return SampleFreight(
        sku=table.text("sku"),
        amount=table.amount("amount"),
        free_from=table.amount("free_from"),
        vat=table.amount("vat"),
        name=_names(table.table("names")),
    )


def _payment_terms(table: Table) -> SamplePaymentTerms:
    return SamplePaymentTerms(
        name=table.text("name"),
        days=table.whole("days"),
        end_of_month=table.flag("end_of_month", default=False),
    )


def _price_list(table: Table, categories: dict[str, dict[str, str]]) -> SamplePriceList:
    rules = []
    for rule in table.tables("rules"):
        category, discount = rule.optional_text("category"), rule.amount("discount")
        if category is not None and category not in categories:
            raise rule.wrong("category", f"{category!r} is no category")
        if discount >= Decimal(100):
            raise rule.wrong("discount", "leaves nothing to pay")
        rules.append(PriceRule(category, rule.whole("min_quantity", default=0), discount))
    return SamplePriceList(table.text("name"), tuple(rules))
