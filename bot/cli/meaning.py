"""`comptoir understand`: what the assistant makes of a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator


def understand(
    text: Annotated[str | None, typer.Argument(metavar="TEXT")] = None,
    file: Annotated[
        Path | None,
        typer.Option(help='One JSON object a line: {"text": …, "lang": …}.', dir_okay=False),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object an utterance.")] = False,
    lang: Annotated[str | None, typer.Option(help="Its language, if it is known.")] = None,
    today: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="What “tomorrow” is counted from.")
    ] = None,
) -> None:
    """Prints what a sentence means, without touching anyone's cart.

    Uses the parser of the running server, of COMPTOIR_NLU_URL, or one that it starts for the while.

        comptoir understand "comme la dernière fois mais 3 cartons de gants L et sans café" --json
        comptoir understand --file utterances.jsonl --json
        comptoir understand "deliver next Friday" --today 2026-03-02
    """
    import asyncio
    import datetime as dt

    if (text is None) == (file is None):
        raise typer.BadParameter("Give a TEXT or a --file, one of them.")
    try:
        day = dt.date.fromisoformat(today) if today else dt.datetime.now(dt.UTC).date()
    except ValueError as error:
        raise typer.BadParameter("a day looks like 2026-03-02", param_hint="--today") from error

    from bot.cli.understanding import explain

    utterances = [(text, lang)] if text is not None else list(_read(file, lang))
    asyncio.run(explain(utterances, day, as_json=as_json))


def _read(file: Path | None, lang: str | None) -> Iterator[tuple[str, str | None]]:
    import json

    assert file is not None  # noqa: S101 - the caller's own check
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            utterance = json.loads(line)
            yield utterance["text"], utterance.get("lang") or lang
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise typer.BadParameter(
                f'line {number} is not {{"text": …, "lang": …}}', param_hint="--file"
            ) from error
