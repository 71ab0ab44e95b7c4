"""`comptoir serve`, `work` and `migrate` before they begin, and what they say of their health."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from typer.testing import CliRunner

from bot.channels.web.health import Health
from bot.cli.app import app
from bot.cli.serving import needed_by
from bot.storage.migrate import check_migrated


@pytest.fixture(autouse=True)
def nothing_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("COMPTOIR_")]:
        monkeypatch.delenv(name)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


@pytest.mark.parametrize("command", ["serve", "work", "migrate"])
def test_each_setting_that_is_missing_is_named_and_nothing_is_started(
    command: str, tmp_path: Path
) -> None:
    done = CliRunner().invoke(app, [command])
    assert done.exit_code == 2
    for name, what in needed_by(command):
        assert f"COMPTOIR_{name.upper()}: {what}" in done.output
    assert list(tmp_path.iterdir()) == []


def test_what_is_set_is_not_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, _ in needed_by("work"):
        if name != "nlu_url":
            monkeypatch.setenv(f"COMPTOIR_{name.upper()}", "smtp://x")
    done = CliRunner().invoke(app, ["work"])
    assert done.exit_code == 2
    assert done.output.count("COMPTOIR_") == 1
    assert "COMPTOIR_NLU_URL" in done.output


def test_migrating_makes_a_database_and_may_be_repeated(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPTOIR_DATABASE_URL", sqlite_url)
    for _ in range(2):
        done = CliRunner().invoke(app, ["migrate"])
        assert done.exit_code == 0, done.output
        assert "has all that this version needs" in done.output
    asyncio.run(check_migrated(sqlite_url))


async def answers() -> None:
    """A part that is there."""


async def fails() -> None:
    raise ConnectionError


async def never_answers() -> None:
    await asyncio.Event().wait()


async def asked(health: Health, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=Starlette(routes=health.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://pod") as client:
        return await client.get(path)


async def test_it_is_ready_when_all_parts_answer() -> None:
    answer = await asked(Health({"database": answers, "shop": answers}), "/readyz")
    assert answer.status_code == 200
    assert answer.json()["parts"] == {"database": "ok", "shop": "ok"}


@pytest.mark.parametrize("check", [fails, never_answers])
async def test_a_part_that_fails_or_is_silent_makes_it_unready_and_is_named(
    check: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.web.health._CHECK_SECONDS", 0.1)
    health = Health({"database": answers, "shop": check})  # type: ignore[dict-item]
    answer = await asked(health, "/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"] == {"database": "ok", "shop": "failing"}
    assert (await asked(health, "/healthz")).status_code == 200


async def test_an_optional_part_is_told_of_but_does_not_decide() -> None:
    health = Health({"database": answers, "shop": fails}, optional={"shop"})
    answer = await asked(health, "/readyz")
    assert answer.status_code == 200
    assert answer.json()["parts"]["shop"] == "failing"


async def test_whoever_stops_is_alive_but_not_ready() -> None:
    health = Health({"database": answers})
    health.stopping = True
    assert (await asked(health, "/readyz")).status_code == 503
    assert (await asked(health, "/healthz")).status_code == 200
