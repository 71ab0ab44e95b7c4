"""People at their Telegram apps, in private and in groups."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from channels.people import Seen
from channels.telegram_server.world import JSON, OnItsWay, Room

if TYPE_CHECKING:
    from channels.telegram_server.server import SmallTelegram

_DATE = 1_780_000_000
_TAKEN_SECONDS = 15.0
_MEMBER: JSON = {"status": "member"}
_KICKED: JSON = {"status": "kicked", "until_date": 0}
_ENTITIES = {"bot_command": r"(?<!\S)/\w+(?:@\w+)?", "mention": r"(?<!\w)@\w{4,32}"}
_queries = itertools.count(4_382_000_001)


class TelegramPerson:
    """Implements `channels.people.PersonalChat`: somebody's private chat with the bot."""

    def __init__(self, telegram: SmallTelegram, number: int, name: str, language: str) -> None:
        self.user: JSON = {
            "id": number,
            "is_bot": False,
            "first_name": name,
            "language_code": language,
        }
        chat: JSON = {"id": number, "type": "private", "first_name": name}
        self.room = Room(chat)
        telegram.rooms[number] = self.room
        self._telegram = telegram

    async def write(self, text: str) -> None:
        """Sends a message, or a command when it begins with a slash."""
        await self.send(_words(text))

    async def press(self, token: str) -> None:
        """Presses the newest button that carries this token, shown now or before."""
        where = next(
            int(seen.message_id)
            for seen in reversed(self.room.seen)
            if any(button.token == token for button in seen.card.buttons)
        )
        await self.press_data(token, where)

    async def press_data(self, data: str, message_id: int) -> str:
        """Lets the app send these data, whatever is shown; returns the id of the query."""
        query = str(next(_queries))
        self._telegram.pressed.add(query)
        about: JSON = {"message_id": message_id, "chat": self.room.chat, "date": 0}
        press: JSON = {
            "id": query,
            "from": self.user,
            "message": about,
            "chat_instance": "-42",
            "data": data,
        }
        await taken(self._telegram.updates.put({"callback_query": press}))
        return query

    async def upload(self, filename: str, media_type: str, content: bytes) -> None:
        """Sends a file."""
        await self.send(self.document(filename, media_type, content))

    def document(self, filename: str, media_type: str, content: bytes, *, size: int = 0) -> JSON:
        """The part of a message that holds a file; `size` claims more than there is."""
        stored = self._telegram.store(filename, media_type, content, size)
        document = {
            "file_id": stored.file_id,
            "file_unique_id": stored.file_id[-8:],
            "file_name": filename,
            "mime_type": media_type,
            "file_size": stored.size,
        }
        return {"document": document}

    def seen(self) -> Sequence[Seen]:
        """Everything the bot sent to this chat, changes too, oldest first."""
        return self.room.seen

    def shown(self) -> list[str]:
        """The bot's messages as they stand now."""
        return [sent.text for sent in self.room.sent.values()]

    def tokens(self) -> list[str]:
        """The data of every button that is there now."""
        return [
            button["callback_data"]
            for sent in self.room.sent.values()
            for row in sent.keyboard
            for button in row
        ]

    async def send(self, content: JSON) -> OnItsWay:
        """Sends a message with this content, and waits until the bot has taken it."""
        found = self.put(content)
        await taken(found)
        return found

    def put(self, content: JSON) -> OnItsWay:
        """Sends a message with this content."""
        self.room.started, self.room.blocked = True, False
        return self._telegram.updates.put({"message": self._message(content)})

    async def edit(self, message_id: int, text: str, *, at: int | None = 1) -> None:
        """Changes an own message; `at` seconds later, or by itself (a link preview) when None."""
        edited = self._message(_words(text)) | {"message_id": message_id}
        if at is not None:
            edited["edit_date"] = _DATE + at
        await taken(self._telegram.updates.put({"edited_message": edited}))

    async def block(self) -> None:
        """Stops the bot."""
        self.room.blocked = True
        await self._stand(_MEMBER, _KICKED)

    async def unblock(self) -> None:
        """Lets the bot write again, and says nothing."""
        self.room.blocked = False
        await self._stand(_KICKED, _MEMBER)

    async def _stand(self, before: JSON, now: JSON) -> None:
        member: JSON = {"user": self._telegram.as_user}
        change: JSON = {
            "chat": self.room.chat,
            "from": self.user,
            "date": _DATE,
            "old_chat_member": member | before,
            "new_chat_member": member | now,
        }
        await taken(self._telegram.updates.put({"my_chat_member": change}))

    def _message(self, content: JSON) -> JSON:
        return {
            "message_id": self.room.next_id(),
            "from": self.user,
            "chat": self.room.chat,
            "date": _DATE,
        } | content


class TelegramGroup:
    """A group with the bot in it."""

    def __init__(self, telegram: SmallTelegram, number: int, title: str, *, forum: bool) -> None:
        chat: JSON = {"id": number, "type": "supergroup", "title": title}
        if forum:
            chat["is_forum"] = True
        self.room = Room(chat, started=True)
        telegram.rooms[number] = self.room
        self._telegram = telegram

    async def post(
        self, person: TelegramPerson, text: str, *, topic: int | None = None, **more: object
    ) -> OnItsWay:
        """Somebody writes there, in a topic of a forum perhaps."""
        message: JSON = {
            "message_id": self.room.next_id(),
            "from": person.user,
            "chat": self.room.chat,
            "date": _DATE,
        }
        if topic is not None:
            self.room.topics.add(topic)
            message |= {"message_thread_id": topic, "is_topic_message": True}
        found = self._telegram.updates.put({"message": message | _words(text) | more})
        await taken(found)
        return found

    async def edit(self, posted: OnItsWay, text: str, *, at: int = 1) -> OnItsWay:
        """The sender of a message changes it, so many seconds later."""
        message = {
            name: part for name, part in posted.update["message"].items() if name != "entities"
        }
        edited = message | _words(text) | {"edit_date": _DATE + at}
        found = self._telegram.updates.put({"edited_message": edited})
        await taken(found)
        return found

    def seen(self) -> Sequence[Seen]:
        """Everything the bot wrote there."""
        return self.room.seen


async def taken(found: OnItsWay) -> None:
    """Returns when the bot has confirmed an update. Raises TimeoutError."""
    async with asyncio.timeout(_TAKEN_SECONDS):
        await found.confirmed.wait()


def _words(text: str) -> JSON:
    """A text with the entities that Telegram's servers find in it."""
    entities = [
        {
            "type": kind,
            "offset": len(text[: found.start()].encode("utf-16-le")) // 2,
            "length": len(found[0]),
        }
        for kind, pattern in _ENTITIES.items()
        for found in re.finditer(pattern, text)
    ]
    return {"text": text} | ({"entities": entities} if entities else {})
