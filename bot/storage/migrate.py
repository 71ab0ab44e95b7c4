"""Brings a database to the schema of this version."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import OperationalError

from bot.errors import SetupError
from bot.storage.engine import MIGRATION_SECONDS, create_engine, use_wal

SCRIPTS = Path(__file__).parent / "migrations"
_LOCK = 0x636F6D70746F6972


async def migrate(url: str) -> None:
    """Runs what is missing of the migrations, all or nothing; several processes take turns.

    Raises:
        SetupError: the database can't be opened, or was made by a newer version.
    """
    engine = create_engine(url, lock_seconds=MIGRATION_SECONDS)
    shown = engine.url.set(query={}).render_as_string(hide_password=True)
    try:
        if engine.dialect.name == "sqlite":
            await asyncio.to_thread(use_wal, str(engine.url.database))
        async with engine.execution_options(reading=True).connect() as connection:
            current = await connection.run_sync(_is_current)
        if not current:
            async with engine.begin() as connection:
                await connection.run_sync(_upgrade)
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


def configuration() -> Config:
    """Alembic's configuration, without a file."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config


def _is_current(connection: Connection) -> bool:
    """Whether nothing is missing, as at nearly every start; asked without a lock."""
    present = MigrationContext.configure(connection).get_current_revision()
    return present == ScriptDirectory.from_config(configuration()).get_current_head()


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    config = configuration()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
