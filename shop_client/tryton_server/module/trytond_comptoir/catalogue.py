"""Products as plain data in every language of the shop, their changes, and what is in stock."""

import datetime as dt
from decimal import Decimal

from sql.conditionals import Case, Coalesce
from trytond.pool import Pool
from trytond.transaction import Transaction, inactive_records

from . import pictures, sales


def changes(cursor, limit):
    """One page of changed products, oldest change first.

    The cursor is the time of the last change read and the ids already read at that time, so that
    several changes within one tick of the database's clock are neither lost nor repeated.
    """
    since, seen = _parse(cursor)
    rows = _changed(since, seen, limit + 1)
    complete, rows = len(rows) <= limit, rows[:limit]
    with inactive_records():
        products = Pool().get("product.product").browse([product for product, _ in rows])
    goods = [p for p in products if p.code and p.type == "goods"]
    if rows:
        last = rows[-1][1]
        ids = {product for product, changed in rows if changed == last}
        if last == since:
            ids |= seen
        cursor = ";".join([last.isoformat(), *map(str, sorted(ids))])
    return {
        "products": as_dicts([p for p in goods if p.active and p.template.active]),
        "removed": [p.code for p in goods if not (p.active and p.template.active)],
        "cursor": cursor or "",
        "complete": complete,
    }


def _parse(cursor):
    if not cursor:
        return None, set()
    since, *ids = cursor.split(";")
    return dt.datetime.fromisoformat(since), set(map(int, ids))


def _changed(since, seen, limit):
    product = Pool().get("product.product").__table__()
    template = Pool().get("product.template").__table__()
    of_product = Coalesce(product.write_date, product.create_date)
    of_template = Coalesce(template.write_date, template.create_date)
    changed = Case((of_product > of_template, of_product), else_=of_template)
    query = product.join(template, condition=product.template == template.id).select(
        product.id, changed.as_("changed"), order_by=[changed, product.id], limit=limit
    )
    if since:
        at_since = changed == since
        if seen:
            at_since &= ~product.id.in_(sorted(seen))
        query.where = (changed > since) | at_since
    with Transaction().connection.cursor() as sql_cursor:
        sql_cursor.execute(*query)
        return [(row[0], _as_time(row[1])) for row in sql_cursor.fetchall()]


def _as_time(value):
    """An expression of SQLite has no type, so a time comes back as text."""
    return dt.datetime.fromisoformat(value) if isinstance(value, str) else value


def as_dicts(products):
    """Products with their texts in each translatable language."""
    texts = _texts([product.id for product in products])
    pictured = pictures.pictured(products)
    return [
        {
            "sku": product.code,
            "category": product.template.categories[0].name if product.template.categories else "",
            "unit": sales.unit_word(product.sale_uom or product.default_uom),
            "pack_size": product.template.pack_size,
            "minimum_quantity": product.template.minimum_quantity,
            "status": product.template.lifecycle if product.salable else "discontinued",
            "attributes": dict(
                line.split("=", 1)
                for line in (product.template.attributes_text or "").splitlines()
                if "=" in line
            ),
            "successor": product.successor.code if product.successor else None,
            "alternatives": [other.code for other in product.alternatives],
            "has_picture": product.id in pictured,
            **texts[product.id],
        }
        for product in products
    ]


def _texts(ids):
    product_model, lang_model = (Pool().get(n) for n in ("product.product", "ir.lang"))
    languages = [lang.code for lang in lang_model.search([("translatable", "=", True)])]
    texts = {i: {"names": {}, "descriptions": {}, "synonyms": {}} for i in ids}
    for language in languages:
        with Transaction().set_context(language=language), inactive_records():
            for product in product_model.browse(ids):
                entry = texts[product.id]
                entry["names"][language] = product.template.name
                entry["descriptions"][language] = product.description or ""
                entry["synonyms"][language] = (product.template.synonyms or "").splitlines()
    return texts


def available(products, company):
    """Units that can ship and are promised to nobody else, by product id.

    Everything already ordered is taken off, whenever it is to be delivered.
    """
    pool = Pool()
    sale_model, line_model = pool.get("sale.sale"), pool.get("sale.line")
    ids = [product.id for product in products]
    with Transaction().set_context(
        locations=[sale_model.default_warehouse()], stock_date_end=dt.date.max, stock_assign=True
    ):
        quantities = {p.id: p.forecast_quantity for p in pool.get("product.product").browse(ids)}
    pending = line_model.search(
        [
            ("sale.company", "=", company.id),
            ("sale.state", "in", ["quotation", "confirmed"]),
            ("product", "in", ids),
            ("quantity", ">", 0),
        ]
    )
    for line in pending:
        quantities[line.product.id] -= pool.get("product.uom").compute_qty(
            line.unit, line.quantity, line.product.default_uom, round=False
        )
    return {product: Decimal(str(quantity)) for product, quantity in quantities.items()}
