"""Plays a story step by step."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.errors import ComptoirError
from bot.play.harness import Harness
from bot.play.report import Report
from bot.play.stage import Stage
from bot.play.steps import HANDLERS
from bot.play.story import Story, load
from bot.play.values import ExpectationError
from shop_client.errors import ShopError


async def play(story: Path | Story, harness: Harness) -> Report:
    """Plays a story against a fresh instance, to its end or the first thing that does not hold.

    Raises StoryError when it can't be read; what does not hold is in the report.
    """
    if isinstance(story, Path):
        story = await asyncio.to_thread(load, story)
    stage = Stage(story, harness)
    for step in story.steps:
        try:
            await HANDLERS[step.sentence.key](stage, step.value, **step.words)
        except (ExpectationError, ComptoirError, ShopError, LookupError, OSError) as error:
            what = str(error) or type(error).__name__
            stage.report.failure = f"{story.path.name}:{step.line}: {step.text}: {what}"
            await stage.collect()
            break
    return stage.report
