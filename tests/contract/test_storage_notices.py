"""Processes that share a SQLite file wake each other."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from storage_samples import a_message

from bot.clock import MovableClock
from bot.messages import Card
from bot.ports import Effect, EffectKind
from bot.storage import Storage, open_storage
from bot.storage.notices import Notices
from bot.storage.signals import Signals

LONG = 60.0


@pytest.fixture
async def two_processes(
    sqlite_url: str, clock: MovableClock
) -> AsyncIterator[tuple[Storage, Storage]]:
    """The storage of two processes on one file; the second listens."""
    async with (
        await open_storage(sqlite_url, clock) as one,
        await open_storage(sqlite_url, clock) as other,
    ):
        other.database.listen()
        await other.inbox.wait(0)
        await other.outbox.wait(0)
        yield one, other


async def test_another_process_is_woken_by_what_is_committed(
    two_processes: tuple[Storage, Storage],
) -> None:
    one, other = two_processes
    waits: list[asyncio.Task[object]] = [
        asyncio.create_task(other.inbox.wait(LONG)),
        asyncio.create_task(other.outbox.wait(LONG)),
        asyncio.create_task(other.local_messages.wait("a\x1fb", 0, LONG)),
    ]
    await asyncio.sleep(0.05)
    assert not any(wait.done() for wait in waits)
    await one.inbox.receive(a_message("1"))
    async with one.unit_of_work() as unit:
        unit.store.effect(Effect(EffectKind.CHAT, "c", {}))
        await unit.commit()
    await one.local_messages.append("a\x1fb", "m1", Card("Bonjour"))
    async with asyncio.timeout(LONG / 3):
        *_, messages = await asyncio.gather(*waits)
    assert isinstance(messages, list)
    assert [message.card.text for message in messages] == ["Bonjour"]


async def test_who_is_on_their_own_hears_nothing_of_themselves(tmp_path: Path) -> None:
    signals = Signals()
    notices = Notices(str(tmp_path / "file"), signals)
    notices.listen()
    bell = signals.local.bell("k")
    notices.tell(["local:k"])
    await asyncio.sleep(0.05)
    assert not bell.is_set()
    notices.close()
    assert list((tmp_path / "file-signals").iterdir()) == []


async def test_the_pipe_of_a_process_that_died_is_swept_away(tmp_path: Path) -> None:
    folder = tmp_path / "file-signals"
    folder.mkdir()
    os.mkfifo(folder / "1234-dead")
    Notices(str(tmp_path / "file"), Signals()).tell(["inbox"])
    assert list(folder.iterdir()) == []


async def test_who_missed_some_is_told_to_look_at_everything(tmp_path: Path) -> None:
    file, signals = str(tmp_path / "file"), Signals()
    hearing, telling = Notices(file, signals), Notices(file, Signals())
    hearing.listen()
    bell = signals.local.bell("last")
    for _ in range(20_000):  # nobody reads meanwhile: far more than a pipe holds
        telling.tell(["local:some other chat of a long name"])
    telling.tell(["local:last"])
    async with asyncio.timeout(LONG / 3):
        await bell.wait()
    hearing.close()
    telling.close()


async def test_a_long_list_of_topics_rings_everything(tmp_path: Path) -> None:
    file, signals = str(tmp_path / "file"), Signals()
    hearing, telling = Notices(file, signals), Notices(file, Signals())
    hearing.listen()
    bell = signals.local.bell("k")
    telling.tell([f"local:{number:0500}" for number in range(20)])
    async with asyncio.timeout(LONG / 3):
        await bell.wait()
    hearing.close()
    telling.close()
