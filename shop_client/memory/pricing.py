"""From lines to a quotation: price rules, charges, taxes, dates. Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from shop_client.errors import NotOrderable, ShopRefused, UnknownSku
from shop_client.memory.data import Account, Article, Freight, ShopData
from shop_client.model import (
    Charge,
    ChargeKind,
    OrderDraft,
    Price,
    PricedLine,
    ProductStatus,
    Quotation,
    TaxAmount,
    Totals,
    text_in,
)
from shop_client.money import Money, total

# Unit prices carry four decimals, as most engines keep them; only line totals are rounded to coins.
_UNIT_PRICE = Decimal("0.0001")
_INTRA_COMMUNITY = "VAT exempt: intra-Community supply, Art. 138 Directive 2006/112/EC"

# (rate, legal note) -> taxable amounts
_Bases = dict[tuple[Decimal, str], list[Money]]


def article_of(data: Mapping[str, Article], sku: str) -> Article:
    """The article with this SKU. Raises UnknownSku."""
    try:
        return data[sku]
    except KeyError:
        raise UnknownSku(sku) from None


def price(account: Account, article: Article, quantity: Decimal) -> Price:
    """One unit's price for this customer when it takes `quantity`."""
    currency = account.company.currency
    discount = account.discount(article.product.category, quantity)
    unit_price = article.list_price * (100 - discount) / 100
    return Price(
        sku=article.product.sku,
        quantity=quantity,
        unit_price=Money(unit_price.quantize(_UNIT_PRICE, ROUND_HALF_UP), currency),
        list_price=Money(article.list_price, currency),
    )


def _tax(data: ShopData, account: Account, rate: Decimal) -> tuple[Decimal, str]:
    if account.company.country == data.info.country:
        return rate, ""
    return Decimal(0), _INTRA_COMMUNITY


def _freight(freight: Freight, goods: Money, language: str) -> Charge | None:
    if freight.free_from is not None and goods.amount >= freight.free_from:
        return None
    return Charge(
        kind=ChargeKind.FREIGHT,
        name=text_in(freight.name, language),
        net=Money(freight.net, goods.currency),
    )


def _taxes(bases: _Bases, currency: str) -> tuple[TaxAmount, ...]:
    taxes = []
    for (rate, note), amounts in sorted(bases.items(), reverse=True):
        base = total(amounts, currency)
        taxes.append(
            TaxAmount(
                name=f"VAT {rate} %",
                rate=rate,
                base=base,
                amount=(base * (rate / 100)).rounded(),
                legal_note=note,
            )
        )
    return tuple(taxes)


def after_working_days(start: date, days: int) -> date:
    """The working day (Monday to Friday) `days` working days after `start`."""
    result = start
    while result.weekday() >= 5:
        result += timedelta(days=1)
    while days > 0:
        result += timedelta(days=1)
        if result.weekday() < 5:
            days -= 1
    return result


def shortages(lines: Sequence[PricedLine], stock: Mapping[str, Decimal]) -> tuple[str, ...]:
    """The SKUs of which more is wanted than there is, all lines taken together."""
    wanted: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        wanted[line.sku] += line.quantity
    return tuple(sku for sku, quantity in wanted.items() if quantity > stock[sku])


def _promised(data: ShopData, draft: OrderDraft, short: Sequence[str], today: date) -> date | None:
    """When everything can ship: today, or once what is short has come in."""
    days = 0
    for sku in short:
        lead_time = data.articles[sku].lead_time_days
        if lead_time is None:
            return None
        days = max(days, lead_time)
    earliest = after_working_days(today, days)
    return max(earliest, draft.delivery_date) if draft.delivery_date else earliest


def due_date(account: Account, invoiced_on: date) -> date:
    """When an invoice of that day is to be paid."""
    if account.due_on:
        return account.due_on(invoiced_on)
    return invoiced_on + timedelta(days=account.company.payment_terms.days)


def _line(account: Account, article: Article, quantity: Decimal, language: str) -> PricedLine:
    product = article.product
    unit_price = price(account, article, quantity).unit_price
    return PricedLine(
        sku=product.sku,
        name=text_in(product.name, language),
        quantity=quantity,
        unit=product.unit,
        unit_price=unit_price,
        net=(unit_price * quantity).rounded(),
    )


def check_orderable(data: ShopData, account: Account, draft: OrderDraft) -> None:
    """Raises UnknownSku or NotOrderable for the first line that can't be ordered today.

    Raises ShopRefused when the goods are to go to an address that is not the company's.
    """
    address = draft.delivery_address_id
    if address is not None and address not in {own.id for own in account.company.addresses}:
        raise ShopRefused("unknown_address")
    for line in draft.lines:
        article = article_of(data.articles, line.sku)
        if article.product.status is not ProductStatus.ORDERABLE:
            raise NotOrderable(line.sku)


def quotation(
    data: ShopData,
    account: Account,
    draft: OrderDraft,
    *,
    stock: Mapping[str, Decimal],
    language: str,
    today: date,
) -> Quotation:
    """Prices a draft, whether or not it can be ordered today. Raises UnknownSku."""
    currency = account.company.currency
    lines: list[PricedLine] = []
    bases: _Bases = defaultdict(list)
    eco: dict[Decimal, Money] = {}
    nothing = Money(Decimal(0), currency)
    for wanted in draft.lines:
        article = article_of(data.articles, wanted.sku)
        line = _line(account, article, wanted.quantity, language)
        lines.append(line)
        bases[_tax(data, account, article.vat_rate)].append(line.net)
        if article.eco_contribution:
            contribution = Money(article.eco_contribution * wanted.quantity, currency)
            eco[article.vat_rate] = eco.get(article.vat_rate, nothing) + contribution
    goods = total((line.net for line in lines), currency)
    charges = []
    for rate, amount in eco.items():
        name = text_in(data.eco_name, language)
        charges.append(Charge(ChargeKind.ECO_CONTRIBUTION, name, amount.rounded()))
        bases[_tax(data, account, rate)].append(amount.rounded())
    if data.freight and (charge := _freight(data.freight, goods, language)):
        charges.append(charge)
        bases[_tax(data, account, data.freight.vat_rate)].append(charge.net)
    taxes = _taxes(bases, currency)
    net = goods + total((charge.net for charge in charges), currency)
    tax = total((amount.amount for amount in taxes), currency)
    terms = account.company.payment_terms
    return Quotation(
        lines=tuple(lines),
        charges=tuple(charges),
        taxes=taxes,
        totals=Totals(net=net, tax=tax, gross=net + tax),
        payment_terms=terms,
        due_date=due_date(account, today),
        promised_date=_promised(data, draft, shortages(lines, stock), today),
    )
