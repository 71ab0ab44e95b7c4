"""The shop's half of an import reports, fails and stops in ways that a person can act on."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from shop_client.importer import ImportFailed, ImportOptions, Report, import_history, run
from shop_client.importer.errors import LoaderFailed

PYTHON = Path(sys.executable)
TEXT = (
    "order,sku,qty,date,price,customer,country\n1,A1,2,2020-01-31,3,7,AU\n1,M,1,2020-01-31,1,7,AU\n"
)
READS_PLAN = """
import json, sys
assert sys.argv[1] == "--data" and sys.argv[3] == "--plan"
orders = sum('"kind": "order"' in line for line in open(sys.argv[4], encoding="utf-8"))
print(f"PROGRESS 1/{orders} orders and invoices", flush=True)
print("LOADED " + json.dumps({"orders": orders, "orders_present": 0}), flush=True)
"""


async def imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loader: str
) -> tuple[Report, list[tuple[int, int, str]]]:
    program = tmp_path / "load.py"
    program.write_text(loader, encoding="utf-8")
    monkeypatch.setattr(run, "LOADER", program)
    (tmp_path / "shop.sqlite").touch()
    source = tmp_path / "orders.csv"
    source.write_text(TEXT, encoding="utf-8")
    seen: list[tuple[int, int, str]] = []
    report = await import_history(
        ImportOptions(source=source, today=date(2026, 3, 4)),
        shop_python=PYTHON,
        data_dir=tmp_path,
        progress=lambda done, total, text: seen.append((done, total, text)),
    )
    return report, seen


async def test_the_report_joins_both_halves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, seen = await imported(tmp_path, monkeypatch, READS_PLAN)
    assert (report.lines_read, report.lines_kept, sum(report.dropped.values())) == (2, 1, 1)
    assert (report.orders, report.companies, report.companies_without_vat_number) == (1, 1, 1)
    assert report.first_day == report.last_day == date(2020, 1, 31)
    assert report.loaded == {"orders": 1, "orders_present": 0}
    assert [text for _, _, text in seen] == [
        "Looking through the file",
        "Reading order lines",
        "orders and invoices",
    ]


@pytest.mark.parametrize("end", ["sys.exit('database is locked')", "print('LOADED {')"])
async def test_a_loader_that_fails_is_told_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    with pytest.raises(LoaderFailed, match=r"(database is locked|LOADED \{).*[Ii]mport again"):
        await imported(tmp_path, monkeypatch, f"import sys\n{end}")


async def test_a_loader_that_falls_silent_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "SILENCE_SECONDS", 0.5)
    with pytest.raises(LoaderFailed, match="said nothing"):
        await imported(tmp_path, monkeypatch, "import time\ntime.sleep(60)")


async def test_an_import_that_is_cancelled_leaves_no_loader_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "pid"
    loader = f"import os, time\nopen({str(told)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)"
    task = asyncio.create_task(imported(tmp_path, monkeypatch, loader))
    deadline = time.monotonic() + 30
    while not (told.exists() and told.read_text()):
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text()), 0)


async def test_a_shop_that_is_not_set_up_is_told_before_anything_is_read(tmp_path: Path) -> None:
    options = ImportOptions(source=tmp_path / "none.csv", today=date(2026, 3, 4))
    with pytest.raises(ImportFailed, match="make setup"):
        await import_history(
            options, shop_python=PYTHON, data_dir=tmp_path, progress=lambda *step: None
        )
