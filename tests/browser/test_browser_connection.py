"""Connections come and go, tabs come in twos: nothing is lost, nothing is said twice."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from browser.conftest import Arrive
from browser.stage import BUYER

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(180)]


async def test_what_is_said_without_connection_arrives_once_and_in_order(arrive: Arrive) -> None:
    visitor = await arrive()
    await visitor.says("buyer", "Hello")
    await visitor.reads("buyer", "VAT number")
    visitor.unreachable = True
    await visitor.site.down()
    banner = visitor.page.locator("#banner")
    await expect(banner).to_contain_text("No connection")
    for text in ("first of three", "second of three", "third of three"):
        await visitor.says("buyer", text)
    waiting = visitor.messages("buyer", own=True).locator(".tick-queued")
    await expect(waiting).to_have_count(3)
    await visitor.keeps_picture("offline")
    await visitor.site.up()
    await expect(banner).to_contain_text("Connected again")
    await expect(visitor.messages("buyer", own=True).locator(".tick-read")).to_have_count(4)
    said = await visitor.messages("buyer", own=True).locator(".card-text").all_inner_texts()
    assert said == ["Hello", "first of three", "second of three", "third of three"]
    await expect(banner).to_be_hidden()


async def test_what_was_said_offline_survives_a_closed_tab(arrive: Arrive) -> None:
    first = await arrive()
    first.unreachable = True
    await first.site.down()
    await expect(first.page.locator("#banner")).to_contain_text("No connection")
    await first.says("buyer", "Hello")
    other = await first.page.context.new_page()
    await first.page.close()
    await first.site.up()
    await other.close()
    second = await arrive(beside=first)
    await second.reads("buyer", "VAT number")
    await expect(second.messages("buyer", own=True)).to_have_count(1)


async def test_a_stream_that_was_cut_goes_on_where_it_was(arrive: Arrive) -> None:
    visitor = await arrive()
    await visitor.says("buyer", "Hello")
    await visitor.reads("buyer", "VAT number")
    visitor.unreachable = True
    await visitor.site.down()
    await expect(visitor.page.locator("#banner")).to_be_visible()
    await visitor.site.up()
    await expect(visitor.page.locator("#banner")).to_contain_text("Connected again")
    await visitor.says("buyer", BUYER[0])
    await visitor.reads("buyer", "work e-mail")
    await expect(visitor.messages("buyer")).to_have_count(2)


async def test_two_tabs_show_the_same_and_a_press_counts_once(arrive: Arrive) -> None:
    first = await arrive()
    second = await arrive(beside=first)
    await first.identifies("buyer", *BUYER)
    await second.reads("buyer", "ordering for")
    await first.says("buyer", "10 PAP-A4-80")
    card = await second.reads("buyer", "PAP-A4-80")
    empty = re.compile("^Empty the cart$")
    await card.get_by_role("button", name=empty).click()
    for visitor in (first, second):
        await visitor.reads("buyer", "cart is empty")
        await expect(visitor.place("buyer").get_by_role("button", name=empty)).to_have_count(0)
        own = visitor.messages("buyer", own=True).locator(".card-text")
        presses = own.filter(has_text=empty)
        await expect(presses).to_have_count(1)


async def test_several_tabs_can_all_speak(arrive: Arrive) -> None:
    """A browser has six connections to a host; a hidden tab must not keep one for ever."""
    first = await arrive()
    others = [await arrive(beside=first) for _ in range(3)]
    for number, visitor in enumerate([first, *others]):
        await visitor.says("buyer", f"tab number {number}")
    for visitor in [first, *others]:
        await expect(visitor.messages("buyer", own=True)).to_have_count(4)


async def test_a_reset_reaches_every_tab(arrive: Arrive) -> None:
    first = await arrive()
    second = await arrive(beside=first)
    await first.says("buyer", "Hello")
    await second.reads("buyer", "VAT number")
    await first.site.sandbox.reset()
    for visitor in (first, second):
        await expect(visitor.messages("buyer")).to_have_count(0)
    await second.says("buyer", "Hello")
    await first.reads("buyer", "VAT number")
    await expect(first.messages("buyer", own=True)).to_have_count(1)
