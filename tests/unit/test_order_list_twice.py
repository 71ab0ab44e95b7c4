"""A list that is sent again, and a list whose quantities stand beside the products."""

from __future__ import annotations

from collections.abc import AsyncIterator
from decimal import Decimal

import pytest
import pytest_asyncio
from order_list_samples import xlsx
from test_order_list_turns import LIST, Buyer, text

from bot.clock import MovableClock
from bot.messages import Button, Card
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from shop_client.memory import MemoryShop

pytestmark = pytest.mark.asyncio(loop_scope="module")

CORRECTED = b"SKU;Qty\nPAP-A4-80;15\nGLV-NIT-L;3\nCOF-BEAN-1K;2\n"
FIRST = {"PAP-A4-80": Decimal(10), "GLV-NIT-L": Decimal(3)}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def instance() -> AsyncIterator[Instance]:
    shop = MemoryShop.from_sample()
    async with temporary_instance(None, MovableClock(), shop, MemoryMerchant(shop)) as made:
        yield made


def button(cards: list[Card], label: str) -> Button:
    return next(b for card in cards for b in card.buttons if label in b.label)


async def held(instance: Instance) -> tuple[Buyer, list[Card]]:
    buyer = Buyer(instance)
    await buyer.is_verified()
    await buyer.sends(LIST)
    answers = await buyer.sends(CORRECTED)
    assert "2 of the 3 products" in text(answers)
    assert "in the cart 10 reams, in the list 15 reams" in text(answers)
    assert await buyer.cart() == FIRST
    return buyer, answers


@pytest.mark.parametrize(
    ("label", "cart"),
    [
        ("Add all", {"PAP-A4-80": 25, "GLV-NIT-L": 6, "COF-BEAN-1K": 2}),
        ("instead", {"PAP-A4-80": 15, "GLV-NIT-L": 3, "COF-BEAN-1K": 2}),
        ("not there yet", {"PAP-A4-80": 10, "GLV-NIT-L": 3, "COF-BEAN-1K": 2}),
    ],
)
async def test_a_corrected_list_is_asked_about(
    instance: Instance, label: str, cart: dict[str, int]
) -> None:
    buyer, answers = await held(instance)
    pressed = button(answers, label)
    told = text(await buyer.presses(pressed))
    assert await buyer.cart() == cart
    assert ("2 lines were left as they stand in the cart: row 2, row 3" in told) == (
        label == "not there yet"
    )
    assert "already chosen" in text(await buyer.presses(pressed))
    assert await buyer.cart() == cart


async def test_a_list_of_which_all_is_held_has_nothing_new(instance: Instance) -> None:
    buyer = Buyer(instance)
    await buyer.is_verified()
    await buyer.sends(LIST)
    (asked,) = await buyer.sends(LIST)
    assert len(asked.buttons) == 2


async def test_what_names_say_is_no_quantity(instance: Instance) -> None:
    """A ream holds 500 sheets; nobody asked for 500 reams."""
    buyer = Buyer(instance)
    await buyer.is_verified()
    await buyer.sends(
        b"Our articles\nCopy paper A4 80g 500 pieces\nNitrile gloves L 100 pieces\n"
        b"Coffee beans 1 kg\n"
    )
    assert await buyer.cart() == {}


async def test_quantities_beside_products_are_shown_first(instance: Instance) -> None:
    buyer = Buyer(instance)
    await buyer.is_verified()
    answers = await buyer.sends(b"10 x PAP-A4-80\n3 GLV-NIT-L\nCOF-BEAN-1K x 25\nGLV-NIT-M\n")
    assert "no column of quantities" in text(answers)
    assert "PAP-A4-80 | row 1 | 10" in text(answers)
    assert "GLV-NIT-M | row 4 | ?" in text(answers)
    assert await buyer.cart() == {}
    await buyer.presses(button(answers, "Take these quantities"))
    assert await buyer.cart() == {"PAP-A4-80": 10, "GLV-NIT-L": 3, "COF-BEAN-1K": 25}


async def test_pieces_of_what_is_sold_by_the_box_are_asked_about(instance: Instance) -> None:
    buyer = Buyer(instance)
    await buyer.is_verified()
    answers = await buyer.sends(b"SKU;Qty;Unit\nGLV-NIT-L;200;pieces\nPAP-A4-80;5;reams\n")
    assert "sold as 1 box; I do not know how much of it" in text(answers)
    assert await buyer.cart() == {"PAP-A4-80": 5}


async def test_every_row_of_a_product_that_is_not_sold_so_is_named(instance: Instance) -> None:
    buyer = Buyer(instance)
    await buyer.is_verified()
    answers = await buyer.sends(b"SKU;Qty\nGEL-HYD-100;3\nPAP-A4-80;5\nGEL-HYD-100;4\n")
    assert "row 2, row 4: " in text(answers)
    assert "These 2 lines are not in your cart" in text(answers)


async def test_what_was_not_read_is_told(instance: Instance) -> None:
    buyer = Buyer(instance)
    await buyer.is_verified()
    wide = b"SKU;Qty" + b";x" * 70 + b"\nPAP-A4-80;5\n"
    assert "Only the first 64 columns" in text(await buyer.sends(wide))
    buyer = Buyer(instance)
    await buyer.is_verified()
    book = xlsx({"S": [["GLV-NIT-L", 2]], **{f"N{n}": [["Note"]] for n in range(30)}})
    assert "not these: N29" in text(await buyer.sends(book, "list.xlsx"))


async def test_a_list_is_stored_once_and_not_for_ever(instance: Instance) -> None:
    buyer, answers = await held(instance)
    tokens = [b.token for b in answers[-1].buttons]
    async with instance.app.uow() as unit:
        kept = [await unit.store.button(token) for token in tokens]
        assert ["list" in one.data for one in kept if one] == [True, False, False]
    await buyer.presses(answers[-1].buttons[0])
    async with instance.app.uow() as unit:
        kept = [await unit.store.button(token) for token in tokens]
        assert [one.data for one in kept if one] == [{}, {}, {}]
