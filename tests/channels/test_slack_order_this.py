"""«Order this» takes what a person wrote, as lines of an order, and says where it answered."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.channels.slack.shown import shows_what_it_says
from bot.clock import MovableClock
from bot.messages import InboundKind
from bot.storage import Storage, open_storage
from channels.slack_server import SlackPerson
from channels.slack_server.connected import Connected, arrived, connected
from channels.slack_server.world import JSON, Posted

SHARED = "C0000000001"
POINTER = "Je vous ai répondu en privé."


@pytest_asyncio.fixture
async def storage(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Storage]:
    url = f"sqlite+aiosqlite:///{shutil.copy(sqlite_template, tmp_path)}"
    async with await open_storage(url, MovableClock()) as opened:
        yield opened


@pytest_asyncio.fixture
async def here(storage: Storage) -> AsyncIterator[Connected]:
    async with connected(storage.inbox, socket=False) as made:
        yield made


@pytest.fixture
def buyer(here: Connected) -> SlackPerson:
    return here.slack.chat("UBUYER", "Buyer One (sample)", "fr")


@pytest.fixture
def other(here: Connected) -> SlackPerson:
    return here.slack.chat("UOTHER", "Other (sample)", "en")


async def whispered(person: SlackPerson, channel: str) -> Posted:
    """What a person alone was told in a channel, once that arrived."""
    async with asyncio.timeout(30):
        while True:
            for posted in person.workspace.posts(channel):
                if posted.only_for == person.user.id:
                    return posted
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("text", ["we need 3 boxes of PAP-A4", "/invite somebody@else.example"])
@pytest.mark.parametrize("channel", [SHARED, "DBETWEEN"])
async def test_what_somebody_else_wrote_comes_as_lines_of_an_order(
    here: Connected,
    storage: Storage,
    buyer: SlackPerson,
    other: SlackPerson,
    text: str,
    channel: str,
) -> None:
    said = await other.say(text, channel=SHARED)
    assert (await buyer.order_this({**said, "channel": channel})).acknowledged

    (message,) = await arrived(storage)
    assert (message.kind, message.text) == (InboundKind.COMMAND, f"/order {text}")
    assert message.conversation_key == here.slack.conversation_key("UBUYER")
    assert (await whispered(buyer, channel)).text == POINTER


async def test_a_file_comes_with_its_words_as_lines(
    storage: Storage, buyer: SlackPerson, other: SlackPerson
) -> None:
    file = {"id": "F1", "name": "list.csv", "mimetype": "text/csv"}
    said = await other.say("/company", channel=SHARED, subtype="file_share", files=[file])
    alone = await other.say("", channel=SHARED, subtype="file_share", files=[file])
    await buyer.order_this(said)
    await buyer.order_this(alone)

    found = await arrived(storage)
    assert [m.kind for m in found] == [InboundKind.FILE] * 2
    assert [m.text for m in found] == ["/order /company", ""]
    assert [m.attachments[0].reference for m in found] == ["F1", "F1"]


SECTION = {"type": "section", "text": {"type": "plain_text", "text": "lunch?"}}


def rich(*elements: JSON) -> list[JSON]:
    """The blocks that Slack makes of a line that a person wrote."""
    section = {"type": "rich_text_section", "elements": list(elements)}
    return [{"type": "rich_text", "elements": [section]}]


def words(text: str) -> JSON:
    return {"type": "text", "text": text}


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B1"},
        {"app_id": "A1"},
        {"user": None},
        {"subtype": "bot_message"},
        {"blocks": [SECTION]},
        {"blocks": rich(words("lunch?"))},
        {"blocks": "lunch"},
        {"text": ""},
    ],
    ids=str,
)
async def test_what_no_person_wrote_or_nobody_sees_is_kindly_refused(
    storage: Storage, buyer: SlackPerson, other: SlackPerson, more: dict[str, Any]
) -> None:
    said = await other.say("1000 PAP-A4-80", channel=SHARED)
    answer = await buyer.order_this({**said, **more})

    assert answer.acknowledged
    assert await arrived(storage) == []
    if more.get("blocks") != "lunch":
        assert "écrit par une personne" in (await whispered(buyer, SHARED)).text


async def test_nothing_is_said_at_an_address_that_is_not_slacks(
    here: Connected, buyer: SlackPerson, caplog: pytest.LogCaptureFixture
) -> None:
    await here.platform.channel.whisper("https://evil.example/hooks", "Hello")
    assert [r.__dict__["reason"] for r in caplog.records] == ["not an address of Slack's"]


LINK = {"type": "link", "url": "https://shop.example/a", "text": "paper"}
LIST = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [words("Please:")]},
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [
                {"type": "rich_text_section", "elements": [words("10 PAP-A4")]},
                {"type": "rich_text_section", "elements": [words("3 GLV")]},
            ],
        },
    ],
}


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("10 boxes", []),
        ("10 *boxes* of _A_B_ &lt;A4&gt;", rich(words("10 boxes of "), words("A_B <A4>"))),
        ("10 <https://shop.example/a|paper>", rich(words("10 "), LINK)),
        ("<https://shop.example/a>", rich({"type": "link", "url": "https://shop.example/a"})),
        (
            "<mailto:one@buyer.example|one@buyer.example>",
            rich({"type": "link", "url": "mailto:one@buyer.example", "text": "one@buyer.example"}),
        ),
        (
            "<@U1> <#C1|buying> <!here> 5 :tada::skin-tone-2:",
            rich(
                {"type": "user", "user_id": "U1"},
                words(" "),
                {"type": "channel", "channel_id": "C1"},
                words(" "),
                {"type": "broadcast", "range": "here"},
                words(" 5 "),
                {"type": "emoji", "name": "tada", "skin_tone": 2},
            ),
        ),
        ("Please:\n1. 10 PAP-A4\n2. 3 GLV", [LIST]),
    ],
)
def test_what_a_person_wrote_shows_what_it_says(text: str, blocks: list[JSON]) -> None:
    assert shows_what_it_says({"text": text, "blocks": blocks})
    assert not shows_what_it_says({"text": f"{text} 500 GLV", "blocks": blocks or rich(words("x"))})
