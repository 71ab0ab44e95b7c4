"""`comptoir serve`, `work` and `migrate`: the processes of a deployment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

Needs = tuple[tuple[str, str], ...]

_DATABASE: Needs = (
    ("database_url", "where all processes keep their work, postgresql+psycopg://…"),
)
_RECEIVE: Needs = (
    *_DATABASE,
    ("secret_key", "any long secret, the same for all processes"),
    ("shop_url", "the shop"),
    ("shop_password", "of the shop's user"),
    ("smtp_url", "the mail server, smtp://user:password@host:port"),
)
_WORK: Needs = (*_RECEIVE, ("nlu_url", "the parser"))
_OF_A_SHOP = ("shop_url", "shop_password")


def needed_by(command: str) -> Needs:
    """The settings without which a command of this module does nothing, and what each is for."""
    return {"serve": _RECEIVE, "work": _WORK, "migrate": _DATABASE}[command]


def serve() -> None:
    """Takes in what people and platforms send, and acknowledges it, until SIGTERM.

    Starts nothing beside itself: every part that it needs must be set. Answers under /slack/,
    /telegram/ and /decide/ for a proxy, and /healthz, /readyz and /metrics at a port of their own.

        comptoir migrate && comptoir serve
    """
    _run("serve", "receive")


def work() -> None:
    """Answers, delivers and places orders, until SIGTERM; any number of these share the work.

    Starts nothing beside itself: every part that it needs must be set. Answers /healthz, /readyz
    and /metrics.

        comptoir work
    """
    _run("work", "work")


def migrate() -> None:
    """Brings the database to what this version needs; harmless where nothing is missing.

    Several at the same moment take turns. The version before goes on working meanwhile.

        comptoir migrate
    """
    import asyncio

    from bot import logs
    from bot.settings import Settings
    from bot.storage import migrate as migrating

    settings = Settings()
    _require(settings, "migrate")
    logs.configure(settings.log_level)
    asyncio.run(migrating.migrate(settings.database))
    typer.echo("The database has all that this version needs.")


def _run(command: str, does: Literal["receive", "work"]) -> None:
    import asyncio
    import sys

    from bot import logs
    from bot.cli.production import run
    from bot.settings import Settings

    settings = Settings().model_copy(update={"does": does})
    _require(settings, command)
    logs.configure(settings.log_level, stream=sys.stdout)
    asyncio.run(run(settings))


def _require(settings: Settings, command: str) -> None:
    """Ends with exit code 2 where something is not set, and says what."""
    from bot.cli.failures import MISUSE

    missing = [
        f"  COMPTOIR_{name.upper()}: {what}"
        for name, what in needed_by(command)
        if getattr(settings, name) is None
        and not (settings.shop == "memory" and name in _OF_A_SHOP)
    ]
    if missing:
        told = "\n".join(missing)
        typer.echo(
            f"comptoir: these settings are missing, and nothing is started instead:\n{told}",
            err=True,
        )
        raise typer.Exit(MISUSE)
