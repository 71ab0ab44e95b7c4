"""Orders in doubt as staff meet them: on the command line, at the terminal's desk, on the page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest_asyncio
from prepared_orders import prepare
from typer.testing import CliRunner, Result
from web_browser import Browser, sandbox_server

from bot.bootstrap import App
from bot.channels.terminal import TerminalServer
from bot.channels.terminal.asking import StaffRefused
from bot.channels.terminal.desk import desk_lines
from bot.cli.app import app as command_line
from bot.cli.examination_orders import examine_orders
from bot.cli.home import SOCKET, announce, sole_server
from bot.cli.server import _services
from bot.sandbox.sandbox import Sandbox
from bot.settings import Settings
from shop_client.faulty import FaultyShop
from shop_client.memory import MemoryShop
from shop_client.model import Order

COMPANY = "atelier-nord"
WINDOW = timedelta(minutes=16)


class Desk:
    """A server with its page and its socket, and a shop without unique references."""

    def __init__(self, browser: Browser, home: Path) -> None:
        self.browser = browser
        self.home = home
        shop = browser.sandbox._shop
        assert isinstance(shop, FaultyShop)
        assert isinstance(shop.inner, MemoryShop)
        self.shop = shop
        self.memory = shop.inner
        self.memory._unique_reference = False

    @property
    def sandbox(self) -> Sandbox:
        return self.browser.sandbox

    async def in_doubt(self, app: App, name: str) -> str:
        """The reference of an order that the window has passed over; the shop takes it then."""
        self.shop.commit_late = 1
        company = await self.memory.company(COMPANY)
        reference = await prepare(app.uow, app.services, company, name, f"PO-{name}")
        await app.idle()
        self.sandbox.advance(WINDOW)
        app.outbox.wake()
        await app.idle()
        return reference

    async def taken(self) -> Order:
        await self.shop.commit()
        return (await self.memory.orders(COMPANY))[0]

    async def run(self, *arguments: str) -> Result:
        """A command of another terminal."""
        environment = {"COMPTOIR_HOME": str(self.home), "COLUMNS": "200"}
        runner = CliRunner(env=environment)
        return await asyncio.to_thread(runner.invoke, command_line, ["orders", *arguments])


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[tuple[Desk, App]]:
    home = tmp_path / "var"
    async with (
        sandbox_server(home) as browser,
        browser.sandbox.apps.use() as app,
        TerminalServer(home / SOCKET, _services(app)).serving(),
    ):
        with sole_server(browser.sandbox.settings) as announcement:
            announce(announcement, browser.sandbox.settings)
            yield Desk(browser, home), app


async def test_on_the_command_line(desk: tuple[Desk, App]) -> None:
    staff, app = desk
    nothing = await staff.run("list")
    assert "no references unique" in nothing.stdout
    assert "Nothing is on its way." in nothing.stdout
    reference = await staff.in_doubt(app, "one")
    listed = await staff.run("list")
    assert f"{reference}  handed" in listed.stdout
    assert f"look in the shop for reference {reference}; or an order of" in listed.stdout
    (one,) = json.loads((await staff.run("list", "--json")).stdout)["orders"]
    assert one["po_number"] == "PO-one"
    neither = await staff.run("settle", reference)
    assert neither.exit_code == 2
    wrong = await staff.run("settle", reference, "--placed", "S99999")
    assert isinstance(wrong.exception, StaffRefused)
    assert "the shop has no order S99999" in str(wrong.exception)
    number = (await staff.taken()).number
    done = await staff.run("settle", reference, "--placed", number, "--as", "Support")
    assert done.exit_code == 0
    assert f"is settled as placed, {number}, by Support" in done.stdout
    again = await staff.run("settle", reference, "--not-placed")
    assert f"is settled as placed, {number}, by Support" in str(again.exception)
    shown = json.loads((await staff.run("show", number, "--json")).stdout)
    assert (shown["reference"], shown["stage"]) == (reference, "placed")


async def test_at_the_desk_of_the_terminal(desk: tuple[Desk, App]) -> None:
    staff, app = desk
    reference = await staff.in_doubt(app, "two")
    shown: list[str] = []

    async def typed() -> AsyncIterator[str]:
        for line in ("/open 1", "/placed", "/not-placed", "/list"):
            yield line

    async with asyncio.timeout(60):
        await desk_lines(staff.home / SOCKET, "Support", typed(), shown.append)
    text = "\n".join(shown)
    assert f"client_reference: {reference}" in text
    assert "Say its number in the shop" in text
    assert text.endswith("done\nNothing waits.")
    assert (await app.placements.show(reference)).stage == "refused"


async def test_on_the_page(desk: tuple[Desk, App]) -> None:
    staff, app = desk
    reference = await staff.in_doubt(app, "three")
    number = (await staff.taken()).number
    (case,) = await app.desk.cases()
    path = f"/api/desk/cases/{case.id}"
    detail = (await staff.browser.client.get(path)).json()
    assert detail["data"]["client_reference"] == reference
    me = {"staff": "Support (sample)"}
    assert (await staff.browser.post(f"{path}/settle_placed", me)).status_code == 400
    no = await staff.browser.post(f"{path}/settle_not_placed", me)
    assert no.status_code == 409
    assert number in no.text
    yes = await staff.browser.post(f"{path}/settle_placed", me | {"text": f" {number} "})
    assert yes.status_code == 200
    assert (await app.placements.show(reference)).number == number
    assert await app.desk.cases() == []


async def test_the_doctor_says_what_the_shop_promises(desk: tuple[Desk, App]) -> None:
    staff, app = desk
    unique = Settings(home=staff.home, shop="memory")
    (finding,) = await examine_orders(unique)
    assert finding.state == "good"
    assert "each order exactly once" in finding.found
    await staff.in_doubt(app, "four")
    (finding,) = await examine_orders(unique)
    assert finding.state == "limited"
    assert finding.found.startswith("1 in doubt")
    assert "comptoir orders list" in (finding.remedy or "")
