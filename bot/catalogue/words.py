"""From text to tokens that compare: folded, without elisions and stop words, stemmed.

A token is the set of forms under which it may be met. "100 litres", "100L" and "100 l" are one
token, and so are "gants" and "gant", "grün" and "gruen".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from importlib.metadata import version

import snowballstemmer  # type: ignore[import-untyped]

from bot.catalogue.vocabulary import STOP_WORDS, UNITS

Token = tuple[str, ...]
"""Forms of one word: as folded first, then its stems."""

STEMMER_VERSION = version("snowballstemmer")

LANGUAGES = {"en": "english", "fr": "french", "de": "german", "nl": "dutch"}

_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['’](?=\w)")
_POSSESSIVE = re.compile(r"(?<=\w)['’](?=s\b)")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_UNIT_NAMES = "|".join(sorted(UNITS, key=len, reverse=True))
_MEASURE = re.compile(rf"(\d+(?:\.\d+)?)[\s-]?({_UNIT_NAMES})(?![a-z0-9])")
_WORD = re.compile(r"\d+(?:\.\d+)|[^\W_]+")
_CODE = re.compile(r"[a-z0-9]+(?:[-/.][a-z0-9]+)+")


def fold(text: str) -> str:
    """Lower case without accents or ligatures."""
    if text.isascii():
        return text.lower()
    # Decomposing may bring capitals back (™), and folding them accents.
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(c for c in text if not unicodedata.combining(c))
    return plain.replace("œ", "oe").replace("æ", "ae").replace("ø", "o")


def compact(text: str) -> str:
    """Letters and digits only, folded: how SKUs compare."""
    return "".join(filter(str.isalnum, fold(text)))


def _measure(match: re.Match[str]) -> str:
    base, factor = UNITS[match[2]]
    amount = Decimal(match[1]) * Decimal(factor)
    return f" {amount.normalize():f}".replace(".", "p") + base + " "


def split(text: str, language: str) -> list[str]:
    """Folded words in order, measures in their base unit, elisions and stop words left out."""
    folded = _DECIMAL.sub(".", _ELISION.sub("", _POSSESSIVE.sub("", fold(text))))
    measured = _MEASURE.sub(_measure, folded)
    stop_words = STOP_WORDS.get(language, frozenset())
    return [word for word in _WORD.findall(measured) if word not in stop_words]


def codes(text: str) -> list[str]:
    """Hyphenated codes in one piece: "TN-2420" gives "tn2420"."""
    found = (compact(code) for code in _CODE.findall(fold(text)))
    return [code for code in found if any(c.isdigit() for c in code)]


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; the word itself in a language without a stemmer."""
    if language not in LANGUAGES or any(c.isdigit() for c in word):
        return word
    return str(_stemmer(language).stemWord(word))


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(LANGUAGES[language])


def token(word: str, languages: Iterable[str]) -> Token:
    """A folded word with its stems in these languages, the German "ue" also as "ü" folds."""
    forms = [word]
    for language in languages:
        forms.append(stem(word, language))
        if language == "de" and re.search("ae|oe|ue", word):
            umlaut = re.sub("([aou])e", r"\1", word)
            forms += [umlaut, stem(umlaut, language)]
    return tuple(dict.fromkeys(forms))


def tokens(text: str, languages: Sequence[str]) -> tuple[Token, ...]:
    """The tokens of a text in the first of these languages, stemmed in all of them."""
    return tuple(token(word, languages) for word in split(text, languages[0]))
