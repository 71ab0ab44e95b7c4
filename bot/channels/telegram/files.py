"""Files that we send: pictures as photos, everything else as documents."""

from __future__ import annotations

from telegram import InputFile, Message
from telegram.error import BadRequest

from bot.channels.rendering import harmless_line
from bot.channels.telegram.failures import says
from bot.channels.telegram.posting import NO_TOPIC, Chat
from bot.messages import Attachment

_LARGEST_FILE = 50_000_000
_LARGEST_PHOTO = 10_000_000
"""Bytes that Telegram takes from a bot."""
_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
_SECONDS = 60.0


def is_too_large(attachment: Attachment) -> bool:
    """Whether Telegram takes it in no way."""
    return len(attachment.content) > _LARGEST_FILE


async def send_file(chat: Chat, attachment: Attachment) -> bool:
    """Sends a file; a picture that Telegram does not take as one goes as a document.

    Returns:
        False when Telegram refuses it, which it does with every empty one.

    Raises:
        TelegramError: it was not sent, for a reason that is not the file's.
    """

    async def send() -> Message:
        if attachment.media_type in _PICTURES and len(attachment.content) <= _LARGEST_PHOTO:
            try:
                return await _photo(chat, attachment)
            except BadRequest as error:
                if says(error, NO_TOPIC):
                    raise
        return await _document(chat, attachment)

    return bool(attachment.content) and await chat.offer(send)


async def _photo(chat: Chat, attachment: Attachment) -> Message:
    return await chat.bot.send_photo(
        chat.chat_id,
        _file(attachment),
        message_thread_id=chat.topic,
        write_timeout=_SECONDS,
        read_timeout=_SECONDS,
    )


async def _document(chat: Chat, attachment: Attachment) -> Message:
    return await chat.bot.send_document(
        chat.chat_id,
        _file(attachment),
        message_thread_id=chat.topic,
        disable_content_type_detection=True,
        write_timeout=_SECONDS,
        read_timeout=_SECONDS,
    )


def _file(attachment: Attachment) -> InputFile:
    return InputFile(attachment.content, filename=harmless_line(attachment.filename))
