"""The page's texts and files, and what is there instead of it with a real shop."""

from __future__ import annotations

import httpx
import pytest

from bot.channels.web.server import WebServer
from bot.embedded.ports import reserve
from bot.sandbox.routes import OFF
from bot.sandbox.texts import language_for, page_texts
from bot.texts import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_its_texts_in_every_language(language: str) -> None:
    texts = page_texts(language)
    assert texts.keys() == page_texts("en").keys()
    assert all(key.startswith("sandbox-") and text for key, text in texts.items())


def test_what_the_page_fills_in_is_left_to_it() -> None:
    filled = [text for text in page_texts("en").values() if "{ $" in text]
    assert filled
    assert not [text for text in page_texts("en").values() if "{ $" not in text and "{" in text]


def test_a_language_that_is_not_ours_has_no_texts() -> None:
    with pytest.raises(KeyError):
        page_texts("../en")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        ("es,de;q=0.5,fr;q=0.7", "fr"),
        ("", "en"),
        ("es", "en"),
        ("*;q=x,,;q=", "en"),
    ],
)
def test_the_language_is_the_one_that_the_browser_likes_best(accepted: str, language: str) -> None:
    assert language_for(accepted) == language


async def test_with_a_real_shop_the_address_says_so_and_nothing_else_is_there() -> None:
    web = WebServer(OFF, port=reserve(0, ""))
    async with web.serving(), httpx.AsyncClient(base_url=web.url) as client:
        page = await client.get("/", headers={"accept-language": "fr"})
        assert page_texts("fr")["sandbox-off-title"] in page.text
        assert page.headers["content-language"] == "fr"
        for path in ("/api/sandbox", "/api/events", "/api/chat/buyer/events", "/static/index.html"):
            assert (await client.get(path)).status_code == 404
