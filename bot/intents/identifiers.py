"""VAT numbers, e-mail addresses and one-time codes in a message."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from stdnum.eu import vat as eu_vat

from bot.intents.lexicon import LANGUAGES, table
from bot.intents.phrases import Phrases
from bot.intents.tokens import tokenize

# the form of a number behind its country prefix, as VIES has it
_SHAPES = {
    "AT": r"U\d{8}",
    "BE": r"\d{9,10}",
    "BG": r"\d{9,10}",
    "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}",
    "DE": r"\d{9}",
    "DK": r"\d{8}",
    "EE": r"\d{9}",
    "EL": r"\d{9}",
    "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FI": r"\d{8}",
    "FR": r"[A-Z0-9]{2}\d{9}",
    "GB": r"\d{9}(?:\d{3})?",
    "GR": r"\d{9}",
    "HR": r"\d{11}",
    "HU": r"\d{8}",
    "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}",
    "IT": r"\d{11}",
    "LT": r"\d{9}(?:\d{3})?",
    "LU": r"\d{8}",
    "LV": r"\d{11}",
    "MT": r"\d{8}",
    "NL": r"\d{9}B\d{2}",
    "PL": r"\d{10}",
    "PT": r"\d{9}",
    "RO": r"\d{2,10}",
    "SE": r"\d{12}",
    "SI": r"\d{8}",
    "SK": r"\d{10}",
    "XI": r"\d{9}(?:\d{3})?",
}
_GAP = re.compile(r"[ .\-/\u00a0]")
_PREFIXED = re.compile(
    r"(?<![^\W_])("
    + "|".join(_SHAPES)
    + r")([ .\-\u00a0]?[0-9A-Z](?:[ .\-/\u00a0]?[0-9A-Z]){1,15})",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w.])[0-9](?:[ .\-/\u00a0]?[0-9]){7,11}(?![\w])")
_ALL_PREFIXES = frozenset(_SHAPES)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])", re.I)
_CODE = re.compile(r"(?<![\w.,-])(\d{6}|\d{3} \d{3})(?![\w-]|[.,]\d)")


def _compact(written: str) -> str:
    return _GAP.sub("", written).upper()


@cache
def _cues() -> Phrases[bool]:
    return Phrases.of((p for code in LANGUAGES for p in table(code)["references"]["vat"]), True)


def _shaped(prefix: str, rest: str) -> str | None:
    """The longest beginning of `rest`, at a gap or its end, that has the country's form."""
    pattern = re.compile(_SHAPES[prefix])
    ends = [len(rest), *(m.start() for m in reversed(list(_GAP.finditer(rest))))]
    for end in ends:
        if pattern.fullmatch(_compact(rest[:end])):
            return rest[:end]
    return None


@lru_cache(maxsize=8)
def find_vat(text: str) -> tuple[str, tuple[int, int]] | None:
    """The first VAT number and where it stands.

    Returns:
        the compact number with its prefix, right or wrong in its check digits if the prefix was
        written; without one only if the check digits fit exactly one country and the message is
        nothing else or says that it is a VAT number.
    """
    for match in _PREFIXED.finditer(text):
        prefix = match[1].upper()
        number = _shaped(prefix, match[2])
        if number is None or (
            match[1].islower() and not eu_vat.is_valid(_compact(prefix + number))
        ):
            continue
        code = "EL" if prefix == "GR" else prefix
        return code + _compact(number), (match.start(), match.start(2) + len(number))
    for match in _BARE.finditer(text):
        says_so = _cues().first(tokenize(text)) is not None
        if not says_so and match.group() != text.strip():
            continue
        countries = [c.upper() for c in eu_vat.guess_country(_compact(match.group()))]
        if len(countries) == 1:
            code = "EL" if countries[0] == "GR" else countries[0]
            return code + _compact(match.group()), match.span()
    return None


def find_email(text: str) -> tuple[str, tuple[int, int]] | None:
    """The first e-mail address and where it stands."""
    match = _EMAIL.search(text)
    return (match.group(), match.span()) if match else None


def find_code(text: str) -> str | None:
    """The six digits of a one-time code, if the message has exactly one such number."""
    found = [match[1].replace(" ", "") for match in _CODE.finditer(text)]
    return found[0] if len(found) == 1 else None
