"""An order survives the death of the process that places it, and is placed exactly once."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from contract.tryton_server import PYTHON, RunningTryton, running, template

from bot.clock import SystemClock
from bot.messages import InboundKind, InboundMessage, Sender
from bot.ports import LocalMessage
from bot.standins.mailbox import MailCatcher
from bot.standins.vies import ViesStandin
from bot.storage import Storage, open_storage
from shop_client.model import OrderState
from shop_client.tryton import TrytonShop

PROGRAM = Path(__file__).with_name("ordering_program.py")
ROOT = Path(__file__).resolve().parents[2]
VAT_NUMBER = "BE0987654394"
PATIENCE_SECONDS = 240
NEVER = "never"


@pytest.fixture(scope="module")
def shop_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningTryton]:
    if not PYTHON.exists():
        pytest.skip("the shop's environment is missing: run make test")
    data = tmp_path_factory.mktemp("shop") / "data"
    shutil.copytree(template(), data)
    with running(data) as server:
        yield server


class World:
    """People who write into the database of an assistant that may be dead or alive."""

    def __init__(
        self, home: Path, storage: Storage, vies: str, mail: MailCatcher, server: RunningTryton
    ) -> None:
        self.storage = storage
        self._home = home
        self._vies = vies
        self._mail = mail
        self._server = server
        self._program: asyncio.subprocess.Process | None = None
        self._seen: dict[str, int] = {}

    async def start(self, point: str) -> None:
        server = self._server
        shop = (server.url, server.database, server.user, server.password)
        self._program = await asyncio.create_subprocess_exec(
            sys.executable,
            PROGRAM,
            self._home,
            self._vies,
            self._mail.url,
            *shop,
            point,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    async def dies(self) -> int:
        assert self._program is not None
        return await asyncio.wait_for(self._program.wait(), PATIENCE_SECONDS)

    async def stop(self) -> None:
        if self._program is not None and self._program.returncode is None:
            self._program.kill()
            await self._program.wait()

    async def _send(self, who: str, kind: InboundKind, text: str = "", token: str = "") -> None:
        sender = Sender(who, who, "en")
        await self.storage.inbox.receive(
            InboundMessage(
                "terminal", "local", uuid.uuid4().hex, who, kind, sender, text=text, token=token
            )
        )

    async def says(self, who: str, text: str) -> None:
        await self._send(who, InboundKind.TEXT, text)

    async def hears(self, who: str, pattern: str) -> LocalMessage:
        """The next message that matches, waited for."""
        key = f"terminal\x1flocal\x1f{who}"
        deadline = time.monotonic() + PATIENCE_SECONDS
        heard: list[str] = []
        while time.monotonic() < deadline:
            for message in await self.storage.local_messages.wait(key, self._seen.get(who, 0), 1):
                self._seen[who] = message.seq
                card = message.card
                heard.append(f"{card.title} {card.text}")
                if re.search(pattern, heard[-1]) and message.edits is None:
                    return message
        raise AssertionError(f"{who} never heard {pattern!r}, but {heard}")

    async def presses(self, who: str, message: LocalMessage, label: str) -> None:
        token = next(button.token for button in message.card.buttons if button.label == label)
        await self._send(who, InboundKind.BUTTON, token=token)

    async def is_verified(self, who: str, email: str) -> None:
        await self.says(who, VAT_NUMBER)
        await self.hears(who, "work e-mail")
        before = len(self._mail.to(email))
        await self.says(who, email)
        mail = await self._mail.wait_for(email, PATIENCE_SECONDS, before + 1)
        code = re.search(r"^\d{6}$", mail.text, re.MULTILINE)
        assert code is not None
        await self.says(who, code[0])
        await self.hears(who, "ordering for")


@pytest.fixture
async def world(tmp_path: Path, shop_server: RunningTryton) -> AsyncIterator[World]:
    home = tmp_path / "home"
    home.mkdir()
    url = f"sqlite+aiosqlite:///{home.resolve()}/comptoir.sqlite"
    async with (
        ViesStandin(port=0) as vies,
        MailCatcher(port=0) as mail,
        await open_storage(url, SystemClock()) as storage,
    ):
        made = World(home, storage, vies.url, mail, shop_server)
        try:
            yield made
        finally:
            await made.stop()


@pytest.mark.parametrize("point", ["approved", "created", "quoted", "confirmed", "answered"])
async def test_an_approved_order_is_placed_once_though_its_process_is_killed(
    world: World, shop_server: RunningTryton, point: str
) -> None:
    number = f"PO-{uuid.uuid4().int % 900_000 + 100_000}"
    await world.start(point)
    await world.is_verified("buyer", "buyer@atelier-nord.example")
    await world.is_verified("approver", "approver@atelier-nord.example")
    await world.says("buyer", "90 PAP-A4-80")
    await world.presses("buyer", await world.hears("buyer", "Your cart"), "Order")
    await world.hears("buyer", "purchase order number")
    await world.says("buyer", number)
    shown = await world.hears("buyer", "check your order")
    await world.presses("buyer", shown, "Send for approval")
    await world.presses("approver", await world.hears("approver", "Please approve"), "Approve")
    assert await world.dies() == -signal.SIGKILL

    await world.start(NEVER)
    told = await world.hears("buyer", "Ordered for")

    shop = TrytonShop(shop_server.url, shop_server.database, shop_server.user, shop_server.password)
    company = (await shop.find_companies(VAT_NUMBER))[0]
    placed = [order for order in await shop.orders(company.id) if order.po_number == number]
    await shop.close()
    assert [order.state for order in placed] == [OrderState.PROCESSING]
    assert placed[0].number in told.card.text
