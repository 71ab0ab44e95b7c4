"""Files in a conversation: fetched, kept, refused, and every line of a list accounted for."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal

import pytest
import pytest_asyncio
from order_list_samples import xlsx

from bot.channels.local import LocalChannel
from bot.clock import MovableClock
from bot.errors import DeliveryFailed, Undeliverable
from bot.intents.order_list.tables import LARGEST_FILE
from bot.messages import Attachment, Button, Card, InboundKind, InboundMessage, Sender
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from shop_client.memory import MemoryShop
from shop_client.model import ProductStatus

pytestmark = pytest.mark.asyncio(loop_scope="module")

EMAIL = "buyer@atelier-nord.example"
LIST = b"SKU;Qty\nPAP-A4-80;10\nGLV-NIT-L;3\n"


class FileChannel(LocalChannel):
    """A platform that keeps files by their names; those of `fails` can't be had."""

    def __init__(self, base: LocalChannel, files: dict[str, bytes | Exception]) -> None:
        super().__init__("elsewhere", base._messages)
        self._files = files

    async def fetch(self, workspace: str, attachment: Attachment) -> Attachment:
        found = self._files[attachment.reference]
        if isinstance(found, Exception):
            raise found
        return Attachment(attachment.filename, attachment.media_type, found)


class Buyer:
    """Somebody new at Atelier Nord, on a day of their own, in a chat of any channel."""

    _numbers = itertools.count(1)

    def __init__(self, instance: Instance, channel: str = "terminal") -> None:
        self.instance = instance
        self._channel = channel
        self._id = f"buyer{next(self._numbers)}"
        instance.advance(timedelta(days=1))
        self._sent = 0
        self._read = 0

    async def send(self, kind: InboundKind, **more: object) -> list[Card]:
        """What is answered."""
        self._sent += 1
        message = InboundMessage(
            self._channel, "local", f"{self._id}-{self._sent}", self._id, kind,
            sender=Sender(self._id, "Buyer", "en"), **more,  # type: ignore[arg-type]
        )  # fmt: skip
        await self.instance.receive(message)
        await self.instance.idle()
        new = await self.instance.messages(message.conversation_key, self._read)
        self._read = max([self._read, *(one.seq for one in new)])
        return [one.card for one in new]

    async def says(self, text: str) -> list[Card]:
        return await self.send(InboundKind.TEXT, text=text)

    async def presses(self, button: Button) -> list[Card]:
        return await self.send(InboundKind.BUTTON, token=button.token)

    async def sends(
        self, content: bytes, name: str = "list.csv", text: str = "", reference: str = ""
    ) -> list[Card]:
        file = Attachment(name, "application/octet-stream", content, reference)
        return await self.send(InboundKind.FILE, attachments=(file,), text=text)

    async def is_verified(self) -> list[Card]:
        await self.says("BE0987654394")
        await self.says(EMAIL)
        code = self.instance.mails(EMAIL)[-1].text
        return await self.says(next(word for word in code.split() if word.isdigit()))

    async def cart(self) -> dict[str, Decimal]:
        key = InboundMessage(
            self._channel, "local", "", self._id, InboundKind.TEXT
        ).conversation_key
        carts = await self.instance.carts(key)
        return {line.sku: line.quantity for cart in carts for line in cart.lines}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def instance() -> AsyncIterator[Instance]:
    shop = MemoryShop.from_sample()
    async with temporary_instance(None, MovableClock(), shop, MemoryMerchant(shop)) as made:
        yield made


def text(cards: list[Card]) -> str:
    rows = [f"{r.title} | {r.detail} | {r.amount}" for card in cards for r in card.rows]
    return "\n".join([*(f"{card.title}\n{card.text}\n{card.note}" for card in cards), *rows])


async def test_a_file_that_lies_with_its_platform_is_fetched(instance: Instance) -> None:
    terminal = instance.app.channels["terminal"]
    assert isinstance(terminal, LocalChannel)
    files: dict[str, bytes | Exception] = {
        "F1": LIST,
        "F2": DeliveryFailed("busy"),
        "F3": Undeliverable("gone"),
    }
    instance.app.channels["elsewhere"] = FileChannel(terminal, files)
    buyer = Buyer(instance, "elsewhere")
    kept = await buyer.sends(b"", reference="F1")
    assert "as soon as I know whom you order for" in text(kept)
    assert "2 lines are in your cart" in text(await buyer.is_verified())
    assert await buyer.cart() == {"PAP-A4-80": 10, "GLV-NIT-L": 3}
    assert "in a moment" in text(await buyer.sends(b"", reference="F2"))
    assert "can no longer be fetched" in text(await buyer.sends(b"", reference="F3"))
    assert await buyer.cart() == {"PAP-A4-80": 10, "GLV-NIT-L": 3}


async def test_what_is_written_along_is_answered_after_the_list(instance: Instance) -> None:
    buyer = Buyer(instance)
    await buyer.is_verified()
    answers = await buyer.sends(LIST, text="please add 2 COF-BEAN-1K")
    assert "2 lines are in your cart" in text(answers[:1])
    assert await buyer.cart() == {"PAP-A4-80": 10, "GLV-NIT-L": 3, "COF-BEAN-1K": 2}


async def test_a_caption_that_only_announces_the_list_is_no_riddle(instance: Instance) -> None:
    buyer = Buyer(instance)
    await buyer.is_verified()
    assert "rather not guess" not in text(await buyer.sends(LIST, text="our list of the week"))


async def test_a_large_file_of_a_stranger_is_asked_for_again(instance: Instance) -> None:
    answers = await Buyer(instance).sends(LIST * 10_000)
    assert "send it again then" in text(answers)
    assert "VAT number" in text(answers)


async def test_a_file_that_was_kept_is_read_once(instance: Instance) -> None:
    buyer = Buyer(instance)
    (kept, _) = await buyer.sends(LIST)
    await buyer.is_verified()
    assert await buyer.cart() == {"PAP-A4-80": 10, "GLV-NIT-L": 3}
    assert "already chosen" in text(await buyer.presses(kept.buttons[0]))
    assert "as a file" in text(await buyer.says(f"/read-file {kept.buttons[0].token}"))
    assert await buyer.cart() == {"PAP-A4-80": 10, "GLV-NIT-L": 3}


async def test_nobody_reads_a_file_by_the_button_before_they_are_known(instance: Instance) -> None:
    buyer = Buyer(instance)
    (kept, _) = await buyer.sends(LIST)
    assert "VAT number" in text(await buyer.presses(kept.buttons[0]))
    assert await buyer.cart() == {}


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"", "nothing in"),
        (b"%PDF-1.7", "cannot read"),
        (b"PAP-A4-80;1\n" * (LARGEST_FILE // 12 + 1), "larger than 5 MB"),
        (b"Dear all;\nplease find;\nour wishes;\n", "no order lines"),
        (b"SKU;Qty\nPAP-A4-80;\nGLV-NIT-L;\n", "Nothing is in your cart yet"),
        (
            b"SKU;Qty\n" + b"".join(b"GLV-NIT-L;\n" for _ in range(40)),
            "products in .* but no quantities",
        ),
    ],
)
async def test_a_file_without_an_order_is_answered_kindly(
    instance: Instance, content: bytes, answer: str
) -> None:
    buyer = Buyer(instance)
    await buyer.is_verified()
    answers = text(await buyer.sends(content, "\u202elist<!channel>\0.csv"))
    assert re.search(answer, answers)
    assert "\0" not in answers
    assert "\u202e" not in answers
    assert await buyer.cart() == {}


async def test_every_line_of_a_long_list_is_accounted_for(instance: Instance) -> None:
    """Added or told with its row, nothing else: over the whole catalogue, with mistakes in it."""
    page = await instance.shop.catalogue_changes(None, 500)
    products = [p for p in page.products if p.status is ProductStatus.ORDERABLE][:150]
    rows: list[list[str | int | float | None]] = [["Item no.", "Item", "Qty"]]
    rows += [[p.sku, p.name["en"], int(p.minimum_quantity * p.pack_size)] for p in products]
    rows += [["NO-SUCH-1", "", 1], [products[0].sku, "", -1], [products[1].sku, "", "lots"]]
    buyer = Buyer(instance)
    await buyer.is_verified()
    began = time.monotonic()
    answers = await buyer.sends(xlsx({"Order": rows}), "list.xlsx")
    assert time.monotonic() - began < 30
    told = {row.title.split(":")[0] for row in answers[0].rows}
    assert told == {f"Order, row {n}" for n in (152, 153, 154)}
    assert await buyer.cart() == {p.sku: p.minimum_quantity * p.pack_size for p in products}
    assert len(answers[1].rows) == 30
    assert "120 more products" in answers[1].note
