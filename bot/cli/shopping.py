"""`comptoir shop`: the shop behind the assistant."""

from __future__ import annotations

import typer

from bot.cli.importing import import_orders
from bot.cli.teaching import taught_by

app = typer.Typer(help="The shop behind the assistant.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """The shop behind the assistant."""


def info() -> None:
    """Says which shop it is and whether it answers; starts the sample shop if none runs.

    For example: comptoir shop info
    """
    import asyncio

    asyncio.run(_info())


async def _info() -> None:
    from bot.bootstrap import open_shop
    from bot.cli.home import reuse
    from bot.embedded import Embedded, Part
    from bot.settings import Settings

    async with Embedded(reuse(Settings()), tell=typer.echo, parts={Part.SHOP}) as embedded:
        shop = open_shop(embedded.settings)
        try:
            about = await shop.info()
        finally:
            await shop.close()
        address = embedded.settings.shop_url or "in memory"
        typer.echo(f"{about.engine} {about.version} at {address}")
        typer.echo(f"{about.merchant_name}, {about.country}, {about.currency}")
        typer.echo("can: " + ", ".join(sorted(str(one.value) for one in shop.capabilities)))


app.command("info", help=taught_by(info))(info)
app.command("import", help=taught_by(import_orders))(import_orders)
