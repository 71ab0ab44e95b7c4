"""One PostgreSQL database: a pool of connections, its clock, and its notices."""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, TypeVar, cast

import psycopg
from sqlalchemy import CursorResult, Executable, Row, Select, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.util import await_only, greenlet_spawn

from bot.storage.engine import SHORT_LOCK_SECONDS, create_engine, create_postgresql_reader
from bot.storage.group import GroupWriter, Statements
from bot.storage.signals import Listener, Signals
from bot.storage.statement import Form, Statement, failed

T = TypeVar("T")

_SERVER_TIME = select(func.clock_timestamp())
_SYNCHRONISE_SECONDS = 30.0
"""How long the difference between the server's clock and ours is taken to stay the same."""
_QUICK_SECONDS = 1.0
"""An answer that took longer tells the server's time too badly to be relied on for long."""

_ECHO = "error ignored terminating"
"""How the driver begins to log what it raises too, when one of several rows is refused."""


class PostgresqlServer(GroupWriter):
    """A database on a server; to be used and closed in one event loop.

    Attributes:
        name: of this process among those that use the database.
    """

    many: ClassVar[bool] = True

    def __init__(self, url: str, signals: Signals) -> None:
        super().__init__()
        logging.getLogger("psycopg").addFilter(_is_no_echo)
        self.engine = create_engine(url, lock_seconds=SHORT_LOCK_SECONDS)
        self._patient = create_engine(url)
        self.name = uuid.uuid4().hex
        self._reader = create_postgresql_reader(url)
        _, arguments = self.engine.dialect.create_connect_args(self.engine.url)
        self._listener = Listener(signals, dict(arguments), self.name)
        self._under_way: set[asyncio.Task[Any]] = set()
        self._ahead: timedelta | None = None
        self._ask_again_at = 0.0

    async def fetch(
        self, query: Select[Any], parameters: Mapping[str, Any] | None = None
    ) -> Sequence[Row[Any]]:
        """All rows of a query; asked again when its connection was lost meanwhile."""
        return await self._asked(lambda: self._fetch(query, parameters))

    async def rows(self, statement: Statement, given: Mapping[str, Any]) -> list[Any]:
        """The same for a statement that is asked often."""
        return await self._asked(lambda: self._rows(statement, given))

    @asynccontextmanager
    async def transaction(self, *, aside: bool) -> AsyncIterator[Statements]:
        """A transaction; one that is held aside may wait for locks."""
        async with (self._patient if aside else self.engine).begin() as connection:
            pooled = await connection.get_raw_connection()
            yield _Statements(connection, pooled.driver_connection)

    async def now(self) -> datetime:
        """The server's time, by our own clock and its difference from the server's.

        Never ahead of it, for the difference is taken when the answer has come. To say how long to
        wait; what a statement compares or writes is the server's own time.
        """
        asked = time.monotonic()
        if self._ahead is not None and asked < self._ask_again_at:
            return _instant(asked) + self._ahead
        there: datetime = (await self.fetch(_SERVER_TIME))[0][0]
        now = time.monotonic()
        if now - asked <= _QUICK_SECONDS:
            self._ahead = there.astimezone(UTC) - _instant(now)
            self._ask_again_at = now + _SYNCHRONISE_SECONDS
        return there.astimezone(UTC)

    def listen(self) -> None:
        """Hears other processes from now on."""
        self._listener.start()

    @property
    def is_listening(self) -> bool:
        """Whether they are heard at this moment."""
        return self._listener.connected

    async def close(self) -> None:
        """Ends every connection, once what it was asked for is done."""
        await self.all_written()
        if self._under_way:
            await asyncio.wait(self._under_way)
        await self._listener.stop()
        await self._reader.dispose()
        await self._patient.dispose()
        await self.engine.dispose()

    async def _fetch(
        self, query: Select[Any], parameters: Mapping[str, Any] | None
    ) -> Sequence[Row[Any]]:
        def fetch() -> Sequence[Row[Any]]:
            with self._reader.sync_engine.connect() as connection:
                return connection.execute(query, parameters).all()

        # In one go: each step of the asynchronous interface would be a task of its own.
        rows: Sequence[Row[Any]] = await greenlet_spawn(fetch)
        return rows

    async def _rows(self, statement: Statement, given: Mapping[str, Any]) -> list[Any]:
        form = statement.form(self._reader.dialect)

        def ask() -> list[Any]:
            with self._reader.sync_engine.connect() as connection:
                driver: Any = connection.connection.driver_connection
                try:
                    cursor = await_only(_executed(driver, form, given))
                    return form.read(await_only(cursor.fetchall()))
                except DBAPIError as error:
                    if error.connection_invalidated:
                        connection.invalidate(error)
                    raise

        rows: list[Any] = await greenlet_spawn(ask)
        return rows

    async def _asked(self, ask: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Asks; and once more when the connection was lost meanwhile."""
        try:
            return await self._to_the_end(ask())
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        return await self._to_the_end(ask())

    async def _to_the_end(self, work: Coroutine[Any, Any, T]) -> T:
        """Lets a cancelled caller go only once the server is done with its request.

        A connection that is left in the middle of a statement is lost.
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


class _Statements:
    """What a transaction executes, by the driver itself."""

    def __init__(self, connection: AsyncConnection, driver: Any) -> None:
        self._connection = connection
        self._driver = cast("psycopg.AsyncConnection[Any]", driver)
        self._dialect = connection.dialect

    async def execute(self, statement: Executable, parameters: Any = None, /) -> CursorResult[Any]:
        """Executes what is seldom asked."""
        return await self._connection.execute(statement, parameters)

    async def rows(self, statement: Statement, given: Mapping[str, Any]) -> list[Any]:
        """Executes a statement that returns rows."""
        form = statement.form(self._dialect)
        cursor = await self._executed(form, given)
        return form.read(await cursor.fetchall())

    async def change(self, statement: Statement, given: Mapping[str, Any]) -> int:
        """Executes a statement; the number of rows that it changed."""
        return (await self._executed(statement.form(self._dialect), given)).rowcount

    async def change_each(self, statement: Statement, given: Sequence[Mapping[str, Any]]) -> None:
        """Executes a statement once for each of these."""
        form = statement.form(self._dialect)
        if len(given) == 1:
            await self._executed(form, given[0])
        else:
            await self._kept(_executed_each(self._driver, form, given))

    async def _executed(self, form: Form, given: Mapping[str, Any]) -> psycopg.AsyncCursor[Any]:
        return await self._kept(_executed(self._driver, form, given))

    async def _kept(self, execution: Awaitable[T]) -> T:
        """Executes; a connection that is lost does not go back to the pool."""
        try:
            return await execution
        except DBAPIError as error:
            if error.connection_invalidated:
                await self._connection.invalidate(error)
            raise


async def _executed(
    driver: psycopg.AsyncConnection[Any], form: Form, given: Mapping[str, Any]
) -> psycopg.AsyncCursor[Any]:
    parameters = form.bind(given)
    try:
        return await driver.execute(form.sql.encode(), parameters)
    except psycopg.Error as error:
        raise failed(form.sql, error, psycopg.Error, lost=driver.closed) from error


async def _executed_each(
    driver: psycopg.AsyncConnection[Any], form: Form, given: Sequence[Mapping[str, Any]]
) -> None:
    parameters = [form.bind(one) for one in given]
    try:
        async with driver.cursor() as cursor:
            await cursor.executemany(form.sql.encode(), parameters)
    except psycopg.Error as error:
        raise failed(form.sql, error, psycopg.Error, lost=driver.closed) from error


def _is_no_echo(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith(_ECHO)


def _instant(monotonic: float) -> datetime:
    return datetime.fromtimestamp(monotonic, UTC)
