"""The whole story, played by the tour with the real parser, in every language."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.embedded import Embedded, Part
from bot.settings import Settings
from browser.conftest import Arrive
from browser.stage import STEPS, Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(600)]
HOME = Path(__file__).resolve().parents[2] / "var"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nlu_url(browser: Browser) -> AsyncIterator[str]:
    """The parser that runs already, or one of our own."""
    async with contextlib.AsyncExitStack() as stack:
        settings = Settings(home=HOME)
        if settings.nlu_url is None:
            embedded = Embedded(settings, parts={Part.PARSER}, tell=print)
            await stack.enter_async_context(embedded)
            assert await embedded.parser_settled()
            settings = embedded.settings
        assert settings.nlu_url is not None
        yield settings.nlu_url


async def _plays_all(visitor: Visitor) -> None:
    for name in STEPS:
        await visitor.plays(name)


async def test_the_tour_plays_the_whole_story(arrive: Arrive) -> None:
    visitor = await arrive(reduced_motion="no-preference")
    page = visitor.page
    await visitor.keeps_picture("1-empty")
    await expect(visitor.step("approve")).to_have_attribute("aria-disabled", "true")
    for number, name in enumerate(STEPS, start=2):
        await visitor.plays(name)
        await visitor.keeps_picture(f"{number}-{name}")
    order = page.locator("#orders details").first
    await expect(order).to_contain_text("Atelier Nord SRL (sample)")
    await expect(order).to_contain_text("60 × GLV-NIT-L")
    await expect(order).not_to_contain_text("TWL-KIT-4")
    await expect(order.locator(".invoice")).to_contain_text("posted")
    await expect(page.locator("#mail details").first).to_contain_text("@atelier-nord.example")
    await expect(page.locator("#evidence")).to_contain_text("valid")
    await expect(visitor.messages("approver").last).to_contain_text("order number")
    invoice = visitor.messages("buyer").last.locator("a.file")
    answer = await page.request.get(visitor.site.url + (await invoice.get_attribute("href") or ""))
    assert answer.ok
    assert len(await answer.body()) > 0
    await visitor.keeps_picture("8-whole-page", whole=True)


async def test_the_person_goes_on_freely_and_begins_anew(arrive: Arrive) -> None:
    visitor = await arrive()
    page = visitor.page
    await visitor.plays("identify")
    await visitor.says("buyer", "how much are 20 boxes of nitrile gloves L?")
    await visitor.reads("buyer", "€")
    await page.locator("#controls-open").click()
    await page.locator("#reset").click()
    await expect(page.get_by_role("dialog", name="Set everything back?")).to_be_visible()
    await page.get_by_role("button", name="Set back").click()
    await expect(visitor.messages("buyer")).to_have_count(0)
    await expect(visitor.step("identify")).to_have_attribute("data-state", "next")
    await _plays_all(visitor)
    await expect(page.locator("#orders details")).to_have_count(1)


@pytest.mark.parametrize(
    ("locale", "approved"),
    [("fr-BE", "Approuvé"), ("nl-BE", "Goedgekeurd"), ("de-DE", "Freigegeben")],
)
async def test_the_story_is_told_in_the_language_of_the_page(
    arrive: Arrive, locale: str, approved: str
) -> None:
    visitor = await arrive(locale=locale)
    await _plays_all(visitor)
    await expect(visitor.place("approver")).to_contain_text(approved)
    order = visitor.page.locator("#orders details").first
    await expect(order).to_contain_text("60 × GLV-NIT-L")
    await expect(order).not_to_contain_text("COF-BEAN-1K")
    await visitor.keeps_picture(f"story-{locale[:2]}")


async def test_a_message_tells_why(arrive: Arrive) -> None:
    visitor = await arrive()
    await visitor.plays("identify")
    await visitor.plays("ask")
    why = visitor.messages("buyer").last.locator("details.why")
    await why.locator("summary").click()
    await expect(why).to_contain_text("the language parser")
    await expect(why).to_contain_text("nitrile gloves")
    await visitor.keeps_picture("why")
