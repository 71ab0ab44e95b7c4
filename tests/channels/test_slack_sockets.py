"""A connection that could not be made is tried again with another ticket, which no log tells."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.slack.clients import quiet
from bot.clock import MovableClock
from bot.storage import Storage, open_storage
from channels.slack_server.connected import arrived, connected


@pytest_asyncio.fixture
async def storage(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Storage]:
    url = f"sqlite+aiosqlite:///{shutil.copy(sqlite_template, tmp_path)}"
    async with await open_storage(url, MovableClock()) as opened:
        yield opened


async def test_after_a_failed_handshake_another_ticket_is_asked_for(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    async with connected(storage.inbox, socket=True, changes={"ping_seconds": 0.1}) as here:
        sockets = here.slack.sockets
        sockets.refusing = 2
        await sockets.drop()
        async with asyncio.timeout(30):
            await sockets.wait_connected()
        await here.slack.chat("U1", "Buyer One (sample)", "en").say("10 boxes")

    assert [message.text for message in await arrived(storage)] == ["10 boxes"]
    assert len(sockets.refused) == 2
    assert "Failed to connect" in caplog.text
    for ticket in sockets.refused:
        assert ticket not in caplog.text


def test_no_ticket_and_no_token_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("url='wss://sample/link/?ticket=SECRET&app_id=x' xoxb-1-SECRET")
    except ValueError:
        quiet.exception("with %s and %s", "xapp-1-SECRET", "wss://sample/?app_id=x&ticket=SECRET")
    assert "SECRET" not in caplog.text
    assert "ValueError" in caplog.text
    assert all("SECRET" not in record.getMessage() for record in caplog.records)
    assert logging.getLevelName(caplog.records[0].levelno) == "ERROR"
