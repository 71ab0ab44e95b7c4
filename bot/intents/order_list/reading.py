"""The tables of a file, whatever its name says it is."""

from __future__ import annotations

from bot.intents.order_list.tables import LARGEST_FILE, Flaw, Sheet, Unreadable
from bot.intents.order_list.text_files import read_text_file
from bot.intents.order_list.workbooks import OLE, ZIP, read_workbook

_OTHER_FORMATS = (
    b"%PDF-",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"PK\5\6",
    b"\0\0\0",
)
"""Beginnings of what is no table: a few that could pass for text, and the commonest.

None that letters could make: "BM" begins a bitmap, and an article number too.
"""
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<svg")


def read_tables(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a file that have something in them; a text file is one.

    Raises:
        Unreadable: it is no table that we read, or not a sound one.
    """
    if len(content) > LARGEST_FILE:
        raise Unreadable(Flaw.TOO_LARGE)
    if content.startswith((ZIP, OLE)):
        return read_workbook(content)
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable(Flaw.EMPTY)
    beginning = content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content.startswith(_OTHER_FORMATS) or beginning.startswith(_MARKUP):
        raise Unreadable(Flaw.OTHER_FORMAT)
    return (read_text_file(content),)
