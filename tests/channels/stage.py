"""Stories on platforms: their people write from apps of Slack or Telegram instead of terminals."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.clock import MovableClock
from bot.domain.entities import Cart, Membership
from bot.messages import Card, Field, InboundKind, InboundMessage
from bot.play.harness import Staff
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from bot.ports import LocalMessage
from channels.people import PersonalChat, Seen, SmallPlatform
from shop_client.memory import MemoryShop

Lives = Callable[[str], SmallPlatform]
"""Where the person of a story with this word is at home."""


class OnPlatforms:
    """Implements `bot.play.harness.Harness` around an instance."""

    def __init__(self, instance: Instance, lives: Lives) -> None:
        self._instance = instance
        self._lives = lives
        self._chats: dict[str, PersonalChat] = {}
        self.staff: Staff = _StaffThere(instance.staff, self._chat_id)

    def __getattr__(self, name: str) -> Any:
        """The world around is the instance's."""
        return getattr(self._instance, name)

    async def receive(self, message: InboundMessage) -> bool:
        """Lets the person do it in their app."""
        chat = self._chat(message)
        match message.kind:
            case InboundKind.BUTTON:
                await chat.press(message.token)
            case InboundKind.FILE:
                for file in message.attachments:
                    await chat.upload(file.filename, file.media_type, file.content)
            case _:
                await chat.write(message.text)
        return True

    async def messages(self, conversation_key: str, after: int) -> Sequence[LocalMessage]:
        """What their app shows, as the terminal would have it."""
        chat = self._chats.get(_word(conversation_key))
        seen = _with_their_files(chat.seen()) if chat else {}
        return [_as_local(number, one) for number, one in seen.items() if number > after]

    async def memberships(self, conversation_key: str) -> Sequence[Membership]:
        """The companies a person is verified for."""
        return await self._instance.memberships(self._key(conversation_key))

    async def carts(self, conversation_key: str) -> Sequence[Cart]:
        """The open carts of a person."""
        return await self._instance.carts(self._key(conversation_key))

    def _chat(self, message: InboundMessage) -> PersonalChat:
        word = message.chat_id
        if word not in self._chats:
            sender = message.sender
            assert sender is not None
            platform = self._lives(word)
            self._chats[word] = platform.chat(user_id(word), sender.name, sender.language or "en")
        return self._chats[word]

    def _chat_id(self, word: str) -> str:
        return self._lives(word).conversation_key(user_id(word)).rpartition("\x1f")[2]

    def _key(self, terminal_key: str) -> str:
        word = _word(terminal_key)
        return self._lives(word).conversation_key(user_id(word))


class _StaffThere:
    """The desk, whose cases bear the platforms' names of people."""

    def __init__(self, staff: Staff, name: Callable[[str], str]) -> None:
        self._staff = staff
        self._name = name

    async def do(self, action: str, staff: str, chat_id: str, text: str = "") -> None:
        await self._staff.do(action, staff, self._name(chat_id), text)

    async def lay_down(self, action: str, staff: str, **about: str) -> None:
        await self._staff.lay_down(action, staff, **about)

    async def sees(self, chat_id: str) -> dict[str, Any]:
        return await self._staff.sees(self._name(chat_id))


def user_id(word: str) -> str:
    """A number, which Telegram needs and Slack does not mind, the same for the same word."""
    return str(1_000_000 + int.from_bytes(word.encode()) % 8_999_999)


def _word(terminal_key: str) -> str:
    return terminal_key.rpartition("\x1f")[2]


def _with_their_files(messages: Sequence[Seen]) -> dict[int, Seen]:
    """What was seen by its number, from one; files alone belong to what is said beside them."""
    told = {n: one for n, one in enumerate(messages, 1) if one.card.text or one.card.buttons}
    for number, one in enumerate(messages, 1):
        at = next((n for n in (number + 1, number - 1) if n in told), None)
        if number not in told and at is not None:
            files = (*told[at].card.attachments, *one.card.attachments)
            told[at] = replace(told[at], card=replace(told[at].card, attachments=files))
    return told


def _as_local(number: int, seen: Seen) -> LocalMessage:
    card = _with_fields(seen.card)
    if seen.edits:
        return LocalMessage(number, f"{seen.message_id}#{number}", card, seen.message_id)
    return LocalMessage(number, seen.message_id, card)


def _with_fields(card: Card) -> Card:
    """Labelled values are lines of text in an app."""
    parts = [line.partition(":") for line in card.text.splitlines()]
    fields = tuple(Field(label.strip(), value.strip()) for label, colon, value in parts if colon)
    return replace(card, fields=fields)


@contextlib.asynccontextmanager
async def on_platforms(
    nlu_url: str | None, lives: Lives, settings: Mapping[str, object]
) -> AsyncIterator[OnPlatforms]:
    """A fresh instance on a shop in memory, connected to platforms.

    Args:
        nlu_url: address of the parser; None does without.
        lives: where each person is at home.
        settings: that connect it.
    """
    clock = MovableClock()
    shop = MemoryShop.from_sample(clock=lambda: clock.now().date())
    made = temporary_instance(nlu_url, clock, shop, MemoryMerchant(shop), more=settings)
    async with made as instance:
        yield OnPlatforms(instance, lives)
