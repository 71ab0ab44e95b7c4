"""Who blocked the assistant is not waited for in silence; who corrects themselves is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.play import load, play
from channels.stage import OnPlatforms, on_platforms, user_id
from channels.telegram_server import ABSENT, DESCRIPTION, SmallTelegram, TelegramPerson

pytestmark = pytest.mark.skipif(not DESCRIPTION.exists(), reason=ABSENT)

WEB = "http://orders.example"
VERIFIED = """
story: Two people of one company
language: en
people: {buyer: {name: Buyer}, manager: {name: Manager}}
steps:
  - buyer is verified: {vat: NL123456782B01, email: housekeeping@hotel-de-gracht.example}
  - manager is verified: {vat: NL123456782B01, email: manager@hotel-de-gracht.example}
"""
ASKS = """
story: A buyer asks for approval
language: en
people: {buyer: {name: Buyer}}
steps:
  - buyer says: 100 PAP-A4-80
  - buyer presses: Order
  - buyer presses: Send for approval
"""

DEMOTED = """
story: Staff take the approver's role back
language: en
people: {manager: {name: Manager}}
staff: [support]
steps:
  - support gives role:
      {company: NL123456782B01, email: manager@hotel-de-gracht.example, roles: requester}
"""
TWO_COMPANIES = """
story: Somebody who acts for two companies
language: en
people: {buyer: {name: Buyer}}
staff: [support]
steps:
  - support gives role:
      {company: BE0987654394, email: accountant@fiduciaire.example, roles: approver}
  - buyer is verified: {vat: BE0987654394, email: accountant@fiduciaire.example}
"""
THE_OTHER = """
story: They go on for the other one
language: en
people: {buyer: {name: Buyer}}
steps:
  - buyer says: /company
  - buyer says: FR11123456782
  - buyer says: accountant@fiduciaire.example
  - buyer reads code from mail to: accountant@fiduciaire.example
"""


@pytest.fixture
async def telegram() -> AsyncIterator[SmallTelegram]:
    async with SmallTelegram() as opened:
        yield opened


def _settings(telegram: SmallTelegram) -> dict[str, object]:
    return {
        "telegram_api_url": telegram.api_url,
        "telegram_token": SecretStr(telegram.token),
        "telegram_name": "SampleOrdersBot",
    }


async def _play(story: str, harness: OnPlatforms, folder: Path) -> None:
    path = folder / "story.yml"
    path.write_text(story, encoding="utf-8")
    report = await play(load(path), harness)
    assert report.ok, str(report)


def _said(telegram: SmallTelegram, word: str) -> str:
    return "\n".join(seen.card.text for seen in _person(telegram, word).seen())


def _person(telegram: SmallTelegram, word: str) -> TelegramPerson:
    return telegram.chat(user_id(word), word, "en")


@pytest.mark.parametrize("web", [WEB, None])
async def test_who_blocks_us_before_deciding_is_asked_by_mail_and_the_buyer_knows(
    telegram: SmallTelegram, tmp_path: Path, web: str | None
) -> None:
    settings = _settings(telegram) | {"web_url": web}
    async with on_platforms(None, lambda _: telegram, settings) as harness:
        await _play(VERIFIED, harness, tmp_path)
        await _play(ASKS, harness, tmp_path)
        before = len(harness.mails("manager@hotel-de-gracht.example"))
        await _person(telegram, "manager").block()
        await harness.idle()
        assert "no longer be reached" in _said(telegram, "buyer")
        mails = harness.mails("manager@hotel-de-gracht.example")[before:]
        assert len(mails) == 1
        assert (f"{WEB}/decide/" in mails[0].text) == (web is not None)


async def test_who_turns_out_to_have_blocked_us_is_asked_by_mail_and_the_buyer_knows(
    telegram: SmallTelegram, tmp_path: Path
) -> None:
    settings = _settings(telegram) | {"web_url": WEB}
    async with on_platforms(None, lambda _: telegram, settings) as harness:
        await _play(VERIFIED, harness, tmp_path)
        _person(telegram, "manager").room.blocked = True
        await _play(ASKS, harness, tmp_path)
        assert "no longer be reached" in _said(telegram, "buyer")
        mails = harness.mails("manager@hotel-de-gracht.example")
        assert f"{WEB}/decide/" in mails[-1].text


async def test_an_approver_who_writes_again_is_asked_in_the_chat_again(
    telegram: SmallTelegram, tmp_path: Path
) -> None:
    settings = _settings(telegram) | {"web_url": WEB}
    async with on_platforms(None, lambda _: telegram, settings) as harness:
        await _play(VERIFIED, harness, tmp_path)
        manager = _person(telegram, "manager")
        await manager.block()
        await _play(ASKS, harness, tmp_path)
        await manager.write("/approvals")
        await harness.idle()
        assert any(b.label.startswith("Approve") for b in manager.seen()[-1].card.buttons)


async def test_a_link_in_a_mail_opens_the_request_in_telegram(
    telegram: SmallTelegram, tmp_path: Path
) -> None:
    async with on_platforms(None, lambda _: telegram, _settings(telegram)) as harness:
        only_buyer = VERIFIED.replace("  - manager is verified", "#")
        await _play(only_buyer, harness, tmp_path)
        await _play(ASKS, harness, tmp_path)
        mail = harness.mails("manager@hotel-de-gracht.example")[-1].text
        payload = mail.partition("https://t.me/SampleOrdersBot?start=")[2].split()[0]
        manager = _person(telegram, "manager")
        await manager.write(f"/start {payload}")
        await harness.idle()
        assert "VAT number" in manager.seen()[-1].card.text
        await _play(VERIFIED.replace("  - buyer is verified", "#"), harness, tmp_path)
        assert "100" in manager.seen()[-1].card.text
        assert manager.seen()[-1].card.buttons[0].label == "Approve"


async def test_a_correction_after_the_fact_is_offered_to_be_read(
    telegram: SmallTelegram, tmp_path: Path
) -> None:
    async with on_platforms(None, lambda _: telegram, _settings(telegram)) as harness:
        await _play(VERIFIED, harness, tmp_path)
        buyer = _person(telegram, "buyer")
        said = await buyer.send({"text": "5 PAP-A4-80"})
        await harness.idle()
        await buyer.edit(said.update["message"]["message_id"], "6 GLV-NIT-L")
        await harness.idle()
        offered = buyer.seen()[-1].card
        assert "6 GLV-NIT-L" in offered.text
        (cart,) = await harness.carts("terminal\x1flocal\x1fbuyer")
        assert [line.sku for line in cart.lines] == ["PAP-A4-80"]
        await buyer.press(offered.buttons[0].token)
        await harness.idle()
        (cart,) = await harness.carts("terminal\x1flocal\x1fbuyer")
        assert [line.sku for line in cart.lines] == ["PAP-A4-80", "GLV-NIT-L"]


async def _asks_back(telegram: SmallTelegram, harness: OnPlatforms) -> None:
    manager = _person(telegram, "manager")
    buttons = [button for seen in manager.seen() for button in seen.card.buttons]
    await manager.press([b for b in buttons if b.label.startswith("Ask")][-1].token)
    await harness.idle()
    await manager.write("Why so much?")
    await harness.idle()


@pytest.mark.parametrize("known", [True, False], ids=["known before", "found out"])
async def test_a_question_reaches_a_requester_who_blocked_us_by_mail(
    telegram: SmallTelegram, tmp_path: Path, known: bool
) -> None:
    async with on_platforms(None, lambda _: telegram, _settings(telegram)) as harness:
        await _play(VERIFIED, harness, tmp_path)
        await _play(ASKS, harness, tmp_path)
        if known:
            await _person(telegram, "buyer").block()
        else:
            _person(telegram, "buyer").room.blocked = True
        await _asks_back(telegram, harness)
        mail = harness.mails("housekeeping@hotel-de-gracht.example")[-1]
        assert "Why so much?" in mail.text


async def test_nobody_is_told_of_a_blocked_approver_who_may_no_longer_decide(
    telegram: SmallTelegram, tmp_path: Path
) -> None:
    async with on_platforms(None, lambda _: telegram, _settings(telegram)) as harness:
        await _play(VERIFIED, harness, tmp_path)
        await _play(ASKS, harness, tmp_path)
        await _play(DEMOTED, harness, tmp_path)
        before = len(_person(telegram, "buyer").seen())
        await _person(telegram, "manager").block()
        await harness.idle()
        assert len(_person(telegram, "buyer").seen()) == before


async def test_a_correction_is_read_for_the_company_that_it_was_written_for(
    telegram: SmallTelegram, tmp_path: Path
) -> None:
    async with on_platforms(None, lambda _: telegram, _settings(telegram)) as harness:
        await _play(TWO_COMPANIES, harness, tmp_path)
        buyer = _person(telegram, "buyer")
        said = await buyer.send({"text": "5 PAP-A4-80"})
        await harness.idle()
        await buyer.edit(said.update["message"]["message_id"], "6 GLV-NIT-L")
        await harness.idle()
        offered = buyer.seen()[-1].card.buttons[0].token
        await _play(THE_OTHER, harness, tmp_path)
        await buyer.press(offered)
        await harness.idle()
        (cart,) = await harness.carts("terminal\x1flocal\x1fbuyer")
        assert [line.sku for line in cart.lines] == ["PAP-A4-80", "GLV-NIT-L"]


async def test_words_behind_order_decide_nothing(telegram: SmallTelegram, tmp_path: Path) -> None:
    async with on_platforms(None, lambda _: telegram, _settings(telegram)) as harness:
        await _play(VERIFIED, harness, tmp_path)
        buyer = _person(telegram, "buyer")
        await buyer.write("/order 5 PAP-A4-80")
        await harness.idle()
        for words in ("/clear", "empty my cart", "yes"):
            await buyer.write(f"/order {words}")
            await harness.idle()
        (cart,) = await harness.carts("terminal\x1flocal\x1fbuyer")
        assert [(line.sku, int(line.quantity)) for line in cart.lines] == [("PAP-A4-80", 5)]
