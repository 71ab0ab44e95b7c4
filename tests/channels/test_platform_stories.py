"""The stories of `tests/scenarios`, with their people in Slack, in Telegram, and in both."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from pydantic import SecretStr

from bot.play import load, play
from bot.play.playhouse import running_parser
from bot.play.story import Story
from bot.settings import Settings
from channels.browsing import on_the_web
from channels.people import SmallPlatform
from channels.slack_server import SmallSlack
from channels.stage import Lives, on_platforms
from channels.telegram_server import ABSENT, DESCRIPTION, SmallTelegram

FOLDER = Path(__file__).parents[1] / "scenarios" / "stories"
STORIES = sorted(FOLDER.glob("*.yml"))
HOME = Path(__file__).resolve().parents[2] / "var"


def _several(path: Path) -> bool:
    return len(load(path).people) > 1


NEEDED = pytest.mark.skipif(not DESCRIPTION.exists(), reason=ABSENT)

CASES = [
    pytest.param(path, place, id=f"{path.stem}-{place}", marks=() if place == "slack" else NEEDED)
    for path in STORIES
    for place in ("slack", "telegram", "across")
    if place != "across" or _several(path)
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nlu_url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    folder = tmp_path_factory.mktemp("parser")
    async with running_parser(Settings(home=HOME), folder, print) as url:
        yield url


@contextlib.asynccontextmanager
async def _connected(story: Story, place: str) -> AsyncIterator[tuple[Lives, dict[str, object]]]:
    async with SmallSlack() as slack, SmallTelegram() as telegram:
        platforms: list[SmallPlatform] = [slack, telegram]
        words = list(story.people)

        def lives(word: str) -> SmallPlatform:
            if place == "across":
                return platforms[words.index(word) % 2]
            return slack if place == "slack" else telegram

        settings: dict[str, object] = {
            "slack_api_url": slack.api_url,
            "slack_bot_token": SecretStr(slack.bot_token),
            "slack_app_token": SecretStr(slack.app_token),
            "telegram_api_url": telegram.api_url,
            "telegram_token": SecretStr(telegram.token),
        }
        unused = {"slack": "telegram", "telegram": "slack"}.get(place, "-")
        yield lives, {k: v for k, v in settings.items() if not k.startswith(unused)}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("path", STORIES, ids=[path.stem for path in STORIES])
async def test_a_story_holds_on_the_web(nlu_url: str, path: Path) -> None:
    async with on_the_web(nlu_url) as harness:
        report = await play(load(path), harness)
    assert report.ok, str(report)


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("path", "place"), CASES)
async def test_a_story_holds_on_platforms(nlu_url: str, path: Path, place: str) -> None:
    story = load(path)
    async with (
        _connected(story, place) as (lives, settings),
        on_platforms(nlu_url, lives, settings) as harness,
    ):
        report = await play(story, harness)
    assert report.ok, str(report)
