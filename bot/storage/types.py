"""Column types that lose nothing: instants, money, texts and JSON, alike on SQLite and PostgreSQL.

Amounts are text ("1234.50 EUR"), so every digit comes back; instants are `timestamptz` on
PostgreSQL and fixed-width ISO text, which sorts as time does, on SQLite.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import DateTime, Dialect, Enum, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from shop_client.money import Money

T = TypeVar("T")
Write = Callable[[T | None], Any]
"""What a driver calls for a parameter: SQLAlchemy's own way there has three calls more."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""PostgreSQL stores no NUL, and no UTF-8 holds half a surrogate pair; hostile input has both."""


def storable(text: str) -> str:
    """The text with what no database can store replaced by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


class Words(TypeDecorator[str]):
    """Text as anyone may have written it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replaces what can't be stored."""
        return None if value is None else storable(value)

    def bind_processor(self, dialect: Dialect) -> Write[str]:
        """The same for drivers, which take any other text as it is."""
        return _stored


class Instant(TypeDecorator[datetime]):
    """An aware instant, read back in UTC to the microsecond."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite, which knows no time."""
        kind = String(32) if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """To UTC. Raises ValueError for a naive datetime."""
        if value is None:
            return None
        return _utc_text(value) if dialect.name == "sqlite" else _in_utc(value)

    def bind_processor(self, dialect: Dialect) -> Write[datetime]:
        """The same for drivers."""
        write = _utc_text if dialect.name == "sqlite" else _in_utc
        return lambda value: None if value is None else write(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Aware UTC."""
        if value is None:
            return None
        return _in_utc(datetime.fromisoformat(value) if isinstance(value, str) else value)


class MoneyText(TypeDecorator[Money]):
    """An amount and its currency in one text, exact to the last digit."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> str | None:
        """Raises ValueError for an amount that is not a finite number."""
        if value is None:
            return None
        if not value.amount.is_finite():
            raise ValueError("an amount of money is finite")
        return f"{value.amount} {value.currency}"

    def process_result_value(self, value: str | None, dialect: Dialect) -> Money | None:
        """The very amount that was stored."""
        if value is None:
            return None
        amount, _, currency = value.partition(" ")
        return Money(Decimal(amount), currency)


class Json(TypeDecorator[T], Generic[T]):
    """A value of plain JSON: dicts, lists, strings, numbers. Anything else is a TypeError.

    `Decimal` or `datetime` are refused rather than given back as strings one turn later.
    """

    impl = Text
    cache_ok = True

    def encode(self, value: T) -> str:
        """The text that is stored; equal values of one shape give equal texts."""
        _check(value)
        return _json(value)

    def decode(self, text: str) -> T:
        """The value of a stored text."""
        value: T = json.loads(text)
        return value

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        """Encodes."""
        return None if value is None else self.encode(value)

    def bind_processor(self, dialect: Dialect) -> Write[T]:
        """The same for drivers, to which it is a text like any other."""
        return lambda value: None if value is None else self.encode(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> T | None:
        """Decodes."""
        return None if value is None else self.decode(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], T | None]:
        """The same for drivers."""
        return lambda value: None if value is None else self.decode(value)


class Typed(Json[T]):
    """Dataclasses, and lists of them, as JSON: `Decimal` and dates as strings, bytes as base64."""

    cache_ok = True

    def __init__(self, shape: Any) -> None:
        super().__init__()
        self.shape = shape
        self._decoder = msgspec.json.Decoder[T](shape)

    def encode(self, value: T) -> str:
        """The text that is stored."""
        return _json(value)

    def decode(self, text: str) -> T:
        """The value, checked against its shape. Raises msgspec.ValidationError."""
        value: T = self._decoder.decode(text)
        return value


def named(words: type[StrEnum]) -> Enum:
    """A column of one of these words, stored as the word itself."""
    return Enum(
        words,
        native_enum=False,
        create_constraint=False,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


def _stored(value: str | None) -> str | None:
    if value is None or (value.isascii() and "\0" not in value):
        return value
    return storable(value)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is UTC:
        return value
    if value.utcoffset() is None:
        raise ValueError("a naive datetime is not an instant")
    return value.astimezone(UTC)


@lru_cache(maxsize=64)
def _utc_text(value: datetime) -> str:
    """A turn writes one and the same instant into many rows."""
    return _in_utc(value).isoformat(timespec="microseconds")


_encode = msgspec.json.Encoder().encode
_PLAIN = frozenset((str, int, bool, type(None)))


def _json(value: Any) -> str:
    """The JSON of a value; what can't be stored is looked for only where there may be any."""
    try:
        text = _encode(value).decode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return _encode(_clean(msgspec.to_builtins(value))).decode()
    return _encode(_clean(json.loads(text))).decode() if "\\u0000" in text else text


def _check(value: Any) -> None:
    """Raises TypeError for what JSON would give back as something else, or not at all."""
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError("the keys of JSON are strings")
            if type(item) not in _PLAIN:
                _check(item)
    elif isinstance(value, list | tuple):
        for item in value:
            if type(item) not in _PLAIN:
                _check(item)
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("JSON has no word for such a number")
    elif not isinstance(value, str | int | None):
        raise TypeError(f"{type(value).__name__} is no value of JSON")


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value
