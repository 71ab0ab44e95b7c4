"""Builds the sale that a draft order comes to: one way for showing its price and for placing it.

A draft is a dictionary: `company_id`, `lines` ([{"sku", "quantity"}]), and optionally
`client_reference`, `po_number`, `delivery_address_id`, `delivery_date`, `note`.
"""

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from trytond.modules.product import round_price
from trytond.pool import Pool


class Refused(Exception):  # noqa: N818
    """The draft can't become a sale; `problems` is a list of {"problem", "sku"}."""

    def __init__(self, problems):
        super().__init__(problems)
        self.problems = problems


def products_by_sku(skus):
    """Active products by their code. Codes are compared whole, case included."""
    product_model = Pool().get("product.product")
    found = product_model.search([("code", "in", list(set(skus)))])
    return {product.code: product for product in found}


def new_sale(party, company):
    """An unsaved sale to `party` with its addresses, terms and price list."""
    sale_model = Pool().get("sale.sale")
    sale = sale_model(
        company=company,
        currency=company.currency,
        warehouse=sale_model.default_warehouse(),
        state="draft",
        sale_date=None,
        shipping_date=None,
        invoice_party=None,
        shipment_party=None,
    )
    sale.on_change_company()
    sale.party = party
    sale.on_change_party()
    return sale


def goods_line(sale, product, quantity):
    """A line with the unit price and the taxes that Tryton gives it."""
    line = Pool().get("sale.line")(
        type="line",
        sale=sale,
        product=product,
        unit=product.sale_uom,
        quantity=float(quantity),
        charge=None,
    )
    line.on_change_product()
    return line


def build(draft, party, company):
    """The unsaved sale for a draft, its charges included as lines. Raises Refused."""
    sale = new_sale(party, company)
    sale.client_reference = draft.get("client_reference") or None
    sale.reference = draft.get("po_number") or None
    sale.comment = draft.get("note") or None
    if draft.get("delivery_address_id"):
        sale.shipment_address = _own_address(party, draft["delivery_address_id"])
    if draft.get("delivery_date"):
        sale.shipping_date = max(draft["delivery_date"], _today())
    lines = _goods(sale, draft["lines"])
    lines.extend(_eco_contributions(sale, lines))
    lines.extend(_freight(sale, lines))
    for sequence, line in enumerate(lines, 1):
        line.sequence = sequence
    sale.lines = lines
    return sale


def _today():
    return Pool().get("ir.date").today()


def _own_address(party, address_id):
    address = next((a for a in party.addresses if a.id == int(address_id)), None)
    if address is None:
        raise Refused([{"problem": "unknown_address", "sku": None}])
    return address


def _goods(sale, wanted):
    products = products_by_sku([item["sku"] for item in wanted])
    problems = []
    for item in wanted:
        product = products.get(item["sku"])
        if product is None:
            problems.append({"problem": "unknown", "sku": item["sku"]})
        elif not product.salable or product.template.lifecycle != "orderable":
            problems.append({"problem": "not_orderable", "sku": item["sku"]})
    if problems:
        raise Refused(problems)
    return [goods_line(sale, products[item["sku"]], item["quantity"]) for item in wanted]


def _charge_line(sale, kind, product, amount):
    line = goods_line(sale, product, 1)
    line.charge = kind
    line.unit_price = round_price(amount)
    line.amount = line.on_change_with_amount()
    return line


def _eco_contributions(sale, goods):
    """One line for each set of taxes, since a contribution is taxed as the product it is for."""
    product = Pool().get("sale.configuration")(1).eco_product
    amounts = defaultdict(Decimal)
    for line in goods:
        unit = line.product.template.eco_contribution
        if product and unit:
            amounts[tuple(sorted(tax.id for tax in line.taxes))] += unit * Decimal(
                str(line.quantity)
            )
    for taxes, amount in amounts.items():
        line = _charge_line(sale, "eco_contribution", product, sale.currency.round(amount))
        line.taxes = list(taxes)
        yield line


def _freight(sale, lines):
    configuration = Pool().get("sale.configuration")(1)
    goods = sum((line.amount for line in lines if not line.charge), Decimal(0))
    free_from = configuration.freight_free_from
    if not configuration.freight_product or not configuration.freight_amount or not goods:
        return
    if free_from is not None and goods >= free_from:
        return
    yield _charge_line(sale, "freight", configuration.freight_product, configuration.freight_amount)


def promised_date(lines, available):
    """When all of it can ship: today, or after the replenishment of what is short.

    Args:
        lines: the goods of a sale.
        available: quantity in stock by product id.

    Returns:
        A working day, or None when the replenishment time of a short product is unknown.
    """
    days = 0
    for line in lines:
        if line.quantity > available.get(line.product.id, 0):
            lead_time = line.product.template.lead_time_days
            if lead_time is None:
                return None
            days = max(days, lead_time)
    return add_working_days(_today(), days)


def add_working_days(day, count):
    """The working day `count` working days after `day` (Monday to Friday, holidays ignored)."""
    while day.weekday() >= 5:
        day += dt.timedelta(1)
    while count > 0:
        day += dt.timedelta(1)
        if day.weekday() < 5:
            count -= 1
    return day
