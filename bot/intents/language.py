"""Which language a message is in.

Detected for each message, kept for each person: a short message says too little to switch
("ok", "toner HP 26X", "PAP-A4-80 x 12" are the same everywhere).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

from bot.intents.lexicon import FALLBACK_LANGUAGE, LANGUAGES

MIN_WORDS = 3
SURE = 0.8
_MAX_CHARS = 1000
_NAMES = re.compile(r"\S*[@/\d]\S*")
"""Addresses, links, SKUs and numbers are the same in every language."""
_WORD = re.compile(r"[^\W\d_]{2,}(?:['’-][^\W\d_]+)*")
_MODEL = "data/model.npz.xz"


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(_MODEL, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_NAMES.sub(" ", text[:_MAX_CHARS])))


@lru_cache(maxsize=8)
def detect(text: str) -> tuple[str | None, float]:
    """The language of a message and how sure that is, 0 to 1; (None, 0.0) without any word."""
    words = _words(text)
    if not words:
        return None, 0.0
    language, confidence = _identifier().classify(" ".join(words).lower())
    return str(language), float(confidence)


def detected(text: str) -> str | None:
    """The language of a message that is long and plain enough to tell; else None."""
    if len(_words(text)) < MIN_WORDS:
        return None
    language, confidence = detect(text)
    return language if confidence >= SURE else None


def choose_language(text: str, current: str | None) -> str:
    """The language to answer in: the message's where that is certain, else the person's own.

    Args:
        text: the message.
        current: what the person last spoke; None for a stranger, whose first words decide.
    """
    if found := detected(text):
        return found
    if current in LANGUAGES:
        return str(current)
    return detect(text)[0] or FALLBACK_LANGUAGE
