"""Column types that lose nothing: instants, money, texts and JSON, alike on SQLite and PostgreSQL.

Amounts are text ("1234.50 EUR"), so every digit comes back; instants are `timestamptz` on
PostgreSQL and fixed-width ISO text, which sorts as time does, on SQLite.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import DateTime, Dialect, Enum, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from shop_client.money import Money

T = TypeVar("T")

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
        if value.utcoffset() is None:
            raise ValueError("a naive datetime is not an instant")
        value = value.astimezone(UTC)
        return value.isoformat(timespec="microseconds") if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Aware UTC."""
        if value is None:
            return None
        return (datetime.fromisoformat(value) if isinstance(value, str) else value).astimezone(UTC)


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
        _check_keys(value)
        return _json(value)

    def decode(self, text: str) -> T:
        """The value of a stored text."""
        value: T = json.loads(text)
        return value

    def process_bind_param(self, value: T | None, dialect: Dialect) -> str | None:
        """Encodes."""
        return None if value is None else self.encode(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> T | None:
        """Decodes."""
        return None if value is None else self.decode(value)


class Typed(Json[T]):
    """Dataclasses, and lists of them, as JSON: `Decimal` and dates as strings, bytes as base64."""

    cache_ok = True

    def __init__(self, shape: Any) -> None:
        super().__init__()
        self.shape = shape
        self._decoder = msgspec.json.Decoder[T](shape)

    def encode(self, value: T) -> str:
        """The text that is stored."""
        return _json(msgspec.to_builtins(value))

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


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_SUSPECT = re.compile("[\ud800-\udfff]|\\\\u0000")
"""In JSON: half of a surrogate pair, or what may be an escaped NUL."""


def _json(value: Any) -> str:
    """The JSON of plain values; what can't be stored is looked for only where there may be any."""
    text = _encode(value)
    return _encode(_clean(value)) if _SUSPECT.search(text) else text


def _check_keys(value: Any) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError("the keys of JSON are strings")
            if not isinstance(item, str):
                _check_keys(item)
    elif isinstance(value, list | tuple):
        for item in value:
            if not isinstance(item, str):
                _check_keys(item)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    return value
