"""`comptoir play`: conversations written down, played against a temporary instance."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def play(
    stories: Annotated[
        list[Path], typer.Argument(metavar="STORY.yml …", exists=True, dir_okay=False)
    ],
) -> None:
    """Plays stories and prints their transcripts; exits 0 only if every expectation holds.

    Nothing of yours is touched: a story has an instance of its own, with the sample shop.

        comptoir play tests/scenarios/stories/reorder.yml

    The format is described in docs/reference/stories.md.
    """
    import asyncio

    from bot.play.playhouse import play_all

    if not asyncio.run(play_all(stories, typer.echo)):
        raise typer.Exit(1)
