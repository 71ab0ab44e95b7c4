"""Cards, changes of cards and files, through the real protocol to a small Telegram."""

from __future__ import annotations

import time

import pytest

from bot.domain.entities import Conversation
from bot.errors import DeliveryFailed, Undeliverable, Unreachable
from bot.messages import Attachment, Button, Card, Row
from channels.telegram_server import ABSENT, DESCRIPTION, Fault, SmallTelegram, TelegramPerson
from channels.telegram_server.connected import Connected, connected

pytestmark = pytest.mark.skipif(not DESCRIPTION.exists(), reason=ABSENT)


async def test_a_card_is_shown_with_its_buttons(
    us: Connected, theirs: Conversation, buyer: TelegramPerson, telegram: SmallTelegram
) -> None:
    card = Card(title="Your cart", text="Is it right?", buttons=(Button("Yes", "yes-token"),))
    handle = await us.platform.channel.send(theirs, card, message_id="m1")
    (seen,) = buyer.seen()
    assert seen.message_id == handle
    assert seen.card.text == "Your cart\n\nIs it right?"
    assert [(b.label, b.token) for b in seen.card.buttons] == [("Yes", "yes-token")]
    assert telegram.refused == []


async def test_hostile_words_of_ten_thousand_characters_arrive_whole(
    us: Connected, theirs: Conversation, buyer: TelegramPerson, telegram: SmallTelegram
) -> None:
    name = "<script>alert('x')</script>&lt;\u202e\x00" * 300
    card = Card(text=name, rows=(Row(name, name, name),), buttons=(Button(name, "token"),))
    handle = await us.platform.channel.send(theirs, card, message_id="m1")
    assert len(handle.split(",")) == len(buyer.shown()) > 3
    assert "".join(buyer.shown()).count("<script>alert('x')</script>&lt;") >= 300 * 4
    assert not {"\u202e", "\x00"} & set("".join(buyer.shown()))
    assert buyer.tokens() == ["token"]
    assert telegram.refused == []


async def test_telegram_asks_to_wait(
    us: Connected, theirs: Conversation, telegram: SmallTelegram, buyer: TelegramPerson
) -> None:
    telegram.faults.append(Fault("sendMessage", 429, retry_after=17))
    with pytest.raises(DeliveryFailed) as caught:
        await us.platform.channel.send(theirs, Card(text="hello"), message_id="m1")
    assert caught.value.retry_after == 17
    assert not isinstance(caught.value, Undeliverable)
    await us.platform.channel.send(theirs, Card(text="hello"), message_id="m1")
    assert buyer.shown() == ["hello"]


async def test_another_try_goes_on_where_the_first_failed(
    us: Connected, theirs: Conversation, telegram: SmallTelegram, buyer: TelegramPerson
) -> None:
    card = Card(text="\n".join(letter * 3000 for letter in "abc"))
    telegram.faults.append(Fault("sendMessage", 502, after=1))
    with pytest.raises(DeliveryFailed):
        await us.platform.channel.send(theirs, card, message_id="m1")
    handle = await us.platform.channel.send(theirs, card, message_id="m1")
    assert [text[0] for text in buyer.shown()] == ["a", "b", "c"]
    assert len(handle.split(",")) == 3


@pytest.mark.parametrize("state", ["blocked", "never began", "unknown"])
async def test_somebody_who_cannot_be_reached(
    us: Connected, theirs: Conversation, telegram: SmallTelegram, buyer: TelegramPerson, state: str
) -> None:
    if state == "unknown":
        del telegram.rooms[int(theirs.chat_id)]
    buyer.room.blocked = state == "blocked"
    buyer.room.started = state != "never began"
    with pytest.raises(Unreachable):
        await us.platform.channel.send(theirs, Card(text="hello"), message_id="m1")


async def test_what_telegram_refuses_is_not_tried_again_and_not_quoted(
    us: Connected, theirs: Conversation, telegram: SmallTelegram
) -> None:
    telegram.faults.append(
        Fault("sendMessage", 400, "can't parse entities: near buyer@acme.example")
    )
    with pytest.raises(Undeliverable) as caught:
        await us.platform.channel.send(theirs, Card(text="hello"), message_id="m1")
    assert not isinstance(caught.value, Unreachable)
    assert "acme" not in str(caught.value)


@pytest.mark.parametrize("status", [0, 500, 502], ids=str)
async def test_telegram_is_away(
    us: Connected, theirs: Conversation, telegram: SmallTelegram, status: int
) -> None:
    telegram.faults.append(Fault("sendMessage", status))
    with pytest.raises(DeliveryFailed) as caught:
        await us.platform.channel.send(theirs, Card(text="hello"), message_id="m1")
    assert not isinstance(caught.value, Undeliverable)
    assert telegram.token not in str(caught.value)


async def test_a_topic_is_answered_in_it_and_outside_once_it_is_gone(
    us: Connected, theirs: Conversation, buyer: TelegramPerson
) -> None:
    buyer.room.topics.add(5)
    send = us.platform.channel.send
    handle = await send(theirs, Card(text="here"), message_id="m1", thread="5")
    assert buyer.room.sent[int(handle)].topic == 5
    buyer.room.topics.clear()
    file = Attachment("list.csv", "text/csv", b"PAP-A4-80;10")
    card = Card(text="and here", attachments=(file,))
    await send(theirs, card, message_id="m2", thread="5")
    _, *after = buyer.room.sent.values()
    assert [sent.topic for sent in after] == [None, None]


async def test_there_is_no_home_page(us: Connected, theirs: Conversation) -> None:
    with pytest.raises(Undeliverable):
        await us.platform.channel.show_home(theirs, [Card(text="hello")])


async def test_a_chat_gets_one_message_a_second_after_the_first_few(
    us: Connected, theirs: Conversation, telegram: SmallTelegram, buyer: TelegramPerson
) -> None:
    async with connected(us.storage, telegram, paced=True) as paced:
        began = time.monotonic()
        for number in range(5):
            await paced.platform.channel.send(theirs, Card(text="hi"), message_id=f"m{number}")
        assert time.monotonic() - began >= 1.9
    assert buyer.shown() == ["hi"] * 5
