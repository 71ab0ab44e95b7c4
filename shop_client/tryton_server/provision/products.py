"""Products of the sample shop, their price lists, and their stock."""

import csv
from decimal import Decimal

from trytond.pool import Pool
from trytond.transaction import Transaction, inactive_records

from provision import bulk
from provision.merchant import account
from provision.translations import LANGUAGES, translate

UNIT_NAMES = {
    "bag": {"fr": "sac", "de": "Beutel", "nl": "zak"},
    "bottle": {"fr": "bouteille", "de": "Flasche", "nl": "fles"},
    "box": {"fr": "boîte", "de": "Schachtel", "nl": "doos"},
    "can": {"fr": "bidon", "de": "Kanister", "nl": "bus"},
    "carton": {"fr": "carton", "de": "Karton", "nl": "karton"},
    "pack": {"fr": "paquet", "de": "Packung", "nl": "pak"},
    "ream": {"fr": "rame", "de": "Ries", "nl": "riem"},
    "roll": {"fr": "rouleau", "de": "Rolle", "nl": "rol"},
    "unit": {"fr": "pièce", "de": "Stück", "nl": "stuk"},
}
ECO_NAMES = {
    "en": "Eco-contribution",
    "fr": "Éco-contribution",
    "de": "Umweltbeitrag",
    "nl": "Milieubijdrage",
}


def read(path):
    """Rows of products.csv as dictionaries."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def texts(row, field):
    """One field of a row in every language."""
    return {language: row[f"{field}_{language}"] for language in ("en", *LANGUAGES)}


def ensure_units(names):
    """Ids of units by name. Each is a category of its own: a box is not worth a number of rolls."""
    pool = Pool()
    category_model, unit_model = pool.get("product.uom.category"), pool.get("product.uom")
    units = {unit.name: unit.id for unit in unit_model.search([("name", "in", list(names))])}
    missing = sorted(set(names) - set(units))
    categories = category_model.create([{"name": name} for name in missing])
    created = unit_model.create(
        [
            {
                "name": name,
                "symbol": name,
                "category": category.id,
                "rate": 1.0,
                "factor": 1.0,
                "rounding": 1.0,
                "digits": 0,
            }
            for name, category in zip(missing, categories, strict=True)
        ]
    )
    ids = [unit.id for unit in created]
    for field in ("name", "symbol"):
        translate("product.uom", field, ids, [UNIT_NAMES.get(name, {}) for name in missing])
    return units | dict(zip(missing, ids, strict=True))


def create_account_categories(taxes):
    """One accounting category for each VAT rate: {rate: id}."""
    revenue, expense = account("revenue").id, account("expense").id
    created = (
        Pool()
        .get("product.category")
        .create(
            [
                {
                    "name": f"VAT {rate} %",
                    "accounting": True,
                    "account_revenue": revenue,
                    "account_expense": expense,
                    "customer_taxes": [("add", [tax])],
                }
                for rate, tax in taxes.items()
            ]
        )
    )
    return {rate: category.id for rate, category in zip(taxes, created, strict=True)}


def create_categories(categories):
    """The shop's own categories: {key: id}."""
    created = Pool().get("product.category").create([{"name": c["en"]} for c in categories])
    translate("product.category", "name", [c.id for c in created], categories)
    return {c["key"]: record.id for c, record in zip(categories, created, strict=True)}


def create_services(freight, account_categories):
    """The services that freight and eco-contributions are charged as."""
    pool = Pool()
    unit = ensure_units(["unit"])["unit"]
    names = [freight["names"], ECO_NAMES]
    templates = pool.get("product.template").create(
        [
            {
                "name": name["en"],
                "type": "service",
                "salable": True,
                "default_uom": unit,
                "sale_uom": unit,
                "list_price": price,
                "cost_price_method": "fixed",
                "account_category": account_categories[rate],
                "products": [("create", [{"suffix_code": code}])],
            }
            for name, code, price, rate in (
                (names[0], freight["sku"], freight["amount"], freight["vat"]),
                (names[1], "ECO", Decimal(0), freight["vat"]),
            )
        ]
    )
    translate("product.template", "name", [t.id for t in templates], names)
    configuration = pool.get("sale.configuration")(1)
    configuration.freight_product = templates[0].products[0]
    configuration.freight_amount = freight["amount"]
    configuration.freight_free_from = freight.get("free_from")
    configuration.eco_product = templates[1].products[0]
    configuration.save()


def create_products(rows, categories, account_categories):
    """All products, orderable for now so that past orders can hold them."""
    units = ensure_units({row["unit"] for row in rows})
    templates = bulk.create(
        "product.template",
        [
            {
                "name": row["name_en"],
                "type": "goods",
                "salable": True,
                "default_uom": units[row["unit"]],
                "sale_uom": units[row["unit"]],
                "list_price": Decimal(row["price"]),
                "cost_price_method": "fixed",
                "account_category": account_categories[int(row["vat"])],
                "categories": [("add", [categories[row["category"]]])],
                "pack_size": Decimal(row["pack_size"]),
                "minimum_quantity": Decimal(row["minimum_quantity"]),
                "eco_contribution": Decimal(row["eco"] or 0) or None,
                "lead_time_days": int(row["lead_time_days"]) if row["lead_time_days"] else None,
                "synonyms": row["synonyms_en"].replace(";", "\n"),
                "attributes_text": row["attributes"].replace(";", "\n"),
                "products": [
                    (
                        "create",
                        [
                            {
                                "suffix_code": row["sku"],
                                "description": row["description_en"],
                                "cost_price": Decimal(row["cost"]),
                            }
                        ],
                    )
                ],
            }
            for row in rows
        ],
    )
    template_ids = [template.id for template in templates]
    products = [template.products[0] for template in templates]
    translate("product.template", "name", template_ids, [texts(row, "name") for row in rows])
    synonyms = [
        {k: v.replace(";", "\n") for k, v in texts(row, "synonyms").items()} for row in rows
    ]
    translate("product.template", "synonyms", template_ids, synonyms)
    descriptions = [texts(row, "description") for row in rows]
    translate("product.product", "description", [p.id for p in products], descriptions)


def attach_pictures(rows, folder):
    """Pictures of those products that have one, as a merchant attaches them."""
    products = by_sku()
    bulk.create(
        "ir.attachment",
        [
            {
                "name": f"{row['sku']}.png",
                "resource": str(products[row["sku"]].template),
                "data": (folder / f"{row['picture']}.png").read_bytes(),
            }
            for row in rows
            if row["picture"]
        ],
    )


def by_sku():
    """Every product by its SKU, inactive ones included."""
    with inactive_records():
        found = Pool().get("product.product").search([("code", "!=", None)])
    return {product.code: product for product in found}


def set_life_cycle(rows):
    """What is discontinued or planned, and what replaces what."""
    pool = Pool()
    template_model, product_model = pool.get("product.template"), pool.get("product.product")
    products = by_sku()
    for status in ("planned", "discontinued"):
        of_status = [products[r["sku"]].template for r in rows if r["status"] == status]
        template_model.write(of_status, {"lifecycle": status, "salable": False})
    for row in rows:
        alternatives = [products[sku].id for sku in row["alternatives"].split()]
        if row["successor"] or alternatives:
            product_model.write(
                [products[row["sku"]]],
                {
                    "successor": products[row["successor"]].id if row["successor"] else None,
                    "alternatives": [("add", alternatives)],
                },
            )


def create_price_lists(lists, categories):
    """Ids of price lists by name. The first rule that matches gives the discount."""
    company_id = Transaction().context["company"]

    def lines(rules):
        for rule in rules:
            factor = 1 - Decimal(str(rule["discount"])) / 100
            category = categories[rule["category"]] if rule.get("category") else None
            yield {
                "category": category,
                "quantity": float(rule["min_quantity"]) if rule.get("min_quantity") else None,
                "formula": f"unit_price * {factor}",
            }
        yield {"formula": "unit_price"}

    created = (
        Pool()
        .get("product.price_list")
        .create(
            [
                {
                    "name": price_list["name"],
                    "company": company_id,
                    "price": "list_price",
                    "lines": [("create", list(lines(price_list.get("rules", []))))],
                }
                for price_list in lists
            ]
        )
    )
    configuration = Pool().get("sale.configuration")(1)
    configuration.sale_price_list = created[0]
    configuration.save()
    return {price_list.name: price_list.id for price_list in created}


def take_stock(quantities):
    """An inventory of today: {sku: quantity}."""
    pool = Pool()
    inventory_model = pool.get("stock.inventory")
    products = by_sku()
    (storage,) = pool.get("stock.location").search([("code", "=", "STO")])
    (inventory,) = inventory_model.create(
        [
            {
                "location": storage.id,
                "company": Transaction().context["company"],
                "empty_quantity": "empty",
                "lines": [
                    (
                        "create",
                        [
                            {"product": products[sku].id, "quantity": quantity}
                            for sku, quantity in quantities.items()
                        ],
                    )
                ],
            }
        ]
    )
    inventory_model.complete_lines([inventory])
    inventory_model.confirm([inventory])
