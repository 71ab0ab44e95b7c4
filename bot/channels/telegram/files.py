"""Files that we send: pictures as photos, everything else as documents."""

from __future__ import annotations

from telegram import InputFile, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.channels.rendering import harmless_line
from bot.channels.telegram.failures import says
from bot.channels.telegram.posting import NO_TOPIC, Chat
from bot.channels.telegram.rendering import messages
from bot.messages import Attachment, Card

_LARGEST_FILE = 50_000_000
_LARGEST_PHOTO = 10_000_000
"""Bytes that Telegram takes from a bot."""
_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
_SECONDS = 60.0
_LONGEST_CAPTION = 1024
"""Characters; counted here with their mark-up, which Telegram leaves out."""


def is_too_large(attachment: Attachment) -> bool:
    """Whether Telegram takes it in no way."""
    return len(attachment.content) > _LARGEST_FILE


def caption_of(card: Card) -> str | None:
    """The text, in HTML, of a card that says what its one picture shows; None for other cards."""
    pages = messages(card)
    is_described = len(card.attachments) == 1 and bool(card.attachments[0].description)
    if not is_described or card.buttons or len(pages) != 1:
        return None
    return pages[0].html if len(pages[0].html) <= _LONGEST_CAPTION else None


async def send_file(chat: Chat, attachment: Attachment, caption: str | None = None) -> int:
    """Sends a file; a picture that Telegram does not take as one goes as a document.

    Args:
        chat: where to.
        attachment: the file.
        caption: stands below it, in HTML.

    Returns:
        The message's id; 0 when Telegram refuses the file, which it does with every empty one.

    Raises:
        TelegramError: it was not sent, for a reason that is not the file's.
    """

    async def send() -> Message:
        if attachment.media_type in _PICTURES and len(attachment.content) <= _LARGEST_PHOTO:
            try:
                return await _photo(chat, attachment, caption)
            except BadRequest as error:
                if says(error, NO_TOPIC):
                    raise
        return await _document(chat, attachment, caption)

    return await chat.offer(send) if attachment.content else 0


async def _photo(chat: Chat, attachment: Attachment, caption: str | None) -> Message:
    return await chat.bot.send_photo(
        chat.chat_id,
        _file(attachment),
        caption=caption,
        parse_mode=ParseMode.HTML if caption else None,
        message_thread_id=chat.topic,
        write_timeout=_SECONDS,
        read_timeout=_SECONDS,
    )


async def _document(chat: Chat, attachment: Attachment, caption: str | None) -> Message:
    return await chat.bot.send_document(
        chat.chat_id,
        _file(attachment),
        caption=caption,
        parse_mode=ParseMode.HTML if caption else None,
        message_thread_id=chat.topic,
        disable_content_type_detection=True,
        write_timeout=_SECONDS,
        read_timeout=_SECONDS,
    )


def _file(attachment: Attachment) -> InputFile:
    return InputFile(attachment.content, filename=harmless_line(attachment.filename))
