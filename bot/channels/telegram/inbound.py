"""Telegram's updates as messages of ours: pure functions, no calls.

What a person does in a group goes to their own private conversation. Telegram's ids are numbers
that never change; user names do, so they name nobody.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatMemberStatus, ChatType, MessageAttachmentType
from telegram.ext import filters

from bot.channels.telegram import NAME
from bot.channels.telegram.addressing import Us, address
from bot.messages import Attachment, InboundKind, InboundMessage, Sender

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_COMMAND = re.compile(r"/([a-z0-9_]+)(?:@[a-z0-9_]+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_DEEP_LINKS = {"join-": "/join", "request-": "/request"}
"""Beginnings of what a link to us hands over, and the command that takes the rest."""
_NO_WORDS = tuple(MessageAttachmentType)
_WORDING = 12
"""Hexadecimal digits."""
_STANDINGS: dict[str, str] = {
    ChatMemberStatus.BANNED: "unreachable",
    ChatMemberStatus.MEMBER: "reachable",
}
"""Our standing with a person after they blocked or unblocked us, and the event that it is."""


@dataclass(frozen=True, slots=True)
class Place:
    """A message in a group, as far as needed to answer beside it."""

    chat_id: int
    message_id: int
    topic: int | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What an update comes to.

    Attributes:
        message: to be received; None where the update is none of our business.
        repeated: to be received where `message` is a repeat, or None.
        callback_id: of a press that the app waits for an answer to, or empty.
        place: where in public to say that the answer is in private, or None.
        unknown: the update is of a kind that we did not ask for, or do not know.
    """

    message: InboundMessage | None = None
    repeated: InboundMessage | None = None
    callback_id: str = ""
    place: Place | None = None
    unknown: bool = False


def read_update(payload: Any) -> Update:
    """An update from JSON; one whose content is not as it should be comes without content.

    Raises:
        ValueError: it has not even a number.
    """
    number = payload.get("update_id") if isinstance(payload, dict) else None
    if not isinstance(number, int) or isinstance(number, bool):
        raise ValueError("no update")
    try:
        update = Update.de_json(payload, None)
    except Exception:  # the library fails in any way where a shape is wrong
        return Update(number)
    return update or Update(number)


def read(update: Update, us: Us) -> Arrival:
    """What an update means.

    Raises:
        AttributeError, KeyError, TypeError, ValueError: a part has not the shape that it should.
    """
    if update.message is not None:
        return _message(update, update.message, us)
    if update.edited_message is not None:
        return _changed(update, update.edited_message, us)
    if update.callback_query is not None:
        return _press(update.callback_query)
    if update.my_chat_member is not None:
        return _standing(update, update.my_chat_member)
    return Arrival(unknown=True)


def _message(update: Update, message: Message, us: Us) -> Arrival:
    person = _person(message)
    if person is None or filters.StatusUpdate.ALL.check_update(update):
        return Arrival()
    text = message.text or message.caption or ""
    place = None
    if message.chat.type != ChatType.PRIVATE:
        addressed = address(message, us)
        if addressed is None:
            return Arrival()
        text = addressed
        topic = message.message_thread_id if message.is_topic_message else None
        place = Place(message.chat.id, message.message_id, topic)
    files = _files(message)
    if not text and not files and not _has_content(message) and place is None:
        return Arrival(unknown=True)
    kind = InboundKind.FILE if files else InboundKind.TEXT
    if not files and text.startswith("/"):
        kind, text = InboundKind.COMMAND, _command(text)
    return Arrival(
        InboundMessage(
            channel=NAME,
            workspace="",
            external_id=f"message:{message.chat.id}:{message.message_id}",
            chat_id=str(person.id),
            kind=kind,
            sender=_sender(person),
            thread=_thread(message),
            text=text,
            attachments=files,
        ),
        place=place,
    )


def _changed(update: Update, message: Message, us: Us) -> Arrival:
    """What its sender changed; link previews and reactions change messages too, without a date."""
    if not isinstance(message.edit_date, datetime):
        return Arrival()
    if message.chat.type == ChatType.PRIVATE:
        return Arrival(_edit(message, message.edit_date, message.text or message.caption))
    # One in a group that names us only now was never read, so it is read as if it were new.
    # Telegram does not tell which it is, but the inbox knows: one that was read before is a repeat
    # there, and then this is an edit. The price: should the update of one that was never read come
    # twice, its sender is asked whether to read it again, and nothing else happens.
    edit = _edit(message, message.edit_date, address(message, us))
    return replace(_message(update, message, us), repeated=edit)


def _edit(message: Message, at: datetime, text: str | None) -> InboundMessage | None:
    person = _person(message)
    if person is None or not text:
        return None
    # Telegram's clock has whole seconds, so the wording tells two edits within one apart.
    wording = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_WORDING]
    return InboundMessage(
        channel=NAME,
        workspace="",
        external_id=f"edit:{message.chat.id}:{message.message_id}:{int(at.timestamp())}:{wording}",
        chat_id=str(person.id),
        kind=InboundKind.EDIT,
        sender=_sender(person),
        thread=_thread(message),
        text=text,
    )


def _press(query: CallbackQuery) -> Arrival:
    """The data of a press come from the app, so that they may be anything."""
    token = query.data or ""
    thread = _thread(query.message) if isinstance(query.message, Message) else ""
    return Arrival(
        InboundMessage(
            channel=NAME,
            workspace="",
            external_id=f"callback:{query.id}",
            chat_id=str(query.from_user.id),
            kind=InboundKind.BUTTON,
            sender=_sender(query.from_user),
            thread=thread,
            token=token if _TOKEN.fullmatch(token) else "",
        ),
        callback_id=query.id,
    )


def _standing(update: Update, change: ChatMemberUpdated) -> Arrival:
    """Somebody blocked us, or does so no more: it counts at once, not at the next message."""
    event = _STANDINGS.get(change.new_chat_member.status)
    if change.chat.type != ChatType.PRIVATE or event is None:
        return Arrival()
    return Arrival(
        InboundMessage(
            channel=NAME,
            workspace="",
            external_id=f"update:{update.update_id}",
            chat_id=str(change.chat.id),
            kind=InboundKind.EVENT,
            event=event,
        )
    )


def _person(message: Message) -> User | None:
    """Who wrote; None for channels, other bots, and administrators who stay anonymous."""
    author = message.from_user
    if author is None or author.is_bot or message.sender_chat is not None:
        return None
    return None if message.chat.type == Chat.CHANNEL else author


def _sender(person: User) -> Sender:
    return Sender(str(person.id), person.full_name, person.language_code)


def _thread(message: Message) -> str:
    """The topic of a private chat that has topics."""
    private = message.chat.type == ChatType.PRIVATE
    return str(message.message_thread_id) if private and message.is_topic_message else ""


def _files(message: Message) -> tuple[Attachment, ...]:
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        name = f"photo-{message.message_id}.jpg"
        return (Attachment(name, "image/jpeg", b"", largest.file_id),)
    # A moving picture comes as a document as well.
    if message.document and not message.animation:
        document = message.document
        media_type = document.mime_type or "application/octet-stream"
        return (Attachment(document.file_name or "file", media_type, b"", document.file_id),)
    return ()


def _has_content(message: Message) -> bool:
    """A sticker, a voice, a place: something that a person sent and that has no words."""
    return any(getattr(message, kind, None) for kind in _NO_WORDS)


def _command(text: str) -> str:
    """The command without our name behind it; what a deep link hands over becomes a command."""
    match = _COMMAND.fullmatch(text)
    if match is None:
        return text
    name, rest = match[1], (match[2] or "").strip()
    if name.lower() == "start":
        for begun, command in _DEEP_LINKS.items():
            if rest.startswith(begun):
                return f"{command} {rest.removeprefix(begun)}"
        return "/start"
    return f"/{name} {rest}".rstrip()
