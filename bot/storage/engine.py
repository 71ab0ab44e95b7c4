"""Engines: SQLite in WAL mode with one writer at a time, or PostgreSQL."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, event, make_url
from sqlalchemy import create_engine as create_sync_engine
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import SetupError
from bot.storage.real_time import SQLITE_FUNCTION, for_sqlite

_SQLITE, _POSTGRESQL = "sqlite+aiosqlite", "postgresql+psycopg"

LOCK_SECONDS = 10
"""How long a writer waits for another one."""

SHORT_LOCK_SECONDS = 0.25
"""How long one waits for another one while others wait for it."""

MIGRATION_SECONDS = 60
"""How long a process that starts waits for another one that is migrating."""

_STATEMENT_SECONDS = 60
_IDLE_SECONDS = 15
"""How long the server lets a transaction hold its locks without a word from us."""
_CONNECT_SECONDS = 10
_TRUSTED_SECONDS = 5.0
"""So long after its last use a connection is taken to be alive without a question."""

_PRAGMAS = (
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # Pages of the log that are copied into the file at once, by a turn that waits for it: a page
    # that was written often meanwhile is copied once, and one turn of a hundred waits.
    "PRAGMA wal_autocheckpoint = 4000",
)


def create_engine(url: str, *, lock_seconds: float = LOCK_SECONDS) -> AsyncEngine:
    """An engine for `sqlite+aiosqlite:///FILE` or `postgresql+psycopg://…`.

    Waits on PostgreSQL are bounded too; `options` in the URL may set other bounds.

    Raises:
        SetupError: another database, or another driver.
    """
    parsed = checked(url)
    build = _sqlite if parsed.drivername == _SQLITE else _postgresql
    return build(parsed, lock_seconds)


def checked(url: str) -> URL:
    """The URL of a database that we work with. Raises SetupError for any other."""
    parsed = make_url(url)
    if parsed.drivername not in (_SQLITE, _POSTGRESQL):
        raise SetupError(
            f"{parsed.drivername} is no database of ours: give a URL that begins with "
            f"{_SQLITE}:/// or {_POSTGRESQL}://"
        )
    if parsed.drivername == _SQLITE and parsed.database in (None, "", ":memory:"):
        raise SetupError("SQLite in memory forgets what was promised: name a file")
    return parsed


def create_postgresql_reader(url: str) -> AsyncEngine:
    """An engine whose connections never begin a transaction."""
    return _postgresql(
        checked(url), LOCK_SECONDS, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True
    )


def create_sqlite_engine(url: URL) -> Engine:
    """An engine that works in the thread that calls it, and begins no transaction by itself."""
    engine = create_sync_engine(
        url.set(drivername="sqlite+pysqlite"),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"timeout": LOCK_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "connect", _tell_time)
    return engine


def _sqlite(url: URL, lock_seconds: float) -> AsyncEngine:
    engine = create_async_engine(
        url,
        pool_size=5,
        max_overflow=10,
        hide_parameters=True,
        connect_args={"isolation_level": None, "timeout": lock_seconds},
    )
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _postgresql(url: URL, lock_seconds: float, **options: Any) -> AsyncEngine:
    waits = (
        f"-c lock_timeout={round(lock_seconds * 1000)}ms",
        f"-c statement_timeout={_STATEMENT_SECONDS}s",
        f"-c idle_in_transaction_session_timeout={_IDLE_SECONDS}s",
    )
    given = {"connect_timeout": str(_CONNECT_SECONDS)} | dict(url.query)
    # The server takes the last of two settings.
    given["options"] = " ".join((*waits, *url.normalized_query.get("options", ())))
    engine = create_async_engine(
        url.update_query_dict(given),
        pool_size=10,
        max_overflow=10,
        hide_parameters=True,
        **options,
    )
    dialect: Any = engine.dialect

    def check(connection: Any, record: Any, proxy: object) -> None:
        """Asks a connection that was idle for a while whether it still is one."""
        if time.monotonic() - record.info.get("used", -_TRUSTED_SECONDS) < _TRUSTED_SECONDS:
            return
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error

    def note(connection: Any, record: Any) -> None:
        record.info["used"] = time.monotonic()

    event.listen(engine.sync_engine, "checkout", check)
    event.listen(engine.sync_engine, "checkin", note)
    return engine


def use_wal(file: str) -> None:
    """Lets readers and the writer of a SQLite file work side by side, for good.

    Blocks. SQLite does not wait by itself here while another process does the same.
    """
    deadline = time.monotonic() + MIGRATION_SECONDS
    with closing(sqlite3.connect(file, timeout=LOCK_SECONDS)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                # The low byte tells the kind of an error, the rest its particulars.
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > deadline:
                    raise
            time.sleep(0.02)


def _prepare(connection: Any, record: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _tell_time(connection: sqlite3.Connection, record: object) -> None:
    connection.create_function(SQLITE_FUNCTION, 1, for_sqlite)


def _begin(connection: Connection) -> None:
    """The driver begins nothing by itself: a writer takes the lock at once, a reader never."""
    if not connection.get_execution_options().get("reading"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
