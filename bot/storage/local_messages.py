"""Post-boxes of the channels that have no platform behind them: terminal and web."""

from __future__ import annotations

import asyncio
from typing import Any

from sqlalchemy import Integer, bindparam, select

from bot.messages import Card
from bot.ports import Clock, LocalMessage
from bot.storage.database import Database, Writing
from bot.storage.statement import Statement
from bot.storage.tables import local_message
from bot.storage.types import storable

_COLUMNS = ("conversation_key", "message_id", "card", "edits", "own", "at")


async def add_message(writing: Writing, key: str, message: LocalMessage) -> None:
    """Keeps a message as part of a transaction; a repeat of its id changes nothing.

    Args:
        writing: the transaction, which has queued for the lane `local:` and `key`.
        key: of the conversation, storable.
        message: `seq` is given by the table.
    """
    await writing.connection.change(
        writing.adding(local_message, _COLUMNS),
        {
            "conversation_key": key,
            "message_id": message.message_id,
            "card": message.card,
            "edits": message.edits,
            "own": message.own,
            "at": message.at,
        },
    )
    writing.signal(f"local:{key}")


class SqlLocalMessages:
    """See `bot.ports.LocalMessages`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def append(
        self, conversation_key: str, message_id: str, card: Card, edits: str | None = None
    ) -> None:
        """Keeps a card; a repeat of `message_id` changes nothing."""
        key = storable(conversation_key)
        message = LocalMessage(0, message_id, card, edits, at=self._clock.now())

        async def write(writing: Writing) -> None:
            await writing.queue_for([f"local:{key}"])
            await add_message(writing, key, message)

        await self._database.write(write)

    async def since(self, conversation_key: str, seq: int) -> list[LocalMessage]:
        """What follows `seq`, oldest first."""
        rows = await self._database.rows(_SINCE, key=storable(conversation_key), after=seq)
        return [_message(row) for row in rows]

    async def newest(self, conversation_key: str, limit: int) -> list[LocalMessage]:
        """The newest `limit`, oldest first."""
        rows = await self._database.rows(_NEWEST, key=storable(conversation_key), most=limit)
        return [_message(row) for row in reversed(rows)]

    async def message(self, conversation_key: str, message_id: str) -> LocalMessage | None:
        """One message of this chat; None when there is none."""
        key, id_ = storable(conversation_key), storable(message_id)
        rows = await self._database.rows(_ONE, key=key, id=id_)
        return _message(rows[0]) if rows else None

    async def knows(self, conversation_key: str, seq: int) -> bool:
        """Whether this chat has a message of that number."""
        key = storable(conversation_key)
        return await self._database.value(_KNOWN, key=key, seq=seq) is not None

    async def wait(
        self,
        conversation_key: str,
        seq: int,
        timeout: float,
    ) -> list[LocalMessage]:
        """What follows `seq`, as soon as there is any; empty after `timeout` real seconds."""
        self._database.listen()
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            bell = self._database.signals.local.bell(storable(conversation_key))
            if messages := await self.since(conversation_key, seq):
                return messages
            try:
                async with asyncio.timeout_at(deadline):
                    await bell.wait()
            except TimeoutError:
                return []


_columns = local_message.c
_OF_CHAT = _columns.conversation_key == bindparam("key")
_SINCE = Statement(
    select(local_message).where(_OF_CHAT, _columns.seq > bindparam("after")).order_by(_columns.seq)
)
_NEWEST = Statement(
    select(local_message)
    .where(_OF_CHAT)
    .order_by(_columns.seq.desc())
    .limit(bindparam("most", type_=Integer))
)
_ONE = Statement(select(local_message).where(_OF_CHAT, _columns.message_id == bindparam("id")))
_KNOWN = Statement(select(_columns.seq).where(_OF_CHAT, _columns.seq == bindparam("seq")))


def _message(row: Any) -> LocalMessage:
    return LocalMessage(row.seq, row.message_id, row.card, row.edits, row.own, row.at)
