"""The index follows the shop, survives whatever happens to its file, and asks for little."""

from __future__ import annotations

import asyncio
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.catalogue import CatalogueIndex
from bot.catalogue.words import fold, tokens
from shop_client.errors import ShopUnavailable
from shop_client.faulty import FaultyShop
from shop_client.memory import Article, MemoryShop, ShopData
from shop_client.model import Product, ProductStatus, ShopInfo


def article(sku: str, name: str, status: ProductStatus = ProductStatus.ORDERABLE) -> Article:
    return Article(Product(sku, {"en": name}, status=status), Decimal(1), Decimal(21))


def shop_of(*articles: Article, merchant: str = "Sample") -> MemoryShop:
    info = ShopInfo("memory", "1", merchant, "BE0123456749", "BE", "EUR")
    return MemoryShop(ShopData(info, {a.product.sku: a for a in articles}, accounts={}))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "index.sqlite"


async def certain(index: CatalogueIndex, phrase: str) -> str | None:
    grounding = await index.ground(phrase, "en")
    return grounding.certain.sku if grounding.certain else None


async def test_changes_of_the_shop_are_taken_in(path: Path) -> None:
    shop = shop_of(article("A-1", "Red stapler"), article("B-1", "Desk lamp"))
    index = CatalogueIndex(path, shop)
    assert await index.refresh() == 2
    assert await index.refresh() == 0

    shop.catalogue.put(article("A-1", "Green stapler"))
    shop.catalogue.remove("B-1")
    assert await index.refresh() == 2

    assert await certain(index, "green stapler") == "A-1"
    assert await certain(index, "red stapler") is None
    assert await certain(index, "desk lamp") is None
    assert await index.product("B-1") is None


async def test_a_product_comes_back_as_it_was(path: Path) -> None:
    shop = MemoryShop.from_sample()
    index = CatalogueIndex(path, shop)
    await index.refresh()
    (product,) = await shop.products(["GLV-NIT-L"])
    assert await index.product("GLV-NIT-L") == product


async def test_many_pages_and_two_processes_at_once(path: Path) -> None:
    shop = shop_of(*(article(f"P{n:04}", f"Product {n:04}") for n in range(1200)))
    both = CatalogueIndex(path, shop), CatalogueIndex(path, shop)
    changed = await asyncio.gather(*(index.refresh() for index in both))
    assert sum(changed) == 1200
    for index in both:
        assert await certain(index, "product 1199") == "P1199"


async def test_the_index_outlives_its_process_and_the_shops_outage(path: Path) -> None:
    shop = FaultyShop(shop_of(article("A-1", "Red stapler")))
    await CatalogueIndex(path, shop).refresh()
    index = CatalogueIndex(path, shop)
    await index.refresh()
    shop.mode = "down"
    with pytest.raises(ShopUnavailable):
        await index.refresh()
    assert await certain(index, "stapler") == "A-1"


async def test_an_index_never_filled_says_that_the_shop_is_down(path: Path) -> None:
    shop = FaultyShop(shop_of())
    shop.mode = "down"
    with pytest.raises(ShopUnavailable):
        await CatalogueIndex(path, shop).ground("stapler", "en")


@pytest.mark.parametrize("layout", ["0/old", "junk"])
async def test_an_index_of_another_layout_or_a_broken_one_is_built_anew(
    path: Path, layout: str
) -> None:
    shop = shop_of(article("A-1", "Red stapler"))
    await CatalogueIndex(path, shop).refresh()
    if layout == "junk":
        await asyncio.to_thread(path.write_bytes, b"this is no database" * 100)
    else:
        connection = sqlite3.connect(path)
        with connection:
            connection.execute("UPDATE meta SET value = ? WHERE key = 'layout'", (layout,))
        connection.close()
    index = CatalogueIndex(path, shop)
    assert await index.refresh() == 1
    assert await certain(index, "stapler") == "A-1"


async def test_a_file_that_is_replaced_is_read_anew(path: Path) -> None:
    shop = shop_of(article("A-1", "Red stapler"))
    index = CatalogueIndex(path, shop)
    await index.refresh()
    assert await certain(index, "stapler") == "A-1"
    path.unlink()
    assert await certain(index, "stapler") == "A-1"

    shop.catalogue.put(article("A-1", "Desk lamp"))
    await CatalogueIndex(path, shop).refresh()
    assert await certain(index, "stapler") is None
    assert await certain(index, "lamp") == "A-1"


@pytest.mark.parametrize("spoilt", [False, True])
async def test_a_file_that_is_lost_while_it_is_in_use_is_built_anew(
    path: Path, spoilt: bool
) -> None:
    index = CatalogueIndex(path, shop_of(article("A-1", "Red stapler")))
    await index.refresh()
    if spoilt:
        await asyncio.to_thread(path.write_bytes, b"this is no database" * 100)
    else:
        await asyncio.to_thread(path.unlink)
    assert await index.refresh() == 1
    assert await certain(index, "stapler") == "A-1"


async def test_what_was_read_is_kept_while_the_shop_has_nothing_new(path: Path) -> None:
    index = CatalogueIndex(path, shop_of(article("A-1", "Red stapler")))
    await index.refresh()
    before = await index.product("A-1")
    await index.refresh()
    assert await index.product("A-1") is before


async def test_an_index_that_was_closed_opens_again(path: Path) -> None:
    index = CatalogueIndex(path, shop_of(article("A-1", "Red stapler")))
    assert await certain(index, "stapler") == "A-1"
    index._database.close()
    assert await certain(index, "stapler") == "A-1"


async def test_another_shop_starts_an_index_of_its_own(path: Path) -> None:
    await CatalogueIndex(path, shop_of(article("A-1", "Red stapler"))).refresh()
    index = CatalogueIndex(path, shop_of(article("B-1", "Lamp"), merchant="Other"))
    await index.refresh()
    assert await certain(index, "stapler") is None
    assert await certain(index, "lamp") == "B-1"


async def test_of_two_alike_the_one_to_be_had_is_meant_but_not_against_a_better_fit(
    path: Path,
) -> None:
    gone = article("A-1", "Blue mug", ProductStatus.DISCONTINUED)
    alike = CatalogueIndex(path, shop_of(gone, article("A-2", "Mug blue")))
    assert await certain(alike, "mugs") == "A-2"
    worse = article("A-2", "Mug holder for the wall")
    unlike = CatalogueIndex(path.with_name("2.sqlite"), shop_of(gone, worse))
    assert await certain(unlike, "mugs") is None
    assert await certain(unlike, "blue mug") == "A-1"


async def test_skus_that_differ_only_in_dashes_are_asked_about(path: Path) -> None:
    index = CatalogueIndex(path, shop_of(article("A-11", "One"), article("A1-1", "Two")))
    assert await certain(index, "a11") is None
    assert await certain(index, "A1-1") == "A1-1"
    assert len((await index.ground("a11", "en")).candidates) == 2


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.sampled_from(["en", "fr", "de", "nl", "xx"]))
def test_no_phrase_breaks_the_search(tmp_path: Path, phrase: str, language: str) -> None:
    async def ask() -> None:
        index = CatalogueIndex(tmp_path / "any.sqlite", shop_of(article("A-1", "Red stapler")))
        await index.ground(phrase, language)
        await index.search(phrase, language)

    asyncio.run(ask())


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", ["100 litres", "100L", "100 l", "100,0 Liter", "10000 cl"])
def test_a_measure_is_one_token_in_any_spelling(text: str) -> None:
    assert tokens(text, ["fr"]) == (("100000ml",),)
