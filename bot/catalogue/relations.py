"""Which words of the catalogue a word of a phrase is a part of, or the other way round.

Asked once a word and not once a product: all words of the catalogue stand in one text, which is
searched at the speed of the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from bot.catalogue.words import Token

HEAD, FIRST_PART = 0.95, 0.6
SHORTEST_PART = 4
_SHORTEST_WORD = 3
_LINKS = ("s", "n", "en", "es")
_MOST_KEPT = 20_000

T = TypeVar("T")


class Vocabulary:
    """All words of the products that were looked at so far, their stems included."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._text = "\n"
        self._related: dict[Token, dict[str, float]] = {}
        self._halves: dict[Token, list[tuple[str, frozenset[str]]]] = {}

    def add(self, words: Iterable[str]) -> None:
        """Takes words in."""
        new = set(words) - self._words
        if new:
            self._words |= new
            self._text += "\n".join(new) + "\n"
            self._related.clear()
            self._halves.clear()

    def related(self, token: Token) -> dict[str, float]:
        """The words that have a form of the token as their head, beginning or other ending."""
        return _kept(self._related, token, self._search_related)

    def halves(self, token: Token) -> list[tuple[str, frozenset[str]]]:
        """The token's forms as compounds of two words: the first, and what the second may be."""
        return _kept(self._halves, token, self._search_halves)

    def _search_related(self, token: Token) -> dict[str, float]:
        found: dict[str, float] = {}
        for part in token:
            if len(part) >= SHORTEST_PART:
                for word, score in self._search(part).items():
                    found[word] = max(score, found.get(word, 0.0))
        return found

    def _search_halves(self, token: Token) -> list[tuple[str, frozenset[str]]]:
        found = []
        for word in token:
            for length in range(_SHORTEST_WORD, len(word)):
                first, rest = word[:length], word[length:]
                if first not in self._words:
                    continue
                linked = {rest, *(rest.removeprefix(link) for link in _LINKS)}
                second = {r for r in linked if len(r) >= _SHORTEST_WORD and r in self._words}
                if second:
                    found.append((first, frozenset(second)))
        return found

    def _search(self, part: str) -> dict[str, float]:
        text, found = self._text, {}
        for shorter in (part[:-1], part[:-2]):
            if len(shorter) >= SHORTEST_PART and shorter in self._words:
                found[shorter] = HEAD
        at = text.find(part)
        while at >= 0:
            begin, end = text.rindex("\n", 0, at) + 1, text.index("\n", at)
            word = text[begin:end]
            if word.endswith(part) or (begin == at and len(word) - len(part) <= 2):
                found[word] = HEAD
            elif begin == at:
                found[word] = FIRST_PART
            at = text.find(part, end)
        return found


def _kept(found: dict[Token, T], token: Token, search: Callable[[Token], T]) -> T:
    """What was found for a token, searched for once."""
    known = found.get(token)
    if known is None:
        if len(found) >= _MOST_KEPT:
            found.clear()
        known = found[token] = search(token)
    return known
