"""An approver who has no chat decides by a link in a mail."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest_asyncio
from lxml import html
from starlette.applications import Starlette

from bot import texts
from bot.bootstrap import App
from bot.channels.mail.pages import DecisionPages
from bot.channels.web.held import Held
from bot.clock import MovableClock
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from bot.play.runner import play
from bot.play.story import load
from bot.ports import EffectKind
from shop_client.memory import MemoryShop

HOTEL = "NL123456782B01"
MANAGER = "manager@hotel-de-gracht.example"
ADDRESS = "https://orders.example"
STORY = """
story: A request on its way
language: en
people: {buyer: {name: "Buyer <b>"}}
steps:
  - buyer is verified: {vat: NL123456782B01, email: housekeeping@hotel-de-gracht.example}
  - buyer says: 100 PAP-A4-80
  - buyer presses: Order
  - buyer presses: Send for approval
"""


APPROVE, REJECT, ASK, CUT, PASS_ON, APPROVE_CUT = (
    texts.text("nl", f"button-{name}")
    for name in ("approve", "reject", "ask", "cut-lines", "pass-on", "approve-cut")
)


def parsed(response: httpx.Response) -> Any:
    return html.fromstring(response.text)


@dataclass
class Mailbox:
    """The manager's mailbox, and a browser that opens its links."""

    instance: Instance
    browser: httpx.AsyncClient

    def links(self) -> list[str]:
        mails = self.instance.mails(MANAGER)
        return [link for mail in mails for link in re.findall(r"https://\S+/decide/\S+", mail.text)]

    async def page(self, link: str) -> httpx.Response:
        return await self.browser.get(link)

    async def press(self, link: str, label: str, times: int = 1) -> httpx.Response:
        for form in parsed(await self.page(link)).forms:
            if form.xpath(".//button")[0].text == label:
                fields = dict(form.form_values())
                for _ in range(times):
                    answer = await self.browser.post(link, data=fields)
                assert answer.status_code == 303
                await self.instance.idle()
                return await self.page(link)
        raise AssertionError(f"no button {label}")

    async def write(self, link: str, text: str) -> httpx.Response:
        form = parsed(await self.page(link)).forms[-1]
        await self.browser.post(link, data={**dict(form.form_values()), "text": text})
        await self.instance.idle()
        return await self.page(link)

    async def orders(self) -> int:
        (company,) = await self.instance.shop.find_companies(HOTEL)
        return sum(
            bool(order.client_reference) for order in await self.instance.shop.orders(company.id)
        )


@pytest_asyncio.fixture
async def mailbox(tmp_path: Path) -> AsyncIterator[Mailbox]:
    story = tmp_path / "story.yml"
    story.write_text(STORY, encoding="utf-8")
    shop, clock = MemoryShop.from_sample(), MovableClock()
    async with temporary_instance(None, clock, shop, MemoryMerchant(shop), ADDRESS) as instance:
        told = await play(load(story), instance)
        assert told.ok, str(told)
        held: Held[App] = Held()
        held.put(instance.app)
        app = Starlette(routes=DecisionPages(held).routes)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as browser:
            yield Mailbox(instance, browser)


async def test_the_mail_shows_the_request_and_its_link_the_buttons(mailbox: Mailbox) -> None:
    (mail,) = mailbox.instance.mails(MANAGER)
    assert "413,25" in mail.text
    (link,) = mailbox.links()
    page = parsed(await mailbox.page(link))
    labels = [button.text for button in page.xpath("//button")]
    assert labels == [APPROVE, REJECT, ASK, CUT, PASS_ON]
    assert "413,25" in page.text_content()


async def test_what_people_wrote_is_no_markup(mailbox: Mailbox) -> None:
    (link,) = mailbox.links()
    page = (await mailbox.page(link)).text
    assert "Buyer &lt;b&gt;" in page
    assert "Buyer <b>" not in page


async def test_opening_the_link_decides_nothing(mailbox: Mailbox) -> None:
    (link,) = mailbox.links()
    for _ in range(3):
        assert (await mailbox.page(link)).status_code == 200
    assert (await mailbox.browser.head(link)).status_code in (200, 405)
    await mailbox.instance.idle()
    assert await mailbox.orders() == 0


async def test_a_press_approves_once_however_often_it_is_sent(mailbox: Mailbox) -> None:
    (link,) = mailbox.links()
    page = await mailbox.press(link, APPROVE, times=3)
    assert "Goedgekeurd door" in page.text
    assert "bestelnummer" in page.text
    assert parsed(page).xpath("//button") == []
    assert await mailbox.orders() == 1
    assert any("bestelnummer" in mail.text for mail in mailbox.instance.mails(MANAGER))


async def test_a_rejection_takes_its_reason_in_words(mailbox: Mailbox) -> None:
    (link,) = mailbox.links()
    page = await mailbox.press(link, REJECT)
    assert parsed(page).xpath("//textarea")
    page = await mailbox.write(link, "Wacht op het volgende <i>budget</i>")
    assert "Afgekeurd door" in page.text
    assert parsed(page).xpath("//textarea") == []
    assert await mailbox.orders() == 0


async def test_less_is_approved_in_words_after_its_total_was_shown(mailbox: Mailbox) -> None:
    (link,) = mailbox.links()
    page = await mailbox.press(link, CUT)
    assert parsed(page).xpath("//textarea")
    page = await mailbox.write(link, "60 PAP-A4-80")
    assert "in plaats van 100" in parsed(page).text_content()
    assert await mailbox.orders() == 0
    page = await mailbox.press(link, APPROVE_CUT)
    assert parsed(page).xpath("//button") == []
    (company,) = await mailbox.instance.shop.find_companies(HOTEL)
    (order,) = [o for o in await mailbox.instance.shop.orders(company.id) if o.client_reference]
    assert [line.quantity for line in order.lines] == [60]


async def test_other_words_than_of_its_lines_go_nowhere(mailbox: Mailbox) -> None:
    (link,) = mailbox.links()
    await mailbox.press(link, CUT)
    page = await mailbox.write(link, "10 GLV-NIT-L")
    assert "niet in deze aanvraag" in page.text
    await mailbox.press(link, PASS_ON)
    page = await mailbox.write(link, "10 GLV-NIT-L")
    assert "geen collega" in page.text
    async with mailbox.instance.app.uow() as unit:
        members = await unit.store.live_memberships()
        (manager,) = [m for m in members if m.email == MANAGER]
        assert await unit.store.open_cart(manager.person_id, manager.company_id) is None
    assert await mailbox.orders() == 0


async def test_a_link_is_good_for_a_week(mailbox: Mailbox) -> None:
    (link,) = mailbox.links()
    form = parsed(await mailbox.page(link)).forms[0]
    mailbox.instance.advance(timedelta(days=7, seconds=1))
    page = await mailbox.page(link)
    assert page.status_code == 410
    assert parsed(page).forms == []
    assert "413,25" not in page.text
    await mailbox.browser.post(link, data=dict(form.form_values()))
    await mailbox.instance.idle()
    assert await mailbox.orders() == 0


async def test_a_link_that_was_altered_shows_nothing(mailbox: Mailbox) -> None:
    (link,) = mailbox.links()
    for foreign in (
        link[:-3] + "abc",
        f"{ADDRESS}/decide/x",
        link.replace("/decide/", "/decide/a"),
    ):
        page = await mailbox.page(foreign)
        assert page.status_code == 404
        assert "413,25" not in page.text


async def test_a_reminder_has_a_link_of_its_own(mailbox: Mailbox) -> None:
    reminder = await mailbox.instance.app.outbox.next_due([EffectKind.EVENT])
    assert reminder is not None
    mailbox.instance.advance(reminder - mailbox.instance.now())
    await mailbox.instance.idle()
    first, second = mailbox.links()
    page = parsed(await mailbox.page(first))
    assert page.xpath("//button") == [] or "Dit wacht sinds" in page.text_content()
    await mailbox.press(second, APPROVE)
    assert await mailbox.orders() == 1


async def test_who_has_a_chat_by_then_is_written_to_there(mailbox: Mailbox, tmp_path: Path) -> None:
    story = tmp_path / "chat.yml"
    story.write_text(
        """
story: The manager comes into a chat, and decides there
language: en
people: {manager: {name: Manager}}
steps:
  - manager is verified: {vat: NL123456782B01, email: manager@hotel-de-gracht.example}
  - manager presses: Approve
  - expect order: {company: NL123456782B01, state: confirmed, count: 1}
""",
        encoding="utf-8",
    )
    told = await play(load(story), mailbox.instance)
    assert told.ok, str(told)
    (link,) = mailbox.links()
    page = await mailbox.page(link)
    assert "Goedgekeurd door Manager" in page.text
    assert parsed(page).xpath("//button") == []


async def test_a_link_takes_nothing_but_the_decision_it_was_made_for(mailbox: Mailbox) -> None:
    company, email = HOTEL, MANAGER
    await mailbox.instance.app.companies.set_role(
        company, email, "administrator,approver", staff="support"
    )
    await mailbox.instance.idle()
    (link,) = mailbox.links()
    form_id = dict(parsed(await mailbox.page(link)).forms[0].form_values())["id"]
    for number, text in enumerate(("/invite outsider@else.example", "10 PAP-A4-80", "ja")):
        fields = {"id": f"{int(form_id, 16) ^ number:032x}", "text": text}
        assert (await mailbox.browser.post(link, data=fields)).status_code == 303
    await mailbox.instance.idle()
    async with mailbox.instance.app.uow() as unit:
        persons = [m.person_id for m in await unit.store.live_memberships() if m.email == email]
        (conversation,) = await unit.store.conversations_of(persons[0])
        said = [line.text for line in await unit.store.transcript(conversation.id)]
    assert not any("outsider" in line or "/invite" in line for line in said)
    assert await mailbox.orders() == 0


async def test_a_reason_can_be_no_command(mailbox: Mailbox) -> None:
    (link,) = mailbox.links()
    await mailbox.press(link, REJECT)
    page = await mailbox.write(link, "/invite outsider@else.example")
    assert "Afgekeurd door" in page.text
    assert mailbox.instance.mails("outsider@else.example") == []


async def test_a_link_of_somebody_removed_shows_nothing(mailbox: Mailbox) -> None:
    (link,) = mailbox.links()
    form = parsed(await mailbox.page(link)).forms[0]
    await mailbox.instance.app.companies.remove(HOTEL, MANAGER, staff="support")
    await mailbox.instance.idle()
    page = await mailbox.page(link)
    assert page.status_code == 410
    assert "413,25" not in page.text
    await mailbox.browser.post(link, data=dict(form.form_values()))
    await mailbox.instance.idle()
    assert await mailbox.orders() == 0
