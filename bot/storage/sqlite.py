"""One SQLite file: one connection that reads, one that writes, and a thread for the disk.

SQLite is a library. A look-up by an index takes less time than handing it to a thread, so it is
done where it is asked for. A commit waits for the disk, in a thread; but where the disk was quicker
than a thread lately, at once.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import URL, Connection, CursorResult, Executable, Row, Select
from sqlalchemy.exc import OperationalError

from bot.storage.engine import LOCK_SECONDS, create_sqlite_engine
from bot.storage.group import GroupWriter, Statements

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.001, 0.02
"""Seconds between two looks whether another process has ended its transaction."""


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
        if self._reading is None:
            self._reading = self.engine.connect()
        return self._reading.execute(query, parameters).all()

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
        await _begin(connection)
        try:
            yield _AtOnce(connection)
            await self._commit(connection)
        finally:
            # Nothing is left to roll back after a commit, nor after some errors of SQLite.
            driver: Any = connection.connection.dbapi_connection
            if driver.in_transaction:
                connection.exec_driver_sql("ROLLBACK")

    async def _commit(self, connection: Connection) -> None:
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

    async def execute(self, statement: Executable, parameters: Any = None, /) -> CursorResult[Any]:
        """Executes it."""
        return self._connection.execute(statement, parameters)


def _committed(connection: Connection) -> float:
    """Commits, and tells in how many seconds."""
    began = time.perf_counter()
    connection.exec_driver_sql("COMMIT")
    return time.perf_counter() - began


async def _begin(connection: Connection) -> None:
    """Takes the write lock, which another process may hold for a moment."""
    deadline = time.monotonic() + LOCK_SECONDS
    pause = _SHORTEST_PAUSE
    while True:
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            return
        except OperationalError as error:
            busy = getattr(error.orig, "sqlite_errorname", "").startswith("SQLITE_BUSY")
            if not busy or time.monotonic() > deadline:
                raise
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
