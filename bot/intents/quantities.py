"""Quantities, in digits and in words.

Number words are read by text2num; what commerce adds to them (dozens, halves, "12x") is here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from text_to_num import text2num  # type: ignore[import-untyped]

from bot.intents.lexicon import Lexicon
from bot.intents.tokens import Token

MAX_QUANTITY = Decimal(1_000_000)
# a capital X is a model's ("HP 26X")
_TIMES = re.compile(r"(?:[x×*](\d{1,6})|(\d{1,6})[x×*])")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+")
_ATTACHED = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)([^\W\d_]+)")
_LONGEST_NUMBER = 6  # words, as in "two hundred and twenty five thousand"
_ZERO = Decimal(0)
_GROUP = 3  # digits between separators of thousands
_TWO = {"fr": "deux", "en": "two", "de": "zwei", "nl": "twee"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that stands in tokens[start:end].

    Attributes:
        article: it was only an article, "a stapler": one, but perhaps not meant as a count.
        unit_key: the unit written onto the number ("3ctn"), folded.
        times: it was written as a multiplier ("x12"), so it can only be a quantity.
    """

    value: Decimal
    start: int
    end: int
    article: bool = False
    unit_key: str | None = None
    times: bool = False


def _digits(written: str, language: str) -> Decimal | None:
    """Digits with a decimal comma or point, or separated thousands; None for anything else."""
    separators = {c for c in written if c in ".,"}
    if len(separators) > 1:
        return None
    if _THOUSANDS.fullmatch(written):
        is_group = "," in separators if language == "en" else "." in separators
        if is_group or written.count(".") + written.count(",") > 1:
            return Decimal(re.sub(r"[.,]", "", written))
    if written.count(".") + written.count(",") > 1:
        return None
    return Decimal(written.replace(",", "."))


def _in_words(tokens: Sequence[Token], start: int, language: str) -> tuple[Decimal, int] | None:
    if start >= len(tokens) or not _may_begin(tokens[start].text.lower(), language):
        return None
    words = []
    for token in tokens[start : start + _LONGEST_NUMBER]:
        if not (token.is_word and token.key.replace("-", "").isalpha()):
            break
        words.append(token.text.lower())
    for length in range(len(words), 0, -1):
        number = _number(" ".join(words[:length]), language)
        if number is not None:
            return number, start + length
    return None


@lru_cache(maxsize=4096)
def _may_begin(word: str, language: str) -> bool:
    """Whether numbers begin with a word: one by itself, or the "und" of "und zwanzig"."""
    return any(_number(words, language) is not None for words in (word, f"{word} {_TWO[language]}"))


@lru_cache(maxsize=256)
def _number(words: str, language: str) -> Decimal | None:
    """The number that these words are; asked of the same ones by rule after rule."""
    try:
        return Decimal(text2num(words, language))
    except ValueError:
        return None


def _collective(
    tokens: Sequence[Token], position: int, lexicon: Lexicon
) -> tuple[Decimal, int] | None:
    """A dozen and its kin at a position, also abroad ("ein dozen")."""
    found = lexicon.collectives.at(tokens, position)
    return (found.value, found.end) if found else None


def _bounded(quantity: Quantity) -> Quantity | None:
    return quantity if _ZERO < quantity.value <= MAX_QUANTITY else None


def quantity_at(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> Quantity | None:
    """The quantity that begins at a position; None where there is none, or it is no sane one."""
    if start >= len(tokens):
        return None
    token = tokens[start]
    if phrase := lexicon.number_words.at(tokens, start):
        return _bounded(Quantity(phrase.value, start, phrase.end))
    if multiplier := _TIMES.fullmatch(token.text):
        value = Decimal(multiplier[1] or multiplier[2])
        return _bounded(Quantity(value, start, start + 1, times=True))
    if token.key in ("x", "×", "*"):
        written = tokens[start + 1].text if start + 1 < len(tokens) else ""
        number = _number_at(tokens, start + 1, lexicon) if written[:1].isdecimal() else None
        return Quantity(number.value, start, number.end, times=True) if number else None
    if attached := _ATTACHED.fullmatch(token.key):
        if attached[2] in lexicon.units and attached[2] not in lexicon.measures:
            value_or_none = _digits(attached[1], lexicon.language)
            if value_or_none is not None:
                found = Quantity(value_or_none, start, start + 1, unit_key=attached[2])
                return _bounded(found)
        return None
    return _number_at(tokens, start, lexicon)


def _number_at(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> Quantity | None:
    token = tokens[start]
    value: Decimal | None = None
    end = start + 1
    article = False
    if token.text[:1].isdecimal() and re.fullmatch(r"[0-9]+(?:[.,][0-9]+)*", token.text):
        value = _digits(token.text, lexicon.language)
        following = tokens[end].text if end < len(tokens) else ""
        head, tail = len(token.text) <= _GROUP, re.fullmatch(r"[0-9]{3}", following)
        if value is not None and head and tail and tokens[end].start == token.end + 1:
            value, end = value * 1000 + Decimal(following), end + 1
    elif half := lexicon.half.at(tokens, start):
        value, end = half.value, half.end
    elif token.key in lexicon.articles:
        value, article = Decimal(1), True
        if phrase := lexicon.number_words.at(tokens, end):
            value, end, article = phrase.value, phrase.end, False
        elif half := lexicon.half.at(tokens, end):
            value, end, article = half.value, half.end, False
        elif number := _in_words(tokens, end, lexicon.language):
            value, end, article = number[0], number[1], False
    elif number := _in_words(tokens, start, lexicon.language):
        value, end = number
    elif collective := _collective(tokens, start, lexicon):
        return _bounded(Quantity(collective[0], start, collective[1]))
    if value is None:
        return None
    if collective := _collective(tokens, end, lexicon):
        value, end, article = value * collective[0], collective[1], False
    return _bounded(Quantity(value, start, end, article=article))
