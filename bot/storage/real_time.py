"""Real time within a statement: PostgreSQL's own clock, or ours where SQLite asks for it.

Leases are judged and written by the time at which their statement is executed. The time at which
it was built or queued would be too early, and a guess of the server's time might be too late.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from bot.storage.types import Instant

SQLITE_FUNCTION = "real_time"


class RealTime(FunctionElement[datetime]):
    """The real time, or the one so many seconds later when it is given a number of them."""

    name = "real_time"
    type = Instant()
    inherit_cache = True


def for_sqlite(seconds: float) -> str:
    """What SQLite takes for the instant in so many seconds; see `Instant`."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="microseconds")


@compiles(RealTime, "postgresql")
def _on_postgresql(element: RealTime, compiler: Any, **options: Any) -> str:
    seconds = compiler.process(element.clauses, **options)
    later = f" + make_interval(secs => {seconds})" if seconds else ""
    return f"(statement_timestamp(){later})"


@compiles(RealTime, "sqlite")
def _on_sqlite(element: RealTime, compiler: Any, **options: Any) -> str:
    seconds = compiler.process(element.clauses, **options) or "0"
    # A query of its own is done once, not for each row.
    return f"(SELECT {SQLITE_FUNCTION}({seconds}))"
