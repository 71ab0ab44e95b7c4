"""A card for a post-box of ours is delivered by the commit of its turn."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from storage_samples import a_message, a_person

from bot.clock import MovableClock
from bot.domain.entities import Conversation, Person
from bot.errors import Conflict
from bot.messages import Card
from bot.ports import Effect, EffectKind
from bot.storage import Storage, open_storage

KINDS = list(EffectKind)


@pytest_asyncio.fixture
async def boxes(migrated_url: str, clock: MovableClock) -> AsyncIterator[Storage]:
    """A storage that has the post-boxes of the web's chats."""
    async with await open_storage(migrated_url, clock, local=("web",)) as opened:
        yield opened


def a_chat(person: Person, channel: str = "web") -> Conversation:
    return Conversation(f"{channel}:1", channel, "local", "1", person.id, person.created_at)


async def opened(storage: Storage, channel: str = "web") -> Conversation:
    person = a_person()
    chat = a_chat(person, channel)
    async with storage.unit_of_work() as unit:
        unit.store.add(person, chat)
        await unit.commit()
    return chat


def card(chat: Conversation, text: str, **rest: Any) -> Effect:
    return Effect(
        EffectKind.CHAT,
        f"chat:{chat.id}",
        {
            "conversation_id": chat.id,
            "card": msgspec.to_builtins(Card(text=text)),
            "edit_of": rest.pop("edit_of", None),
        },
        **rest,
    )


async def say(storage: Storage, chat: Conversation, *effects: Effect) -> list[str]:
    async with storage.unit_of_work() as unit:
        await unit.store.conversation(chat.id)
        ids = [unit.store.effect(effect) for effect in effects]
        await unit.commit()
    return ids


async def shown(storage: Storage, chat: Conversation) -> list[str]:
    return [message.card.text for message in await storage.local_messages.since(chat.key, 0)]


async def test_it_is_in_the_box_and_its_effect_done(boxes: Storage) -> None:
    chat = await opened(boxes)
    first, second = await say(boxes, chat, card(chat, "1"), card(chat, "2"))
    assert await shown(boxes, chat) == ["1", "2"]
    assert await boxes.outbox.pending() == 0
    assert await boxes.outbox.handle_of(first) == first
    async with boxes.unit_of_work() as unit:
        payload = await unit.store.effect_payload(second)
    assert payload is not None
    assert payload["card"]["text"] == "2"


async def test_an_edit_names_what_it_replaces(boxes: Storage) -> None:
    chat = await opened(boxes)
    (first,) = await say(boxes, chat, card(chat, "1"))
    await say(boxes, chat, card(chat, "1, decided", edit_of=first), card(chat, "2"))
    messages = await boxes.local_messages.since(chat.key, 0)
    assert [message.edits for message in messages] == [None, first, None]


async def test_it_does_not_overtake_what_is_still_on_its_way(
    boxes: Storage, migrated_url: str, clock: MovableClock
) -> None:
    chat = await opened(boxes)
    async with await open_storage(migrated_url, clock) as without_boxes:
        await say(without_boxes, chat, card(chat, "1"))
    await say(boxes, chat, card(chat, "2"))
    assert await shown(boxes, chat) == []
    for text in ("1", "2"):
        item = await boxes.outbox.claim("w", 60, KINDS, clock.now())
        assert item is not None
        assert item.effect.payload["card"]["text"] == text
        await boxes.outbox.done(item, item.id)
    await say(boxes, chat, card(chat, "3"))
    assert await shown(boxes, chat) == ["3"]


async def test_one_for_later_waits_and_holds_nothing_up(
    boxes: Storage, clock: MovableClock
) -> None:
    chat = await opened(boxes)
    due_at = clock.now() + timedelta(days=1)
    await say(boxes, chat, card(chat, "tomorrow", due_at=due_at), card(chat, "now"))
    assert await shown(boxes, chat) == ["now"]
    assert await boxes.outbox.next_due() == due_at


async def test_a_key_is_delivered_once(boxes: Storage) -> None:
    chat = await opened(boxes)
    await say(boxes, chat, card(chat, "1", key="k"))
    await say(boxes, chat, card(chat, "again", key="k"))
    assert await shown(boxes, chat) == ["1"]


@pytest.mark.parametrize("payload", [{"home": []}, {"card": {"text": "1"}}])
async def test_what_is_no_card_for_a_box_goes_to_a_worker(
    boxes: Storage, payload: dict[str, Any]
) -> None:
    chat = await opened(boxes, "web" if "home" in payload else "slack")
    effect = Effect(EffectKind.CHAT, f"chat:{chat.id}", {"conversation_id": chat.id} | payload)
    await say(boxes, chat, effect)
    assert await shown(boxes, chat) == []
    assert await boxes.outbox.pending() == 1


async def test_a_turn_that_is_not_committed_says_nothing(boxes: Storage) -> None:
    chat = await opened(boxes)
    async with boxes.unit_of_work() as loser:
        mine = await loser.store.conversation(chat.id)
        async with boxes.unit_of_work() as winner:
            (await winner.store.conversation(chat.id)).awaiting = "theirs"
            await winner.commit()
        mine.awaiting = "mine"
        loser.store.effect(card(chat, "lost"))
        with pytest.raises(Conflict):
            await loser.commit()
    assert await shown(boxes, chat) == []


async def test_a_reader_who_waits_is_woken(boxes: Storage) -> None:
    chat = await opened(boxes)
    await boxes.inbox.receive(a_message("1"))
    await say(boxes, chat, card(chat, "1"))
    messages = await boxes.local_messages.wait(chat.key, 0, 5)
    assert [message.card.text for message in messages] == ["1"]
