"""Post-boxes of the channels that have no platform behind them: terminal and web."""

from __future__ import annotations

import asyncio

from sqlalchemy import Row, Select, select

from bot.messages import Card
from bot.ports import Clock, LocalMessage
from bot.storage.database import Database, Writing
from bot.storage.tables import local_message
from bot.storage.types import storable


async def add_message(writing: Writing, key: str, message: LocalMessage) -> None:
    """Keeps a message as part of a transaction; a repeat of its id changes nothing.

    Args:
        writing: the transaction, which has queued for the lane `local:` and `key`.
        key: of the conversation, storable.
        message: `seq` is given by the table.
    """
    await writing.connection.execute(
        writing.insert_or_ignore(local_message).values(
            conversation_key=key,
            message_id=message.message_id,
            card=message.card,
            edits=message.edits,
            own=message.own,
            at=message.at,
        )
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
        columns = local_message.c
        query = _of(conversation_key).where(columns.seq > seq).order_by(columns.seq)
        return [_message(row) for row in await self._database.fetch(query)]

    async def newest(self, conversation_key: str, limit: int) -> list[LocalMessage]:
        """The newest `limit`, oldest first."""
        query = _of(conversation_key).order_by(local_message.c.seq.desc()).limit(limit)
        return [_message(row) for row in reversed(await self._database.fetch(query))]

    async def message(self, conversation_key: str, message_id: str) -> LocalMessage | None:
        """One message of this chat; None when there is none."""
        query = _of(conversation_key).where(local_message.c.message_id == storable(message_id))
        rows = await self._database.fetch(query)
        return _message(rows[0]) if rows else None

    async def knows(self, conversation_key: str, seq: int) -> bool:
        """Whether this chat has a message of that number."""
        columns = local_message.c
        query = select(columns.seq).where(
            columns.conversation_key == storable(conversation_key), columns.seq == seq
        )
        return await self._database.fetch_value(query) is not None

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


def _of(conversation_key: str) -> Select[tuple[LocalMessage]]:
    return select(local_message).where(
        local_message.c.conversation_key == storable(conversation_key)
    )


def _message(row: Row[tuple[LocalMessage]]) -> LocalMessage:
    return LocalMessage(row.seq, row.message_id, row.card, row.edits, row.own, row.at)
