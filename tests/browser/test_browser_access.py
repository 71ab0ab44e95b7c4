"""The page by keyboard, on a phone, in the dark, and under the eyes of axe."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import expect

from browser.conftest import Arrive
from browser.stage import BUYER, Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(180)]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SMALLEST_TARGET = 44
"""CSS pixels; what a thumb hits."""


async def _tabs_to(visitor: Visitor, selector: str, most: int = 60) -> None:
    """Presses Tab until an element has the focus, which must be visible on the way."""
    for _ in range(most):
        await visitor.page.keyboard.press("Tab")
        if await visitor.page.locator(selector).evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


async def _focus_is_seen(visitor: Visitor) -> bool:
    return bool(
        await visitor.page.evaluate(
            """() => {
              const focused = document.activeElement;
              const outlined = (e) => getComputedStyle(e).outlineStyle !== "none"
                && parseFloat(getComputedStyle(e).outlineWidth) >= 2;
              const near = [focused, focused.nextElementSibling, focused.closest(".composer")];
              return near.filter(Boolean).some((e) => outlined(e)
                || getComputedStyle(e).boxShadow !== "none");
            }"""
        )
    )


async def test_everything_is_done_by_keyboard(arrive: Arrive) -> None:
    visitor = await arrive()
    page = visitor.page
    await page.keyboard.press("Tab")
    await expect(page.locator(".skip")).to_be_focused()
    await visitor.keeps_picture("keyboard-skip")
    await page.keyboard.press("Enter")
    field = page.locator("#buyer-field")
    await expect(field).to_be_focused()
    await page.keyboard.type("Hello")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("and good morning")
    assert await field.input_value() == "Hello\nand good morning"
    await page.keyboard.press("Enter")
    await visitor.reads("buyer", "VAT number")
    await expect(field).to_be_focused()


async def test_buttons_are_pressed_by_keyboard_and_the_focus_stays(arrive: Arrive) -> None:
    visitor = await arrive()
    page = visitor.page
    await visitor.identifies("buyer", *BUYER)
    await visitor.says("buyer", "10 PAP-A4-80")
    card = await visitor.reads("buyer", "PAP-A4-80")
    await page.locator("#buyer .log").focus()
    empty = card.get_by_role("button", name="Empty the cart")
    for _ in range(20):
        await page.keyboard.press("Tab")
        if await empty.evaluate("e => e === document.activeElement"):
            break
    await expect(empty).to_be_focused()
    assert await _focus_is_seen(visitor)
    await page.keyboard.press("Enter")
    await visitor.reads("buyer", "cart is empty")
    # The button is gone; who pressed it goes on writing instead of starting at the top.
    await expect(page.locator("#buyer-field")).to_be_focused()


async def test_the_switches_work_by_keyboard(arrive: Arrive) -> None:
    visitor = await arrive()
    page = visitor.page
    await _tabs_to(visitor, "#controls-open")
    assert await _focus_is_seen(visitor)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Controls of the sandbox")).to_be_visible()
    await _tabs_to(visitor, "#shop-modes input:checked")
    assert await _focus_is_seen(visitor)
    await page.keyboard.press("ArrowRight")
    await expect(page.locator("#lamp-shop")).to_have_text("Shop slow")
    await page.keyboard.press("ArrowRight")
    await expect(page.locator("#lamp-shop")).to_have_text("Shop down")
    await visitor.keeps_picture("controls")
    await _tabs_to(visitor, "#reset")
    await page.keyboard.press("Enter")
    await expect(page.locator("#reset-no")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.locator("#reset-dialog")).to_be_hidden()
    await expect(page.locator("#controls-open")).to_be_focused()


async def test_the_clock_goes_forward(arrive: Arrive) -> None:
    visitor = await arrive()
    page = visitor.page
    await page.locator("#controls-open").click()
    await page.get_by_role("button", name="+ 3 days").click()
    await expect(page.locator("#clock-moved")).to_contain_text("3 d")
    await page.get_by_label("Hours").fill("5")
    await page.get_by_role("button", name="Move forward").click()
    await expect(page.locator("#clock-moved")).to_contain_text("3 d 5 h")


async def test_a_phone_reaches_everything(arrive: Arrive) -> None:
    visitor = await arrive(**PHONE)
    page = visitor.page
    width = await page.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE["viewport"]["width"]  # type: ignore[index]
    await visitor.identifies("buyer", *BUYER)
    await visitor.keeps_picture("phone-buyer")
    for place in ("approver", "desk"):
        await page.locator(f".tab[data-place={place}]").tap()
        await expect(visitor.place(place)).to_be_visible()
        await expect(visitor.place("buyer")).to_be_hidden()
        await visitor.keeps_picture(f"phone-{place}")
    await page.locator(".tab[data-place=records]").tap()
    for panel in ("#mail", "#orders", "#evidence"):
        await expect(page.locator(panel)).to_be_visible()
    await visitor.keeps_picture("phone-records")
    await page.locator("#controls-open").tap()
    await expect(page.locator("#reset")).to_be_in_viewport()
    await visitor.keeps_picture("phone-controls")


async def test_a_thumb_hits_every_target(arrive: Arrive) -> None:
    visitor = await arrive(**PHONE)
    await visitor.identifies("buyer", *BUYER)
    await visitor.says("buyer", "10 PAP-A4-80")
    await visitor.reads("buyer", "PAP-A4-80")
    places: dict[str, Any] = {}
    for place in ("buyer", "approver", "desk", "records"):
        await visitor.page.locator(f".tab[data-place={place}]").tap()
        places[place] = await visitor.page.evaluate(
            """(least) => [...document.querySelectorAll("button, select, summary, a[href], input")]
              .filter((e) => e.checkVisibility() && !e.closest(".skip, .visually-hidden")
                && !e.matches(".skip, .visually-hidden"))
              .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
              .filter(([, box]) => Math.round(box.height) < least || Math.round(box.width) < least)
              .map(([html, box]) => `${html} ${box.width}x${box.height}`)""",
            SMALLEST_TARGET,
        )
    assert not any(places.values()), places


@pytest.mark.parametrize(
    "options",
    [{"color_scheme": "light"}, {"color_scheme": "dark"}, PHONE, {**PHONE, "color_scheme": "dark"}],
    ids=["light", "dark", "phone", "phone-dark"],
)
async def test_axe_finds_nothing_serious(arrive: Arrive, options: dict[str, Any]) -> None:
    visitor = await arrive(**options)
    page = visitor.page
    await visitor.is_accessible()
    await visitor.identifies("buyer", *BUYER)
    await visitor.says("buyer", "10 PAP-A4-80")
    await visitor.reads("buyer", "PAP-A4-80")
    await visitor.says("buyer", "human")
    await visitor.reads("buyer", "Our team")
    why = visitor.messages("buyer").last.locator("summary")
    await why.click()
    await visitor.is_accessible()
    if "has_touch" in options:
        await page.locator(".tab[data-place=desk]").click()
    await page.locator(".case").click()
    await expect(page.locator("#desk-field")).to_be_visible()
    await visitor.is_accessible()
    await page.locator("#controls-open").click()
    await visitor.is_accessible()
    await page.locator("#reset").click()
    await expect(page.locator("#reset-dialog")).to_be_visible()
    await visitor.is_accessible()


async def test_dark_is_dark_and_stays_chosen(arrive: Arrive) -> None:
    visitor = await arrive(color_scheme="light")
    page = visitor.page
    shade = "() => getComputedStyle(document.documentElement).backgroundColor"
    light = await page.evaluate(shade)
    await page.get_by_role("switch", name="Dark").click()
    dark = await page.evaluate(shade)
    assert sum(map(int, re.findall(r"\d+", dark)[:3])) < sum(
        map(int, re.findall(r"\d+", light)[:3])
    )
    await page.reload()
    await expect(page.get_by_role("switch", name="Dark")).to_be_checked()
    assert await page.evaluate(shade) == dark
    await visitor.keeps_picture("dark")


async def test_the_language_changes_at_once(arrive: Arrive) -> None:
    visitor = await arrive()
    page = visitor.page
    await page.get_by_role("combobox", name="Language of this page").select_option("nl")
    await expect(page.get_by_role("heading", name="Inkoper")).to_be_visible()
    assert await page.evaluate("document.documentElement.lang") == "nl"
    await page.reload()
    await expect(page.get_by_role("heading", name="Goedkeurder")).to_be_visible()
