"""A merchant's own export is understood, or the merchant is told what to say."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from shop_client.importer.columns import Field, map_columns
from shop_client.importer.errors import ColumnMissing, FileUnreadable, FormatUnclear
from shop_client.importer.formats import (
    ISO,
    Formats,
    guess_date_format,
    guess_decimal_mark,
)
from shop_client.importer.reading import Oddity, RawLine, open_source

HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
ROW = "536365,85123a,WHITE  HEART ,6,2010-12-01 08:26:00,2.55,17850.0,Belgium"
LINE = RawLine(
    "536365", "85123A", "WHITE HEART", "6", "2010-12-01 08:26:00", "2.55", "17850", "Belgium"
)


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "orders.csv"
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path) -> list[RawLine | Oddity]:
    return list(open_source(path, {}).lines())


@pytest.mark.parametrize(
    "header",
    [
        HEADER.split(","),
        ["Invoice No.", "SKU", "Product name", "Qty", "Date", "Price", "Customer ID", "Country"],
        [
            "Facture",
            "Code article",
            "Désignation",
            "Qté",
            "Date",
            "Prix unitaire",
            "Client",
            "Pays",
        ],
        ["Factuur", "Artikel", "Omschrijving", "Aantal", "Datum", "Stukprijs", "Klant", "Land"],
        ["Rechnung", "Artikel", "Bezeichnung", "Menge", "Datum", "Preis", "Kunde", "Land"],
    ],
)
def test_usual_headers_are_known(header: list[str]) -> None:
    assert map_columns(header, {}) == {one: place for place, one in enumerate(Field)}


def test_a_named_column_wins_over_a_usual_header() -> None:
    found = map_columns([*HEADER.split(","), "net"], {Field.PRICE: "Net"})
    assert found[Field.PRICE] == 8


def test_a_missing_column_is_named_with_the_option_that_helps() -> None:
    with pytest.raises(ColumnMissing, match=r"--column price=HEADER.*StockCode"):
        map_columns(HEADER.replace("UnitPrice", "what").split(","), {})


def test_a_misnamed_column_is_told_with_those_there_are() -> None:
    with pytest.raises(ColumnMissing, match=r"'Tarif' for the price.*UnitPrice"):
        map_columns(HEADER.split(","), {Field.PRICE: "Tarif"})


def test_spaces_case_and_spreadsheet_numbers_are_mended(tmp_path: Path) -> None:
    assert read(written(tmp_path, f"{HEADER}\n{ROW}\n")) == [LINE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_and_encoding_is_read(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    text = f"{HEADER}\n{ROW}\n".replace(",", delimiter).replace("HEART", "CŒUR é")
    assert read(written(tmp_path, text, encoding)) == [LINE._replace(description="WHITE CŒUR é")]


def test_a_compressed_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(gzip.compress(f"{HEADER}\r\n{ROW}\r\n".encode()))
    assert read(path) == [LINE]


def test_a_file_without_descriptions_names_products_by_their_code(tmp_path: Path) -> None:
    path = written(tmp_path, "order,sku,qty,date,price,customer\n1,a1,2,2020-01-31,3,7\n")
    assert read(path) == [RawLine("1", "A1", "A1", "2", "2020-01-31", "3", "7", "")]


def test_what_a_stray_quote_swallows_is_counted_line_by_line(tmp_path: Path) -> None:
    broken = '536366,"85123A,' + ROW.partition(",")[2]
    path = written(tmp_path, "\n".join([HEADER, ROW, broken, ROW, ROW, ""]))
    assert read(path) == [LINE, *[Oddity(blank=False)] * 3]


def test_blank_and_short_rows_are_told_apart(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEADER}\n\n,,,,,,,\n1,2,3\n{ROW}\n")
    assert read(path) == [Oddity(True), Oddity(True), Oddity(False), LINE]


def test_a_description_may_span_lines(tmp_path: Path) -> None:
    row = ROW.replace("WHITE  HEART ", '"WHITE\nHEART"')
    path = written(tmp_path, f"{HEADER}\n{row}\n")
    assert read(path) == [LINE]


def test_a_missing_a_damaged_and_an_empty_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="No such file"):
        open_source(tmp_path / "none.csv", {})
    damaged = tmp_path / "damaged.csv.gz"
    damaged.write_bytes(gzip.compress(f"{HEADER}\n{ROW}\n".encode())[:-20])
    with pytest.raises(FileUnreadable, match="damaged"):
        open_source(damaged, {})
    with pytest.raises(FileUnreadable, match="header"):
        open_source(written(tmp_path, ""), {})
    with pytest.raises(FileUnreadable, match="can't be read as klingon"):
        open_source(written(tmp_path, HEADER), {}, encoding="klingon")


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2010-12-01 08:26:00", "2010-12-13"], ISO),
        (["12/1/2010 8:26", "12/13/2010 10:05"], "%m/%d/%Y %H:%M"),
        (["1/12/2010", "13/12/2010"], "%d/%m/%Y"),
        (["1.12.2010"], "%d.%m.%Y"),
        (["1/12/10", "31/12/10"], "%d/%m/%y"),
        (["5/5/2010"], "%d/%m/%Y"),
        (["", *["13/12/2010"] * 20, *[f"{day}/1/2011" for day in range(1, 31)], "?"], "%d/%m/%Y"),
    ],
)
def test_the_way_of_dates_is_found(dates: list[str], expected: str) -> None:
    assert guess_date_format(dates) == expected


def test_day_and_month_are_never_guessed() -> None:
    with pytest.raises(FormatUnclear, match=r'"%d/%m/%Y" or --date-format "%m/%d/%Y"'):
        guess_date_format(["1/12/2010", "2/12/2010"])


def test_unreadable_dates_are_told() -> None:
    with pytest.raises(FormatUnclear, match="--date-format"):
        guess_date_format(["Christmas", "Easter"])


@pytest.mark.parametrize(
    ("prices", "expected"),
    [(["2.55", "10"], "."), (["2,55", "1.234"], ","), (["1.234,50"], ","), (["7"], "."), ([], ".")],
)
def test_the_decimal_mark_is_found(prices: list[str], expected: str) -> None:
    assert guess_decimal_mark(prices) == expected


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("2.10", ".", "2.10"),
        ("0.001", ".", "0.001"),
        ("1,234.5", ".", "1234.5"),
        ("-6", ".", "-6"),
        ("€ 2,55", ",", "2.55"),
        ("1 234,50 EUR", ",", "1234.50"),
        ("1.234", ",", "1234"),
        ("2,55", ".", None),
        ("1e3", ".", None),
        ("nan", ".", None),
        ("٣", ".", None),
        ("", ".", None),
    ],
)
def test_numbers_are_exact_or_none(text: str, mark: str, expected: str | None) -> None:
    number = Formats(ISO, mark).number(text)
    assert (None if number is None else str(number)) == expected
