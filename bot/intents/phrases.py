"""Look phrases of one or more words up in a run of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from bot.intents.tokens import Token, keys, tokenize

V = TypeVar("V")


class Match(NamedTuple, Generic[V]):
    """Where a phrase stands: tokens[start:end], and what it stands for."""

    start: int
    end: int
    value: V


class Phrases(Generic[V]):
    """Phrases and what each stands for; the longest one wins."""

    def __init__(self, phrases: Mapping[str, V]) -> None:
        self._by_first: dict[str, list[tuple[list[str], V]]] = {}
        for phrase, value in phrases.items():
            words = keys(tokenize(phrase))
            if words:
                self._by_first.setdefault(words[0], []).append((words, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    @classmethod
    def of(cls, phrases: Iterable[str], value: V) -> Phrases[V]:
        """Phrases that all stand for one thing."""
        return cls(dict.fromkeys(phrases, value))

    def at(self, tokens: Sequence[Token], position: int) -> Match[V] | None:
        """The longest phrase that begins at a position."""
        if position >= len(tokens):
            return None
        for words, value in self._by_first.get(tokens[position].key, ()):
            end = position + len(words)
            if len(words) == 1 or keys(tokens[position:end]) == words:
                return Match(position, end, value)
        return None

    def first(self, tokens: Sequence[Token], position: int = 0) -> Match[V] | None:
        """The first phrase from a position on."""
        for index in range(position, len(tokens)):
            if tokens[index].key in self._by_first and (found := self.at(tokens, index)):
                return found
        return None

    def ending(self, tokens: Sequence[Token]) -> Match[V] | None:
        """The longest phrase that the tokens end with."""
        for index in range(len(tokens)):
            found = self.at(tokens, index)
            if found and found.end == len(tokens):
                return found
        return None
