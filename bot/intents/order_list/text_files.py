"""Text files with a table: in which encoding, and by what their columns are parted.

Compared with csv.Sniffer and CleverCSV in docs/adr/0018-order-lists.md.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter

from bot.intents.order_list.tables import Flaw, Sheet, Unreadable, table

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
        Unreadable: it is no text, or has nothing in it, or far too much.
    """
    text = text_of(content)
    if not text.strip():
        raise Unreadable(Flaw.EMPTY)
    said = _SAID.match(text)
    if said:
        # A spreadsheet doesn't show this line, and rows are numbered as it shows them.
        return table("", _rows(text[said.end() :], said[1], quoted=True))
    delimiter, quoted = _dialect(text)
    if not delimiter:
        return table("", _aligned(text.splitlines()))
    return table("", _rows(text, delimiter, quoted=quoted))


def _dialect(text: str) -> tuple[str, bool]:
    """The delimiter ("" for none) and whether cells are quoted: what gives most rows of one width.

    A stray quotation mark (3" pipe) would swallow the lines behind it: then marks are read as
    they stand.
    """
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE_LINES])
    best, dialect = (0, 0), ("", True)
    for quoted in (True, False):
        for delimiter in DELIMITERS:
            rows = _rows(sample, delimiter, quoted=quoted)
            widths = Counter(len(row) for row in rows if len(row) > 1 and any(row))
            if widths:
                width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
                if (count, width) > best and (quoted or count > best[0]):
                    best, dialect = (count, width), (delimiter, quoted)
    return dialect


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
