"""How well a phrase fits a product: pure comparison of tokens.

A word fits another with 1 when a form is equal, 0.95 as the head of a compound ("Handschuhe" in
"Nitrilhandschuhe") or as a compound of two words ("Nitrilhandschuhe" for "Nitril Handschuhe"), by
its edit distance when it may be a typo, and 0.6 as the first part of a compound, which says little
("latex" in "latexvrije"). Numbers, sizes and codes fit only when equal, and a word the catalogue
knows is no typo of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.catalogue.relations import HEAD, Vocabulary
from bot.catalogue.vocabulary import ALL_STOP_WORDS, PACKAGING
from bot.catalogue.words import Token

LOOSE = 0.5
MET = 0.75
"""Least fit of a word that counts as met."""
_FOREIGN_TYPO = 0.7
_MOST_EDITS = 2


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


class Texts:
    """The words of one product in one language or several, ready for many comparisons."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        tokens = {t for d in self.documents for t in d.tokens}
        self.named = frozenset(form for token in tokens for form in token)
        # Folded is compared with folded and stem with stem; a stem alone is too short to judge.
        self.typable = frozenset((t[0], t[-1]) for t in tokens if not _is_code(t[0]))
        self.loose = frozenset(form for d in self.documents for t in d.loose for form in t)
        phrases = [x for d in self.documents for x in (d.name, d.head, *d.synonyms) if x]
        self._places: dict[str, int] = {}
        self._phrases: list[tuple[int, int]] = []
        place = 1
        for phrase in phrases:
            begun = place
            for token in phrase:
                for form in token:
                    self._places[form] = self._places.get(form, 0) | place
                place <<= 1
            self._phrases.append((place - begun, len(phrase)))

    def precision(self, phrase: Iterable[Token]) -> float:
        """The largest part of a name or synonym that these words say, 0 to 1.

        Each word of a name or synonym is one bit, so that they are counted all at once.
        """
        said = 0
        place = self._places.get
        for token in phrase:
            for form in token:
                said |= place(form, 0)
        if not said:
            return 0.0
        return max([(said & name).bit_count() / length for name, length in self._phrases])


class Query:
    """A word of a phrase.

    Attributes:
        known: it occurs somewhere in the catalogue, so it is no typo of another.
    """

    def __init__(self, token: Token, *, known: bool, vocabulary: Vocabulary) -> None:
        self.token = token
        self.known = known
        self._is_code = _is_code(token[0])
        self._related = {} if self._is_code else vocabulary.related(token)
        self._words = frozenset(self._related)
        self._halves = [] if self._is_code else vocabulary.halves(token)
        self._compared: set[tuple[str, str]] = set()
        self._typos: dict[tuple[str, str], float] = {}

    def similarity(self, texts: Texts) -> float:
        """How well it is met by what names a product without any of its forms, 0 to below 1."""
        if self._is_code:
            return 0.0
        best = self._compound(texts.named)
        if not self.known and best < HEAD:
            best = max(best, self._typo(texts))
        return best

    def is_loosely_met(self, texts: Texts) -> bool:
        """Whether the description or the category has it, in some form."""
        if not texts.loose.isdisjoint(self.token):
            return True
        return not self._is_code and self._compound(texts.loose) > 0

    def _compound(self, forms: frozenset[str]) -> float:
        """Whether it is a part of a compound here, or another ending, or two words that are one."""
        best = 0.0
        for word in self._words & forms:
            best = max(best, self._related[word])
        if best < HEAD:
            for first, second in self._halves:
                if first in forms and not forms.isdisjoint(second):
                    return HEAD
        return best

    def _typo(self, texts: Texts) -> float:
        """Whether it is mistyped for a word here; each is compared once for all products."""
        word, stem = self.token[0], self.token[-1]
        for one in texts.typable - self._compared:
            if score := max(typo(word, one[0]), typo(stem, one[1])):
                self._typos[one] = score
        self._compared |= texts.typable
        if not self._typos:
            return 0.0
        return max((self._typos[one] for one in texts.typable & self._typos.keys()), default=0.0)


@dataclass
class Fit:
    """How a phrase fits a product.

    Attributes:
        coverage: the mean over the phrase's words, 0 to 1.
        full: every word of the phrase is met.
        nearly: every word is met that isn't packaging or the like.
    """

    coverage: float
    full: bool
    nearly: bool
    _phrase: tuple[Token, ...]
    _texts: Texts
    _precision: float | None = None

    @property
    def exact(self) -> str:
        """What the phrase is: "exact" for a name or its head, "synonym" for a synonym, else ""."""
        if self.precision < 1:  # no name and no synonym is said whole
            return ""
        return _exact(self._phrase, self._texts.documents)

    @property
    def precision(self) -> float:
        """How much of the best-fitting name or synonym the phrase says, 0 to 1."""
        if self._precision is None:
            self._precision = self._texts.precision(self._phrase)
        return self._precision


def _is_code(word: str) -> bool:
    return len(word) < 3 or any(c.isdigit() for c in word)


def _says_nothing(query: Query) -> bool:
    """Whether a word may go unmet: packaging, or another language's "the" that is no tea here."""
    word = query.token[0]
    return word in PACKAGING or (word in ALL_STOP_WORDS and not query.known)


def _edits(length: int) -> int:
    """What may be mistyped in so many letters."""
    return 0 if length < 4 else 1 if length < 7 else _MOST_EDITS


def typo(word: str, meant: str) -> float:
    """How likely `word` is `meant` mistyped: 0 when too many edits apart for their length."""
    length, other = len(word), len(meant)
    if not -_MOST_EDITS <= length - other <= _MOST_EDITS:
        return 0.0
    allowed = _edits(min(length, other))
    if not allowed:
        return 0.0
    distance = OSA.distance(word, meant, score_cutoff=allowed)
    return 1 - distance / (max(length, other) + 1) if 0 < distance <= allowed else 0.0


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


def fit(
    phrase: Sequence[Query], words: tuple[Token, ...], texts: Texts, *, own_language: bool
) -> Fit:
    """How a phrase fits the texts of one product, its languages taken together.

    Args:
        phrase: not empty.
        words: its tokens.
        texts: the product's, in one language or several.
        own_language: they are in the person's language; a typo of a word of another language
            is never met, or every foreign word would be a typo of some other.
    """
    scores = []
    dropped = False
    named = texts.named
    for query in phrase:
        if not named.isdisjoint(query.token):  # the usual case: worth its two lines here
            scores.append(1.0)
            continue
        score = query.similarity(texts)
        if not own_language and score < 1 and not query.known:
            score *= _FOREIGN_TYPO
        if score == 0 and len(phrase) > 1 and _says_nothing(query):
            dropped = True
            continue
        if score == 0 and query.is_loosely_met(texts):
            score = LOOSE
        scores.append(score)
    nearly = bool(scores) and min(scores) >= MET
    return Fit(
        coverage=sum(scores) / len(scores) if scores else 0.0,
        full=nearly and not dropped,
        nearly=nearly,
        _phrase=words,
        _texts=texts,
    )
