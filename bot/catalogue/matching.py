"""How well a phrase fits a product: pure comparison of tokens.

A word fits another with 1 when a form is equal, 0.95 as the head of a compound ("Handschuhe" in
"Nitrilhandschuhe") or as a compound of two words ("Nitrilhandschuhe" for "Nitril Handschuhe"), by
its edit distance when it may be a typo, and 0.6 as the first part of a compound, which says little
("latex" in "latexvrije"). Numbers, sizes and codes fit only when equal, and a word the catalogue
knows is no typo of another.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.catalogue.vocabulary import ALL_STOP_WORDS, PACKAGING
from bot.catalogue.words import Token

HEAD, FIRST_PART, LOOSE = 0.95, 0.6, 0.5
MET = 0.75
"""Least fit of a word that counts as met."""
_FOREIGN_TYPO = 0.7
_SHORTEST_PART = 4


@dataclass(frozen=True, slots=True)
class Document:
    """A product's texts in one language.

    Attributes:
        name: the whole name; `head` is what stands before its first comma.
        extra: values of attributes and hyphenated codes in one piece.
        loose: words of the description and category, which count half.
    """

    language: str
    name: tuple[Token, ...]
    head: tuple[Token, ...]
    synonyms: tuple[tuple[Token, ...], ...]
    extra: tuple[Token, ...]
    loose: tuple[Token, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens that name the product."""
        return self.name + tuple(t for text in self.synonyms for t in text) + self.extra


@dataclass(frozen=True, slots=True)
class Fit:
    """How a phrase fits a product.

    Attributes:
        coverage: the mean over the phrase's words, 0 to 1.
        full: every word of the phrase is met.
        nearly: every word is met that isn't packaging or the like.
        exact: "exact" when it is a name or its head, "synonym" when it is a synonym, else "".
        precision: how much of the best-fitting name or synonym the phrase says, 0 to 1.
    """

    coverage: float
    full: bool
    nearly: bool
    exact: str
    precision: float


def _is_code(word: str) -> bool:
    return len(word) < 3 or any(c.isdigit() for c in word)


def _says_nothing(query: Token, known: Collection[Token]) -> bool:
    """Whether a word may go unmet: packaging, or another language's "the" that is no tea here."""
    return query[0] in PACKAGING or (query[0] in ALL_STOP_WORDS and query not in known)


def _edits(word: str) -> int:
    return 0 if len(word) < 4 else 1 if len(word) < 7 else 2


def _inflected(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_PART and len(long) - len(short) <= 2 and long.startswith(short)


def typo(word: str, meant: str) -> float:
    """How likely `word` is `meant` mistyped: 0 when too many edits apart for their length."""
    allowed = min(_edits(word), _edits(meant))
    distance = OSA.distance(word, meant, score_cutoff=allowed)
    return 1 - distance / (max(len(word), len(meant)) + 1) if 0 < distance <= allowed else 0.0


class _Words:
    """The words of a product, ready for many comparisons."""

    def __init__(self, found: Iterable[Token]) -> None:
        self.tokens = tuple(dict.fromkeys(found))
        self.forms = frozenset(form for token in self.tokens for form in token)

    def similarity(self, query: Token, *, known: bool) -> float:
        """How well one word is met, 0 to 1; `known` words are no typos."""
        if not self.forms.isdisjoint(query):
            return 1.0
        if _is_code(query[0]):
            return 0.0
        best = max(self._compound(query), self._parts(query))
        if not known and best < HEAD:
            best = max(best, self._typo(query))
        return best

    def _compound(self, query: Token) -> float:
        """Whether it is a part of a compound here, or another ending of a word."""
        best = 0.0
        for part in query:
            if len(part) < _SHORTEST_PART:
                continue
            for whole in self.forms:
                if whole.endswith(part) or _inflected(part, whole):
                    return HEAD
                if whole.startswith(part):
                    best = FIRST_PART
        return best

    def _parts(self, query: Token) -> float:
        """Whether both parts of a compound stand apart here ("Nitril" … "Handschuhe")."""
        for word in query:
            for first in self.forms:
                if len(first) < 3 or not word.startswith(first):
                    continue
                rest = word.removeprefix(first)
                linked = {rest, *(rest.removeprefix(link) for link in ("s", "n", "en", "es"))}
                if any(len(r) >= 3 and r in self.forms for r in linked):
                    return HEAD
        return 0.0

    def _typo(self, query: Token) -> float:
        others = (token for token in self.tokens if not _is_code(token[0]))
        # Folded with folded and stem with stem; a stem alone is too short to judge.
        return max((max(typo(query[0], t[0]), typo(query[-1], t[-1])) for t in others), default=0)


def _equal(phrase: tuple[Token, ...], text: tuple[Token, ...]) -> bool:
    if len(phrase) != len(text):
        return False
    rest = list(text)
    for query in phrase:
        met = next((t for t in rest if set(query) & set(t)), None)
        if met is None:
            return False
        rest.remove(met)
    return True


def _exact(phrase: tuple[Token, ...], documents: Iterable[Document]) -> str:
    ground = ""
    for document in documents:
        if _equal(phrase, document.name) or _equal(phrase, document.head):
            return "exact"
        if any(_equal(phrase, text) for text in document.synonyms):
            ground = "synonym"
    return ground


def _precision(phrase: tuple[Token, ...], documents: Iterable[Document]) -> float:
    said = {form for token in phrase for form in token}
    texts = [text for d in documents for text in (d.name, d.head, *d.synonyms) if text]
    return max((sum(not said.isdisjoint(t) for t in x) / len(x) for x in texts), default=0.0)


def fit(
    phrase: tuple[Token, ...],
    known: Collection[Token],
    documents: Collection[Document],
    *,
    own_language: bool,
) -> Fit:
    """How a phrase fits the texts of one product, its languages taken together.

    Args:
        phrase: not empty.
        known: those of its tokens that occur somewhere in the catalogue.
        documents: the product's texts, in one language or several.
        own_language: they are in the person's language; a typo of a word of another language
            is never met, or every foreign word would be a typo of some other.
    """
    named = _Words(t for document in documents for t in document.tokens)
    loose = _Words(t for document in documents for t in document.loose)
    scores = []
    dropped = False
    for query in phrase:
        score = named.similarity(query, known=query in known)
        if not own_language and score < 1 and query not in known:
            score *= _FOREIGN_TYPO
        if score == 0 and len(phrase) > 1 and _says_nothing(query, known):
            dropped = True
            continue
        if score == 0 and loose.similarity(query, known=True):
            score = LOOSE
        scores.append(score)
    nearly = bool(scores) and min(scores) >= MET
    return Fit(
        coverage=sum(scores) / len(scores) if scores else 0.0,
        full=nearly and not dropped,
        nearly=nearly,
        exact=_exact(phrase, documents),
        precision=_precision(phrase, documents),
    )
