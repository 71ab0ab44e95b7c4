"""`comptoir company` asks the running assistant over its socket."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from typer.testing import CliRunner

from bot.channels.terminal import TerminalServer
from bot.channels.terminal.asking import StaffRefused, ask_staff
from bot.cli.app import app as command_line
from bot.cli.company import _print
from bot.cli.server import _services
from bot.clock import MovableClock
from bot.errors import SetupError
from bot.play.instance import temporary_instance
from bot.play.merchants import MemoryMerchant
from shop_client.memory import MemoryShop

ATELIER = "BE0987654394"
BUYER = "buyer@atelier-nord.example"


@pytest_asyncio.fixture
async def socket(tmp_path: Path) -> AsyncIterator[Path]:
    shop = MemoryShop.from_sample()
    async with temporary_instance(None, MovableClock(), shop, MemoryMerchant(shop)) as instance:
        path = tmp_path / "terminal.sock"
        async with TerminalServer(path, _services(instance.app)).serving():
            yield path


async def test_a_role_is_given_and_shown(socket: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = await ask_staff(
        socket,
        "company.role",
        company=ATELIER,
        email=BUYER,
        roles="approver",
        limit="900",
        name="",
        staff="support",
    )
    (shown,) = await ask_staff(socket, "company.show", company=ATELIER)
    assert shown == given
    _print(shown)
    said = capsys.readouterr().out
    assert "900.00 EUR" in said
    assert "set by support" in said


async def test_a_no_is_one_sentence(socket: Path) -> None:
    with pytest.raises(StaffRefused, match="the shop has no company BE0123456749"):
        await ask_staff(socket, "company.show", company="BE0123456749")
    with pytest.raises(StaffRefused, match=r"has no 'company\.sell'"):
        await ask_staff(socket, "company.sell", company=ATELIER)


async def test_without_a_server_the_remedy_is_told(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="comptoir run"):
        await ask_staff(tmp_path / "terminal.sock", "company.show", company=ATELIER)


def test_the_command_tells_so_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPTOIR_HOME", str(tmp_path))
    result = CliRunner().invoke(command_line, ["company", "show", ATELIER])
    assert isinstance(result.exception, SetupError)
    assert "comptoir run" in str(result.exception)
