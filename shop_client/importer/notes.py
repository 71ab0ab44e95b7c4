"""Tells the name of an article from a note that somebody wrote in its place."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Collection, Iterable

_CAPITALS_SHARE = 0.8
_WORD_IN_CAPITALS = re.compile(r"[^\W\d_a-z]{2,}")


class NoteJudge:
    """Judges descriptions, knowing how the rest of the file is written.

    Args:
        words: wildcards of what notes say ("damaged*").
        descriptions: the different ones of the file. Where nearly all are in capitals, one
            without any word in capitals is probably a note.
    """

    def __init__(self, words: Iterable[str], descriptions: Collection[str]) -> None:
        self._words = re.compile("|".join(map(fnmatch.translate, words)) or "(?!)", re.IGNORECASE)
        capitals = sum(text == text.upper() for text in descriptions)
        self._in_capitals = capitals >= _CAPITALS_SHARE * len(descriptions)

    def is_note(self, text: str) -> bool:
        """Whether it is no name for certain: empty, signs only, with a query, or a note's words."""
        if not any(map(str.isalnum, text)) or text[0] == "?" or text[-1] == "?":
            return True
        in_style = self._in_capitals and text == text.upper()
        return not in_style and bool(self._words.match(text))

    def may_be_note(self, text: str) -> bool:
        """Whether it is a note, or unlike the names of the file; not enough to drop a sale."""
        return self.is_note(text) or (self._in_capitals and not _WORD_IN_CAPITALS.search(text))
