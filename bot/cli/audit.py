"""`comptoir audit`: the evidence of who did what, when, and what they saw."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.teaching import taught_by

if TYPE_CHECKING:
    from bot.domain.audit.verify import Finding, Report
    from bot.settings import Settings
    from bot.storage.audit_log import SqlAuditLog

app = typer.Typer(
    help="The evidence: who did what, when, and what they saw; and the proof of it.",
    no_args_is_help=True,
)

Staff = Annotated[
    str, typer.Option("--as", metavar="NAME", help="Your name, kept with the change.")
]


@app.callback()
def _group() -> None:
    """The evidence: who did what, when, and what they saw; and the proof of it."""


def verify(
    heads: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR|FILE",
            exists=True,
            help="Heads that were kept where nobody can change them: files, or saved mails.",
            show_default="those in the data folder",
        ),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(
            metavar="PUBLICKEY", help="Of who signed them.", show_default="of this installation"
        ),
    ] = None,
) -> None:
    """Proves that nothing was changed in the evidence, or says what was.

    Every entry is compared with the one before it, and every log with the heads.

        comptoir audit verify
        comptoir audit verify --heads /mnt/elsewhere/heads
        comptoir audit verify --heads saved-mail.eml --key 3b6a27bc…

    Exit code 0: nothing was changed; 1: something was.
    """
    import asyncio

    from bot.cli.audit_told import told

    report, findings = asyncio.run(_verify(heads, key))
    for line in told(report, findings):
        typer.echo(line)
    if findings or report.findings:
        raise typer.Exit(1)


async def _verify(folder: Path | None, key: str | None) -> tuple[Report, list[Finding]]:
    from bot.bootstrap import HEADS, audit_seed
    from bot.cli.audit_heads import read_heads
    from bot.domain.audit.heads import public_key
    from bot.domain.audit.verify import LogsCheck, check_heads
    from bot.settings import Settings

    settings = Settings()
    async with _log(settings) as log:
        found = read_heads(folder or settings.home / HEADS)
        trusted = key or (public_key(audit_seed(settings)) if found else "")
        heads, findings = check_heads(found, trusted.strip().lower())
        check = LogsCheck(heads)
        async for entry in log.entries():
            check.take(entry)
        return check.report(), findings


def show(
    order: Annotated[
        str,
        typer.Argument(
            help="The shop's order number, a PO number, a client reference, or the id of a request."
        ),
    ],
) -> None:
    """Tells the story of an order: who asked, who saw what, who decided, what the shop did.

    comptoir audit show SO-2026-0007
    comptoir audit show 4711
    """
    import asyncio

    for line in asyncio.run(_show(order)):
        typer.echo(line)


async def _show(order: str) -> list[str]:
    from zoneinfo import ZoneInfo

    from bot.actions.services import Services
    from bot.channels.rendering import harmless_line
    from bot.cli.audit_story import story
    from bot.errors import SetupError
    from bot.settings import Settings

    zone = ZoneInfo(Services.time_zone)
    lines: list[str] = []
    async with _log(Settings()) as log:
        for affair in await log.affairs(order):
            entries = await log.about(affair)
            if entries:
                lines += [f"{harmless_line(affair.company_name)} (times of {zone.key})"]
                lines += [*story(entries, zone), ""]
    if not lines:
        raise SetupError(f"The evidence knows nothing of {order!r}.")
    return lines[:-1]


def export(
    company: Annotated[
        str | None, typer.Option(help="The shop's id of one company.", show_default="all")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day (UTC).")
    ] = None,
) -> None:
    """Writes the evidence as CSV, hashes and salts included, so that anybody can check it.

    No cell is a formula to a spreadsheet: one that begins like one gets an apostrophe.

        comptoir audit export > evidence.csv
        comptoir audit export --company 7 --since 2026-11-01 > evidence.csv
    """
    import asyncio

    asyncio.run(_export(company, since))


async def _export(company: str | None, since: datetime | None) -> None:
    import sys
    from datetime import UTC

    from bot.cli.audit_csv import Sheet
    from bot.settings import Settings

    async with _log(Settings()) as log:
        sheet = Sheet(sys.stdout)
        async for entry in log.entries(company, since and since.replace(tzinfo=UTC)):
            sheet.add(entry)


def erase(
    person: Annotated[
        str, typer.Argument(metavar="PERSON|EMAIL", help="A person's id or e-mail address.")
    ],
    staff: Staff = "staff",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say how many entries it would be.")
    ] = False,
) -> None:
    """Erases what is personal of somebody in the evidence: names, addresses, what they wrote.

    What was done, and that it was one and the same person, stays; the chain still holds.

        comptoir audit erase buyer@atelier-nord.example --as "Data protection"
    """
    import asyncio

    number = asyncio.run(_erase(person, staff, dry_run=dry_run))
    whose = "entry {} its" if number == 1 else "entries {} their"
    lost = whose.format("would lose" if dry_run else "lost")
    typer.echo(f"{number} {lost} personal content.")


async def _erase(person: str, by: str, *, dry_run: bool) -> int:
    from collections import defaultdict

    from bot.bootstrap import secret_of
    from bot.clock import SystemClock
    from bot.domain.audit import staff_member
    from bot.domain.audit.erasing import mentions
    from bot.settings import Settings

    settings = Settings()
    async with _log(settings) as log:
        traces = await log.traces_of(person)
        numbers: dict[str, list[int]] = defaultdict(list)
        async for entry in log.entries():
            if mentions(entry, traces):
                numbers[entry.company_id].append(entry.number)
        if not dry_run:
            for company_id, its in numbers.items():
                await log.erase(
                    company_id,
                    its,
                    about=min(traces.ids, default=""),
                    by=staff_member(by, secret_of(settings)),
                    at=SystemClock().now(),
                )
        return sum(len(its) for its in numbers.values())


def key() -> None:
    """Prints the public key that heads of this installation can be checked with.

    comptoir audit key
    """
    from bot.bootstrap import audit_seed
    from bot.domain.audit.heads import public_key
    from bot.settings import Settings

    settings = Settings()
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    typer.echo(public_key(audit_seed(settings)))


for _command in (verify, show, export, erase, key):
    app.command(_command.__name__, help=taught_by(_command))(_command)


@asynccontextmanager
async def _log(settings: Settings) -> AsyncIterator[SqlAuditLog]:
    """The evidence in the database, whether a server runs or not."""
    from bot.clock import SystemClock
    from bot.errors import SetupError
    from bot.storage import open_storage
    from bot.storage.audit_log import SqlAuditLog

    if settings.database_url is None and not (settings.home / "comptoir.sqlite").exists():
        raise SetupError(f"Nothing has run on {settings.home} yet: there is no evidence.")
    async with await open_storage(settings.database, SystemClock()) as storage:
        yield SqlAuditLog(storage.database)
