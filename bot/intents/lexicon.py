"""The words of each language that lines of an order are made of, read from `lexicon/*.toml`.

Adding a language to the rules is adding a file there; to the parser, a folder in `nlu_data/`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from bot.intents.phrases import Phrases
from bot.intents.tokens import fold, keys, tokenize

LANGUAGES = ("fr", "en", "de", "nl")
FALLBACK_LANGUAGE = "en"


@dataclass(frozen=True)
class Lexicon:
    """One language's words; the file's comments say what each entry is for."""

    language: str
    units: dict[str, str]
    loose_units: frozenset[str]
    units_take_of: bool
    plural_is_unit: bool
    attributes: frozenset[str]
    codes: frozenset[str]
    anaphora: frozenset[str]
    measures: frozenset[str]
    articles: frozenset[str]
    half: Phrases[Decimal]
    number_words: Phrases[Decimal]
    collectives: Phrases[Decimal]
    of: frozenset[str]
    joiners: Phrases[str]
    determiners: Phrases[bool]
    definite: frozenset[str]
    lead: frozenset[str]
    tail: frozenset[str]
    breaks: Phrases[bool]
    endings: tuple[str, ...]
    cues: dict[str, Phrases[bool]]
    multiply: Phrases[Decimal]


def _words(entries: list[str]) -> frozenset[str]:
    return frozenset(fold(entry) for entry in entries)


def _units(table: dict[str, list[str]]) -> dict[str, str]:
    forms = {fold(unit): unit for unit in table}
    for unit, others in table.items():
        for form in others:
            forms.setdefault(fold(form), unit)
    return forms


def _numbers(table: dict[str, float]) -> Phrases[Decimal]:
    return Phrases({phrase: Decimal(str(value)) for phrase, value in table.items()})


def _joiners(grammar: dict[str, Any]) -> Phrases[str]:
    return Phrases({word: kind for kind in ("and", "or", "plus") for word in grammar[kind]})


@cache
def table(language: str) -> dict[str, Any]:
    """A language's file as it is; of English for a language that we have none of."""
    code = language if language in LANGUAGES else FALLBACK_LANGUAGE
    source = files("bot.intents").joinpath("lexicon", f"{code}.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


@cache
def load(language: str) -> Lexicon:
    """The words of a language; of English for one that we have none of."""
    code = language if language in LANGUAGES else FALLBACK_LANGUAGE
    data = table(code)
    numbers, grammar, cues = data["numbers"], data["grammar"], data["cues"]
    return Lexicon(
        language=code,
        units=_units(data["units"]),
        loose_units=frozenset(numbers["loose_units"]),
        units_take_of=numbers["units_take_of"],
        plural_is_unit=numbers["plural_is_unit"],
        attributes=_words(numbers["attributes"]),
        codes=_words(numbers["codes"]),
        anaphora=frozenset(keys(tokenize(grammar["anaphora"]))),
        measures=_words(numbers["measures"]),
        articles=_words(numbers["articles"]),
        half=Phrases.of(numbers["half"], Decimal("0.5")),
        number_words=_numbers(numbers["words"]),
        collectives=_numbers(numbers["collectives"]),
        of=_words(grammar["of"]),
        joiners=_joiners(grammar),
        determiners=Phrases.of(grammar["determiners"], True),
        definite=_words(grammar["definite"]),
        lead=frozenset(keys(tokenize(grammar["lead"]))),
        tail=frozenset(keys(tokenize(grammar["tail"]))),
        breaks=Phrases.of(grammar["breaks"], True),
        endings=tuple(grammar["endings"]),
        cues={
            name: Phrases.of(phrases, True)
            for name, phrases in cues.items()
            if isinstance(phrases, list)
        },
        multiply=_numbers(cues["multiply"]),
    )
