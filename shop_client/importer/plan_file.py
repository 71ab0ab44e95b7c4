"""The plan as a file of JSON lines, which the half inside the shop reads.

The first line names the import and counts its orders. Then come products, customers, and orders
from the oldest on; amounts and quantities are texts, days ISO 8601.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from shop_client.importer.countries import business_language, country_name
from shop_client.importer.plan import Plan


def write_plan(plan: Plan, path: Path) -> None:
    """Writes the plan; the file gets its name only when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".new")
    with unfinished.open("w", encoding="utf-8") as file:
        for record in _records(plan):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    unfinished.replace(path)


def _records(plan: Plan) -> Iterator[dict[str, object]]:
    yield {"import": plan.name, "orders": len(plan.orders)}
    for product in plan.products:
        yield {
            "kind": "product",
            "sku": product.sku,
            "name": product.name,
            "price": _exact(product.price),
        }
    for company in plan.companies:
        yield {
            "kind": "customer",
            "customer": company.key,
            "name": company.name,
            "country": company.country,
            "country_name": country_name(company.country) if company.country else "",
            "language": business_language(company.country),
            "vat_number": company.vat_number,
            "contacts": [
                {
                    "name": contact.name,
                    "email": contact.email,
                    "role": contact.role,
                    "limit": None if contact.limit is None else _exact(contact.limit),
                }
                for contact in company.contacts
            ],
        }
    for order in plan.orders:
        yield {
            "kind": "order",
            "client_reference": order.reference,
            "number": order.number,
            "customer": order.company,
            "date": order.day.isoformat(),
            "lines": [
                [line.sku, _exact(line.quantity), _exact(line.unit_price)] for line in order.lines
            ],
        }


def _exact(number: Decimal) -> str:
    return f"{number:f}"
