"""Units of sale across languages: whether what a person said is what the shop sells in."""

from __future__ import annotations

from decimal import Decimal

from shop_client.model import Product

_SAID: dict[str, str] = {
    word: unit
    for unit, words in {
        "piece": "piece pièce unité unit stück stuk item exemplaire",
        "box": "box boîte schachtel doos doosje dose",
        "carton": "carton case karton kiste kist colis caisse krat",
        "pack": "pack paquet packung pakket pak lot set verpakking",
        "bottle": "bottle bouteille flacon flasche fles bidon",
        "bag": "bag sac sachet beutel sack zak tüte",
        "ream": "ream rame ries riem",
        "roll": "roll rouleau rolle rol",
        "pair": "pair paire paar",
        "can": "can canister kanister jerrycan",
        "litre": "litre liter",
        "kilogram": "kilogram kilogramme kilo kg kilogramm",
        "pallet": "pallet palette",
    }.items()
    for word in words.split()
}
_HOLDS_SEVERAL = {"box", "carton", "pack", "pallet"}


def canonical(unit: str) -> str | None:
    """The English unit for a word in any of the four languages; None when it is not known."""
    return _SAID.get(unit.casefold())


def in_units_of_sale(product: Product, quantity: Decimal, unit: str | None) -> tuple[Decimal, bool]:
    """A said quantity in the product's own unit, and whether it was counted in packs.

    "3 cartons" of something sold by the box in packs of 10 is 30 boxes; of something sold by the
    carton it is 3. The result is always read back, so a person sees what was made of it.
    """
    said = canonical(unit) if unit else None
    if said is None or said == product.unit or said not in _HOLDS_SEVERAL:
        return quantity, False
    if product.pack_size > 1:
        return quantity * product.pack_size, True
    return quantity, False
