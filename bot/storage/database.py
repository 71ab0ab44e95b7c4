"""One database: short reads, short write transactions, and the waking of those who wait."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Insert, Row, Select, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from bot.errors import Conflict
from bot.storage.engine import checked
from bot.storage.group import Statements
from bot.storage.notices import Notices
from bot.storage.postgresql import PostgresqlServer
from bot.storage.signals import CHANNEL, Signals, notice
from bot.storage.sqlite import SqliteFile
from bot.storage.statement import Statement

T = TypeVar("T")

_LOCK_LANES = Statement(
    text(
        "SELECT pg_advisory_xact_lock(hashtextextended(lane, 0))"
        " FROM unnest(CAST(:lanes AS text[])) AS lane"
    )
)
_NOTIFY = Statement(
    text("SELECT pg_notify(:channel, topic) FROM unnest(CAST(:topics AS text[])) AS topic")
)

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
        self.signals = Signals()
        parsed = checked(url)
        self._server = (
            PostgresqlServer(url, self.signals)
            if parsed.get_backend_name() == "postgresql"
            else None
        )
        self._place = self._server or SqliteFile(parsed)
        self._notices = None if self._server else Notices(str(parsed.database), self.signals)

    @property
    def is_postgresql(self) -> bool:
        """Whether it is on a server, where other machines may use it too."""
        return self._server is not None

    async def close(self) -> None:
        """Ends every connection, once what it was asked for is done."""
        await self._place.close()
        if self._notices is not None:
            self._notices.close()

    async def fetch(
        self, query: Select[Any], parameters: Mapping[str, Any] | None = None
    ) -> Sequence[Row[Any]]:
        """All rows of a query, which stands alone: nothing is locked, nothing stays open."""
        return await self._place.fetch(query, parameters)

    async def rows(self, statement: Statement, /, **given: Any) -> list[Any]:
        """The same for a statement that is asked often: named tuples."""
        return await self._place.rows(statement, given)

    async def value(self, statement: Statement, /, **given: Any) -> Any:
        """The first column of the first row; None where there is none."""
        rows = await self._place.rows(statement, given)
        return rows[0][0] if rows else None

    async def fetch_value(
        self, query: Select[Any], parameters: Mapping[str, Any] | None = None
    ) -> Any:
        """The first column of the first row; None where there is none."""
        rows = await self._place.fetch(query, parameters)
        return rows[0][0] if rows else None

    async def write(self, work: Callable[[Writing], Awaitable[T]]) -> T:
        """Does `work` in a write transaction and returns its result once that is committed.

        The transaction may be shared with others who write at the same moment, and `work` be done
        again when one of them spoilt it: it changes nothing but the database.

        Raises:
            Conflict: a unique row exists, or another transaction was in the way.
        """
        topics: set[str] = set()
        elsewhere: set[str] = set()

        async def write(statements: Statements) -> T:
            writing = Writing(self._server, statements)
            result = await work(writing)
            topics.update(writing.topics)
            elsewhere.update(writing.elsewhere)
            await writing.announce()
            return result

        try:
            return cast(T, await self._place.write(write))
        except DBAPIError as error:
            if _code(error) in _CONFLICTS:
                raise Conflict(_code(error)) from error
            raise
        finally:
            # It may be committed although its caller was cancelled or its outcome is unknown; and
            # who is woken for nothing waits again.
            for topic in topics:
                self.signals.ring(topic)
            if self._notices is not None and elsewhere:
                self._notices.tell(elsewhere)

    async def real_now(self) -> datetime:
        """Real time: the server's, where several machines share it."""
        return datetime.now(UTC) if self._server is None else await self._server.now()

    def listen(self) -> None:
        """Hears other processes from now on; for whoever is about to wait."""
        if hearing := self._server or self._notices:
            hearing.listen()

    @property
    def is_listening(self) -> bool:
        """Whether other processes are heard at this moment."""
        hearing = self._server or self._notices
        return hearing is not None and hearing.is_listening


class Writing:
    """What one piece of work writes."""

    def __init__(self, server: PostgresqlServer | None, connection: Statements) -> None:
        self.connection = connection
        self.topics: dict[str, None] = {}
        self.elsewhere: dict[str, None] = {}
        self._server = server

    def signal(self, topic: str) -> None:
        """Wakes those who wait for `topic`, in every process, once this is committed."""
        self.topics[topic] = self.elsewhere[topic] = None

    def signal_elsewhere(self, topic: str) -> None:
        """The same in all other processes; for those who wait here look again by themselves."""
        self.elsewhere[topic] = None

    def insert_or_ignore(self, into: Table) -> Insert:
        """An insert that leaves rows out whose unique key exists."""
        return _insert_or_ignore(into, self._server is None)

    def adding(
        self, into: Table, columns: tuple[str, ...], **computed: ColumnElement[Any]
    ) -> Statement:
        """The same as is executed often; it returns the numbers of new rows.

        Args:
            into: a table.
            columns: that get a parameter each; what is left out gets its default.
            **computed: what the database fills in itself.
        """
        return _adding(into, columns, tuple(computed.items()), self._server is None)

    async def queue_for(self, lanes: Sequence[str]) -> None:
        """Lets nobody else append to these lanes before this is committed.

        Row numbers are given when a row is inserted and seen when it is committed; so within a
        lane nothing with a lower number ever turns up late. SQLite has one writer anyway.
        """
        if self._server is not None:
            await self.connection.change(_LOCK_LANES, {"lanes": sorted(set(lanes))})

    async def announce(self) -> None:
        """Lets a server send the signals to other processes with the commit."""
        if self._server is not None and self.elsewhere:
            topics = [notice(self._server.name, topic) for topic in self.elsewhere]
            await self.connection.change(_NOTIFY, {"channel": CHANNEL, "topics": topics})


@cache
def _insert_or_ignore(into: Table, is_sqlite: bool) -> Insert:
    insert = sqlite.insert if is_sqlite else postgresql.insert
    return insert(into).on_conflict_do_nothing()


@cache
def _adding(
    into: Table,
    columns: tuple[str, ...],
    computed: tuple[tuple[str, ColumnElement[Any]], ...],
    is_sqlite: bool,
) -> Statement:
    rest: dict[str, Any] = dict(computed)
    for column in into.columns:
        if isinstance(column.default, ScalarElementColumnDefault) and column.name not in columns:
            rest.setdefault(column.name, column.default.arg)
    adding = _insert_or_ignore(into, is_sqlite)
    clause = adding.values(rest) if rest else adding
    return Statement(clause.returning(into.c.seq), columns)


def _code(error: DBAPIError) -> Any:
    """PostgreSQL's SQLSTATE or SQLite's name of the error."""
    return getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", "")
