"""One SQLite file: one connection that reads, one that writes, and a thread for the disk.

SQLite is a library. A look-up by an index takes less time than handing it to a thread, so it is
done where it is asked for. A commit waits for the disk, in a thread; but where the disk was quicker
than a thread lately, at once.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, cast

from sqlalchemy import URL, Connection, CursorResult, Dialect, Executable, Row, Select

from bot.storage.engine import LOCK_SECONDS, create_sqlite_engine
from bot.storage.group import GroupWriter, Statements
from bot.storage.statement import Form, Statement, failed

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.0005, 0.008
"""Seconds between two looks whether another process has ended its transaction, which lasts 1 ms."""


_QUICK_SECONDS = 0.002
"""What everybody may wait for a commit: about what changing threads takes, there and back."""
_WEIGHT = 0.2
"""Of the last commit among those that tell how quick the disk is."""


class SqliteFile(GroupWriter):
    """An open file; to be used and closed in one event loop."""

    def __init__(self, url: URL) -> None:
        super().__init__()
        self.engine = create_sqlite_engine(url)
        self._reading: Connection | None = None
        self._writing: Connection | None = None
        self._disk = ThreadPoolExecutor(1, "sqlite-commit")
        self._commit_seconds = 1.0

    async def fetch(
        self, query: Select[Any], parameters: Mapping[str, Any] | None = None
    ) -> Sequence[Row[Any]]:
        """All rows of a query, as of the last commit."""
        return self._reader().execute(query, parameters).all()

    async def rows(self, statement: Statement, given: Mapping[str, Any]) -> list[Any]:
        """The same for a statement that is asked often."""
        form = statement.form(self.engine.dialect)
        return form.read(_executed(_driver(self._reader()), form, given).fetchall())

    def _reader(self) -> Connection:
        if self._reading is None:
            self._reading = self.engine.connect()
        return self._reading

    async def close(self) -> None:
        """Ends both connections, once all that waits is written."""
        await self.all_written()
        self._disk.shutdown()
        for connection in (self._reading, self._writing):
            if connection is not None:
                connection.close()
        self._reading = self._writing = None
        self.engine.dispose()

    @asynccontextmanager
    async def transaction(self, *, aside: bool) -> AsyncIterator[Statements]:
        """A transaction, the only one here; waits while another process has one."""
        if self._writing is None:
            self._writing = self.engine.connect()
            # Who waits for the lock of another process must not keep everybody waiting.
            self._writing.exec_driver_sql("PRAGMA busy_timeout = 0")
        connection = self._writing
        driver = _driver(connection)
        await _begin(driver)
        try:
            yield _AtOnce(connection)
            await self._commit(driver)
        finally:
            # Nothing is left to roll back after a commit, nor after some errors of SQLite.
            if driver.in_transaction:
                driver.execute("ROLLBACK")

    async def _commit(self, connection: sqlite3.Connection) -> None:
        if self._commit_seconds < _QUICK_SECONDS:
            seconds = _committed(connection)
        else:
            loop = asyncio.get_running_loop()
            committed = loop.run_in_executor(self._disk, _committed, connection)
            try:
                seconds = await asyncio.shield(committed)
            except asyncio.CancelledError:
                # The thread uses the connection till then.
                await asyncio.wait([committed])
                if not committed.cancelled():
                    committed.exception()
                raise
        self._commit_seconds += _WEIGHT * (seconds - self._commit_seconds)


class _AtOnce:
    """A connection that looks like an asynchronous one and waits for nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver = _driver(connection)
        self._dialect: Dialect = connection.dialect

    async def execute(self, statement: Executable, parameters: Any = None, /) -> CursorResult[Any]:
        """Executes what is seldom asked."""
        return self._connection.execute(statement, parameters)

    async def rows(self, statement: Statement, given: Mapping[str, Any]) -> list[Any]:
        """Executes a statement that returns rows."""
        form = statement.form(self._dialect)
        return form.read(_executed(self._driver, form, given).fetchall())

    async def change(self, statement: Statement, given: Mapping[str, Any]) -> int:
        """Executes a statement; the number of rows that it changed."""
        return _executed(self._driver, statement.form(self._dialect), given).rowcount

    async def change_each(self, statement: Statement, given: Sequence[Mapping[str, Any]]) -> None:
        """Executes a statement once for each of these."""
        form = statement.form(self._dialect)
        parameters = [form.bind(one) for one in given]
        try:
            self._driver.executemany(form.sql, parameters)
        except sqlite3.Error as error:
            raise failed(form.sql, error, sqlite3.Error) from error


def _driver(connection: Connection) -> sqlite3.Connection:
    driver: Any = connection.connection.dbapi_connection
    return cast(sqlite3.Connection, driver)


def _executed(driver: sqlite3.Connection, form: Form, given: Mapping[str, Any]) -> sqlite3.Cursor:
    parameters = form.bind(given)
    try:
        return driver.execute(form.sql, parameters)
    except sqlite3.Error as error:
        raise failed(form.sql, error, sqlite3.Error) from error


def _committed(connection: sqlite3.Connection) -> float:
    """Commits, and tells in how many seconds."""
    began = time.perf_counter()
    try:
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise failed("COMMIT", error, sqlite3.Error) from error
    return time.perf_counter() - began


async def _begin(connection: sqlite3.Connection) -> None:
    """Takes the write lock, which another process may hold for a moment."""
    deadline = time.monotonic() + LOCK_SECONDS
    pause = _SHORTEST_PAUSE
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorname.startswith("SQLITE_BUSY")
            if not busy or time.monotonic() > deadline:
                raise failed("BEGIN IMMEDIATE", error, sqlite3.Error) from error
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
