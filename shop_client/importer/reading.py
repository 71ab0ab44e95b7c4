"""Reads a table of order lines, a line at a time, in whatever usual dress it comes.

UTF-8 with or without a byte-order mark, UTF-16, else Windows-1252; comma, semicolon, tab or bar;
plain or gzip. The number of lines read is the number of rows after the header; a row that can't be
read counts once for each physical line it swallowed, so that nothing vanishes behind a stray quote.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, NamedTuple, TextIO, cast

from shop_client.importer.columns import Field, map_columns
from shop_client.importer.errors import FileUnreadable

DELIMITERS = ",;\t|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FLOAT = re.compile(r"^(\d+)\.0+$")
_BLOCK = 1 << 20
_REMEMBERED = 1 << 17
_DAMAGED = (OSError, EOFError, zlib.error)


class RawLine(NamedTuple):
    """One line as the file has it, but for spaces and what a spreadsheet did to its numbers.

    A file without descriptions gives the code instead; without countries, "".
    """

    order: str
    sku: str
    description: str
    quantity: str
    date: str
    price: str
    customer: str
    country: str


class Oddity(NamedTuple):
    """A row that is no line: blank, or with another number of columns than the header."""

    blank: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A file whose encoding, delimiter and columns are known."""

    path: Path
    encoding: str
    delimiter: str
    width: int
    columns: Mapping[Field, int]

    def lines(self) -> Iterator[RawLine | Oddity]:
        """Reads the file once more, from its first line.

        Raises:
            FileUnreadable: the file is damaged.
        """
        known = {one: (place, _CONVERTERS[one]) for one, place in self.columns.items()}
        known.setdefault(Field.DESCRIPTION, known[Field.SKU])
        known.setdefault(Field.COUNTRY, (self.width, _text_of))
        cells = [known[one] for one in Field]
        with _opened(self.path) as binary, _text(binary, self.encoding) as text:
            reader = csv.reader(text, delimiter=self.delimiter)
            _next(reader, self.path)
            line_number = reader.line_num
            while (row := _next(reader, self.path)) is not None:
                span, line_number = reader.line_num - line_number, reader.line_num
                if len(row) == self.width and any(row):
                    row.append("")  # what a column that the file lacks holds
                    yield RawLine._make([convert(row[place]) for place, convert in cells])
                else:
                    blank = not any(cell.strip() for cell in row) and span == 1
                    for _ in range(span):
                        yield Oddity(blank)


# Cells repeat a lot: remembering them halves the time that a large file takes.
@lru_cache(maxsize=_REMEMBERED)
def _text_of(cell: str) -> str:
    """Single spaces, and nothing that can't be printed: names go before people."""
    plain = " ".join(cell.split())
    return plain if plain.isprintable() else "".join(filter(str.isprintable, plain))


@lru_cache(maxsize=_REMEMBERED)
def _number_of(cell: str) -> str:
    """The number of an order or customer, without the ".0" that a spreadsheet appends."""
    return _FLOAT.sub(r"\1", _text_of(cell))


@lru_cache(maxsize=_REMEMBERED)
def _code_of(cell: str) -> str:
    return _text_of(cell).upper()


_CONVERTERS = dict.fromkeys(Field, _text_of) | {
    Field.ORDER: _number_of,
    Field.CUSTOMER: _number_of,
    Field.SKU: _code_of,
}


def open_source(
    path: Path,
    named: Mapping[Field, str],
    delimiter: str | None = None,
    encoding: str | None = None,
) -> Source:
    """Looks at a file and finds its columns.

    Raises:
        FileUnreadable: it is missing, damaged, empty, or has no header with several columns.
        ColumnMissing: a needed column was not found.
    """
    encoding = encoding or _guess_encoding(path)
    try:
        with _opened(path) as binary, _text(binary, encoding) as text:
            first = text.readline()
    except (LookupError, UnicodeError) as error:
        raise FileUnreadable(f"{path} can't be read as {encoding}: {error}.") from error
    except _DAMAGED as error:
        raise _damaged(path, error) from error
    delimiter = delimiter or max(DELIMITERS, key=first.count)
    header = next(csv.reader([first], delimiter=delimiter), [])
    if len(header) < 2:
        raise FileUnreadable(
            f"{path} has no header of several columns in its first line. If they are separated by "
            "an unusual sign, say it with --delimiter."
        )
    return Source(path, encoding, delimiter, len(header), map_columns(header, named))


def _opened(path: Path) -> BinaryIO:
    try:
        with path.open("rb") as file:
            compressed = file.read(2) == b"\x1f\x8b"
    except OSError as error:
        raise FileUnreadable(f"{path}: {error.strerror}. Check the name of the file.") from error
    return cast(BinaryIO, gzip.open(path, "rb")) if compressed else path.open("rb")


def _text(binary: BinaryIO, encoding: str) -> TextIO:
    return io.TextIOWrapper(binary, encoding, errors="replace", newline="")


def _next(reader: Iterator[list[str]], path: Path) -> list[str] | None:
    """The next row; None at the end; one of the wrong width where the csv module gave up."""
    try:
        return next(reader, None)
    except csv.Error:
        return ["broken"]
    except _DAMAGED as error:
        raise _damaged(path, error) from error


def _guess_encoding(path: Path) -> str:
    try:
        with _opened(path) as file:
            block = file.read(_BLOCK)
            for mark, encoding in _MARKS:
                if block.startswith(mark):
                    return encoding
            decoder = codecs.getincrementaldecoder("utf-8")()
            while block:
                decoder.decode(block)
                block = file.read(_BLOCK)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    except _DAMAGED as error:
        raise _damaged(path, error) from error
    return "utf-8"


def _damaged(path: Path, error: Exception) -> FileUnreadable:
    return FileUnreadable(f"{path} is damaged: {error}. Get the file again.")
