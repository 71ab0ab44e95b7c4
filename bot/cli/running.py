"""`comptoir run`: the server, with every part that is not placed elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

LOG_FILE = Path("log") / "comptoir.log"


def run(
    chat: Annotated[
        bool, typer.Option("--chat", help="Open a conversation here; leaving it stops the server.")
    ] = False,
    person: Annotated[
        str, typer.Option("--as", metavar="PERSON", help="Who you are in that conversation.")
    ] = "buyer",
    parser: Annotated[
        bool, typer.Option(help="Without it only rules are applied: no free sentences.")
    ] = True,
    shop_port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of the sample shop; 0 takes a free one.")
    ] = 0,
    parser_port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of the parser; 0 takes a free one.")
    ] = 0,
    web_port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            help="Port of the page in the browser; 0 takes a free one.",
            show_default="8000, or a free one",
        ),
    ] = None,
) -> None:
    """Runs the assistant until Ctrl-C.

    Whatever the settings do not place elsewhere runs here, on this machine alone: a sample shop,
    the parser, a stand-in for VIES, a mail catcher. The first start makes the shop and trains the
    parser. It prints the address of a page in the browser that shows all of it at work.

        comptoir run
        comptoir run --chat --as buyer
        COMPTOIR_SHOP_URL=https://tryton.example comptoir run
    """
    import asyncio
    import sys

    from bot import logs
    from bot.cli.server import serve, tell
    from bot.embedded import Embedded, Part
    from bot.settings import Settings

    settings = Settings()
    if web_port is not None:
        settings = settings.model_copy(update={"web_port": web_port})
    # At a terminal the log would drown what a person reads there.
    logs.configure(settings.log_level, settings.home / LOG_FILE if sys.stderr.isatty() else None)
    embedded = Embedded(
        settings,
        tell=tell,
        parts=set(Part) if parser else set(Part) - {Part.PARSER},
        shop_port=shop_port,
        parser_port=parser_port,
    )
    asyncio.run(serve(embedded, person if chat else None))
