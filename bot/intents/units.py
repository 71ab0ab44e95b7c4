"""Units of quantity, as people abbreviate them."""

from __future__ import annotations

from bot.intents.lexicon import LANGUAGES, Lexicon, load
from bot.intents.tokens import Token


def unit_of(token: Token, lexicon: Lexicon) -> str | None:
    """The unit a word stands for: singular, lower case, written out ("bte" is "boîte").

    The message's own language comes first; people mix, so the others are asked too, but only
    for words that the own language does not use otherwise.
    """
    if own := lexicon.units.get(token.key):
        return own
    if token.key in lexicon.lead or token.key in lexicon.tail or len(token.key) < 2:
        return None
    for language in LANGUAGES:
        if unit := load(language).units.get(token.key):
            return unit
    return None


def is_loose(unit: str, lexicon: Lexicon) -> bool:
    """Whether the word also begins the names of products ("sac poubelle", "bottle opener")."""
    return unit in lexicon.loose_units
