"""What the page shows: hostile text stays text, long things stay usable, the desk works."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.async_api import expect

from bot.channels.web.channel import conversation_key
from bot.messages import Button, Card, Field, Row
from browser.conftest import Arrive
from browser.stage import BUYER, Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(180)]
HOSTILE = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
TURNED = "\u202e99,99 €\u202d"
_numbers = itertools.count(1)


@pytest.fixture(scope="module")
def nlu_url() -> None:
    """None of this needs the parser."""


async def _is_shown(visitor: Visitor, card: Card, person: str = "buyer") -> None:
    """Puts a card into somebody's post-box, as the channel does."""
    async with visitor.site.sandbox.apps.use() as app:
        await app.messages.append(conversation_key(person), f"card-{next(_numbers)}", card)


async def test_hostile_text_stays_text(arrive: Arrive) -> None:
    visitor = await arrive()
    page = visitor.page
    await visitor.says("buyer", f"Hello {HOSTILE} {TURNED}")
    await expect(visitor.messages("buyer", own=True).last).to_contain_text(HOSTILE)
    await visitor.reads("buyer", "VAT number")
    await _is_shown(
        visitor,
        Card(
            title=HOSTILE,
            text=f"{HOSTILE} {TURNED} https://evil.example/?q={HOSTILE}",
            rows=(Row(HOSTILE + TURNED, HOSTILE, "1,00 €"),),
            fields=(Field(HOSTILE, TURNED),),
            note=HOSTILE,
            context=HOSTILE,
            buttons=(Button(HOSTILE, "no-such-token"),),
        ),
    )
    card = visitor.messages("buyer").last
    await expect(card.locator(".card-title")).to_have_text(HOSTILE)
    await expect(card.locator(".row-amount")).to_have_text("1,00 €")
    await expect(page.locator(".log img, .log script, .log a")).to_have_count(0)
    assert await page.title() == "Comptoir: sandbox"
    turning = card.locator(".row-title")
    assert await turning.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
    await visitor.keeps_picture("hostile")


async def test_the_policy_leaves_no_way_in(arrive: Arrive) -> None:
    visitor = await arrive()
    page = visitor.page
    answer = await page.request.get(visitor.site.url)
    policy = answer.headers["content-security-policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "style-src 'self'"):
        assert rule in policy
    assert "unsafe" not in policy
    await page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "document.title = 'taken'";
          document.body.append(script);
        }"""
    )
    assert await page.title() == "Comptoir: sandbox"
    assert any("Content Security Policy" in trouble for trouble in visitor.troubles)
    visitor.troubles.clear()


async def test_a_cart_of_five_hundred_lines_opens_on_demand(arrive: Arrive) -> None:
    visitor = await arrive()
    rows = tuple(Row(f"Product {n}", f"SKU-{n} · 2 boxes", "1,00 €") for n in range(500))
    await _is_shown(visitor, Card(title="Your cart", rows=rows, fields=(Field("Total", "500 €"),)))
    card = visitor.messages("buyer").last
    await expect(card.locator(".row")).to_have_count(12)
    await visitor.keeps_picture("long-cart")
    await card.get_by_role("button", name="Show all 500 lines").click()
    await expect(card.locator(".row")).to_have_count(500)
    await expect(card.locator(".row").nth(12)).to_be_focused()


async def test_who_reads_above_is_not_pulled_down(arrive: Arrive) -> None:
    visitor = await arrive()
    for number in range(12):
        await _is_shown(visitor, Card(text=f"Message {number}\n\nwith\n\nmore lines"))
    await visitor.reads("buyer", "Message 11")
    log = visitor.page.locator("#buyer .log")
    await log.evaluate("e => { e.scrollTop = 0; }")
    await _is_shown(visitor, Card(text="Something new"))
    more = visitor.place("buyer").get_by_role("button", name="New messages: 1")
    await expect(more).to_be_visible()
    assert await log.evaluate("e => e.scrollTop") == 0
    await more.click()
    await expect(visitor.messages("buyer").last).to_be_in_viewport()
    await expect(more).to_be_hidden()


async def test_the_desk_answers_and_hands_back(arrive: Arrive) -> None:
    visitor = await arrive()
    await visitor.identifies("buyer", *BUYER)
    await visitor.says("buyer", "human")
    await visitor.reads("buyer", "Our team")
    desk = visitor.place("desk")
    await desk.get_by_role("button", name=re.compile("Asks for a person")).click()
    await expect(desk.get_by_role("region", name="The open case")).to_be_focused()
    await desk.get_by_role("button", name="Take it").click()
    await visitor.reads("buyer", "from our team is here")
    await desk.get_by_label("Answer, or the reason").fill("Good morning, how can I help?")
    await desk.get_by_label("Answer, or the reason").press("Enter")
    await visitor.reads("buyer", "how can I help")
    await visitor.says("buyer", "Thank you, all is well")
    await expect(desk.locator(".transcript")).to_contain_text("all is well")
    await visitor.keeps_picture("desk")
    await desk.get_by_role("button", name="Hand back").click()
    await visitor.reads("buyer", "assistant again")
    await expect(desk).to_contain_text("Nobody waits")


async def test_people_are_switched_with_their_own_terms(arrive: Arrive) -> None:
    visitor = await arrive()
    chat = visitor.place("buyer")
    await visitor.says("buyer", "Hello")
    await visitor.reads("buyer", "VAT number")
    people = chat.get_by_role("combobox")
    await people.select_option("housekeeping@hotel-de-gracht")
    await expect(chat.locator(".facts")).to_contain_text("Hotel De Gracht")
    await expect(chat.locator(".facts")).to_contain_text("Net 14")
    await expect(visitor.messages("buyer")).to_have_count(0)
    await visitor.identifies("buyer", "NL123456782B01", "housekeeping@hotel-de-gracht.example")
    await people.select_option("buyer")
    await visitor.reads("buyer", "VAT number")
    await visitor.keeps_picture("switched")


async def test_a_shop_that_is_down_says_so_and_comes_back(arrive: Arrive) -> None:
    visitor = await arrive()
    page = visitor.page
    await visitor.identifies("buyer", *BUYER)
    await page.locator("#controls-open").click()
    await page.locator("#shop-modes input[value=down]").check()
    await expect(page.locator("#lamp-shop")).to_have_text("Shop down")
    await page.keyboard.press("Escape")
    await visitor.says("buyer", "10 PAP-A4-80")
    await visitor.reads("buyer", "does not answer")
    await page.locator("#controls-open").click()
    await page.locator("#shop-modes input[value=up]").check()
    await page.keyboard.press("Escape")
    await visitor.says("buyer", "10 PAP-A4-80")
    await visitor.reads("buyer", "Total including VAT")


async def test_a_file_is_sent(arrive: Arrive) -> None:
    visitor = await arrive()
    file = {"name": "order.csv", "mimeType": "text/csv", "buffer": b"PAP-A4-80;10\n"}
    await visitor.page.locator("#buyer-file").set_input_files(file)  # type: ignore[arg-type]
    await expect(visitor.messages("buyer", own=True).last).to_contain_text("order.csv")
    await visitor.reads("buyer", "cannot read files|VAT number")


async def test_without_the_parser_the_tour_writes_article_numbers(arrive: Arrive) -> None:
    visitor = await arrive()
    await visitor.plays("identify")
    await expect(visitor.step("ask")).to_have_attribute("data-state", "blocked")
    await visitor.step("ask").click(force=True)
    await expect(visitor.page.locator("#tour-status")).to_contain_text("language parser")
    for name in ("reorder", "send", "approve", "look"):
        await visitor.plays(name)
    order = visitor.page.locator("#orders details").first
    await expect(order).to_contain_text("Atelier Nord SRL (sample)")
    await expect(visitor.messages("buyer").last.locator("a.file")).to_have_count(1)
