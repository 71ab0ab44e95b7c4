"""Order lists as people lay them out: whatever the columns, the lines are the same."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from order_list_samples import ods, xlsx

import shop_client
from bot.intents.order_list.columns import Layout, layouts
from bot.intents.order_list.contents import probes
from bot.intents.order_list.lines import FileLine, lines_of
from bot.intents.order_list.numbers import Misread
from bot.intents.order_list.reading import read_tables
from bot.intents.order_list.tables import Sheet

PRODUCTS = Path(shop_client.__file__).parent / "sample" / "products.csv"
with PRODUCTS.open(encoding="utf-8", newline="") as file:
    CATALOGUE = {row["sku"]: row for row in csv.DictReader(file)}

WANTED = [("PAP-A4-80", 10), ("GLV-NIT-L", 3), ("COF-BEAN-1K", 25)]


def is_known(text: str) -> bool:
    return any(word.upper() in CATALOGUE for word in text.split())


def readings(content: bytes) -> list[tuple[Sheet, Layout]]:
    return [
        (sheet, layout)
        for sheet in read_tables(content)
        for layout in layouts(sheet, {p for p in probes(sheet) if is_known(p)})
    ]


def read(content: bytes | str, language: str = "en") -> tuple[FileLine, ...]:
    """The lines of a list that can be read in one way only."""
    found = readings(content.encode() if isinstance(content, str) else content)
    assert len(found) == 1, [layout for _, layout in found]
    return lines_of(*found[0], language)


def ordered(lines: tuple[FileLine, ...]) -> list[tuple[str, int]]:
    assert all(line.quantity is not None for line in lines), lines
    return [(line.code or line.name, int(line.quantity or 0)) for line in lines]


LAYOUTS = {
    "no header, comma": "PAP-A4-80,10\nGLV-NIT-L,3\nCOF-BEAN-1K,25\n",
    "no header, quantity first": "10;PAP-A4-80\n3;GLV-NIT-L\n25;COF-BEAN-1K\n",
    "english": "SKU,Description,Qty\nPAP-A4-80,Paper,10\nGLV-NIT-L,Gloves,3\nCOF-BEAN-1K,Coffee,25",
    "french, decimal comma, prices and sums": (
        "Réf.;Désignation;Qté;P.U. HT;Montant HT\nPAP-A4-80;Papier;10,00;3,95;39,50\n"
        "GLV-NIT-L;Gants;3,00;6,90;20,70\nCOF-BEAN-1K;Café;25,00;14,50;362,50\n"
    ),
    "dutch, quantity last, minimum and stock beside it": (
        "Artikelnummer\tOmschrijving\tVoorraad\tMin. aantal\tAantal\n"
        "PAP-A4-80\tPapier\t800\t5\t10\nGLV-NIT-L\tHandschoenen\t64\t1\t3\n"
        "COF-BEAN-1K\tKoffie\t90\t1\t25\n"
    ),
    "german, pack size beside the quantity": (
        "Pos.;Art.-Nr.;Bezeichnung;Stück pro Karton;Menge\n1;PAP-A4-80;Papier;5;10\n"
        "2;GLV-NIT-L;Handschuhe;10;3\n3;COF-BEAN-1K;Kaffee;6;25\n"
    ),
    "words for headings that nobody expects": (
        "Was;Soviel bitte\nPAP-A4-80;10\nGLV-NIT-L;3\nCOF-BEAN-1K;25\n"
    ),
    "title, empty rows, sum": (
        "Commande hebdomadaire;;\n;;\n\nRéférence;Nom;Quantité\nPAP-A4-80;Papier;10\n"
        "GLV-NIT-L;Gants;3\nCOF-BEAN-1K;Café;25\nTotal;;38\n"
    ),
    "bar codes and notes": (
        "EAN;Note;Reference;Ordered\n5400000000017;fragile;PAP-A4-80;10\n"
        "5400000000024;;GLV-NIT-L;3\n5400000000031;2nd floor;COF-BEAN-1K;25\n"
    ),
    "line numbers without a header": (
        "1;PAP-A4-80;10\n2;GLV-NIT-L;3\n3;COF-BEAN-1K;25\n4;GLV-NIT-M;5\n"
    ),
    "quoted, with delimiters in the names": (
        '"SKU","Name","Qty"\n"PAP-A4-80","Paper, A4, white","10"\n"GLV-NIT-L","Gloves, ""L""","3"\n'
        '"COF-BEAN-1K","Coffee\n1 kg","25"\n'
    ),
    "a stray quotation mark": (
        'SKU;Name;Qty\nPAP-A4-80;"wide;10\nGLV-NIT-L;L;3\nCOF-BEAN-1K;1 kg;25\n'
    ),
    "bars": "PAP-A4-80|10\nGLV-NIT-L|3\nCOF-BEAN-1K|25",
    "a delimiter that is said": "sep=#\r\nPAP-A4-80#10\r\nGLV-NIT-L#3\r\nCOF-BEAN-1K#25\r\n",
    "set apart by spaces": "PAP-A4-80     10\nGLV-NIT-L      3\nCOF-BEAN-1K   25\n",
    "one cell says both": "10 x PAP-A4-80\n3 GLV-NIT-L\nCOF-BEAN-1K x 25\n",
    "headings again on each page": (
        "SKU;Qty\nPAP-A4-80;10\nSKU;Qty\nGLV-NIT-L;3\nSKU;Qty\nCOF-BEAN-1K;25\n"
    ),
    "quantities with their units": (
        "SKU;Qty\nPAP-A4-80;10 reams\nGLV-NIT-L;3 boîtes\nCOF-BEAN-1K;25x\n"
    ),
    "what cannot be seen": (
        "\u200ePAP-A4-80\u200f;\u00a010\nGLV-NIT-L\0;3\n\ufeffCOF-BEAN-1K;2\u202e5\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_layout_is_read(text: str) -> None:
    assert ordered(read(text))[:3] == WANTED


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_an_encoding_is_found(encoding: str) -> None:
    text = "Réf;Désignation;Qté\nPAP-A4-80;Papier crème;10\nGLV-NIT-L;Gants à usage unique;3\n"
    lines = read(text.encode(encoding))
    assert [line.name for line in lines] == ["Papier crème", "Gants à usage unique"]


@pytest.mark.parametrize("make", [xlsx, ods])
def test_a_workbook_is_read_with_the_rows_as_people_count_them(make: type) -> None:
    rows: list[list[str | int | float | None]] = [
        ["Order list"],
        [],
        ["Article", "Qty", "Each"],
    ]
    rows += [[sku, quantity, 3.5] for sku, quantity in WANTED]
    lines = read(make({"Sheet 1": rows}))
    assert ordered(lines) == WANTED
    assert [(line.sheet, line.row) for line in lines] == [("Sheet 1", n) for n in (4, 5, 6)]


def test_a_hidden_sheet_is_not_read() -> None:
    lines = read(xlsx({"Now": [["PAP-A4-80", 10]], "Old": [["GLV-NIT-L", 3]]}, hidden=["Old"]))
    assert ordered(lines) == [("PAP-A4-80", 10)]


def test_a_number_of_a_workbook_means_what_it_says() -> None:
    """1.5 in a cell is no text that might be fifteen hundred."""
    lines = read(xlsx({"A": [["SKU", "Qty"], ["PAP-A4-80", 1.125], ["GLV-NIT-L", 1200]]}))
    assert [line.quantity for line in lines] == [Decimal("1.125"), Decimal(1200)]


def test_several_sheets_are_several_readings() -> None:
    found = readings(xlsx({"North": [["PAP-A4-80", 10]], "South": [["GLV-NIT-L", 3]]}))
    assert [sheet.name for sheet, _ in found] == ["North", "South"]


def test_two_columns_that_can_be_the_quantity_are_two_readings() -> None:
    found = readings(b"PAP-A4-80;10;5\nGLV-NIT-L;3;40\nCOF-BEAN-1K;25;7\n")
    assert [layout.quantity for _, layout in found] == [1, 2]
    assert [layout.label(layout.quantity or 0) for _, layout in found] == ["B", "C"]


def test_of_two_headings_that_say_quantity_either_may_be_meant() -> None:
    found = readings(b"SKU;Qty north;Qty south\nPAP-A4-80;10;5\nGLV-NIT-L;3;40\n")
    assert [layout.label(layout.quantity or 0) for _, layout in found] == [
        "B (Qty north)",
        "C (Qty south)",
    ]


@pytest.mark.parametrize(
    ("written", "misread"),
    [
        ("", Misread.MISSING),
        ("-", Misread.MISSING),
        ("some", Misread.NO_NUMBER),
        ("3 or 4", Misread.NO_NUMBER),
        ("1.2.3", Misread.NO_NUMBER),
        ("3 parrots", Misread.NO_NUMBER),
        ("=1+1", Misread.NO_NUMBER),
        ("@SUM(A1)", Misread.NO_NUMBER),
        ("-4", Misread.NEGATIVE),
        ("4-", Misread.NEGATIVE),
        ("−4", Misread.NEGATIVE),
        ("0", Misread.ZERO),
        ("0,00", Misread.ZERO),
        ("1.500", Misread.AMBIGUOUS),
        ("99999999", Misread.TOO_MUCH),
    ],
)
def test_what_is_no_quantity_is_said_to_be_none(written: str, misread: Misread) -> None:
    first, line = read(f"SKU;Qty\nGLV-NIT-L;3\nPAP-A4-80;{written}\n")
    assert first.quantity == 3
    assert (line.quantity, line.misread) == (None, misread)


@pytest.mark.parametrize(
    ("written", "price", "quantity"),
    [
        ("1.500", "3,95", "1500"),
        ("1.500", "3.95", "1.5"),
        ("1,500", "3.95", "1500"),
        ("1,500", "3,95", "1.5"),
        ("1 500", "3,95", "1500"),
        ("1\u202f500,5", "3,95", "1500.5"),
        ("1'500", "3.95", "1500"),
        ("1.234,50", "3,95", "1234.5"),
        ("1,234.50", "3.95", "1234.5"),
        ("12,5", "3,95", "12.5"),
        ("0.500", "3,95", "0.5"),
    ],
)
def test_the_rest_of_the_file_tells_decimals_from_thousands(
    written: str, price: str, quantity: str
) -> None:
    _, line = read(f"SKU;Qty;Price\nGLV-NIT-L;3;{price}\nPAP-A4-80;{written};{price}\n")
    assert line.quantity == Decimal(quantity)


def test_units_stand_in_a_column_of_their_own() -> None:
    lines = read("Article;ME;Menge\nPAP-A4-80;Kartons;10\nGLV-NIT-L;PCE;3\n", "de")
    assert [line.unit for line in lines] == ["karton", "piece"]


def test_two_columns_of_article_numbers_are_two_readings() -> None:
    found = readings(b"PAP-A4-80;GLV-NIT-M;10\nGLV-NIT-L;PAP-A4-90;3\n")
    assert [layout.way for _, layout in found] == ["A → C", "B → C"]
    (one,) = readings(b"SKU;Instead;Qty\nPAP-A4-80;GLV-NIT-M;10\nGLV-NIT-L;PAP-A4-90;3\n")
    assert one[1].way == "A (SKU) → C (Qty)"


def test_a_line_with_the_words_of_headings_is_a_line() -> None:
    lines = read("Note pads A5;10;stuks\nStock labels;3;stuks\n")
    assert ordered(lines) == [("Note pads A5", 10), ("Stock labels", 3)]


def test_a_heading_may_say_what_is_counted() -> None:
    lines = read("Code;Nombre de cartons\nPAP-A4-80;2\nGLV-NIT-L;3 boîtes\n", "fr")
    assert [line.unit for line in lines] == ["carton", "boîte"]


@pytest.mark.parametrize("code", ["PKT-A4-100", "BM-1", "MZ-1", "ID3", "GIF89", "RIFF-2"])
def test_an_article_number_may_begin_as_other_files_do(code: str) -> None:
    assert ordered(read(f"{code};2\nPAP-A4-80;10\n")) == [(code, 2), ("PAP-A4-80", 10)]


def test_a_long_list_needs_no_headings() -> None:
    wanted = [(sku, number % 7 + 1) for number, sku in enumerate([*CATALOGUE, *CATALOGUE])]
    assert ordered(read("".join(f"{n};{sku};2,50\n" for sku, n in wanted))) == wanted


def test_a_few_halves_make_no_column_of_prices() -> None:
    found = readings(b"PAP-A4-80;10;5\nGLV-NIT-L;2.5;5\nCOF-BEAN-1K;25;6\n")
    assert [layout.quantity for _, layout in found] == [1, 2]


def test_names_alone_name_products() -> None:
    lines = read("Product;How many\nNitrile gloves L;3\nCopy paper A4;10\n")
    assert ordered(lines) == [("Nitrile gloves L", 3), ("Copy paper A4", 10)]


def test_a_row_with_nothing_but_words_may_be_a_heading() -> None:
    lines = read("SKU;Name;Qty\nCleaning;;\nPAP-A4-80;Paper;10\n;Gloves;\n")
    assert [line.alone for line in lines] == [True, False, True]


rows_wanted = st.lists(
    st.tuples(st.sampled_from(sorted(CATALOGUE)), st.integers(1, 5000)),
    min_size=1,
    max_size=12,
)


@given(
    wanted=rows_wanted,
    order=st.permutations(["code", "name", "quantity", "price", "note"]),
    language=st.sampled_from(["en", "fr", "de", "nl"]),
    delimiter=st.sampled_from(";\t|,"),
    header=st.booleans(),
    comma=st.booleans(),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_the_lines_are_the_same_in_any_order_of_columns(
    wanted: list[tuple[str, int]],
    order: list[str],
    language: str,
    delimiter: str,
    header: bool,
    comma: bool,
    quoting: int,
    encoding: str,
) -> None:
    headings = {
        "en": {"code": "Item no.", "name": "Name", "quantity": "Quantity", "price": "Price"},
        "fr": {"code": "Code", "name": "Libellé", "quantity": "Quantité", "price": "Prix"},
        "de": {"code": "Artikelnummer", "name": "Name", "quantity": "Menge", "price": "Preis"},
        "nl": {"code": "Artikelnr", "name": "Naam", "quantity": "Aantal", "price": "Prijs"},
    }[language] | {"note": "Note"}
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    if header:
        writer.writerow([headings[column] for column in order])
    for sku, quantity in wanted:
        price = "7.35".replace(".", "," if comma else ".")
        cells = {
            "code": sku,
            "name": CATALOGUE[sku][f"name_{language}"],
            "quantity": str(quantity),
            "price": price,
            "note": "",
        }
        writer.writerow([cells[column] for column in order])
    content = written.getvalue().encode(encoding, errors="replace")
    assert ordered(read(content, language)) == wanted
