"""Past trade of another system: its products, its customers, its orders with their invoices."""

import datetime as dt
from decimal import Decimal

from trytond.pool import Pool
from trytond.transaction import inactive_records

from provision import bulk, companies, history, merchant, products
from provision.countries import country

CATEGORY = "Imported"
VAT_RATE = Decimal("0.21")


def load_products(entries, stock, lead_time_days):
    """Products that the shop has not, with a first stock; returns how many."""
    known = products.by_sku()
    missing = [entry for entry in entries if entry["sku"] not in known]
    if not missing:
        return 0
    pool = Pool()
    unit = products.ensure_units(["unit"])["unit"]
    accounting = pool.get("product.category").search(
        [("accounting", "=", True), ("customer_taxes.rate", "=", VAT_RATE)], limit=1
    )[0]
    category_model = pool.get("product.category")
    found = category_model.search([("name", "=", CATEGORY)], limit=1)
    category = found[0] if found else category_model.create([{"name": CATEGORY}])[0]
    bulk.create(
        "product.template",
        [
            {
                "name": entry["name"],
                "type": "goods",
                "salable": True,
                "default_uom": unit,
                "sale_uom": unit,
                "list_price": Decimal(entry["price"]),
                "cost_price_method": "fixed",
                "account_category": accounting.id,
                "categories": [("add", [category.id])],
                "pack_size": Decimal(1),
                "minimum_quantity": Decimal(1),
                "lead_time_days": lead_time_days,
                "products": [("create", [{"suffix_code": entry["sku"], "cost_price": Decimal(0)}])],
            }
            for entry in missing
        ],
    )
    products.take_stock({entry["sku"]: stock for entry in missing})
    return len(missing)


def load_customers(source, entries, terms_name):
    """Customers that the shop has not, by their number in the source; returns how many."""
    known = _parties(source)
    missing = [entry for entry in entries if _code(source, entry["customer"]) not in known]
    if not missing:
        return 0
    pool = Pool()
    terms = pool.get("account.invoice.payment_term").search([("name", "=", terms_name)])[0]
    home = pool.get("stock.location").search([("type", "=", "warehouse")])[0].address.country.code
    rules = dict(
        zip(
            ("eu", "other"),
            [rule.id for rule in pool.get("account.tax.rule").search([], order=[("id", "ASC")])],
            strict=True,
        )
    )
    values = []
    for entry in missing:
        code = entry["country"]
        if code:
            country(code, entry["country_name"])
        place = {
            "name": entry["name"],
            "street": f"Imported address {entry['customer']}",
            "city": entry["country_name"],
            "country": code or home,
        }
        values.append(
            {
                **entry,
                "code": _code(source, entry["customer"]),
                "country": code or home,
                "payment_terms": terms_name,
                "addresses": [{**place, "invoice": True, "delivery": True}],
            }
        )
    companies.create(values, {}, {terms_name: terms.id}, rules, home)
    return len(missing)


def open_years(years):
    """Fiscal years for all dates of the orders, and for those in between."""
    if years:
        merchant.ensure_fiscal_years(range(years[0], years[-1] + 1))


def not_present(entries):
    """The orders whose client reference the shop has not."""
    found = (
        Pool()
        .get("sale.sale")
        .search([("client_reference", "in", [e["client_reference"] for e in entries])])
    )
    present = {sale.client_reference for sale in found}
    return [entry for entry in entries if entry["client_reference"] not in present]


def batches(entries, lines):
    """Slices of orders with about so many lines."""
    batch, count = [], 0
    for entry in entries:
        batch.append(entry)
        count += len(entry["lines"])
        if count >= lines:
            yield batch
            batch, count = [], 0
    if batch:
        yield batch


def load_orders(source, entries):
    """Confirmed sales with posted invoices, under the numbers they had."""
    parties, by_sku = _parties(source), products.by_sku()
    history.record(
        [
            history.PastOrder(
                party=parties[_code(source, entry["customer"])],
                date=dt.date.fromisoformat(entry["date"]),
                client_reference=entry["client_reference"],
                number=entry["number"],
                lines=[
                    (by_sku[sku], Decimal(quantity), Decimal(price))
                    for sku, quantity, price in entry["lines"]
                ],
                charges=False,
            )
            for entry in entries
        ]
    )


def _code(source, customer):
    return f"{source}:{customer}"


def _parties(source):
    with inactive_records():
        found = Pool().get("party.party").search([("code", "like", f"{source}:%")])
    return {party.code: party for party in found}
