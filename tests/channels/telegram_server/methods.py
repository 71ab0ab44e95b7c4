"""The methods of the Bot API that bots of our kind call, by name."""

from __future__ import annotations

import json
import struct
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.messages import Attachment, Button, Card
from channels.people import Seen
from channels.telegram_server.markup import plain
from channels.telegram_server.specification import Upload, check_object
from channels.telegram_server.world import JSON, Refused, Room, Sent

if TYPE_CHECKING:
    from channels.telegram_server.server import SmallTelegram

Method = Callable[["SmallTelegram", JSON], Awaitable[Any]]
METHODS: dict[str, Method] = {}

_DATE = 1_780_000_000
_LARGEST_PHOTO = 10_000_000
_LONGEST_SIDES, _MOST_OBLONG = 10_000, 20
_LONGEST_CAPTION = 1024
_LARGEST_DOCUMENT = 50_000_000
_LARGEST_DOWNLOAD = 20_000_000
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")
_MOST_BUTTONS = 100
_LARGEST_KEYBOARD = 10_240


def method(name: str) -> Callable[[Method], Method]:
    """Registers what answers a method."""

    def register(function: Method) -> Method:
        METHODS[name] = function
        return function

    return register


@method("getMe")
async def get_me(telegram: SmallTelegram, given: JSON) -> JSON:
    return telegram.me


@method("setMyCommands")
async def set_my_commands(telegram: SmallTelegram, given: JSON) -> bool:
    telegram.menus[given.get("language_code", "")] = given["commands"]
    return True


@method("getMyCommands")
async def get_my_commands(telegram: SmallTelegram, given: JSON) -> list[JSON]:
    return telegram.menus.get(given.get("language_code", ""), [])


@method("getUpdates")
async def get_updates(telegram: SmallTelegram, given: JSON) -> list[JSON]:
    return await telegram.updates.poll(
        given.get("offset"),
        given.get("limit", 100),
        given.get("timeout", 0),
        given.get("allowed_updates"),
    )


@method("setWebhook")
async def set_webhook(telegram: SmallTelegram, given: JSON) -> bool:
    address = urlsplit(given["url"])
    # An own Bot API server takes HTTP on its machine as well.
    if address.scheme != "https" and address.hostname != "127.0.0.1":
        raise Refused(400, "bad webhook: An HTTPS URL must be provided for webhook")
    secret = given.get("secret_token", "")
    await telegram.updates.call(given["url"], secret, given.get("allowed_updates"))
    return True


@method("deleteWebhook")
async def delete_webhook(telegram: SmallTelegram, given: JSON) -> bool:
    await telegram.updates.call("", "", None)
    return True


@method("getWebhookInfo")
async def get_webhook_info(telegram: SmallTelegram, given: JSON) -> JSON:
    updates = telegram.updates
    info: JSON = {
        "url": updates.url,
        "has_custom_certificate": False,
        "pending_update_count": len(updates.waiting),
    }
    if updates.last_error:
        info |= {"last_error_date": _DATE, "last_error_message": updates.last_error}
    return info


@method("answerCallbackQuery")
async def answer_callback_query(telegram: SmallTelegram, given: JSON) -> bool:
    if given["callback_query_id"] not in telegram.pressed:
        raise Refused(400, "query is too old and response timeout expired or query ID is invalid")
    telegram.answered.add(given["callback_query_id"])
    return True


@method("sendMessage")
async def send_message(telegram: SmallTelegram, given: JSON) -> JSON:
    room = _room(telegram, given)
    sent = Sent(
        room.next_id(),
        _text(given),
        given["text"],
        _keyboard(given),
        given.get("message_thread_id"),
        given.get("reply_parameters", {}).get("message_id"),
    )
    return _shown(telegram, room, sent, ())


@method("sendDocument")
async def send_document(telegram: SmallTelegram, given: JSON) -> JSON:
    return _send_file(telegram, given, "document", _LARGEST_DOCUMENT)


@method("sendPhoto")
async def send_photo(telegram: SmallTelegram, given: JSON) -> JSON:
    if not given["photo"].startswith(_PICTURES):
        raise Refused(400, "IMAGE_PROCESS_FAILED")
    if given["photo"].startswith(b"\x89PNG"):
        width, height = struct.unpack(">II", given["photo"][16:24])
        if width + height > _LONGEST_SIDES or max(width, height) > _MOST_OBLONG * min(
            width, height
        ):
            raise Refused(400, "PHOTO_INVALID_DIMENSIONS")
    return _send_file(telegram, given, "photo", _LARGEST_PHOTO)


@method("editMessageText")
async def edit_message_text(telegram: SmallTelegram, given: JSON) -> JSON:
    room = _room(telegram, given)
    sent = room.sent.get(given["message_id"])
    if sent is None:
        raise Refused(400, "message to edit not found")
    if sent.fixed:
        raise Refused(400, "message can't be edited")
    if sent.is_file:
        raise Refused(400, "there is no text in the message to edit")
    text, keyboard = _text(given), _keyboard(given)
    if (sent.html, sent.keyboard) == (given["text"], keyboard):
        raise Refused(
            400,
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message",
        )
    sent.text, sent.html, sent.keyboard = text, given["text"], keyboard
    room.seen.append(Seen(str(sent.message_id), _card(text, keyboard), edits=True))
    return _message(telegram, room, sent)


@method("deleteMessage")
async def delete_message(telegram: SmallTelegram, given: JSON) -> bool:
    room = _room(telegram, given)
    sent = room.sent.get(given["message_id"])
    if sent is None:
        raise Refused(400, "message to delete not found")
    if sent.fixed:
        raise Refused(400, "message can't be deleted")
    del room.sent[sent.message_id]
    room.seen.append(Seen(str(sent.message_id), Card(), edits=True))
    return True


@method("getFile")
async def get_file(telegram: SmallTelegram, given: JSON) -> JSON:
    found = telegram.files.get(given["file_id"])
    if found is None:
        raise Refused(400, "wrong file_id or the file is temporarily unavailable")
    if found.size > _LARGEST_DOWNLOAD:
        raise Refused(400, "file is too big")
    return {
        "file_id": found.file_id,
        "file_unique_id": found.file_id[-8:],
        "file_size": found.size,
        "file_path": f"documents/{found.file_id}",
    }


def _room(telegram: SmallTelegram, given: JSON) -> Room:
    room = telegram.rooms.get(given["chat_id"])
    if room is None:
        raise Refused(400, "chat not found")
    if room.blocked:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    if not room.started:
        raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
    topic = given.get("message_thread_id")
    if topic is not None and topic not in room.topics:
        raise Refused(400, "message thread not found")
    return room


def _text(given: JSON) -> str:
    return plain(given["text"]) if given.get("parse_mode") == "HTML" else str(given["text"])


def _keyboard(given: JSON) -> list[list[JSON]]:
    rows: list[list[JSON]] = given.get("reply_markup", {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > _MOST_BUTTONS or len(json.dumps(rows)) > _LARGEST_KEYBOARD:
        raise Refused(400, "reply markup is too long")
    return rows


def _send_file(telegram: SmallTelegram, given: JSON, kind: str, largest: int) -> JSON:
    room = _room(telegram, given)
    upload: Upload = given[kind]
    if not upload:
        raise Refused(400, "file must be non-empty")
    if len(upload) > largest:
        raise Refused(413, "Request Entity Too Large")
    file = telegram.store(upload.filename, "application/octet-stream", bytes(upload))
    caption = _text({**given, "text": given.get("caption", "")})
    if len(caption) > _LONGEST_CAPTION:
        raise Refused(400, "message caption is too long")
    topic = given.get("message_thread_id")
    sent = Sent(room.next_id(), caption, topic=topic, is_file=True)
    attachment = Attachment(file.filename, file.media_type, file.content)
    about: JSON = {"file_id": file.file_id, "file_unique_id": file.file_id[-8:]}
    if kind == "photo":
        return _shown(telegram, room, sent, (attachment,)) | {
            "photo": [about | {"width": 90, "height": 90}]
        }
    return _shown(telegram, room, sent, (attachment,)) | {
        "document": about | {"file_name": file.filename}
    }


def _shown(
    telegram: SmallTelegram, room: Room, sent: Sent, attachments: tuple[Attachment, ...]
) -> JSON:
    room.sent[sent.message_id] = sent
    card = _card(sent.text, sent.keyboard, attachments)
    room.seen.append(Seen(str(sent.message_id), card))
    return _message(telegram, room, sent)


def _card(text: str, keyboard: list[list[JSON]], attachments: tuple[Attachment, ...] = ()) -> Card:
    buttons = (button for row in keyboard for button in row if "callback_data" in button)
    return Card(
        text=text,
        buttons=tuple(Button(button["text"], button["callback_data"]) for button in buttons),
        attachments=attachments,
    )


def _message(telegram: SmallTelegram, room: Room, sent: Sent) -> JSON:
    message: JSON = {
        "message_id": sent.message_id,
        "from": telegram.as_user,
        "chat": room.chat,
        "date": _DATE,
    }
    if sent.text:
        message["caption" if sent.is_file else "text"] = sent.text
    if sent.keyboard:
        message["reply_markup"] = {"inline_keyboard": sent.keyboard}
    check_object("Message", message)
    return message
