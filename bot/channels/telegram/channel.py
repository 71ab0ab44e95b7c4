"""The sending half: cards as messages, edits of them, and files in both directions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import texts
from bot.channels.rendering import harmless_line, size
from bot.channels.telegram import NAME
from bot.channels.telegram.failures import count_undelivered, failure
from bot.channels.telegram.files import caption_of, is_too_large, send_file
from bot.channels.telegram.pacing import Pacing
from bot.channels.telegram.posting import Chat, Gone
from bot.channels.telegram.rendering import Page, messages
from bot.channels.telegram.resuming import Progress
from bot.domain.entities import Conversation
from bot.errors import Undeliverable
from bot.messages import Attachment, Card
from bot.metrics import DELIVERED
from bot.ports import UnitOfWorkFactory

_LARGEST_DOWNLOAD = 20_000_000
"""Bytes that Telegram lets a bot download."""


class TelegramChannel:
    """Implements `bot.ports.Channel`.

    A handle is the ids of the messages that hold a card's text, divided by commas.

    Args:
        bot: speaks to Telegram.
        units: to read the language of whom a remark of the channel's own is for.
        pacing: how fast we may speak.
    """

    name = NAME

    def __init__(self, bot: Bot, units: UnitOfWorkFactory, pacing: Pacing) -> None:
        self._bot = bot
        self._units = units
        self._pacing = pacing
        self._progress = Progress()

    async def send(
        self,
        conversation: Conversation,
        card: Card,
        *,
        message_id: str,
        edit: str | None = None,
        thread: str = "",
    ) -> str:
        """Sends a card, or changes the messages of an earlier one.

        Files go first, so that the buttons stand last, and one picture with what it shows is one
        message; the text names those files that Telegram does not take. A repeat within this
        process goes on where it failed.

        Raises:
            DeliveryFailed: not now, or Telegram asks to wait.
            Undeliverable: Telegram refuses its text.
            Unreachable: the person blocked us or never began.
        """
        chat = Chat(
            self._bot,
            self._pacing,
            int(conversation.chat_id),
            int(thread) if thread else None,
            self._progress.of(message_id),
        )
        try:
            handle = await self._send(chat, conversation, card, edit)
        except TelegramError as error:
            found = failure(error)
            count_undelivered(found)
            if isinstance(found, Undeliverable):
                self._progress.forget(message_id)
            raise found from error
        self._progress.forget(message_id)
        DELIVERED.labels(NAME).inc()
        return handle

    async def _send(
        self, chat: Chat, conversation: Conversation, card: Card, edit: str | None
    ) -> str:
        if edit:
            try:
                return _handle(await _change(chat, messages(card), _ids(edit)))
            except Gone:
                pass
        caption = caption_of(card)
        sent, large, refused = [], [], []
        for file in card.attachments:
            if is_too_large(file):
                large.append(file)
            elif message_id := await send_file(chat, file, caption):
                sent.append(message_id)
            else:
                refused.append(file)
        if caption and sent:
            return _handle(sent)
        if large or refused:
            card = await self._naming(conversation, card, large, refused)
        return _handle([await chat.post(page) for page in messages(card)])

    async def show_home(self, conversation: Conversation, cards: Sequence[Card]) -> None:
        """There is no such page. Raises Undeliverable."""
        raise Undeliverable("no home page here")

    async def fetch(self, workspace: str, attachment: Attachment) -> Attachment:
        """The file with its content.

        Raises:
            DeliveryFailed: not now.
            Undeliverable: it is gone, or larger than Telegram gives to bots.
        """
        try:
            file = await self._bot.get_file(attachment.reference)
            if (file.file_size or 0) > _LARGEST_DOWNLOAD:
                raise Undeliverable("the file is too large")
            content = bytes(await file.download_as_bytearray())
        except InvalidToken as error:
            # The library takes every 404 for that.
            raise Undeliverable("the file is gone") from error
        except TelegramError as error:
            raise failure(error) from error
        return replace(attachment, content=content)

    async def _naming(
        self,
        conversation: Conversation,
        card: Card,
        large: Sequence[Attachment],
        refused: Sequence[Attachment],
    ) -> Card:
        """The card with a sentence for each file that Telegram did not take."""
        async with self._units() as unit:
            language = (await unit.store.person(conversation.person_id)).language
        said = [
            texts.text(
                language,
                "file-too-large-to-send",
                name=harmless_line(file.filename),
                size=size(file),
            )
            for file in large
        ] + [
            texts.text(language, "file-refused-to-send", name=harmless_line(file.filename))
            for file in refused
        ]
        return replace(card, text="\n\n".join(part for part in (card.text, *said) if part))


async def _change(chat: Chat, pages: list[Page], ids: list[int]) -> list[int]:
    """Lets earlier messages show these pages; returns the ids of those that do.

    Raises:
        Gone: they can't be changed any more.
    """
    for page, message_id in zip(pages, ids, strict=False):
        await chat.change(message_id, page)
    for message_id in ids[len(pages) :]:
        await chat.take_back(message_id)
    added = [await chat.post(page) for page in pages[len(ids) :]]
    return ids[: len(pages)] + added


def _ids(handle: str) -> list[int]:
    return [int(number) for number in handle.split(",")]


def _handle(ids: list[int]) -> str:
    return ",".join(map(str, ids))
