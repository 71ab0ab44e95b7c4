"""Reads `products.csv`: one product a row, texts in four languages.

Within a field, synonyms and attributes (`name=value`) are separated by semicolons, alternatives
by spaces.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

from shop_client.model import ProductStatus
from shop_client.sample.records import LANGUAGES, SampleProduct

PRODUCTS_FILE = Path(__file__).with_name("products.csv")
_VAT_RATES = (Decimal(21), Decimal(6))


def load_products(path: Path = PRODUCTS_FILE) -> list[SampleProduct]:
    """All products, in the order of the file.

    Raises:
        ValueError: a row is wrong; the message names the file and the line.
    """
    products: dict[str, SampleProduct] = {}
    lines: dict[str, int] = {}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True, restval="")
        for row in reader:
            try:
                product = _product(row)
                if product.sku in products:
                    raise ValueError(f"{product.sku} stands on line {lines[product.sku]} already")
            except (KeyError, ValueError) as error:
                raise ValueError(f"{path.name}, line {reader.line_num}: {error}") from error
            products[product.sku] = product
            lines[product.sku] = reader.line_num
    for product in products.values():
        for sku in filter(None, (product.successor, *product.alternatives)):
            if sku not in products or sku == product.sku:
                raise ValueError(
                    f"{path.name}, line {lines[product.sku]}: {product.sku} cannot refer to {sku}"
                )
    return list(products.values())


@cache
def read_picture(name: str) -> bytes:
    """A picture of the sample, as PNG."""
    return _picture_file(name).read_bytes()


def _picture_file(name: str) -> Path:
    return PRODUCTS_FILE.with_name("pictures") / f"{name}.png"


def _product(row: Mapping[str, str]) -> SampleProduct:
    product = SampleProduct(
        sku=_text(row, "sku"),
        category=_text(row, "category"),
        unit=_text(row, "unit"),
        pack_size=_whole(row, "pack_size", least=1),
        minimum_quantity=_whole(row, "minimum_quantity", least=1),
        price=_amount(row, "price"),
        cost=_amount(row, "cost"),
        vat=_amount(row, "vat"),
        stock=_whole(row, "stock", least=0),
        lead_time_days=_whole(row, "lead_time_days", least=1),
        eco=_amount(row, "eco"),
        status=ProductStatus(row["status"]),
        successor=row["successor"] or None,
        alternatives=tuple(row["alternatives"].split()),
        name=_texts(row, "name"),
        description=_texts(row, "description"),
        synonyms={language: _parts(text) for language, text in _texts(row, "synonyms").items()},
        attributes=dict(_attribute(part) for part in _parts(row["attributes"])),
        picture=row["picture"],
    )
    if product.picture and not _picture_file(product.picture).exists():
        raise ValueError(f"there is no picture {product.picture!r}")
    if product.minimum_quantity % product.pack_size:
        raise ValueError("minimum_quantity is not a multiple of pack_size")
    if not Decimal(0) < product.cost < product.price:
        raise ValueError("the cost must be positive and below the price")
    if product.vat not in _VAT_RATES:
        raise ValueError(f"vat {product.vat} is no rate of a product here")
    return product


def _text(row: Mapping[str, str], column: str) -> str:
    text = row[column]
    if not text or text != text.strip():
        raise ValueError(f"{column} is empty, or begins or ends with a space")
    return text


def _texts(row: Mapping[str, str], column: str) -> dict[str, str]:
    return {language: _text(row, f"{column}_{language}") for language in LANGUAGES}


def _whole(row: Mapping[str, str], column: str, least: int) -> int:
    try:
        number = int(row[column])
    except ValueError:
        raise ValueError(f"{column} {row[column]!r} is no whole number") from None
    if number < least:
        raise ValueError(f"{column} {number} is below {least}")
    return number


def _amount(row: Mapping[str, str], column: str) -> Decimal:
    try:
        amount = Decimal(row[column])
    except InvalidOperation:
        raise ValueError(f"{column} {row[column]!r} is no amount") from None
    if not amount.is_finite() or amount < 0 or amount != round(amount, 2):
        raise ValueError(f"{column} {amount} is negative or finer than a cent")
    return amount


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(text.split(";")) if text else ()
    if any(not part or part != part.strip() for part in parts):
        raise ValueError(f"an empty or padded part in {text!r}")
    return parts


def _attribute(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    if not name or not value:
        raise ValueError(f"attribute {part!r} is not name=value")
    return name, value
