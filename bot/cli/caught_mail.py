"""`comptoir mail`: what the embedded mail catcher has caught."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path


def mail(
    last: Annotated[int, typer.Option(min=1, max=200, help="How many, the newest last.")] = 1,
) -> None:
    """Shows the mail that the assistant sent, while no mail server is set.

    Codes come by mail; nothing leaves this machine until COMPTOIR_SMTP_URL names a server.

        comptoir mail
        comptoir mail --last 5
    """
    from bot.settings import Settings

    settings = Settings()
    if settings.smtp_url is not None:
        typer.echo("Mail goes to the server of COMPTOIR_SMTP_URL; none is caught here.")
        raise typer.Exit(1)
    folder = settings.home / "mail"
    files = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)[-last:]
    if not files:
        typer.echo("No mail yet.")
    for path in files:
        typer.echo(_readable(path))


def _readable(path: Path) -> str:
    from email import message_from_bytes
    from email.policy import default

    from bot.channels.rendering import harmless_line

    message = message_from_bytes(path.read_bytes(), policy=default)
    body = message.get_body(preferencelist=("plain",))
    text = body.get_content() if body is not None else ""
    head = [f"{name}: {harmless_line(str(message[name] or ''))}" for name in ("To", "Subject")]
    lines = [harmless_line(line) for line in text.strip().splitlines()]
    return "\n".join([*head, "", *lines, ""])
