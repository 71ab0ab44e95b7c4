"""Words of a message, with where they stand in it.

Everything that is read out of a message (quantities, lines, dates, references) works on these
tokens, so that what is handed on, a product's name for one, is always cut out of the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"""
    (?P<elision>(?<![^\W\d_])(?:[cdjlmnst]|qu)['’](?=\w|\s|$))  # l'eau, d'huile
    | (?P<number>\d+(?:[.,]\d+)*(?![\w'’/_-]|[.,]\w))      # 3   2,5   1.000
    | (?P<word>[^\W_](?:[\w'’&/.°-]*[\w%])?%?)             # M8x40   PAP-A4-80   essuie-tout
    | (?P<break>[\n\r]+)
    | (?P<mark>->|[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark.

    Attributes:
        text: as written.
        key: folded, for comparison (see `fold`).
        start: offset in the message; `end` likewise.
        is_word: False for punctuation and line breaks.
    """

    text: str
    key: str
    start: int
    end: int
    is_word: bool


def fold(text: str) -> str:
    """Lower case without accents, with the plain apostrophe: people in a hurry type neither."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def tokenize(text: str) -> list[Token]:
    """Split a message into words, numbers, marks and line breaks (key: a line feed)."""
    return list(_tokens(text))


@lru_cache(maxsize=16)
def _tokens(text: str) -> tuple[Token, ...]:
    """Several rules read the same message, one after the other."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        written = match.group()
        key = "\n" if kind == "break" else fold(written)
        is_word = kind not in ("break", "mark")
        found.append(Token(written, key, match.start(), match.end(), is_word))
    return tuple(found)


def keys(tokens: Sequence[Token]) -> list[str]:
    """The folded words of tokens."""
    return [token.key for token in tokens]


def cut(text: str, tokens: Sequence[Token]) -> str:
    """The part of the message from the first token to the last, as written."""
    return text[tokens[0].start : tokens[-1].end] if tokens else ""
