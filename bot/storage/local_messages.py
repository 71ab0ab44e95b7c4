"""Post-boxes of the channels that have no platform behind them: terminal and web."""

from __future__ import annotations

import asyncio

from sqlalchemy import select

from bot.messages import Card
from bot.ports import LocalMessage
from bot.storage.database import Database, Writing
from bot.storage.tables import local_message
from bot.storage.types import storable


class SqlLocalMessages:
    """See `bot.ports.LocalMessages`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def append(
        self, conversation_key: str, message_id: str, card: Card, edits: str | None = None
    ) -> None:
        """Keeps a card; a repeat of `message_id` changes nothing."""
        key = storable(conversation_key)

        async def write(writing: Writing) -> None:
            await writing.queue_for([f"local:{key}"])
            await writing.connection.execute(
                writing.insert_or_ignore(local_message).values(
                    conversation_key=key, message_id=message_id, card=card, edits=edits
                )
            )
            writing.signal(f"local:{key}")

        await self._database.write(write)

    async def since(self, conversation_key: str, seq: int) -> list[LocalMessage]:
        """What follows `seq`, oldest first."""
        columns = local_message.c
        query = (
            select(local_message)
            .where(columns.conversation_key == conversation_key, columns.seq > seq)
            .order_by(columns.seq)
        )
        rows = await self._database.fetch(query)
        return [LocalMessage(row.seq, row.message_id, row.card, row.edits) for row in rows]

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
