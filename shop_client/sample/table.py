"""A table of a TOML file that is read with checks; an error says where in the file it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from tomllib import TOMLDecodeError, loads
from typing import TypeVar

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class Table:
    """One table, known by its path in the file (`shop.toml: companies[2].contacts[1]`).

    Every reader raises ValueError with that path when the key is missing or of another kind.
    """

    def __init__(self, values: Mapping[str, object], where: str) -> None:
        self._values = values
        self._where = where

    @classmethod
    def of_file(cls, path: Path) -> Table:
        """The root of a TOML file; a syntax error names the line."""
        try:
            return cls(loads(path.read_text("utf-8"), parse_float=Decimal), f"{path.name}: ")
        except TOMLDecodeError as error:
            raise ValueError(f"{path.name}: {error}") from error

    def wrong(self, key: str, problem: str) -> ValueError:
        """An error about one key, for the caller to raise."""
        return ValueError(f"{self._where}{key}: {problem}")

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._get(key, str)
        if not value.strip():
            raise self.wrong(key, "is empty")
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, or None where the key is absent."""
        return self.text(key) if key in self else None

    def flag(self, key: str, default: bool) -> bool:
        """A yes or no, written true or false."""
        return self._get(key, bool) if key in self else default

    def whole(self, key: str, default: int | None = None, least: int = 0) -> int:
        """A whole number from `least` on."""
        if default is not None and key not in self:
            return default
        value = self._get(key, int)
        if isinstance(value, bool) or value < least:
            raise self.wrong(key, f"is no whole number from {least} on")
        return value

    def amount(self, key: str) -> Decimal:
        """An amount of money or a percentage: not negative, at most two decimals."""
        try:
            value = Decimal(str(self._values[key]))
        except KeyError:
            raise self.wrong(key, "is missing") from None
        except InvalidOperation:
            raise self.wrong(key, "is no amount") from None
        if not value.is_finite() or value < 0 or value != round(value, 2):
            raise self.wrong(key, "is negative or finer than a cent")
        return value

    def one_of(self, key: str, kind: type[E]) -> E:
        """A member of an enumeration, by its value."""
        try:
            return kind(self.text(key))
        except ValueError:
            raise self.wrong(key, f"is none of {', '.join(kind)}") from None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._get(key, list)
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(key, "is no list of texts")
        return tuple(values)

    def pairs(self, key: str) -> tuple[tuple[str, int], ...]:
        """A list of [text, whole number above zero], at least one."""
        pairs = []
        for pair in self._get(key, list):
            match pair:
                case [str(text), int(number)] if number > 0 and not isinstance(number, bool):
                    pairs.append((text, number))
                case _:
                    raise self.wrong(key, f"{pair!r} is no [text, positive number]")
        if not pairs:
            raise self.wrong(key, "is empty")
        return tuple(pairs)

    def table(self, key: str) -> Table:
        """A table within this one."""
        return Table(self._get(key, dict), f"{self._where}{key}.")

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of an array, none where the key is absent; their number counts from 1."""
        for number, values in enumerate(self._get(key, list) if key in self else [], 1):
            if not isinstance(values, dict):
                raise self.wrong(f"{key}[{number}]", "is no table")
            yield Table(values, f"{self._where}{key}[{number}].")

    def keyed(self, array: str, key: str, read: Callable[[Table], T]) -> dict[str, T]:
        """The tables of an array by one of their texts, which no two share."""
        found: dict[str, T] = {}
        for table in self.tables(array):
            name = table.text(key)
            if name in found:
                raise table.wrong(key, f"{name!r} stands twice")
            found[name] = read(table)
        return found

    def _get(self, key: str, kind: type[T]) -> T:
        if key not in self._values:
            raise self.wrong(key, "is missing")
        value = self._values[key]
        if not isinstance(value, kind):
            raise self.wrong(key, f"is no {kind.__name__}")
        return value
