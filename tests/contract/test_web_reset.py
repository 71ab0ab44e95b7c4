"""A reset of the sandbox on a real Tryton: its trade is gone, and it goes on serving."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from bot.embedded import Embedded, Part
from bot.sandbox.sandbox import Sandbox
from bot.settings import Settings
from shop_client.model import OrderDraft, OrderLineDraft

from .tryton_server import PYTHON, template

pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="the shop's packages are not installed")


async def test_the_shop_is_as_it_was_made(tmp_path: Path) -> None:
    home = tmp_path / "var"
    shutil.copytree(template(), home / "shop-pristine")
    settings = Settings(home=home)
    parts = {Part.SHOP, Part.VIES, Part.MAIL}
    async with Embedded(settings, parts=parts) as embedded:
        sandbox = Sandbox(embedded)
        await sandbox.start()
        try:
            (company,) = await sandbox.shop.find_companies("BE0987654394")
            before = await sandbox.shop.orders(company.id)
            lines = (OrderLineDraft("PAP-A4-80", Decimal(10)),)
            draft = OrderDraft(company.id, lines, "sandbox-reset-1", po_number="PO-4711")
            quoted = await sandbox.shop.quote(draft)
            await sandbox.shop.place_order(draft, quoted.totals.gross)
            assert len(await sandbox.shop.orders(company.id)) == len(before) + 1
            await sandbox.reset()
            assert sandbox.problem is None
            assert await sandbox.shop.orders(company.id) == before
            assert await sandbox.shop.find_order("sandbox-reset-1") is None
            await sandbox.shop.place_order(draft, quoted.totals.gross)
        finally:
            await sandbox.stop()
