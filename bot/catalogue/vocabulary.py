"""Words that say little about a product, per language: data, to be extended with a language.

All are folded (lower case, no accents), as `bot.catalogue.words.fold` leaves them.
"""

from __future__ import annotations


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


STOP_WORDS = {
    "en": _words("a an the of for with and in to some any my our your these those please"),
    "fr": _words(
        "le la les un une des de du au aux a en et pour avec par sur mes mon nos notre ces ce svp"
    ),
    "de": _words("der die das den dem ein eine einen mit fur und von vom zum zur im unsere bitte"),
    "nl": _words("de het een van met voor en te op mijn onze ons graag alstublieft die dat deze"),
}
"""Dropped from texts in their language. No single letter but "a": the others are sizes."""

ALL_STOP_WORDS = frozenset[str]().union(*STOP_WORDS.values())

PACKAGING = _words(
    "box boxes pack packs packet packets carton cartons case cases piece pieces unit units",
    "roll rolls bag bags bottle bottles ream reams sheet sheets size colour color",
    "boite boites paquet paquets unite unites rouleau rouleaux sac sacs bouteille bouteilles",
    "bidon bidons ramette ramettes rame rames feuille feuilles taille couleur",
    "schachtel schachteln packung packungen paket pakete karton kartons stuck rolle rollen",
    "beutel flasche flaschen kiste kisten blatt grosse farbe",
    "doos dozen pak pakken pakket stuk stuks rol zak zakken fles flessen vel vellen riem maat",
    "kleur",
    "gr mt no nr ref",
)
"""Said of nearly everything: left out of account when a product's texts don't have it."""

UNITS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("l", "lt", "litre", "litres", "liter", "liters"), ("ml", "1000")),
    "cl": ("ml", "10"),
    "ml": ("ml", "1"),
    **dict.fromkeys(("kg", "kilo", "kilos", "kilogram", "kilogramme"), ("g", "1000")),
    **dict.fromkeys(("g", "gr", "gram", "gramm", "gramme", "grammes", "grams", "gsm"), ("g", "1")),
    "m": ("mm", "1000"),
    **dict.fromkeys(("cm", "centimetre", "centimeter"), ("mm", "10")),
    "mm": ("mm", "1"),
}
"""What a unit of measure is written as, to its base unit and how many of those it is."""
