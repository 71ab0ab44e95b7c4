"""Loads a plan of past trade: `python load.py --data DIR --plan FILE`, with the shop's Python.

Prints `PROGRESS n/m text` and at the end `LOADED {...}`. Each batch of orders is one transaction;
an order whose client reference the shop has is passed over, so that running it again continues.
"""

import argparse
import datetime as dt
import json
import sys
from pathlib import Path

from server import DATABASE, without_assertions, write_configuration

LINES_IN_A_BATCH = 300
PAYMENT_TERMS = "Net 30"
STOCK = 1000.0
LEAD_TIME_DAYS = 5


def main(argv=None):
    """Loads a plan into the shop under `--data`."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--plan", type=Path, required=True)
    arguments = parser.parse_args(argv)
    data = arguments.data.resolve()
    if not (data / f"{DATABASE}.sqlite").exists():
        print(f"There is no shop in {data}: run setup.py first.", file=sys.stderr)
        return 1
    with open(arguments.plan, encoding="utf-8") as file:
        head, *entries = map(json.loads, file)
    open_database(data)
    print("LOADED " + json.dumps(load(head, entries)), flush=True)
    return 0


def open_database(data):
    """Loads Tryton's registry for the shop's database."""
    from trytond import config

    # One that was copied with the shop would lead into the shop it was copied from.
    config.update_etc(str(write_configuration(data)))
    from trytond.pool import Pool

    Pool.start()
    Pool(DATABASE).init()


def load(head, entries):
    """Loads all entries; returns how many of each are new."""
    from provision import imports
    from provision.bulk import run

    products = [entry for entry in entries if entry["kind"] == "product"]
    customers = [entry for entry in entries if entry["kind"] == "customer"]
    orders = [entry for entry in entries if entry["kind"] == "order"]
    total = len(orders)

    def progress(done, text):
        print(f"PROGRESS {done}/{total} {text}", flush=True)

    progress(0, f"{len(products)} products")
    new_products = run(DATABASE, lambda: imports.load_products(products, STOCK, LEAD_TIME_DAYS))
    progress(0, f"{len(customers)} customers")
    new_customers = run(
        DATABASE, lambda: imports.load_customers(head["import"], customers, PAYMENT_TERMS)
    )
    years = sorted({dt.date.fromisoformat(order["date"]).year for order in orders})
    run(DATABASE, lambda: imports.open_years(years))
    missing = run(DATABASE, lambda: imports.not_present(orders))
    done = present = total - len(missing)
    for batch in imports.batches(missing, LINES_IN_A_BATCH):
        progress(done, "orders and invoices")
        run(DATABASE, lambda batch=batch: imports.load_orders(head["import"], batch))
        done += len(batch)
    progress(done, "done")
    return {
        "products": new_products,
        "customers": new_customers,
        "orders": len(missing),
        "orders_present": present,
    }


if __name__ == "__main__":
    without_assertions()
    sys.exit(main())
