"""The whole import: makes the plan, and has the shop load it."""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shop_client.importer.cleaning import Reason
from shop_client.importer.errors import LoaderFailed
from shop_client.importer.options import ImportOptions
from shop_client.importer.plan import Plan, Progress, make_plan
from shop_client.importer.plan_file import write_plan
from shop_client.sample import load_shop

LOADER = Path(__file__).resolve().parents[1] / "tryton_server" / "load.py"
SILENCE_SECONDS = 600.0
"""A loader that says nothing for so long is stuck."""
STOP_SECONDS = 10.0
_PROGRESS = re.compile(r"PROGRESS (\d+)/(\d+) (.*)")
_LOADED = re.compile(r"LOADED (\{.*\})")


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an import.

    Attributes:
        lines_read: `lines_kept` and all of `dropped` together.
        products, companies, orders: in the file, after cleaning.
        companies_without_vat_number: of countries outside the EU; they can't identify in a chat.
        first_day, last_day: of the orders, as they stand in the shop.
        loaded: how many "products", "customers" and "orders" are new in the shop, and how many
            orders it had already ("orders_present").
    """

    lines_read: int
    lines_kept: int
    dropped: Mapping[Reason, int]
    products: int
    companies: int
    companies_without_vat_number: int
    orders: int
    weeks_shifted: int
    first_day: date
    last_day: date
    loaded: Mapping[str, int]


async def import_history(
    options: ImportOptions, *, shop_python: Path, data_dir: Path, progress: Progress
) -> Report:
    """Imports a file of past orders; given again, it goes on where it stopped.

    Args:
        options: what is asked for.
        shop_python: the Python of the shop's environment.
        data_dir: the shop's folder; the plan is kept there as `import-plan.jsonl`.
        progress: told of each step; may be called from another thread.

    Raises:
        ImportFailed: with what to do about it. What was loaded until then stays.
    """
    for needed in (shop_python, LOADER, data_dir / "shop.sqlite"):
        if not needed.exists():
            raise LoaderFailed(f"{needed} is missing: the sample shop is not set up. `make setup`.")
    sample = load_shop()
    taken = [company.vat_number for company in sample.companies.values()]
    taken.append(sample.merchant.vat_number)
    plan = await asyncio.to_thread(make_plan, options, taken, progress)
    plan_path = data_dir / "import-plan.jsonl"
    await asyncio.to_thread(write_plan, plan, plan_path)
    command = [shop_python, LOADER, "--data", data_dir, "--plan", plan_path]
    return _report(plan, await _load([str(part) for part in command], progress))


async def _load(command: list[str], progress: Progress) -> dict[str, int]:
    """Runs the loader to its end; what it counted."""
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None  # noqa: S101 - we asked for the pipe
    counts: dict[str, int] | None = None
    said: deque[str] = deque(maxlen=1)
    try:
        while raw := await asyncio.wait_for(process.stdout.readline(), SILENCE_SECONDS):
            line = raw.decode(errors="replace").strip()
            if step := _PROGRESS.fullmatch(line):
                progress(int(step[1]), int(step[2]), step[3])
            elif loaded := _LOADED.fullmatch(line):
                counts = json.loads(loaded[1])
            elif line:
                said.append(line)
        code = await process.wait()
    except TimeoutError as error:
        raise LoaderFailed(
            f"The shop said nothing for {SILENCE_SECONDS:.0f} s. Stop it if it is busy with "
            "something else, then import again: it goes on where it stopped."
        ) from error
    finally:
        await _stop(process)
    if code or counts is None:
        last = said[-1] if said else "it said nothing"
        raise LoaderFailed(
            f"The shop could not load the orders: {last}. Import again to go on where it stopped."
        )
    return counts


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def _report(plan: Plan, loaded: Mapping[str, int]) -> Report:
    return Report(
        lines_read=plan.lines_read,
        lines_kept=plan.lines_kept,
        dropped=plan.dropped,
        products=len(plan.products),
        companies=len(plan.companies),
        companies_without_vat_number=sum(one.vat_number is None for one in plan.companies),
        orders=len(plan.orders),
        weeks_shifted=plan.weeks_shifted,
        first_day=plan.orders[0].day,
        last_day=plan.orders[-1].day,
        loaded=loaded,
    )
