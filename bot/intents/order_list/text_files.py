"""Text files with a table: in which encoding, and by what their columns are parted.

Compared with csv.Sniffer and CleverCSV in docs/adr/0018-order-lists.md.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.intents.order_list.tables import Budget, Flaw, Sheet, Unreadable, table

DELIMITERS = ";\t|,"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_LINES = 300
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""How Excel is told the delimiter, in the first line."""
_ALIGNED = re.compile(r"\t+| {2,}")
_SAMPLE_BYTES = 4096
_MOST_CONTROLS, _MOST_NULLS = 0.01, 0.05
"""A larger share of control characters, or of nulls, is no text."""


def text_of(content: bytes) -> str:
    """The text of a file.

    Raises:
        Unreadable: it is no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content.decode(encoding, errors="replace"))
    unmarked = _unmarked_utf_16(content[:_SAMPLE_BYTES])
    if unmarked is not None:
        return _checked(content.decode(unmarked, errors="replace"))
    try:
        return _checked(content.decode())
    except UnicodeDecodeError:
        return _checked(content.decode("cp1252", errors="replace"))


def _unmarked_utf_16(sample: bytes) -> str | None:
    """Of Western text in UTF-16 every other byte is null."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    many, few = len(sample) * 0.3, len(sample) * 0.05
    if odd > many and even < few:
        return "utf-16-le"
    return "utf-16-be" if even > many and odd < few else None


def _checked(text: str) -> str:
    sample = text[:20_000]
    nulls = sample.count("\0")
    controls = sum(c < " " and c not in "\t\r\n\f\v\0" for c in sample)
    if controls > _MOST_CONTROLS * len(sample) + 1 or nulls > _MOST_NULLS * len(sample) + 1:
        raise Unreadable(Flaw.OTHER_FORMAT)
    return text.replace("\0", "")


def read_text_file(content: bytes) -> Sheet:
    """The table of a text file.

    Raises:
        Unreadable: it is no text, or has nothing in it, or far too much, or a quotation mark in
            it swallows rows.
    """
    text = text_of(content)
    if not text.strip():
        raise Unreadable(Flaw.EMPTY)
    said = _SAID.match(text)
    if said:
        # A spreadsheet doesn't show this line, and rows are numbered as it shows them.
        return table("", _whole(text[said.end() :], said[1]), Budget())
    delimiter = _delimiter(text)
    rows = _whole(text, delimiter) if delimiter else _aligned(text.splitlines())
    return table("", rows, Budget())


def _delimiter(text: str) -> str:
    """What gives most rows of one width, with quoted cells or without; "" for none."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_LINES])
    best, delimiter = (0, 0), ""
    for quoted in (True, False):
        for tried in DELIMITERS:
            width, count = _usual(_rows(sample, tried, quoted=quoted))
            if (count, width) > best and (quoted or count > best[0]):
                best, delimiter = (count, width), tried
    return delimiter


def _usual(rows: Iterable[Sequence[str]]) -> tuple[int, int]:
    """The width that most rows have, and how many have it; of one cell none is counted."""
    widths = Counter(len(row) for row in rows if len(row) > 1 and any(row))
    return max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))


def _whole(text: str, delimiter: str) -> list[list[str]]:
    """All rows, quoted cells over several lines too, unless reading line by line gives more.

    A stray quotation mark (3" pipe) swallows the lines behind it.

    Raises:
        Unreadable: rows are swallowed, and line by line it is worse.
    """
    if '"' not in text:
        return _rows(text, delimiter, quoted=False)
    rows = _rows(text, delimiter, quoted=True)
    width, count = _usual(rows)
    apart = [_line(line, delimiter, width) for line in text.splitlines()]
    if not count or sum(len(row) == width for row in apart) > count:
        return apart
    inner = (line for row in rows for cell in row for line in cell.splitlines()[1:])
    if any(len(_line(line, delimiter, width)) == width for line in inner):
        raise Unreadable(Flaw.DAMAGED)
    return rows


def _line(line: str, delimiter: str, width: int) -> list[str]:
    """One line by itself; its marks are read as they stand where only that gives the width."""
    plain = _rows(line, delimiter, quoted=False)
    quoted = _rows(line, delimiter, quoted=True) if '"' in line else plain
    fits = quoted and (len(quoted[0]) == width or not plain or len(plain[0]) != width)
    rows = quoted if fits else plain
    return rows[0] if rows else []


def _aligned(lines: list[str]) -> list[list[str]]:
    """Columns that are set apart by spaces alone, where most lines have the same; else one."""
    rows = [_ALIGNED.split(line.strip()) for line in lines]
    widths = Counter(len(row) for row in rows if any(row))
    width, count = widths.most_common(1)[0]
    return rows if width > 1 and count * 2 > widths.total() else [[line] for line in lines]


def _rows(text: str, delimiter: str, *, quoted: bool) -> list[list[str]]:
    if not quoted:
        return [
            [cell.strip().strip('"') for cell in line.split(delimiter)]
            for line in text.splitlines()
        ]
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:  # a cell without end
        return []
