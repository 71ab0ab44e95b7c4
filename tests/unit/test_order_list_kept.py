"""Files of somebody not recognised yet: kept with what was written along, and not for ever."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from test_order_list_turns import LIST, Buyer, text

from bot.clock import MovableClock
from bot.messages import Attachment, InboundKind
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from shop_client.memory import MemoryShop

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def instance() -> AsyncIterator[Instance]:
    shop = MemoryShop.from_sample()
    async with temporary_instance(None, MovableClock(), shop, MemoryMerchant(shop)) as made:
        yield made


async def test_words_along_with_a_file_wait_for_it(instance: Instance) -> None:
    buyer = Buyer(instance)
    await buyer.sends(LIST, text="please add 2 COF-BEAN-1K")
    await buyer.is_verified()
    assert await buyer.cart() == {"PAP-A4-80": 10, "GLV-NIT-L": 3, "COF-BEAN-1K": 2}


async def test_what_was_asked_before_a_file_is_not_forgotten(instance: Instance) -> None:
    buyer = Buyer(instance)
    await buyer.says("add 2 COF-BEAN-1K")
    await buyer.sends(LIST)
    await buyer.is_verified()
    assert await buyer.cart() == {"PAP-A4-80": 10, "GLV-NIT-L": 3, "COF-BEAN-1K": 2}


async def test_several_files_are_read_and_the_oldest_beyond_is_let_go(instance: Instance) -> None:
    buyer = Buyer(instance)
    await buyer.sends(b"GLV-NIT-M;1\n", "oldest.csv", "please add 2 COF-BEAN-1K")
    files = tuple(
        Attachment(f"{n}.csv", "text/csv", content)
        for n, content in enumerate((b"PAP-A4-80;10\n", b"GLV-NIT-L;3\n"))
    )
    await buyer.send(InboundKind.FILE, attachments=files)
    answers = await buyer.sends(b"PAP-A4-90;5\n", "last.csv")
    assert "send «oldest.csv» again" in text(answers)
    await buyer.is_verified()
    cart = {"PAP-A4-80": 10, "GLV-NIT-L": 3, "PAP-A4-90": 5, "COF-BEAN-1K": 2}
    assert await buyer.cart() == cart


async def test_a_file_is_not_read_after_a_day_and_not_kept(instance: Instance) -> None:
    buyer = Buyer(instance)
    (kept, _) = await buyer.sends(LIST)
    instance.advance(timedelta(hours=25))
    assert "more than a day ago" in text(await buyer.is_verified())
    assert await buyer.cart() == {}
    async with instance.app.uow() as unit:
        button = await unit.store.button(kept.buttons[0].token)
    assert button is not None
    assert button.data == {}


async def test_a_file_that_was_read_is_not_kept(instance: Instance) -> None:
    buyer = Buyer(instance)
    (kept, _) = await buyer.sends(LIST)
    await buyer.is_verified()
    async with instance.app.uow() as unit:
        button = await unit.store.button(kept.buttons[0].token)
    assert button is not None
    assert button.data == {}
