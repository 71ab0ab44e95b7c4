"""`comptoir shop import`: past orders from a CSV file into the sample shop."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from shop_client.importer import ImportOptions, Report

REMIND_SECONDS = 10.0
STOPPED = 130


def import_orders(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV with a header, may be compressed (.gz).", exists=True, dir_okay=False
        ),
    ],
    country: Annotated[
        list[str] | None,
        typer.Option(help="Only customers of this country; give it again for more."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=HEADER",
            help="Which column holds what: order, sku, description, quantity, date, price, "
            "customer, country. Usual headers are found without it.",
        ),
    ] = None,
    shift_dates: Annotated[
        bool, typer.Option("--shift-dates", help="Move all dates so that the newest is of late.")
    ] = False,
    default_country: Annotated[
        str | None, typer.Option(help="Country of all customers, where no column says it.")
    ] = None,
    date_format: Annotated[
        str | None, typer.Option(help='As in "%d/%m/%Y"; guessed where it can be.')
    ] = None,
    decimal_mark: Annotated[str | None, typer.Option(help='"." or ","; guessed.')] = None,
    delimiter: Annotated[str | None, typer.Option(help="Guessed.")] = None,
    encoding: Annotated[str | None, typer.Option(help="Guessed.")] = None,
) -> None:
    """Loads order lines into the sample shop as customers, products, orders and invoices.

    Every line is loaded or counted under the reason why it is not. Interrupted, or given again, it
    goes on where it stopped. Stop the server first: the import writes the shop's database.

        comptoir shop import orders.csv --country Belgium --country France --shift-dates
        comptoir shop import sales.csv --column order=Facture --column sku="Code article"
    """
    import asyncio

    from bot.clock import SystemClock
    from shop_client.importer import Field, ImportOptions

    if decimal_mark not in (None, ".", ","):
        raise typer.BadParameter('is "." or ","', param_hint="--decimal-mark")
    columns = {}
    for pair in column or ():
        field, _, header = pair.partition("=")
        if field not in set(Field) or not header:
            raise typer.BadParameter(f"{pair!r} is not FIELD=HEADER", param_hint="--column")
        columns[Field(field)] = header
    options = ImportOptions(
        source=file,
        today=SystemClock().now().date(),
        columns=columns,
        delimiter=delimiter,
        encoding=encoding,
        date_format=date_format,
        decimal_mark=decimal_mark,
        countries=tuple(country or ()),
        default_country=default_country,
        shift_to_present=shift_dates,
    )
    try:
        report = asyncio.run(_import(options))
    except asyncio.CancelledError:
        typer.echo("Stopped. The same command goes on where it stopped.", err=True)
        raise typer.Exit(STOPPED) from None
    _tell(report)


async def _import(options: ImportOptions) -> Report:
    import asyncio
    import signal

    from bot.cli.home import sole_server
    from bot.embedded.shop import PYTHON, SampleShop
    from bot.errors import SetupError
    from bot.settings import Settings
    from shop_client.importer import import_history

    ours = asyncio.current_task()
    assert ours is not None  # noqa: S101 - a coroutine runs in a task
    # The shop's half is a child, which a sudden end would leave behind.
    for signum in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signum, ours.cancel)
    settings = Settings()
    if settings.shop != "tryton" or settings.shop_url is not None:
        raise SetupError(
            "Past orders are loaded into the sample shop only. Unset COMPTOIR_SHOP and "
            "COMPTOIR_SHOP_URL; into a shop of yours import with its own tools."
        )
    home = settings.home.resolve()
    with sole_server(settings):
        shop = SampleShop(home / "shop", home / "log")
        await shop.make(typer.echo)
        with _shown_progress() as progress:
            return await import_history(
                options, shop_python=PYTHON, data_dir=shop.data, progress=progress
            )


@contextmanager
def _shown_progress() -> Iterator[Callable[[int, int, str], None]]:
    """A bar on a terminal, else a line now and then."""
    if not sys.stderr.isatty():
        yield _Lines().tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("Reading", total=None)

        def progress(step: int, steps: int, text: str) -> None:
            bar.update(task, completed=step, total=steps, description=text)

        yield progress


class _Lines:
    """Tells a step when its words change, and again every ten seconds."""

    def __init__(self) -> None:
        self._text = ""
        self._told_at = 0.0

    def tell(self, step: int, steps: int, text: str) -> None:
        """Prints where the import is, unless it just did."""
        now = time.monotonic()
        if text != self._text or now - self._told_at > REMIND_SECONDS:
            self._text, self._told_at = text, now
            typer.echo(f"{text} {step}/{steps}" if steps else text, err=True)


def _tell(report: Report) -> None:
    from shop_client.importer import EXPLANATIONS

    typer.echo(f"{report.lines_read} lines read, {report.lines_kept} kept")
    for reason, count in report.dropped.items():
        if count:
            typer.echo(f"  {count:>8} left out: {EXPLANATIONS[reason]}")
    typer.echo(
        f"{report.companies} companies, {report.products} products, {report.orders} orders, "
        f"from {report.first_day} to {report.last_day}"
    )
    if report.companies_without_vat_number:
        typer.echo(
            f"  {report.companies_without_vat_number} companies have no VAT number (outside the "
            "EU): nobody can be identified for them"
        )
    for name, count in report.loaded.items():
        typer.echo(f"  {name.replace('_', ' ')}: {count}")
