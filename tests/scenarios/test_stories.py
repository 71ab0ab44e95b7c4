"""The stories, each on an instance of its own: the real parser, the real shop.

Those in `without_dialogs/` press what only channels without dialogs show, so they play here alone.

`COMPTOIR_SHOP=memory` plays them on a shop in memory, `COMPTOIR_NLU_URL` with a parser that runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from contract.tryton_server import template

from bot.play import Playhouse, load, open_playhouse, play
from bot.settings import Settings

FOLDER = Path(__file__).parent
STORIES = sorted([*FOLDER.glob("stories/*.yml"), *FOLDER.glob("without_dialogs/*.yml")])
HOME = Path(__file__).resolve().parents[2] / "var"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def playhouse() -> AsyncIterator[Playhouse]:
    settings = Settings(home=HOME)
    pristine = None
    if settings.shop == "tryton":
        pristine = await asyncio.to_thread(template)
    async with open_playhouse(settings, print, pristine) as opened:
        yield opened


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("path", STORIES, ids=[path.stem for path in STORIES])
async def test_a_story_holds(playhouse: Playhouse, path: Path) -> None:
    async with playhouse.instance() as harness:
        report = await play(load(path), harness)
    assert report.ok, str(report)
