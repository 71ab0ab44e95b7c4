"""`comptoir slack`: the app's manifest, and the keys that tokens are encrypted with."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.teaching import taught_by

app = typer.Typer(
    help="Slack: the app's manifest, and the keys of its tokens.", no_args_is_help=True
)


@app.callback()
def _group() -> None:
    """Slack: the app's manifest, and the keys of its tokens."""


def manifest(
    url: Annotated[
        str | None,
        typer.Option(help="Where Slack reaches us; without one, COMPTOIR_WEB_URL."),
    ] = None,
    socket_mode: Annotated[
        bool, typer.Option("--socket-mode", help="For one workspace, with no address of our own.")
    ] = False,
) -> None:
    """Prints the manifest that creates the app, to be pasted at api.slack.com/apps.

    comptoir slack manifest --socket-mode
    comptoir slack manifest --url https://orders.example
    """
    from bot.channels.slack.manifest import manifest as made
    from bot.errors import SetupError
    from bot.settings import Settings

    address = None if socket_mode else url or Settings().web_url
    if not socket_mode and (address is None or not address.startswith("https://")):
        raise SetupError(
            "Slack calls https addresses only: name yours with --url https://…, or use "
            "--socket-mode, which needs none."
        )
    typer.echo(made(address), nl=False)


def new_key() -> None:
    """Prints a fresh key, for COMPTOIR_ENCRYPTION_KEYS.

    comptoir slack new-key
    """
    from cryptography.fernet import Fernet

    typer.echo(Fernet.generate_key().decode())


def rotate_key() -> None:
    """Encrypts the tokens of all workspaces with the newest key.

    First set COMPTOIR_ENCRYPTION_KEYS to the new key followed by the old ones, and start the server
    anew; afterwards the old ones can go.

        comptoir slack rotate-key
    """
    import asyncio

    count = asyncio.run(_rotate())
    typer.echo(f"{count} workspace{'' if count == 1 else 's'} encrypted with the newest key.")


for _command, _name in ((manifest, "manifest"), (new_key, "new-key"), (rotate_key, "rotate-key")):
    app.command(_name, help=taught_by(_command))(_command)


async def _rotate() -> int:
    from bot.bootstrap import secret_of
    from bot.channels.slack.installations import EncryptedInstallations, cipher_of
    from bot.clock import SystemClock
    from bot.settings import Settings
    from bot.storage.opening import open_storage

    settings = Settings()
    keys = settings.encryption_keys.get_secret_value() if settings.encryption_keys else None
    async with await open_storage(settings.database, SystemClock()) as storage:
        cipher = cipher_of(keys, secret_of(settings))
        return await EncryptedInstallations(storage.database, cipher).encrypt_anew()
