"""What people do in Telegram reaches us once, and Telegram is told so only when it is committed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from prometheus_client import REGISTRY

from bot import texts
from bot.channels.telegram.platform import TelegramPlatform
from bot.errors import SetupError
from bot.messages import Card, InboundKind, InboundMessage
from bot.ports import Inbox, InboxItem, Unanswered
from bot.storage import Storage
from channels.telegram_server import ABSENT, DESCRIPTION, Fault, SmallTelegram
from channels.telegram_server.connected import connected, database, until

pytestmark = pytest.mark.skipif(not DESCRIPTION.exists(), reason=ABSENT)
both_ways = pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])


@pytest_asyncio.fixture
async def here(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Storage]:
    """A database of this test's own."""
    async with database(sqlite_template, tmp_path) as storage:
        yield storage


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[SmallTelegram]:
    async with SmallTelegram() as small:
        yield small
        assert small.refused == []


class DatabaseAwayAtFirst:
    """An inbox whose database fails so many times before, or after, it has committed."""

    def __init__(self, inbox: Inbox, times: int, *, after_commit: bool = False) -> None:
        self._inbox = inbox
        self._times = times
        self._after_commit = after_commit

    async def receive(self, message: InboundMessage, shown: Card | None = None) -> bool:
        self._times -= 1
        if self._times >= 0 and not self._after_commit:
            raise OSError("the disk is full")
        new = await self._inbox.receive(message, shown)
        if self._times >= 0:
            raise OSError("the connection was lost")
        return new

    async def unanswered(self, conversation_key: str) -> Unanswered:
        return await self._inbox.unanswered(conversation_key)

    async def claim(self, worker: str, lease_seconds: float) -> InboxItem | None:
        return await self._inbox.claim(worker, lease_seconds)

    async def retry(self, item: InboxItem, delay_seconds: float, error: str) -> None:
        await self._inbox.retry(item, delay_seconds, error)

    async def bury(self, item: InboxItem, error: str) -> None:
        await self._inbox.bury(item, error)

    async def wait(self, timeout: float) -> None:
        await self._inbox.wait(timeout)


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, {"channel": "telegram"} | labels) or 0.0


@both_ways
async def test_a_buyer_writes(telegram: SmallTelegram, here: Storage, webhook: bool) -> None:
    async with connected(here, telegram, webhook=webhook) as us:
        await telegram.chat("1001", "Buyer One (sample)", "fr").write("10 ramettes de papier")
        (message,) = await us.arrived()
    assert message.kind is InboundKind.TEXT
    assert message.text == "10 ramettes de papier"
    assert (message.workspace, message.chat_id) == ("", "1001")
    assert message.conversation_key == telegram.conversation_key("1001")
    assert message.sender is not None
    assert (message.sender.name, message.sender.language) == ("Buyer One (sample)", "fr")


@both_ways
@pytest.mark.parametrize("after_commit", [False, True], ids=["not committed", "answer lost"])
async def test_an_update_comes_again_until_it_is_committed_and_counts_once(
    telegram: SmallTelegram, here: Storage, webhook: bool, after_commit: bool
) -> None:
    inbox = DatabaseAwayAtFirst(here.inbox, 1, after_commit=after_commit)
    async with connected(here, telegram, webhook=webhook, inbox=inbox) as us:
        chat = telegram.chat("1001", "Buyer One (sample)", "en")
        first = await chat.send({"text": "2 boxes of gloves"})
        second = await chat.send({"text": "and coffee"})
        assert (first.attempts, second.attempts) == (2, 1)
        texts_read = [message.text for message in await us.arrived()]
    assert texts_read == ["2 boxes of gloves", "and coffee"]


async def test_a_batch_is_confirmed_as_far_as_it_was_committed(
    telegram: SmallTelegram, here: Storage
) -> None:
    chat = telegram.chat("1001", "Buyer One (sample)", "en")
    waiting = [chat.put({"text": f"line {number}"}) for number in range(5)]
    async with connected(here, telegram, inbox=DatabaseAwayAtFirst(here.inbox, 1)) as us:
        await until(lambda: all(update.confirmed.is_set() for update in waiting))
        assert [m.text for m in await us.arrived()] == [f"line {number}" for number in range(5)]


async def test_what_was_sent_while_we_were_away_is_read_after_a_restart(
    telegram: SmallTelegram, here: Storage
) -> None:
    chat = telegram.chat("1001", "Buyer One (sample)", "en")
    async with connected(here, telegram) as us:
        await chat.write("before")
        assert [m.text for m in await us.arrived()] == ["before"]
    waiting = chat.put({"text": "meanwhile"})
    repeats = counted("comptoir_inbound_repeated_total")
    async with connected(here, telegram) as us:
        await until(waiting.confirmed.is_set)
        assert [m.text for m in await us.arrived()] == ["meanwhile"]
    assert counted("comptoir_inbound_repeated_total") - repeats <= 1


async def test_polling_ends_a_webhook_and_a_webhook_ends_polling(
    telegram: SmallTelegram, here: Storage
) -> None:
    chat = telegram.chat("1001", "Buyer One (sample)", "en")
    async with connected(here, telegram, webhook=True):
        await chat.write("to the webhook")
        assert telegram.updates.url.endswith("/telegram/webhook")
        assert len(telegram.updates.secret) == 64
    async with connected(here, telegram):
        await chat.write("to the poll")
        assert telegram.updates.url == ""


async def test_a_second_program_with_the_same_token_ends_nothing(
    telegram: SmallTelegram, here: Storage
) -> None:
    async with connected(here, telegram) as us:
        telegram.faults.append(Fault("getUpdates", 409, "Conflict: terminated by other request"))
        await telegram.chat("1001", "Buyer One (sample)", "en").write("still heard")
        assert [m.text for m in await us.arrived()] == ["still heard"]


@pytest.mark.parametrize("status", [0, 429, 500, 502], ids=str)
async def test_a_stumbling_telegram_is_asked_again(
    telegram: SmallTelegram, here: Storage, status: int
) -> None:
    after = 1 if status == 429 else None
    telegram.faults.append(Fault("getUpdates", status, retry_after=after))
    async with connected(here, telegram) as us:
        await telegram.chat("1001", "Buyer One (sample)", "en").write("still heard")
        assert [m.text for m in await us.arrived()] == ["still heard"]


async def test_telegram_away_at_the_start_is_tried_again(
    telegram: SmallTelegram, here: Storage
) -> None:
    telegram.faults.append(Fault("getMe", 502))
    async with connected(here, telegram) as us:
        await telegram.chat("1001", "Buyer One (sample)", "en").write("late but heard")
        assert [m.text for m in await us.arrived()] == ["late but heard"]


async def test_a_wrong_token_is_said_at_once_and_not_repeated_in_the_error(
    telegram: SmallTelegram, here: Storage
) -> None:
    right, telegram.token = telegram.token, "1:wrong"
    platform = TelegramPlatform(
        right,
        inbox=here.inbox,
        units=here.unit_of_work,
        secret=b"s",
        api_url=telegram.api_url,
        webhook_url=None,
    )
    with pytest.raises(SetupError, match="COMPTOIR_TELEGRAM_TOKEN") as caught:
        await platform.start()
    assert right not in str(caught.value)
    await platform.stop()


async def test_an_address_that_telegram_does_not_call_is_said_at_once(
    telegram: SmallTelegram, here: Storage
) -> None:
    platform = TelegramPlatform(
        telegram.token,
        inbox=here.inbox,
        units=here.unit_of_work,
        secret=b"s",
        api_url=telegram.api_url,
        webhook_url="http://orders.example",
    )
    with pytest.raises(SetupError, match="https"):
        await platform.start()
    await platform.stop()
    telegram.refused.clear()


@both_ways
async def test_a_press_is_answered_and_carries_our_token(
    telegram: SmallTelegram, here: Storage, webhook: bool
) -> None:
    async with connected(here, telegram, webhook=webhook) as us:
        chat = telegram.chat("1001", "Buyer One (sample)", "en")
        query = await chat.press_data("A-token_of-ours01234", 1)
        await until(lambda: query in telegram.answered)
        (message,) = await us.arrived()
    assert (message.kind, message.token) == (InboundKind.BUTTON, "A-token_of-ours01234")


async def test_a_press_is_answered_although_telegram_asks_to_wait(
    telegram: SmallTelegram, here: Storage
) -> None:
    telegram.faults.append(Fault("answerCallbackQuery", 429, retry_after=1))
    async with connected(here, telegram):
        query = await telegram.chat("1001", "Buyer One (sample)", "en").press_data("token", 1)
        await until(lambda: query in telegram.answered)


async def test_a_block_is_told_to_whoever_waits(telegram: SmallTelegram, here: Storage) -> None:
    async with connected(here, telegram) as us:
        chat = telegram.chat("1001", "Approver (sample)", "en")
        await chat.write("/start")
        await chat.block()
        start, blocked = await us.arrived()
    assert (start.kind, start.text) == (InboundKind.COMMAND, "/start")
    assert (blocked.kind, blocked.event) == (InboundKind.EVENT, "unreachable")
    assert blocked.conversation_key == start.conversation_key


async def test_who_unblocks_us_counts_as_reachable_again(
    telegram: SmallTelegram, here: Storage
) -> None:
    async with connected(here, telegram) as us:
        chat = telegram.chat("1001", "Approver (sample)", "en")
        await chat.write("/start")
        await chat.block()
        await chat.unblock()
        start, *standings = await us.arrived()
    assert [(m.kind, m.event) for m in standings] == [
        (InboundKind.EVENT, "unreachable"),
        (InboundKind.EVENT, "reachable"),
    ]
    assert {m.conversation_key for m in standings} == {start.conversation_key}


async def test_two_edits_within_a_second_both_arrive_and_each_only_once(
    telegram: SmallTelegram, here: Storage
) -> None:
    async with connected(here, telegram) as us:
        chat = telegram.chat("1001", "Buyer One (sample)", "en")
        said = await chat.send({"text": "2 boxes"})
        number = said.update["message"]["message_id"]
        for text in ("3 boxes", "4 boxes", "4 boxes"):
            await chat.edit(number, text, at=10)
        _, *edits = await us.arrived()
    assert [(m.kind, m.text) for m in edits] == [
        (InboundKind.EDIT, "3 boxes"),
        (InboundKind.EDIT, "4 boxes"),
    ]


async def test_the_menu_is_there_in_every_language(telegram: SmallTelegram, here: Storage) -> None:
    async with connected(here, telegram):
        await until(lambda: len(telegram.menus) == 1 + len(texts.LANGUAGES))
    names = {language: [c["command"] for c in menu] for language, menu in telegram.menus.items()}
    assert all(found == names[""] for found in names.values())
    assert telegram.menus["fr"][0]["description"] == texts.text("fr", "menu-order")
