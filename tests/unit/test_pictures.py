"""How a product looks: what is a picture, and what is said where there is none to send."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import MovableClock
from bot.messages import Card, InboundKind, InboundMessage, Sender
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from shop_client.errors import PictureUnusable
from shop_client.memory import MemoryShop
from shop_client.pictures import LARGEST_PICTURE, MEDIA_TYPES, as_picture, media_type_of
from shop_client.sample import load_products
from shop_client.sample.products import PRODUCTS_FILE, read_picture

PICTURES = {
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "image/jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "image/gif": b"GIF89a\x01\0\x01\0",
    "image/webp": b"RIFF\x24\0\0\0WEBPVP8 ",
}


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_a_picture_is_told_by_its_first_bytes(media_type: str) -> None:
    document = as_picture("GLV-1", PICTURES[media_type])
    assert document.media_type == media_type
    assert document.filename == f"GLV-1.{MEDIA_TYPES[media_type]}"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF\x24\0\0\0WAVEfmt ",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html>\x89PNG\r\n\x1a\n",
        b"%PDF-1.7",
        b"\x89PNG\n",
    ],
)
def test_whatever_else_is_no_picture(content: bytes) -> None:
    assert media_type_of(content) is None
    with pytest.raises(PictureUnusable):
        as_picture("GLV-1", content)


def test_a_picture_is_bounded() -> None:
    most = PICTURES["image/png"].ljust(LARGEST_PICTURE, b"\0")
    assert as_picture("GLV-1", most).content == most
    with pytest.raises(PictureUnusable):
        as_picture("GLV-1", most + b"\0")


@given(st.text())
def test_a_file_is_named_by_the_sku_whatever_that_holds(sku: str) -> None:
    name = as_picture(sku, PICTURES["image/png"]).filename
    assert name.endswith(".png")
    assert name == Path(name).name != ".png"
    assert not set(name) & set('/\\\0\r\n"<>')


def test_the_samples_pictures_are_small_and_each_is_used() -> None:
    files = {path.stem: path for path in PRODUCTS_FILE.with_name("pictures").iterdir()}
    used = {product.picture for product in load_products() if product.picture}
    assert files.keys() == used
    assert all(media_type_of(read_picture(name)) == "image/png" for name in used)
    assert sum(path.stat().st_size for path in files.values()) < 150_000


async def ask(instance: Instance, number: int, **message: Any) -> list[Card]:
    """What the person is told next."""
    inbound = InboundMessage(
        "terminal", "local", f"m{number}", "buyer", sender=Sender("buyer", "Buyer", "en"), **message
    )
    before = await instance.messages(inbound.conversation_key, 0)
    await instance.receive(inbound)
    await instance.idle()
    after = max((one.seq for one in before), default=0)
    return [one.card for one in await instance.messages(inbound.conversation_key, after)]


async def test_what_is_no_picture_is_told_kindly_and_a_picture_says_what_it_shows() -> None:
    clock = MovableClock()
    shop = MemoryShop.from_sample(clock=lambda: clock.now().date())
    broken = shop.catalogue.articles["GLV-NIT-L"]
    shop.catalogue.put(replace(broken, picture=b"<script>"))
    async with temporary_instance(None, clock, shop, MemoryMerchant(shop)) as instance:
        asked = await ask(instance, 1, kind=InboundKind.COMMAND, text="/picture GLV-NIT-L")
        assert "VAT number" in asked[-1].text
        await ask(instance, 2, kind=InboundKind.TEXT, text="BE0987654394")
        await ask(instance, 3, kind=InboundKind.TEXT, text="buyer@atelier-nord.example")
        mail = instance.mails("buyer@atelier-nord.example")[-1]
        code = next(word for word in mail.text.split() if word.isdigit() and len(word) == 6)
        told = await ask(instance, 4, kind=InboundKind.TEXT, text=code)
        assert "too large, or damaged" in told[-1].text
        assert (told[-1].attachments, len(told[-1].buttons)) == ((), 1)
        (sent,) = await ask(instance, 5, kind=InboundKind.COMMAND, text="/picture GLV-NIT-M")
        (file,) = sent.attachments
        assert (file.filename, file.media_type) == ("GLV-NIT-M.png", "image/png")
        assert (
            file.description == sent.text == "Nitrile gloves blue, size M, box of 100 · GLV-NIT-M"
        )
        (which,) = await ask(instance, 6, kind=InboundKind.COMMAND, text="/picture nitrile gloves")
        assert len(which.buttons) > 1
        assert not which.attachments
        (none,) = await ask(instance, 7, kind=InboundKind.COMMAND, text="/picture")
        assert "Of which product" in none.text
