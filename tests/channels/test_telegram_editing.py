"""Messages that are changed instead of repeated, through the real protocol."""

from __future__ import annotations

import pytest

from bot.domain.entities import Conversation
from bot.messages import Button, Card
from channels.telegram_server import ABSENT, DESCRIPTION, Fault, SmallTelegram, TelegramPerson
from channels.telegram_server.connected import Connected

pytestmark = pytest.mark.skipif(not DESCRIPTION.exists(), reason=ABSENT)


async def test_an_edit_changes_the_message_and_takes_its_buttons(
    us: Connected, theirs: Conversation, buyer: TelegramPerson
) -> None:
    send = us.platform.channel.send
    handle = await send(theirs, Card(text="Send?", buttons=(Button("Yes", "t"),)), message_id="m1")
    decided = Card(text="Send?", note="Chosen: Yes")
    assert await send(theirs, decided, message_id="m2", edit=handle) == handle
    assert buyer.shown() == ["Send?\n\nChosen: Yes"]
    assert buyer.tokens() == []
    # A repeat changes nothing more, and is no failure.
    assert await send(theirs, decided, message_id="m2", edit=handle) == handle
    assert [seen.edits for seen in buyer.seen()] == [False, True]


@pytest.mark.parametrize(("before", "after"), [(3, 3), (3, 1), (1, 3)])
async def test_an_edit_may_need_another_number_of_messages(
    us: Connected, theirs: Conversation, buyer: TelegramPerson, before: int, after: int
) -> None:
    def of_pages(pages: int, word: str) -> Card:
        text = "\n".join([word * 2000] * (2 * pages))
        return Card(text=text, buttons=(Button("Yes", f"token-{word}"),))

    send = us.platform.channel.send
    handle = await send(theirs, of_pages(before, "a"), message_id="m1")
    assert len(handle.split(",")) == before
    handle = await send(theirs, of_pages(after, "b"), message_id="m2", edit=handle)
    assert handle == ",".join(str(message_id) for message_id in buyer.room.sent)
    assert len(buyer.shown()) == after
    assert set("".join(buyer.shown())) <= {"b", "\n"}
    assert buyer.tokens() == ["token-b"]


@pytest.mark.parametrize("fixed", [False, True], ids=["deleted", "too old"])
async def test_what_cannot_be_edited_is_sent_anew(
    us: Connected, theirs: Conversation, buyer: TelegramPerson, fixed: bool
) -> None:
    send = us.platform.channel.send
    handle = await send(theirs, Card(text="Send?"), message_id="m1")
    if fixed:
        buyer.room.sent[int(handle)].fixed = True
    else:
        del buyer.room.sent[int(handle)]
    again = await send(theirs, Card(text="Sent.", note="by you"), message_id="m2", edit=handle)
    assert again != handle
    assert buyer.shown()[-1] == "Sent.\n\nby you"


async def test_pages_that_are_too_old_to_be_deleted_are_emptied(
    us: Connected, theirs: Conversation, buyer: TelegramPerson, telegram: SmallTelegram
) -> None:
    send = us.platform.channel.send
    handle = await send(theirs, Card(text="\n".join(["a" * 3000] * 2)), message_id="m1")
    telegram.faults.append(Fault("deleteMessage", 400, "message can't be deleted for everyone"))
    await send(theirs, Card(text="short"), message_id="m2", edit=handle)
    assert buyer.shown() == ["short", "…"]
