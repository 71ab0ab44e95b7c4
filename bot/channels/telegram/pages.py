"""Text in Telegram's HTML, on as many messages as it needs.

A line is made of runs that are bold, italic or plain and never nested, so that every page is
balanced however it is cut (https://core.telegram.org/bots/api#html-style).
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

PAGE_LIMIT = 4096
"""Characters after the entities are parsed. Counted in UTF-16 units, as Telegram counts offsets:
never fewer than the code points, so that a page fits whichever of the two is meant."""
_BEST_BREAK = 0.5
"""A long line is cut at its last space, unless that would leave less than this part of a page."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some plain text, not escaped yet; `tag` is "b", "i" or empty."""

    text: str
    tag: str = ""

    @property
    def html(self) -> str:
        """Escaped and marked up."""
        text = html.escape(self.text, quote=False)
        return f"<{self.tag}>{text}</{self.tag}>" if self.tag and self.text else text


Line = tuple[Run, ...]


def length(text: str) -> int:
    """How long Telegram takes a text to be, in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def paged(lines: Iterable[Line], limit: int = PAGE_LIMIT) -> list[str]:
    """The pages, in HTML; each shows something and is `limit` long at most.

    Nothing is lost but line breaks where a page ends, and blank lines at both its ends.
    """
    pages: list[list[Line]] = [[]]
    room = limit
    for line in (piece for whole in lines for piece in _pieces(whole, limit)):
        needed = _length(line) + (1 if pages[-1] else 0)
        if needed > room:
            pages.append([])
            room = limit
            needed = _length(line)
        if pages[-1] or _shows(line):
            pages[-1].append(line)
            room -= needed
    return [_html(page) for page in pages if any(map(_shows, page))]


def _html(page: list[Line]) -> str:
    while not _shows(page[-1]):
        page.pop()
    return "\n".join("".join(run.html for run in line) for line in page)


def _length(line: Line) -> int:
    return sum(length(run.text) for run in line)


def _shows(line: Line) -> bool:
    """Whether there is anything to see: Telegram refuses a message without."""
    return any(c.isprintable() and not c.isspace() for run in line for c in run.text)


def _pieces(line: Line, limit: int) -> Iterator[Line]:
    """The line, or the parts of one that is longer than a page."""
    piece: list[Run] = []
    room = limit
    for run in line:
        text = run.text
        while length(text) > room:
            cut = _cut(text, room, limit)
            if cut:
                piece.append(Run(text[:cut], run.tag))
            yield tuple(piece)
            piece, room, text = [], limit, text[cut:]
        piece.append(Run(text, run.tag))
        room -= length(text)
    yield tuple(piece)


def _cut(text: str, room: int, limit: int) -> int:
    """How many characters fit into `room`, to the last space if one is near."""
    fitting = used = 0
    for character in text:
        used += length(character)
        if used > room:
            break
        fitting += 1
    space = text.rfind(" ", 0, fitting) + 1
    return space if space > limit * _BEST_BREAK else fitting
