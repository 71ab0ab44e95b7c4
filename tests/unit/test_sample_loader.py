"""Somebody who edits the sample is told where the mistake is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shop_client.sample import load_products, load_shop
from shop_client.sample.products import PRODUCTS_FILE
from shop_client.sample.shop import SHOP_FILE

LINES = PRODUCTS_FILE.read_text("utf-8").splitlines()


def edited(tmp_path: Path, source: Path, old: str, new: str) -> Path:
    """A copy of a sample file in which the first `old` is `new`."""
    text = source.read_text("utf-8")
    assert old in text
    copy = tmp_path / source.name
    copy.write_text(text.replace(old, new, 1), "utf-8")
    return copy


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (",1,1,6.90,", ",0,1,6.90,", "pack_size 0 is below 1"),
        (",1,1,6.90,", ",10,15,6.90,", "minimum_quantity is not a multiple of pack_size"),
        (",1,1,6.90,", ",1,1,6.905,", "price 6.905 is negative or finer than a cent"),
        (",1,1,6.90,", ",1,1,cheap,", "price 'cheap' is no amount"),
        (",1,1,6.90,", ",1,1,1.00,", "the cost must be positive and below the price"),
        (",orderable,", ",sold,", "'sold' is not a valid ProductStatus"),
        ("Nitrile gloves", " Nitrile gloves", "name_en is empty"),
        ("size=S", "size", "attribute 'size' is not name=value"),
        (",GLV-VIN-S GLV-LAT-S,", ",GLV-VIN-S GLV-NONE,", "GLV-NIT-S cannot refer to GLV-NONE"),
        (",GLV-VIN-S GLV-LAT-S,", ",GLV-NIT-S,", "GLV-NIT-S cannot refer to GLV-NIT-S"),
        (",gloves-blue", ",gloves-none", "there is no picture 'gloves-none'"),
    ],
)
def test_a_wrong_product_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    path = edited(tmp_path, PRODUCTS_FILE, old, new)
    with pytest.raises(ValueError, match=f"^products.csv, line 2: .*{re.escape(problem)}"):
        load_products(path)


def test_a_product_that_stands_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    path = tmp_path / "products.csv"
    path.write_text("\n".join([*LINES[:4], LINES[1]]) + "\n", "utf-8")
    with pytest.raises(ValueError, match=r"line 5: GLV-NIT-S stands on line 2 already"):
        load_products(path)


def test_a_row_with_too_few_fields_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "products.csv"
    path.write_text("\n".join([LINES[0], "GLV-1,protection,box"]) + "\n", "utf-8")
    with pytest.raises(ValueError, match="line 2: pack_size '' is no whole number"):
        load_products(path)


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("credit_limit = 5000.00", "credit_limit = -1", r"companies\[1\]\.credit_limit"),
        ("credit_limit = 5000.00", "credit_limit = 5000.005", r"companies\[1\]\.credit_limit"),
        ('price_list = "Gold"', 'price_list = "Platinum"', r"companies\[1\]\.price_list"),
        ('payment_terms = "Net 30"', 'payment_terms = "Net 5"', r"companies\[1\]\.payment_terms"),
        (r"'^PO-\d{4,6}$'", "'^PO-('", r"companies\[1\]\.po_pattern"),
        ('po = "PO-2198"', 'po = "2198"', r"companies\[1\]\.orders\[2\]\.po"),
        ('po = "PO-2198"', 'po = "PO-2231"', r"companies\[1\]\.orders\[2\]\.po"),
        ('po = "PO-2198", ', "", r"companies\[1\]\.orders\[2\]\.po"),
        ("days_ago = 50", "days_ago = 5", r"companies\[1\]\.orders\[2\]\.days_ago"),
        ('["GLV-NIT-L", 2]', '["GLV-NIT-L", 0]', r"companies\[1\]\.orders\[1\]\.lines"),
        ('role = "requester"', 'role = "owner"', r"companies\[1\]\.contacts\[1\]\.role"),
        ("limit = 300.00\n", "", r"companies\[1\]\.contacts\[1\]\.limit"),
        ("buyer@atelier", "Buyer@atelier", r"companies\[1\]\.contacts\[1\]\.email"),
        ("approver2@", "approver@", r"companies\[1\]\.contacts\[3\]\.email"),
        ("invoice = true", "invoice = false", r"companies\[1\]\.addresses"),
        ('category = "snacks"', 'category = "toys"', r"price_lists\[4\]\.rules\[2\]\.category"),
        ('opens = "08:30"', 'opens = "early"', r"merchant\.support_hours\[1\]\.opens"),
        ("days = 14", 'days = "14"', r"payment_terms\[1\]\.days"),
        ("po_required = true", 'po_required = "yes"', r"companies\[1\]\.po_required"),
    ],
)
def test_a_wrong_term_or_customer_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, place: str
) -> None:
    with pytest.raises(ValueError, match=rf"^shop\.toml: {place}: "):
        load_shop(edited(tmp_path, SHOP_FILE, old, new))


def test_a_syntax_error_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^shop\.toml: .*line 5"):
        load_shop(edited(tmp_path, SHOP_FILE, "[merchant]", "[merchant"))
