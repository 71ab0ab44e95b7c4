"""What links in mails lead to: an invitation, and a decision by somebody who has no chat."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from browser.conftest import Arrive
from browser.stage import BUYER, Visitor

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(180)]
APPROVER = "approver@atelier-nord.example"


@pytest.fixture(scope="module")
def nlu_url() -> None:
    """None of this needs the parser."""


async def _asks_for_approval(visitor: Visitor) -> str:
    """A buyer sends an order for approval; gives the link that was mailed to the approver."""
    await visitor.identifies("buyer", *BUYER)
    await visitor.says("buyer", "100 PAP-A4-80")
    await visitor.place("buyer").locator("button.button-primary").last.click()
    await visitor.reads("buyer", "purchase order number")
    await visitor.says("buyer", "PO-4711")
    await visitor.reads("buyer", "Please check your order")
    await visitor.place("buyer").locator("button.button-primary").last.click()
    await visitor.reads("buyer", "Sent for approval")
    async with visitor.site.sandbox.apps.use() as app:
        await app.idle()
    found = re.search(r"http://\S+/decide/\S+", visitor.newest_mail(APPROVER))
    assert found
    return found[0]


@pytest.mark.parametrize(
    "options",
    [{}, {"color_scheme": "dark"}, {"viewport": {"width": 390, "height": 844}}],
    ids=["light", "dark", "phone"],
)
async def test_an_approver_without_a_chat_decides_on_the_mailed_page(
    arrive: Arrive, options: dict[str, object]
) -> None:
    visitor = await arrive()
    link = await _asks_for_approval(visitor)
    approver = await arrive(**options)
    page = approver.page
    await page.goto(link)
    await expect(page.locator("main")).to_contain_text("463,19")
    await approver.is_accessible()
    await approver.keeps_picture(f"decide-{options.get('color_scheme', len(options))}")
    width = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
    await page.locator("button.primary").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("button.primary")).to_have_count(0)
    await expect(visitor.messages("buyer").last).to_contain_text("Ordered for")
    async with visitor.site.sandbox.apps.use() as app:
        await app.idle()
    await page.reload()
    await expect(page.locator("main")).to_contain_text("S00044")


async def test_a_rejection_is_written_on_the_page(arrive: Arrive) -> None:
    visitor = await arrive()
    link = await _asks_for_approval(visitor)
    await visitor.page.goto(link)
    await visitor.page.locator("button.danger").click()
    await visitor.page.locator("textarea").fill("Pas ce mois-ci")
    await visitor.is_accessible()
    await visitor.page.locator("form.words button").click()
    await expect(visitor.page.locator("textarea")).to_have_count(0)
    await visitor.opens()
    await expect(visitor.messages("buyer").last).to_contain_text("Pas ce mois-ci")


async def test_an_invitation_brings_a_guest_in_when_it_is_sent(arrive: Arrive) -> None:
    visitor = await arrive()
    async with visitor.site.sandbox.apps.use() as app:
        email = "director@atelier-nord.example"
        await app.companies.set_role(BUYER[0], email, "approver", staff="support")
        await app.companies.invite(BUYER[0], email, staff="support")
        await app.idle()
    found = re.search(r"/\?join=\S+", visitor.newest_mail(email))
    assert found
    await visitor.opens(found[0].removeprefix("/"))
    await expect(visitor.page).to_have_url(f"{visitor.site.url}/")
    await expect(visitor.page.locator("#buyer-field")).to_have_value(re.compile("/join "))
    await expect(visitor.messages("buyer", own=True)).to_have_count(0)
    await visitor.page.keyboard.press("Enter")
    await visitor.reads("buyer", "ordering for Atelier Nord")
    await visitor.is_accessible()
    await visitor.keeps_picture("guest")
    await visitor.opens()
    await visitor.reads("buyer", "ordering for Atelier Nord")
