"""What is understood without the parser: article numbers, identifiers and a few exact words."""

from __future__ import annotations

import re
from functools import cache

from bot.intents.identifiers import find_code, find_email, find_vat
from bot.intents.language import detect
from bot.intents.lexicon import LANGUAGES, Lexicon, table
from bot.intents.lines import read_lines
from bot.intents.rows import read_rows
from bot.intents.schema import Intent
from bot.intents.segments import looks_like_sku
from bot.intents.tokens import fold, tokenize

_SURE_OF_A_STRANGER = 0.8
_SPACE = re.compile(r"[\W_]+")


def _plain(text: str) -> str:
    return _SPACE.sub(" ", fold(text)).strip()


@cache
def _keywords() -> dict[str, dict[str, Intent]]:
    return {
        language: {
            _plain(phrase): Intent(intent)
            for intent, phrases in table(language)["keywords"].items()
            for phrase in phrases
        }
        for language in LANGUAGES
    }


def keyword(text: str, language: str) -> Intent | None:
    """The intent of a message that is exactly a known word; the person's language comes first."""
    plain = _plain(text)
    for code in (language, *LANGUAGES):
        if intent := _keywords().get(code, {}).get(plain):
            return intent
    return None


def identifies(text: str) -> bool:
    """Whether a message is nothing but a VAT number, an e-mail address or a one-time code."""
    bare = text.strip()
    whole = (0, len(bare))
    vat, email = find_vat(bare), find_email(bare)
    if (vat and vat[1] == whole) or (email and email[1] == whole):
        return True
    code = find_code(bare)
    return code is not None and bare.replace(" ", "") == code


def is_order_list(text: str) -> bool:
    """Whether a message is nothing but article numbers with quantities."""
    return read_rows(text) is not None


def without_parser(text: str, lexicon: Lexicon) -> Intent:
    """The intent by rules alone: certain or out of scope, nothing is guessed."""
    if found := keyword(text, lexicon.language):
        return found
    if find_vat(text) or find_email(text):
        return Intent.IDENTIFY
    lines = read_lines(text, Intent.ADD_LINES, lexicon)
    certain = [
        line
        for line in lines
        if line.quantity is not None and any(looks_like_sku(t.text) for t in tokenize(line.product))
    ]
    return Intent.ADD_LINES if certain and len(certain) == len(lines) else Intent.OUT_OF_SCOPE


def first_language(text: str, default: str) -> str:
    """The language of a stranger's first words; a greeting alone tells it, a number does not."""
    plain = _plain(text)
    spoken = [language for language in LANGUAGES if plain in _keywords().get(language, {})]
    if len(spoken) == 1:
        return spoken[0]
    language, confidence = detect(text)
    return language if language and confidence >= _SURE_OF_A_STRANGER else default
