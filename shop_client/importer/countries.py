"""Countries as files name them, to their ISO 3166-1 codes."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

_LANGUAGES = {"AT": "de", "BE": "fr", "CH": "de", "DE": "de", "FR": "fr", "LU": "fr", "NL": "nl"}
_OTHER_NAMES = {
    "czech republic": "CZ",
    "eire": "IE",
    "el": "GR",
    "england": "GB",
    "great britain": "GB",
    "holland": "NL",
    "hong kong": "HK",
    "republic of ireland": "IE",
    "rsa": "ZA",
    "scotland": "GB",
    "turkey": "TR",
    "uae": "AE",
    "uk": "GB",
    "usa": "US",
    "wales": "GB",
}


def country_code(name: str) -> str | None:
    """The code of a country given by its code or by its name in en, fr, de or nl, else None."""
    return _codes().get(name.strip().casefold())


def business_language(code: str | None) -> str:
    """The language in which a company there is first addressed; a person's own choice wins."""
    return _LANGUAGES.get(code or "", "en")


def country_name(code: str) -> str:
    """The English name of a country given by its code."""
    return str(Locale("en").territories[code])


def country_key(name: str) -> str:
    """What makes two spellings the same country: the code, or the bare name where there is none."""
    return country_code(name) or name.strip().casefold()


@cache
def _codes() -> dict[str, str]:
    codes = {}
    for language in ("nl", "de", "fr", "en"):
        for code, name in Locale(language).territories.items():
            if re.fullmatch("[A-Z]{2}", code) and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB"):
                codes[name.casefold()] = codes[code.casefold()] = code
    return codes | _OTHER_NAMES
