"""Somebody in Telegram who has begun, and the assistant connected to it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.domain.entities import Conversation
from channels.telegram_server import SmallTelegram, TelegramPerson
from channels.telegram_server.connected import Connected, connected, database

PERSON = 1001


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[SmallTelegram]:
    async with SmallTelegram() as small:
        yield small


@pytest_asyncio.fixture
async def us(
    telegram: SmallTelegram, sqlite_template: Path, tmp_path: Path
) -> AsyncIterator[Connected]:
    async with (
        database(sqlite_template, tmp_path) as storage,
        connected(storage, telegram) as platform,
    ):
        yield platform


@pytest_asyncio.fixture
async def buyer(telegram: SmallTelegram) -> TelegramPerson:
    chat = telegram.chat(str(PERSON), "Buyer One (sample)", "en")
    chat.room.started = True
    return chat


@pytest_asyncio.fixture
async def theirs(us: Connected, buyer: TelegramPerson) -> Conversation:
    return await us.conversation(PERSON)
