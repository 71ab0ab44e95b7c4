"""Makes the default shop: `python setup.py --data DIR [--sample DIR]`, with the shop's Python.

Prints `PROGRESS n/m text` for each step. A complete database is left alone (its module is brought
up to date); a half-made one, left by a crash, is made again: it gets its name only when complete.
"""

import argparse
import datetime as dt
import hashlib
import json
import os
import secrets
import sqlite3
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

from server import DATABASE, without_assertions, write_configuration

HERE = Path(__file__).resolve().parent
API_LOGIN = "comptoir"
BUILDING = f"{DATABASE}_building"
LANGUAGES = ("en", "fr", "de", "nl")
STEPS = 8


def progress(step, text):
    """One line that the caller shows to a person."""
    print(f"PROGRESS {step}/{STEPS} {text}", flush=True)


def main(argv=None):
    """Makes or updates the shop under `--data`."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="where the shop keeps its files")
    parser.add_argument("--sample", type=Path, default=HERE.parent / "sample")
    parser.add_argument(
        "--first-year", type=int, default=2024, help="the oldest fiscal year that is opened"
    )
    arguments = parser.parse_args(argv)
    data = arguments.data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    if not (data / f"{DATABASE}.sqlite").exists():
        build(data, arguments.sample.resolve(), arguments.first_year)
    elif stamp(data).read_text() != module_digest():
        progress(0, "Bringing the shop's database up to date")
        update(data)
    progress(STEPS, "The shop is ready")
    return 0


def stamp(data):
    """The file that says which module the database was made or updated with."""
    path = data / "module.sha256"
    path.touch()
    return path


def module_digest():
    """Tells one version of our module's files from another."""
    digest = hashlib.sha256()
    for path in sorted((HERE / "module" / "trytond_comptoir").rglob("*")):
        if path.suffix in {".py", ".xml", ".cfg"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def update(data):
    """Adds what our module has got since the database was made. The server must not run."""
    open_registry(data, DATABASE, update=["comptoir"])
    stamp(data).write_text(module_digest())


def open_registry(data, database, **options):
    """Tryton's registry of a database of this directory."""
    from trytond import config

    config.update_etc(str(write_configuration(data)))
    from trytond.pool import Pool

    Pool.start()
    pool = Pool(database)
    pool.init(**options)
    return pool


def build(data, sample, first_year):
    """Makes the database beside its final place and moves it there when it is complete."""
    for leftover in data.glob(f"{BUILDING}.sqlite*"):
        leftover.unlink()
    credentials = {
        "database": DATABASE,
        "user": API_LOGIN,
        "password": secrets.token_urlsafe(24),
        "administrator_password": secrets.token_urlsafe(24),
    }
    progress(0, "Creating the shop's database")
    create_database(data, credentials["administrator_password"])
    fill(sample, first_year, credentials["password"])
    write_secret(data / "credentials.json", credentials)
    stamp(data).write_text(module_digest())
    finish(data)


def create_database(data, administrator_password):
    """An empty Tryton database with our module activated."""
    from trytond import __series__, backend, config

    config.update_etc(str(write_configuration(data)))
    from provision.bulk import run

    (data / f"{BUILDING}.sqlite").touch(mode=0o600)
    database = backend.Database(BUILDING)
    database.connect()
    database.init()
    pool = open_registry(
        data, BUILDING, update=["comptoir"], lang=["en"], activatedeps=True, indexes=True
    )

    def configure():
        languages = pool.get("ir.lang").search([("code", "in", LANGUAGES)])
        pool.get("ir.lang").write(languages, {"translatable": True})
        configuration = pool.get("ir.configuration")(1)
        configuration.series = __series__
        configuration.language = "en"
        configuration.save()
        user = pool.get("res.user")(login="admin", name="Administrator", administrator=True)
        user.password = administrator_password
        user.save()

    run(BUILDING, configure)


def fill(sample, first_year, api_password):
    """The merchant and the trade of the sample shop, a transaction for each step."""
    from provision.bulk import run

    with open(sample / "shop.toml", "rb") as file:
        shop = tomllib.load(file, parse_float=Decimal)
    for step, (text, function) in enumerate(steps(shop, sample, first_year, api_password), 1):
        progress(step, text)
        run(BUILDING, function)


def steps(shop, sample, first_year, api_password):
    """What fills a database, in order: (text, function)."""
    from provision import companies, history, merchant, products, taxes

    rows = products.read(sample / "products.csv")
    home = shop["merchant"]["country"]
    made = {}

    def company():
        merchant.create_company(shop["merchant"])

    def accounts():
        merchant.create_accounts()
        merchant.create_payment_method()
        merchant.configure_sales()
        merchant.create_api_user(API_LOGIN, api_password)
        merchant.ensure_fiscal_years(range(first_year, dt.datetime.now().astimezone().year + 2))
        rates = sorted({int(row["vat"]) for row in rows} | {shop["freight"]["vat"]})
        made["taxes"], made["rules"] = taxes.create(rates, home)
        made["terms"] = merchant.create_payment_terms(shop["payment_terms"])

    def catalogue():
        accounting = products.create_account_categories(made["taxes"])
        categories = products.create_categories(shop["categories"])
        products.create_services(shop["freight"], accounting)
        products.create_products(rows, categories, accounting)
        products.attach_pictures(rows, sample / "pictures")
        made["price_lists"] = products.create_price_lists(shop["price_lists"], categories)

    def customers():
        made["parties"] = companies.create(
            shop["companies"], made["price_lists"], made["terms"], made["rules"], home
        )

    def past_orders():
        history.record(list(history.from_sample(shop["companies"], made["parties"])))

    def stock():
        products.set_life_cycle(rows)
        products.take_stock({row["sku"]: float(row["stock"]) for row in rows})

    return [
        ("The merchant", company),
        ("Accounts, taxes and terms", accounts),
        (f"{len(rows)} products in four languages", catalogue),
        (f"{len(shop['companies'])} customer companies", customers),
        ("Past orders and invoices", past_orders),
        ("Stock", stock),
    ]


def write_secret(path, content):
    """A file that only its owner can read."""
    temporary = path.with_suffix(".new")
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(content, file, indent=1)
    temporary.replace(path)


def finish(data):
    """Closes the database and gives it its name."""
    from trytond import backend

    progress(7, "Finishing")
    backend.Database(BUILDING).close()
    with sqlite3.connect(data / f"{BUILDING}.sqlite") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    (data / f"{BUILDING}.sqlite").replace(data / f"{DATABASE}.sqlite")
    for leftover in data.glob(f"{BUILDING}.sqlite-*"):
        leftover.unlink()


if __name__ == "__main__":
    without_assertions()
    sys.exit(main())
