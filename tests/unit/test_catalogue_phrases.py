"""What people write for a product of the sample shop, and which one it is; "?" asks back."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.catalogue import CatalogueIndex
from shop_client.memory import MemoryShop

ASK = "?"

PHRASES = [
    # SKUs, however written
    ("en", "GLV-NIT-L", "GLV-NIT-L"),
    ("en", "glv nit l", "GLV-NIT-L"),
    ("fr", "glvnitl", "GLV-NIT-L"),
    ("fr", "PAP A4 80", "PAP-A4-80"),
    ("de", "pap-a4-80r", "PAP-A4-80R"),
    ("en", "2 boxes of GLV-NIT-L please", "GLV-NIT-L"),
    # French: plurals, accents, typos, elisions, attributes
    ("fr", "gants nitrile L", "GLV-NIT-L"),
    ("fr", "gant nitrile taille L", "GLV-NIT-L"),
    ("fr", "gants nitrle L", "GLV-NIT-L"),
    ("fr", "boîtes de gants nitrile M", "GLV-NIT-M"),
    ("fr", "carton de gants nitrile bleus S", "GLV-NIT-S"),
    ("fr", "papier a4 90 g", "PAP-A4-90"),
    ("fr", "papier A4 recycle", "PAP-A4-80R"),
    ("fr", "cafe en grains bio", "COF-BEAN-BIO-1K"),
    ("fr", "thé à la menthe", "TEA-MNT-100"),
    ("fr", "the vert", "TEA-GRN-100"),
    ("fr", "sacs poubelle 100L", "BAG-100-BLK"),
    ("fr", "sacs 100 litres", "BAG-100-BLK"),
    ("fr", "sucre en morceaux", "SUG-CUB-1K"),
    ("fr", "l'eau de javel 5 L", "CLN-BLE-5L"),
    ("fr", "papier toilette 2 plis", "TOI-2P-48"),
    ("fr", "stylos à billes noirs", "PEN-BAL-BLK"),
    ("fr", "pastilles lave vaiselle", "CLN-TAB-100"),
    ("fr", "gel hydroalcolique 100ml", "GEL-HYD-100"),
    ("fr", "classeurs bleus 8 cm", "BND-A4-80-BLU"),
    ("fr", "chaise de bureau ergonomique", "CHR-ERG-BLK"),
    ("fr", "cartouche brother HL-L2350", "TON-BRO-2420"),
    ("fr", "TN2420", "TON-BRO-2420"),
    ("fr", "stylos bille verts", "PEN-BAL-GRN"),
    ("fr", "gilet jaune taille M", "VST-HIV-M"),
    # English
    ("en", "nitrile gloves size XL", "GLV-NIT-XL"),
    ("en", "decaf coffee pads", "COF-PAD-DEC-36"),
    ("en", "green tea", "TEA-GRN-100"),
    ("en", "100l bin bags", "BAG-100-BLK"),
    ("en", "toner CF259A", "TON-HP-59A"),
    ("en", "toner for an HP LaserJet Pro M15", "TON-HP-44A"),
    ("en", "balpoint pens blue", "PEN-BAL-BLU"),
    ("en", "sweetner", "SWT-STK-500"),
    ("en", "hand soap 0.5 L", "SOP-HND-500"),
    ("en", "washing up liquid 5 litres", "CLN-DSH-5L"),
    ("en", "hand sanitizer 500 ml", "GEL-HYD-500"),
    ("en", "yellow highlighter", "HIL-YEL"),
    ("en", "paper cups 18cl", "CUP-PAP-180"),
    # German: compounds joined and apart, umlauts spelled out
    ("de", "Nitrilhandschuhe L", "GLV-NIT-L"),
    ("de", "nitril handschuhe blau gr. M", "GLV-NIT-M"),
    ("de", "Kopierpapier A3 80g", "PAP-A3-80"),
    ("de", "gruener Tee", "TEA-GRN-100"),
    ("de", "Müllbeutel 120 Liter", "BAG-120-BLK"),
    ("de", "Klopapier 3-lagig", "TOI-3P-72"),
    ("de", "Toner cyan Canon", "TON-CAN-054-CYA"),
    ("de", "Kafee Bio 500 g", "COF-GRD-BIO-500"),
    ("de", "Glasreinigr", "CLN-GLS-750"),
    ("de", "Buerodrehstuhl ergonomisch", "CHR-ERG-BLK"),
    ("de", "Mikrofasertuch rot", "CLT-MIC-RED"),
    ("de", "WC-Reiniger", "CLN-WC-750"),
    # Dutch
    ("nl", "nitrilhandschoenen maat S", "GLV-NIT-S"),
    ("nl", "latex handschoenen xl", "GLV-LAT-XL"),
    ("nl", "groene thee", "TEA-GRN-100"),
    ("nl", "vuilniszakken 240 l", "BAG-240-BLK"),
    ("nl", "wc-papier 3 laags", "TOI-3P-72"),
    ("nl", "blauwe balpennen", "PEN-BAL-BLU"),
    ("nl", "koffiepads cafeinevrij", "COF-PAD-DEC-36"),
    ("nl", "vloerreiniger 5L", "CLN-FLR-5L"),
    ("nl", "batterijen 9V", "BAT-9V-10"),
    # another language than the person's
    ("en", "papier toilette 3 plis", "TOI-3P-72"),
    ("nl", "gants nitrile L", "GLV-NIT-L"),
    # alike: never guessed
    ("fr", "gants L", ASK),
    ("fr", "gants", ASK),
    ("fr", "papier A4", ASK),
    ("fr", "café", ASK),
    ("fr", "stylo bleu", ASK),
    ("fr", "savon", ASK),
    ("fr", "cafe classique", ASK),
    ("en", "toner for HP M404", ASK),
    ("en", "toilet paper", ASK),
    ("en", "bin bags", ASK),
    ("en", "sugar", ASK),
    ("en", "descaler", ASK),
    ("en", "premium nitrile gloves L", ASK),
    ("de", "Druckerpapier", ASK),
    ("nl", "koffie", ASK),
    # nothing of the kind
    ("en", "pizza", ASK),
    ("en", "hoover", ASK),
    ("en", "", ASK),
    ("en", '"; DROP TABLE product; --" NEAR(*', ASK),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def index(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[CatalogueIndex]:
    shop = MemoryShop.from_sample()
    made = CatalogueIndex(tmp_path_factory.mktemp("catalogue") / "index.sqlite", shop)
    await made.refresh()
    yield made


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(("language", "phrase", "sku"), PHRASES)
async def test_a_phrase_means_one_product_or_is_asked_about(
    index: CatalogueIndex, language: str, phrase: str, sku: str
) -> None:
    grounding = await index.ground(phrase, language)
    assert (grounding.certain.sku if grounding.certain else ASK) == sku


@pytest.mark.asyncio(loop_scope="module")
async def test_gloves_in_large_offer_only_gloves_in_large(index: CatalogueIndex) -> None:
    grounding = await index.ground("gants L", "fr")
    assert {m.sku for m in grounding.candidates} == {
        "GLV-NIT-L", "GLV-LAT-L", "GLV-VIN-L", "GLV-RUB-L",
    }  # fmt: skip


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("phrase", "history", "sku"),
    [
        ("gants", {"GLV-NIT-L", "PAP-A4-80"}, "GLV-NIT-L"),
        ("papier A4", {"PAP-A4-80"}, "PAP-A4-80"),
        ("stylos", {"PEN-BAL-BLU"}, "PEN-BAL-BLU"),
        ("stylos", {"PEN-BAL-BLU", "PEN-BAL-BLK"}, ASK),
        ("gants", {"PAP-A4-80"}, ASK),
        # The name of one product, but they always take the other one that fits it too.
        ("papier toilette 2 plis", {"TOI-JUM-12"}, ASK),
    ],
)
async def test_what_the_company_buys_settles_it_only_when_it_is_one_product(
    index: CatalogueIndex, phrase: str, history: set[str], sku: str
) -> None:
    grounding = await index.ground(phrase, "fr", frozenset(history))
    assert (grounding.certain.sku if grounding.certain else ASK) == sku
    if sku != ASK:
        assert grounding.certain is not None
        assert grounding.certain.ground == "history"


@pytest.mark.asyncio(loop_scope="module")
async def test_what_cannot_be_ordered_is_listed_last(index: CatalogueIndex) -> None:
    grounding = await index.ground("café en grains", "fr")
    assert grounding.candidates[-1].sku == "COF-BEAN-CLA-1K"


@pytest.mark.asyncio(loop_scope="module")
async def test_a_search_finds_by_description_too(index: CatalogueIndex) -> None:
    assert (await index.ground("vacuum", "en")).certain is None
    found = await index.search("vacuum", "en")
    assert {m.sku for m in found} == {"COF-GRD-500", "COF-GRD-BIO-500"}


@pytest.mark.asyncio(loop_scope="module")
async def test_a_search_names_products_in_the_persons_language(index: CatalogueIndex) -> None:
    (first, *_) = await index.search("nitrile gloves L", "fr", limit=3)
    assert first.name == "Gants en nitrile bleus, taille L, boîte de 100"
