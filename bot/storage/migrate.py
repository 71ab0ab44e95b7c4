"""Brings a database to the schema of this version, or tells whether it is there."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SetupError
from bot.storage.database import Database
from bot.storage.engine import MIGRATION_SECONDS, create_engine, use_wal
from bot.storage.tables_schema import schema_floor

SCRIPTS = Path(__file__).parent / "migrations"
_LOCK = 0x636F6D70746F6972
_MISSING = "The database lacks migrations of this version: run `comptoir migrate`."


async def migrate(url: str) -> None:
    """Runs what is missing of the migrations, all or nothing; several processes take turns.

    Leaves a database alone that a later version made and that this one may still work with.

    Raises:
        SetupError: the database can't be opened, or was made by a version too new for this one.
    """
    async with _opened(url) as engine:
        if engine.dialect.name == "sqlite":
            await asyncio.to_thread(use_wal, str(engine.url.database))
        if await _lacks_something(engine):
            async with engine.begin() as connection:
                await connection.run_sync(_upgrade)


async def check_migrated(url: str) -> None:
    """Returns where a database has all that this version needs; changes nothing.

    Raises:
        SetupError: migrations are missing, and else as `migrate` does.
    """
    async with _opened(url) as engine:
        if await _lacks_something(engine):
            raise SetupError(_MISSING)


async def check_still_migrated(database: Database) -> None:
    """The same of an open database, in one short read. Raises SetupError."""
    present = await database.fetch_value(select(text("version_num FROM alembic_version")))
    if present in _known() and present != _head():
        raise SetupError(_MISSING)


def configuration() -> Config:
    """Alembic's configuration, without a file."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config


@asynccontextmanager
async def _opened(url: str) -> AsyncIterator[AsyncEngine]:
    """An engine for the length of a migration; what goes wrong is told with the remedy."""
    engine = create_engine(url, lock_seconds=MIGRATION_SECONDS)
    shown = engine.url.set(query={}).render_as_string(hide_password=True)
    try:
        yield engine
    except (sqlite3.OperationalError, OperationalError) as error:
        reason = str(getattr(error, "orig", error)).splitlines()[0]
        raise SetupError(
            f"The database {shown} can't be used: {reason}. Check COMPTOIR_DATABASE_URL, that its "
            "server runs or its folder may be written, and the free disk space."
        ) from error
    except CommandError as error:
        raise SetupError(
            f"The database {shown} was made by another version: {error}. Run that version, or "
            "restore a backup made with this one."
        ) from error
    finally:
        await engine.dispose()


async def _lacks_something(engine: AsyncEngine) -> bool:
    """Whether migrations are missing, which they seldom are; asked without a lock."""
    async with engine.execution_options(reading=True).connect() as connection:
        return await connection.run_sync(_lacks)


def _lacks(connection: Connection) -> bool:
    present = MigrationContext.configure(connection).get_current_revision()
    if present is None or present in _known():
        return present != _head()
    floor = connection.execute(select(schema_floor.c.revision)).scalar_one()
    if floor > _head():
        raise CommandError(f"it needs the one that made revision {floor}, or a later one")
    return False


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@cache
def _known() -> frozenset[str]:
    """The revisions of this version."""
    scripts = ScriptDirectory.from_config(configuration())
    return frozenset(script.revision for script in scripts.walk_revisions())


def _head() -> str:
    """The newest of them: their names grow."""
    return max(_known())
