"""The migrations and the tables say the same, on both databases."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from bot.errors import SetupError
from bot.storage import tables
from bot.storage.engine import create_engine
from bot.storage.migrate import check_migrated, configuration, migrate

ROOT = Path(__file__).parents[2]


async def _in_database(url: str, look: Any) -> Any:
    engine = create_engine(url)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(look)
    finally:
        await engine.dispose()


def _differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return list(compare_metadata(context, tables.metadata))


async def test_a_migrated_database_is_what_the_tables_say(database_url: str) -> None:
    await migrate(database_url)
    assert await _in_database(database_url, _differences) == []


async def test_migrating_twice_changes_nothing(database_url: str) -> None:
    await migrate(database_url)
    await migrate(database_url)
    assert await _in_database(database_url, _differences) == []


async def test_a_missing_index_would_be_noticed(database_url: str) -> None:
    await migrate(database_url)

    def drop(connection: Connection) -> None:
        connection.execute(text("DROP INDEX uq_cart_open"))

    await _in_database(database_url, drop)
    assert await _in_database(database_url, _differences) != []


async def test_a_migration_can_be_taken_back(database_url: str) -> None:
    await migrate(database_url)

    def back(connection: Connection) -> list[str]:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        return inspect(connection).get_table_names()

    assert set(await _in_database(database_url, back)) <= {"alembic_version", "sqlite_sequence"}
    await migrate(database_url)
    assert await _in_database(database_url, _differences) == []


async def test_sqlite_has_the_very_same_tables_by_either_way(
    sqlite_url: str, tmp_path: Path
) -> None:
    def definitions(connection: Connection) -> set[str]:
        rows = connection.execute(
            text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'")
        )
        return {_canonical(sql) for (sql,) in rows}

    def create(connection: Connection) -> set[str]:
        tables.metadata.create_all(connection)
        return definitions(connection)

    await migrate(sqlite_url)
    migrated = await _in_database(sqlite_url, definitions)
    created = await _in_database(f"sqlite+aiosqlite:///{tmp_path}/created.sqlite", create)
    assert migrated == created


def _canonical(sql: str) -> str:
    # A column that was added later stands on the last one's line.
    sql = re.sub(r", (?=[a-z_]+ [A-Z])", "\n", sql)
    lines = (line.strip().rstrip(",") for line in sql.splitlines())
    return "\n".join(sorted(line for line in lines if line))


@pytest.mark.parametrize("url", ["mysql://host/x", "sqlite:///x", "sqlite+aiosqlite://"])
async def test_a_database_of_another_kind_is_refused_with_the_remedy(url: str) -> None:
    with pytest.raises(SetupError, match=r"(?i)sqlite"):
        create_engine(url)


async def test_a_database_that_cannot_be_opened_is_told_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"unable to open database file.*COMPTOIR_DATABASE_URL"):
        await migrate(f"sqlite+aiosqlite:///{tmp_path}/missing/comptoir.sqlite")
    with pytest.raises(SetupError, match="can't be used") as told:
        await migrate("postgresql+psycopg://someone:secret@127.0.0.1:1/none")
    assert "secret" not in str(told.value)


def _leap(connection: Connection) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))


def _raise_floor(connection: Connection) -> None:
    connection.execute(text("UPDATE schema_floor SET revision = '9998'"))


async def test_the_version_before_starts_on_a_database_of_the_next_one(migrated_url: str) -> None:
    await _in_database(migrated_url, _leap)
    await migrate(migrated_url)
    await check_migrated(migrated_url)
    look = await _in_database(
        migrated_url, lambda c: MigrationContext.configure(c).get_current_revision()
    )
    assert look == "9999"


async def test_a_database_that_is_too_new_is_left_alone(migrated_url: str) -> None:
    await _in_database(migrated_url, _leap)
    await _in_database(migrated_url, _raise_floor)
    for attempt in (migrate, check_migrated):
        with pytest.raises(SetupError, match=r"another version.*9998"):
            await attempt(migrated_url)


async def test_missing_migrations_are_told_with_the_remedy(database_url: str) -> None:
    with pytest.raises(SetupError, match="comptoir migrate"):
        await check_migrated(database_url)
    await migrate(database_url)
    await check_migrated(database_url)


async def test_several_processes_may_start_on_a_new_database_at_once(database_url: str) -> None:
    imports = "import asyncio; from bot.storage.migrate import migrate"
    program = f"{imports}; asyncio.run(migrate({database_url!r}))"
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", program, cwd=ROOT)
        for _ in range(4)
    ]
    assert await asyncio.gather(*(process.wait() for process in processes)) == [0, 0, 0, 0]
    assert await _in_database(database_url, _differences) == []


async def test_sqlite_lets_readers_and_the_writer_work_side_by_side(sqlite_url: str) -> None:
    def settings(connection: Connection) -> list[Any]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    await migrate(sqlite_url)
    assert await _in_database(sqlite_url, settings) == ["wal", 2, 1, 10_000]
