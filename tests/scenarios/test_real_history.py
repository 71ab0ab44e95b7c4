"""A customer of a real wholesaler, with its real history, uses the assistant."""

from __future__ import annotations

import asyncio
import csv
import gzip
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from contract.tryton_server import PYTHON, template

from bot.play import load, open_playhouse, play
from bot.settings import Settings
from shop_client.importer import ImportOptions, import_history

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "online_retail" / "online_retail.csv.gz"
STORY = Path(__file__).parent / "real" / "wholesale_customer.yml"
CUSTOMER = "12464.0"
INVOICES = 6


def one_customer(target: Path) -> None:
    """Copies the lines of one customer, dirt and all."""
    with gzip.open(REAL, "rt", encoding="utf-8", newline="") as source:
        rows = csv.DictReader(source)
        assert rows.fieldnames is not None
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows.fieldnames)
            writer.writeheader()
            writer.writerows(row for row in rows if row["CustomerID"] == CUSTOMER)


@pytest.mark.timeout(600)
@pytest.mark.skipif(not REAL.exists(), reason="the real order lines are not beside this clone")
async def test_a_real_customer_reorders_its_last_invoice_with_a_change(tmp_path: Path) -> None:
    if not PYTHON.exists():
        pytest.skip("the shop's environment is missing: run make test")
    source, shop = tmp_path / "orders.csv", tmp_path / "shop"
    one_customer(source)
    pristine = await asyncio.to_thread(template)
    before = (pristine / "shop.sqlite").read_bytes()
    shutil.copytree(pristine, shop)
    options = ImportOptions(
        source=source, today=datetime.now(UTC).date(), countries=("Belgium",), shift_to_present=True
    )
    report = await import_history(
        options, shop_python=PYTHON, data_dir=shop, progress=lambda done, total, text: None
    )
    assert report.orders == INVOICES
    assert (pristine / "shop.sqlite").read_bytes() == before, "the import went into another shop"
    assert report.lines_read == report.lines_kept + sum(report.dropped.values())
    async with (
        open_playhouse(Settings(home=ROOT / "var"), print, shop) as playhouse,
        playhouse.instance() as harness,
    ):
        told = await play(load(STORY), harness)
    assert told.ok, str(told)
