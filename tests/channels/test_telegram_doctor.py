"""What `comptoir doctor` says about Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from pydantic import SecretStr

from bot.cli.examination import Finding
from bot.cli.examination_telegram import examine_telegram
from bot.settings import Settings
from channels.telegram_server import ABSENT, DESCRIPTION, SmallTelegram

pytestmark = pytest.mark.skipif(not DESCRIPTION.exists(), reason=ABSENT)


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[SmallTelegram]:
    async with SmallTelegram() as small:
        yield small


async def examined(telegram: SmallTelegram, **more: object) -> dict[str, Finding]:
    given: dict[str, object] = {
        "telegram_token": SecretStr(telegram.token),
        "telegram_api_url": telegram.api_url,
        "telegram_name": "SampleOrdersBot",
    }
    settings = Settings().model_copy(update=given | more)
    return {finding.part: finding for finding in await examine_telegram(settings)}


async def test_all_is_well(telegram: SmallTelegram) -> None:
    found = await examined(telegram)
    assert {finding.state for finding in found.values()} == {"good"}
    assert "@SampleOrdersBot" in found["Telegram"].found
    assert found["Telegram: way"].found.startswith("polling")
    assert "Telegram: clock" in found


async def test_it_is_not_used(telegram: SmallTelegram) -> None:
    (finding,) = (await examined(telegram, telegram_token=None)).values()
    assert (finding.state, finding.remedy) == ("good", None)


async def test_a_wrong_token(telegram: SmallTelegram) -> None:
    (finding,) = (await examined(telegram, telegram_token=SecretStr("1:wrong"))).values()
    assert finding.state == "broken"
    assert "BotFather" in (finding.remedy or "")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "not an address", "http://[broken"])
async def test_no_answer(telegram: SmallTelegram, url: str) -> None:
    (finding,) = (await examined(telegram, telegram_api_url=url)).values()
    assert (finding.state, finding.reachable) == ("broken", False)
    assert telegram.token not in finding.found


async def test_another_name_than_the_bots(telegram: SmallTelegram) -> None:
    for name in (None, "AnotherBot"):
        finding = (await examined(telegram, telegram_name=name))["Telegram"]
        assert finding.state == "limited"
        assert "COMPTOIR_TELEGRAM_NAME=SampleOrdersBot" in (finding.remedy or "")


async def test_a_bot_that_reads_whole_groups(telegram: SmallTelegram) -> None:
    telegram.me["can_read_all_group_messages"] = True
    finding = (await examined(telegram))["Telegram"]
    assert "/setprivacy" in (finding.remedy or "")


@pytest.mark.parametrize(
    ("web_url", "state", "told"),
    [
        (None, "broken", "unknown"),
        ("http://orders.example", "broken", "not called"),
        ("https://orders.example:9000", "broken", "not called"),
        ("https://orders.example", "limited", "not set yet"),
    ],
)
async def test_a_webhook_that_cannot_work(
    telegram: SmallTelegram, web_url: str | None, state: str, told: str
) -> None:
    found = await examined(telegram, telegram_webhook=True, web_url=web_url)
    assert found["Telegram: way"].state == state
    assert told in found["Telegram: way"].found


async def test_a_webhook_that_fails_and_one_that_works(telegram: SmallTelegram) -> None:
    updates = telegram.updates
    updates.url = "https://orders.example/telegram/webhook"
    about = {"telegram_webhook": True, "web_url": "https://orders.example"}
    assert (await examined(telegram, **about))["Telegram: way"].state == "good"
    updates.last_error = "Connection timed out"
    telegram.chat("1001", "Buyer", "en").put({"text": "hello"})
    finding = (await examined(telegram, **about))["Telegram: way"]
    assert finding.state == "limited"
    assert "1 updates wait: Connection timed out" in finding.found


async def test_polling_while_a_webhook_is_set(telegram: SmallTelegram) -> None:
    telegram.updates.url = "https://elsewhere.example"
    assert (await examined(telegram))["Telegram: way"].state == "limited"
