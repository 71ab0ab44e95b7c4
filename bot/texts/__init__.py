"""Every sentence the assistant says, in four languages, from the Fluent catalogues beside this.

A language is one folder; a text that is missing in one falls back to English. Numbers, amounts
and dates are written as the language writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime, get_timezone
from babel.lists import format_list
from babel.numbers import NumberFormatError, format_currency, format_decimal, parse_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message

from shop_client.money import Money

LANGUAGES = ("fr", "en", "nl", "de")
_FOLDER = Path(__file__).parent
_LOCALES = {"en": "en_GB"}
"""Where a language's own default is not that of European trade: 11/23/26 is no date here."""
_MOST_WRITTEN = 4096
"""Numbers whose form is kept: Babel takes 60 µs for one, and many return again and again."""


def _given(value: object) -> Any:
    """GIVEN($value) in a catalogue: "yes", or "no" when the value is empty."""
    return "yes" if str(value) else "no"


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language))


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], functions={"GIVEN": _given}, use_isolating=False)
    for path in sorted((_FOLDER / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def load(language: str) -> None:
    """Reads a language's catalogues, which takes a tenth of a second, before somebody waits."""
    _bundle(language)


@cache
def keys(language: str) -> frozenset[str]:
    """The text keys that a language has."""
    return frozenset(
        entry.id.name
        for path in (_FOLDER / language).glob("*.ftl")
        for entry in FluentResource(path.read_text(encoding="utf-8")).body
        if isinstance(entry, Message)
    )


def text(language: str, key: str, **values: str | int | Decimal) -> str:
    """The sentence under a key.

    Raises:
        KeyError: no language has the key, or a value that it needs is missing.
    """
    return _formatted(language, key, values) if values else _fixed(language, key)


@cache
def _fixed(language: str, key: str) -> str:
    """One that needs no value: there are no more of them than in the catalogues."""
    return _formatted(language, key, {})


def _formatted(language: str, key: str, values: Mapping[str, str | int | Decimal]) -> str:
    for candidate in (language, "en"):
        bundle = _bundle(candidate)
        if not bundle.has_message(key):
            continue
        pattern = bundle.get_message(key).value
        if pattern is None:
            continue
        arguments = {
            name: float(value) if isinstance(value, Decimal) else value
            for name, value in values.items()
        }
        result, errors = bundle.format_pattern(pattern, arguments)
        if errors:
            raise KeyError(f"{key} ({candidate}): {errors[0]}")
        return str(result)
    raise KeyError(key)


@lru_cache(maxsize=_MOST_WRITTEN)
def money(language: str, amount: Money) -> str:
    """An amount as the language writes it: 1 234,50 €; unit prices keep up to four decimals."""
    locale = _locale(language)
    decimals = -int(amount.amount.normalize().as_tuple().exponent)
    if decimals <= 2:
        return format_currency(amount.amount, amount.currency, locale=locale)
    pattern = str(locale.currency_formats["standard"].pattern).replace("0.00", "0.00##")
    return format_currency(
        amount.amount, amount.currency, pattern, locale=locale, currency_digits=False
    )


@lru_cache(maxsize=_MOST_WRITTEN)
def quantity(language: str, value: Decimal) -> str:
    """A number without needless decimals."""
    return str(format_decimal(value, locale=_locale(language)))


def day(language: str, value: date) -> str:
    """A date in words short enough for a chat."""
    return format_date(value, format="medium", locale=_locale(language))


def listed(language: str, parts: Iterable[str], *, either: bool = False) -> str:
    """Parts in one sentence: "a, b and c", or "a, b or c" when one of them is meant."""
    return format_list(list(parts), style="or" if either else "standard", locale=_locale(language))


def moment(language: str, value: datetime, zone: str) -> str:
    """An instant as the clocks of a time zone show it."""
    zoned = get_timezone(zone)
    return format_datetime(value, format="short", tzinfo=zoned, locale=_locale(language))


def read_amount(language: str, written: str) -> Decimal | None:
    """The amount that somebody wrote as their language does: "1 500,50 €".

    None when it is none, and when it could be two: "1.500" is a thousand and a half to some and
    one and a half to others, whatever the language.
    """
    plain = re.sub(r"(?i)\b(eur|euros?|usd|gbp|chf)\b|[€$£\s']", "", written)
    if not re.fullmatch(r"[0-9]+([.,][0-9]+)*", plain) or re.fullmatch(r"\d+[.,]\d{3}", plain):
        return None
    try:
        return parse_decimal(plain, locale=_locale(language), strict=True)
    except NumberFormatError:
        return None
