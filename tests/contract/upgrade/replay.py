"""Brings a recorded database to life, and says recorded statements again."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Boolean, Connection, MetaData, insert, text

from bot.storage.engine import create_engine
from bot.storage.migrate import configuration

HERE = Path(__file__).parent


def recorded(revision: str, name: str) -> dict[str, Any]:
    """One of the files that `record` made of the version whose newest migration this was."""
    found: dict[str, Any] = json.loads(
        (HERE / revision / f"{name}.json").read_text(encoding="utf-8")
    )
    return found


def filled(value: Any) -> Any:
    """A recorded value as the driver was given it."""
    match value:
        case {"$at": at}:
            return datetime.fromisoformat(at)
        case {"$bytes": content}:
            return base64.b64decode(content)
        case {"$named": values}:
            return {name: filled(one) for name, one in values.items()}
        case list():
            return [filled(one) for one in value]
    return value


async def make_database(url: str, revision: str, *, with_rows: bool) -> None:
    """An empty database becomes one of that version, with its recorded rows if wanted."""
    engine = create_engine(url)
    rows = recorded(revision, "rows") if with_rows else {}

    def make(connection: Connection) -> None:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        found = MetaData()
        found.reflect(connection)
        for name, table in found.tables.items():
            if rows.get(name):
                connection.execute(insert(table), [_typed(table, row) for row in rows[name]])
                _go_on_counting(connection, name)

    async with engine.begin() as connection:
        await connection.run_sync(make)
    await engine.dispose()


def _typed(table: Any, row: dict[str, Any]) -> dict[str, Any]:
    """SQLite keeps truth as a number and time as text."""

    def typed(name: str, value: Any) -> Any:
        kind = table.c[name].type
        if value is None:
            return None
        if isinstance(kind, Boolean):
            return bool(value)
        if table.c[name].type.python_type is datetime and isinstance(value, str):
            return datetime.fromisoformat(value)
        return value

    return {name: typed(name, value) for name, value in row.items()}


def _go_on_counting(connection: Connection, table: str) -> None:
    if connection.dialect.name == "postgresql":
        newest = f"(SELECT max(seq) FROM {table})"
        connection.execute(
            text(f"SELECT setval(pg_get_serial_sequence('{table}', 'seq'), {newest})")
        )
