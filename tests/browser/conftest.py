"""A real browser before the sandbox. Without one these tests are skipped, but never in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from bot.settings import Settings
from browser.stage import PATIENCE_MS, Site, Visitor, serving

NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = "No Chromium was found. On Debian: apt-get install chromium"
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

expect.set_options(timeout=PATIENCE_MS)

Arrive = Callable[..., Awaitable[Visitor]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium, one for a module."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        if os.environ.get("CI"):
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nlu_url() -> str | None:
    """The parser that runs already, if any; a module may start one instead."""
    return Settings().nlu_url


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(
    browser: Browser, nlu_url: str | None, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Site]:
    """A sandbox, one for a module; without a browser none is started."""
    async with serving(tmp_path_factory.mktemp("sandbox") / "var", nlu_url) as site:
        yield site


@pytest_asyncio.fixture(loop_scope="module")
async def arrive(browser: Browser, site: Site) -> AsyncIterator[Arrive]:
    """Brings a visitor to the page; each has a profile of their own unless told `beside` whom.

    Nobody may have made the browser complain, and the sandbox is as new for the next test.
    """
    visitors: list[Visitor] = []

    async def visitor(beside: Visitor | None = None, **options: Any) -> Visitor:
        profile = {
            "viewport": {"width": 1280, "height": 800},
            "locale": "en-GB",
            "reduced_motion": "reduce",
            **options,
        }
        context = beside.page.context if beside else await browser.new_context(**profile)
        found = Visitor(await context.new_page(), site)
        visitors.append(found)
        await found.opens()
        return found

    yield visitor
    for context in {visitor.page.context for visitor in visitors}:
        await context.close()
    assert [trouble for visitor in visitors for trouble in visitor.troubles] == []
    await site.sandbox.reset()
