"""Reads the customers of `shop.toml`, with their addresses, contacts and past orders."""

from __future__ import annotations

import re
from collections.abc import Container

from shop_client.model import Role
from shop_client.sample.records import (
    SampleAddress,
    SampleCompany,
    SampleContact,
    SampleOrder,
)
from shop_client.sample.table import Table


def read_company(
    table: Table, price_lists: Container[str], payment_terms: Container[str]
) -> SampleCompany:
    """One customer; its price list and payment terms must be among the given names."""
    price_list, terms = table.text("price_list"), table.text("payment_terms")
    if price_list not in price_lists:
        raise table.wrong("price_list", f"{price_list!r} is no price list")
    if terms not in payment_terms:
        raise table.wrong("payment_terms", f"{terms!r} are no payment terms")
    pattern = table.optional_text("po_pattern")
    if pattern is not None:
        try:
            re.compile(pattern)
        except re.error as error:
            raise table.wrong("po_pattern", str(error)) from error
    return SampleCompany(
        key=table.text("key"),
        name=table.text("name"),
        vat_number=table.text("vat_number"),
        country=table.text("country"),
        language=table.text("language"),
        price_list=price_list,
        payment_terms=terms,
        credit_limit=table.amount("credit_limit"),
        po_required=table.flag("po_required", default=False),
        po_pattern=pattern,
        addresses=_addresses(table),
        contacts=tuple(table.keyed("contacts", "email", _contact).values()),
        orders=_orders(table, pattern),
    )


def read_address(table: Table) -> SampleAddress:
    """An address; its key is empty for the merchant's only one."""
    return SampleAddress(
        key=table.optional_text("key") or "",
        name=table.text("name"),
        street=table.text("street"),
        postal_code=table.text("postal_code"),
        city=table.text("city"),
        country=table.text("country"),
        invoice=table.flag("invoice", default=False),
        delivery=table.flag("delivery", default=False),
    )


def _addresses(table: Table) -> tuple[SampleAddress, ...]:
    addresses = tuple(table.keyed("addresses", "key", read_address).values())
    if sum(address.invoice for address in addresses) != 1:
        raise table.wrong("addresses", "exactly one receives the invoices")
    if not any(address.delivery for address in addresses):
        raise table.wrong("addresses", "none receives deliveries")
    return addresses


def _contact(table: Table) -> SampleContact:
    role, email = table.one_of("role", Role), table.text("email")
    limit = table.amount("limit") if "limit" in table else None
    if role is Role.REQUESTER and limit is None:
        raise table.wrong("limit", "is missing, and a requester carries one")
    if email != email.lower() or email.count("@") != 1:
        raise table.wrong("email", f"{email!r} is no lower-case e-mail address")
    return SampleContact(
        name=table.text("name"),
        email=email,
        role=role,
        limit=limit,
        language=table.text("language"),
        archived=table.flag("archived", default=False),
    )


def _orders(table: Table, po_pattern: str | None) -> tuple[SampleOrder, ...]:
    orders: list[SampleOrder] = []
    for entry in table.tables("orders"):
        days_ago, po = entry.whole("days_ago", least=1), entry.optional_text("po")
        if orders and days_ago <= orders[-1].days_ago:
            raise entry.wrong("days_ago", "the latest order comes first")
        if po is None and table.flag("po_required", default=False):
            raise entry.wrong("po", "is missing, and this company requires one")
        if po is not None and po_pattern is not None and not re.fullmatch(po_pattern, po):
            raise entry.wrong("po", f"{po!r} does not match {po_pattern}")
        if po is not None and any(po == order.po for order in orders):
            raise entry.wrong("po", f"{po!r} stands twice")
        orders.append(
            SampleOrder(days_ago, po, entry.flag("paid", default=True), entry.pairs("lines"))
        )
    return tuple(orders)
