"""In groups: who is heard, and what the others see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot import texts
from bot.messages import InboundKind
from bot.storage import Storage
from channels.telegram_server import ABSENT, DESCRIPTION, SmallTelegram
from channels.telegram_server.connected import connected, database, until

pytestmark = pytest.mark.skipif(not DESCRIPTION.exists(), reason=ABSENT)


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


async def test_in_a_group_only_who_speaks_to_us_is_heard_and_answered_in_private(
    telegram: SmallTelegram, here: Storage
) -> None:
    group = telegram.group("Purchasing", forum=True)
    one = telegram.chat("1001", "Buyer One (sample)", "de")
    async with connected(here, telegram) as us:
        await group.post(one, "lunch at noon?")
        assert await us.arrived() == []
        asked = await group.post(one, "@SampleOrdersBot was kostet PAP-A4-80?", topic=7)
        await until(lambda: bool(group.seen()))
        (message,) = await us.arrived()
    assert message.text == "was kostet PAP-A4-80?"
    assert message.conversation_key == telegram.conversation_key("1001")
    (remark,) = group.seen()
    sent = group.room.sent[int(remark.message_id)]
    assert sent.topic == 7
    assert sent.reply_to == asked.update["message"]["message_id"]
    assert sent.text == texts.text("de", "answered-in-private")
    ((button,),) = sent.keyboard
    assert button["url"] == "https://t.me/SampleOrdersBot?start=here"


async def test_a_repeat_leaves_no_second_remark(telegram: SmallTelegram, here: Storage) -> None:
    group = telegram.group("Purchasing")
    one = telegram.chat("1001", "Buyer One (sample)", "en")
    async with connected(here, telegram) as us:
        asked = await group.post(one, "/cart@SampleOrdersBot")
        telegram.updates.put({"message": asked.update["message"]})
        await group.post(one, "@sampleordersbot hello")
        await until(lambda: len(group.seen()) >= 2)
        assert [m.text for m in await us.arrived()] == ["/cart", "hello"]
    assert len(group.seen()) == 2


async def test_a_message_that_names_us_only_after_an_edit_is_read(
    telegram: SmallTelegram, here: Storage
) -> None:
    group = telegram.group("Purchasing", forum=True)
    one = telegram.chat("1001", "Buyer One (sample)", "en")
    async with connected(here, telegram) as us:
        posted = await group.post(one, "10 PAP-A4-80", topic=7)
        assert await us.arrived() == []
        await group.edit(posted, "@SampleOrdersBot 10 PAP-A4-80")
        (message,) = await us.arrived()
        await until(lambda: bool(group.seen()))
    assert (message.kind, message.text) == (InboundKind.TEXT, "10 PAP-A4-80")
    assert message.conversation_key == telegram.conversation_key("1001")
    (remark,) = group.seen()
    sent = group.room.sent[int(remark.message_id)]
    assert (sent.topic, sent.reply_to) == (7, posted.update["message"]["message_id"])


async def test_an_edit_of_a_message_that_was_read_stays_an_edit(
    telegram: SmallTelegram, here: Storage
) -> None:
    group = telegram.group("Purchasing")
    one = telegram.chat("1001", "Buyer One (sample)", "en")
    async with connected(here, telegram) as us:
        posted = await group.post(one, "@SampleOrdersBot 10 PAP-A4-80")
        changed = await group.edit(posted, "@SampleOrdersBot 12 PAP-A4-80")
        again = {"edited_message": changed.update["edited_message"]}
        telegram.updates.put(again)
        await group.post(one, "/cart@SampleOrdersBot")
        found = [(m.kind, m.text) for m in await us.arrived()]
        await until(lambda: len(group.seen()) >= 2)
    assert found == [
        (InboundKind.TEXT, "10 PAP-A4-80"),
        (InboundKind.EDIT, "12 PAP-A4-80"),
        (InboundKind.COMMAND, "/cart"),
    ]
    assert len(group.seen()) == 2
