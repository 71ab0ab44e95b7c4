"""One database: short reads, short write transactions, and the waking of those who wait."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Insert, Row, Select, Table, func, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import Conflict
from bot.storage.engine import create_engine
from bot.storage.signals import CHANNEL, Listener, Signals

T = TypeVar("T")

_SERVER_TIME = select(func.clock_timestamp())

_CONFLICTS = {
    "40001",  # serialization failure
    "40P01",  # deadlock
    "23505",  # unique violation
    "55P03",  # lock not available in time
    "SQLITE_BUSY",
    "SQLITE_BUSY_SNAPSHOT",
    "SQLITE_LOCKED",
    "SQLITE_CONSTRAINT_UNIQUE",
    "SQLITE_CONSTRAINT_PRIMARYKEY",
}


class Database:
    """An open database. Close it in the event loop that used it."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url)
        self.signals = Signals()
        self.is_postgresql = self._engine.dialect.name == "postgresql"
        if self.is_postgresql:
            self._reader = self._engine.execution_options(isolation_level="AUTOCOMMIT")
            _, arguments = self._engine.dialect.create_connect_args(self._engine.url)
            self._listener: Listener | None = Listener(self.signals, dict(arguments))
        else:
            self._reader = self._engine.execution_options(reading=True)
            self._listener = None
        self._one_writer = asyncio.Lock()
        self._under_way: set[asyncio.Task[Any]] = set()

    async def close(self) -> None:
        """Ends every connection, once what it was asked for is done."""
        if self._under_way:
            await asyncio.wait(self._under_way)
        if self._listener is not None:
            await self._listener.stop()
        await self._engine.dispose()

    async def fetch(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """All rows of a query, which stands alone: nothing is locked, nothing stays open."""
        return await self._to_the_end(self._fetch(query))

    async def fetch_value(self, query: Select[Any]) -> Any:
        """The first column of the first row; None where there is none."""
        rows = await self.fetch(query)
        return rows[0][0] if rows else None

    async def write(self, work: Callable[[Writing], Awaitable[T]]) -> T:
        """Does `work` in one write transaction and returns its result once that is committed.

        Raises:
            Conflict: a unique row exists, or another transaction was in the way.
        """
        return await self._to_the_end(self._write(work))

    async def real_now(self) -> datetime:
        """Real time: the server's, where several machines share it."""
        if self.is_postgresql:
            now: datetime = await self.fetch_value(_SERVER_TIME)
            return now.astimezone(UTC)
        return datetime.now(UTC)

    def listen(self) -> None:
        """Hears other processes from now on; for whoever is about to wait."""
        if self._listener is not None:
            self._listener.start()

    async def _to_the_end(self, work: Coroutine[Any, Any, T]) -> T:
        """Lets a cancelled caller go only once the database is done with its request.

        Half-way through a commit is no place to stop, for nobody would know what became of it; and
        a connection that is left in the middle of a statement is lost.
        """
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait([task])
            if not task.cancelled():
                task.exception()
            raise

    async def _fetch(self, query: Select[Any]) -> Sequence[Row[Any]]:
        async with self._reader.connect() as connection:
            rows: Sequence[Row[Any]] = (await connection.execute(query)).all()
            return rows

    async def _write(self, work: Callable[[Writing], Awaitable[T]]) -> T:
        async with contextlib.AsyncExitStack() as stack:
            if not self.is_postgresql:
                await stack.enter_async_context(self._one_writer)
            try:
                async with self._engine.begin() as connection:
                    writing = Writing(self, connection)
                    result = await work(writing)
                    await writing.announce()
            except DBAPIError as error:
                if _code(error) in _CONFLICTS:
                    raise Conflict(_code(error)) from error
                raise
        for topic in writing.topics:
            self.signals.ring(topic)
        return result


class Writing:
    """A write transaction."""

    def __init__(self, database: Database, connection: AsyncConnection) -> None:
        self.connection = connection
        self.topics: dict[str, None] = {}
        self._database = database

    def signal(self, topic: str) -> None:
        """Wakes those who wait for `topic`, in every process, once this is committed."""
        self.topics[topic] = None

    def insert_or_ignore(self, into: Table) -> Insert:
        """An insert that leaves rows out whose unique key exists."""
        insert = postgresql.insert if self._database.is_postgresql else sqlite.insert
        return insert(into).on_conflict_do_nothing()

    async def queue_for(self, lanes: Sequence[str]) -> None:
        """Lets nobody else append to these lanes before this is committed.

        Row numbers are given when a row is inserted and seen when it is committed; so within a
        lane nothing with a lower number ever turns up late. SQLite has one writer anyway.
        """
        if self._database.is_postgresql:
            for lane in sorted(set(lanes)):
                key = func.hashtextextended(lane, 0)
                await self.connection.execute(select(func.pg_advisory_xact_lock(key)))

    async def real_now(self) -> datetime:
        """Real time."""
        if self._database.is_postgresql:
            now: datetime = (await self.connection.execute(_SERVER_TIME)).scalar_one()
            return now.astimezone(UTC)
        return datetime.now(UTC)

    async def announce(self) -> None:
        """Sends the signals to other processes with the commit."""
        if self._database.is_postgresql:
            for topic in self.topics:
                await self.connection.execute(
                    text("SELECT pg_notify(:channel, :topic)"),
                    {"channel": CHANNEL, "topic": topic},
                )


def _code(error: DBAPIError) -> Any:
    """PostgreSQL's SQLSTATE or SQLite's name of the error."""
    return getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", "")
