"""Files that are no order list, or were made to do harm."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from order_list_samples import Rows, archive, ods, ods_cell, xlsx

from bot.intents.order_list.columns import layouts
from bot.intents.order_list.contents import probes
from bot.intents.order_list.isolated import read_apart
from bot.intents.order_list.lines import lines_of
from bot.intents.order_list.reading import read_tables
from bot.intents.order_list.tables import (
    LARGEST_FILE,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Flaw,
    Unreadable,
)

GOOD: Rows = [["SKU", "Qty"], ["PAP-A4-80", 10]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def understated(content: bytes, member: str) -> bytes:
    """The archive, saying of a member that it unpacks to one byte."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        size = file.getinfo(member).file_size.to_bytes(4, "little")
    return content.replace(size, (1).to_bytes(4, "little"))


FLAWED = {
    "nothing": (b"", Flaw.EMPTY),
    "only white space": (b" \r\n\r\n\t", Flaw.EMPTY),
    "an empty workbook": (xlsx({"A": []}), Flaw.EMPTY),
    "a PDF": (b"%PDF-1.7\n1 0 obj", Flaw.OTHER_FORMAT),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Flaw.OTHER_FORMAT),
    "a photo": (b"\xff\xd8\xff\xe0\0\x10JFIF", Flaw.OTHER_FORMAT),
    "a moving picture": (b"GIF89a\x10\0\x10\0\xf7\0\0" + bytes(range(200)), Flaw.OTHER_FORMAT),
    "a bitmap": (b"BM\x36\0\x0c\0\0\0\0\0\x36\0" + b"\0\1\x80" * 99, Flaw.OTHER_FORMAT),
    "a program": (b"MZ\x90\0\3\0\0\0\4\0" + bytes(range(256)), Flaw.OTHER_FORMAT),
    "an archive of nothing": (archive({}), Flaw.OTHER_FORMAT),
    "a web page that calls itself .xls": (b"\n<html><table></table></html>", Flaw.OTHER_FORMAT),
    "a text document": (archive({"word/document.xml": "<w/>"}), Flaw.OTHER_FORMAT),
    "any other archive": (archive({"list.csv": "PAP-A4-80;10"}), Flaw.OTHER_FORMAT),
    "bytes at random": (bytes(range(256)) * 40, Flaw.OTHER_FORMAT),
    "a protected XLSX": (
        OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        Flaw.ENCRYPTED,
    ),
    "a protected ODS": (
        ods({"A": GOOD}, more={"META-INF/manifest.xml": "<m:encryption-data/>"}),
        Flaw.ENCRYPTED,
    ),
    "half a workbook": (xlsx({"A": GOOD})[:900], Flaw.DAMAGED),
    "a broken sheet": (xlsx({"A": '<row r="1"><c r="A1"><v>1</v>'}), Flaw.DAMAGED),
    "too many bytes": (b"PAP-A4-80;10\n" * (LARGEST_FILE // 13 + 1), Flaw.TOO_LARGE),
    "too many rows": (b"PAP-A4-80;10\n" * (MOST_ROWS + 1), Flaw.TOO_LARGE),
    "too many members": (
        xlsx({"A": GOOD}, more={f"xl/{n}.xml": "" for n in range(2001)}),
        Flaw.TOO_LARGE,
    ),
    "a member that unpacks to far more": (
        xlsx({"A": GOOD}, more={"xl/media/a.png": b"\0" * 30_000_000}),
        Flaw.TOO_LARGE,
    ),
    "members that say less than they are": (
        understated(
            xlsx({"A": GOOD}, more={"xl/media/a.png": b"\1" * 3_000_001}), "xl/media/a.png"
        ),
        Flaw.DAMAGED,
    ),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("content", "flaw"), FLAWED.values(), ids=FLAWED.keys())
def test_a_file_that_is_no_table_is_told_apart(content: bytes, flaw: Flaw) -> None:
    with pytest.raises(Unreadable) as raised:
        read_tables(content)
    assert raised.value.flaw is flaw


async def test_a_file_is_read_the_same_in_a_process_of_its_own() -> None:
    for content in (xlsx({"A": GOOD}), ods({"A": GOOD}), b"SKU;Qty\nPAP-A4-80;1,5\n"):
        assert await read_apart(content) == read_tables(content)


async def test_a_flaw_is_told_by_the_process_too() -> None:
    with pytest.raises(Unreadable) as raised:
        await read_apart(b"%PDF-1.7")
    assert raised.value.flaw is Flaw.OTHER_FORMAT


FAR = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
OVERTAXING = {
    "two cells at opposite corners": xlsx(
        {"A": FAR.format(1, "A") + FAR.format(1048576, "XFD")},
    ),
    "an ODS row repeated for ever": ods(
        {
            "A": '<table:table-row table:number-rows-repeated="1048576">'
            '<table:table-cell table:number-columns-repeated="16384" '
            'office:value-type="string"><text:p>PAP-A4-80</text:p></table:table-cell>'
            "</table:table-row>"
        }
    ),
}


@pytest.mark.parametrize("content", OVERTAXING.values(), ids=OVERTAXING.keys())
async def test_a_small_file_that_asks_for_all_memory_harms_nobody(content: bytes) -> None:
    with pytest.raises(Unreadable) as raised:
        await read_apart(content)
    assert raised.value.flaw in (Flaw.TOO_LARGE, Flaw.DAMAGED)


async def test_reading_ends_in_time() -> None:
    with pytest.raises(Unreadable) as raised:
        await read_apart(xlsx({"A": GOOD}), seconds=0.0)
    assert raised.value.flaw is Flaw.TOO_LARGE


def test_a_formula_is_never_read_only_the_value_that_was_saved() -> None:
    (sheet,) = read_tables(xlsx({"A": [["SKU", "Qty"], ["PAP-A4-80", "=1+6"]]}))
    assert [row.text(1) for row in sheet.rows] == ["Qty", "7"]


def test_what_is_far_too_wide_or_long_is_cut() -> None:
    wide = b";".join([b"PAP-A4-80", *(b"x" * 10_000 for _ in range(100))]) + b"\n"
    (sheet,) = read_tables(wide * 3)
    assert sheet.width == MOST_COLUMNS
    assert max(len(row.text(1)) for row in sheet.rows) == LONGEST_CELL


def test_a_workbook_with_empty_rows_to_its_end_is_small() -> None:
    rows = (
        f"<table:table-row>{ods_cell('PAP-A4-80')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/>'
        "</table:table-row>"
    )
    (sheet,) = read_tables(ods({"A": rows}))
    assert len(sheet.rows) == 1


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fall(content: bytes) -> None:
    try:
        sheets = read_tables(content)
    except Unreadable:
        return
    for sheet in sheets:
        for layout in layouts(sheet, set(probes(sheet))):
            assert all(line.row >= layout.first for line in lines_of(sheet, layout, "en"))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_no_text_makes_the_reader_fall(text: str) -> None:
    try:
        sheets = read_tables(text.encode("utf-8", errors="replace"))
    except Unreadable:
        return
    for sheet in sheets:
        for layout in layouts(sheet, frozenset()):
            lines_of(sheet, layout, "fr")
