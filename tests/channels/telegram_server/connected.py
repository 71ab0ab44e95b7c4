"""The assistant's side of Telegram, connected to a small one, with a real database behind it."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from starlette.routing import Router

from bot.channels.telegram.platform import TelegramPlatform
from bot.clock import MovableClock
from bot.domain.entities import ChannelAccount, Conversation, Person
from bot.messages import InboundMessage
from bot.ports import Inbox
from bot.standins.loopback import LoopbackServer
from bot.storage import Storage, open_storage
from channels.telegram_server.server import SmallTelegram

SECRET = b"a secret of the tests"
_PATIENCE_SECONDS = 30.0


@dataclass
class Connected:
    """The platform as the assistant runs it, and what is behind it.

    Attributes:
        url: where Telegram calls us, in webhook mode.
    """

    telegram: SmallTelegram
    storage: Storage
    platform: TelegramPlatform
    url: str = ""

    async def arrived(self) -> list[InboundMessage]:
        """What was committed since the last time, oldest first within a conversation."""
        found = []
        while item := await self.storage.inbox.claim("test", 30):
            found.append(item.message)
            await self.storage.inbox.bury(item, "seen by a test")
        return found

    async def conversation(self, user_id: int, language: str = "en") -> Conversation:
        """Somebody who has written to us."""
        now = datetime.now(UTC)
        person = Person("Buyer One (sample)", language, now)
        account = ChannelAccount("telegram", "", str(user_id), person.id)
        made = Conversation(
            key=self.telegram.conversation_key(str(user_id)),
            channel="telegram",
            workspace="",
            chat_id=str(user_id),
            person_id=person.id,
            last_message_at=now,
        )
        async with self.storage.unit_of_work() as unit:
            unit.store.add(person, account, made)
            await unit.commit()
        return made


@contextlib.asynccontextmanager
async def database(template: Path, folder: Path) -> AsyncIterator[Storage]:
    """A migrated SQLite file of one test's own, copied from a template."""
    file = shutil.copy(template, folder)
    async with await open_storage(f"sqlite+aiosqlite:///{file}", MovableClock()) as storage:
        yield storage


@contextlib.asynccontextmanager
async def connected(
    storage: Storage,
    telegram: SmallTelegram,
    *,
    webhook: bool = False,
    inbox: Inbox | None = None,
    paced: bool = False,
) -> AsyncIterator[Connected]:
    """A platform between its start and its end.

    Args:
        storage: behind it.
        telegram: what it is connected to.
        webhook: Telegram calls us, instead of being asked.
        inbox: instead of the storage's.
        paced: at the speed of the real one.
    """
    router = Router()
    web = LoopbackServer(router)
    url = ""
    if webhook:
        await web.open()
        url = f"http://127.0.0.1:{web.port}"
    platform = TelegramPlatform(
        telegram.token,
        inbox=inbox or storage.inbox,
        units=storage.unit_of_work,
        secret=SECRET,
        api_url=telegram.api_url,
        webhook_url=url or None,
        paced=paced,
    )
    router.routes.extend(platform.routes)
    try:
        await platform.start()
        yield Connected(telegram, storage, platform, url)
    finally:
        await platform.stop()
        await web.close()


async def until(holds: Callable[[], bool]) -> None:
    """Waits for a state."""
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while not holds():
            await asyncio.sleep(0.01)
