"""What is beyond the bounds of an order list is refused or told, and never lost in silence."""

from __future__ import annotations

import asyncio
import random
import time

import pytest
from order_list_samples import Rows, xlsx

from bot.intents.order_list.columns import MOST_LAYOUTS, layouts
from bot.intents.order_list.contents import PROBED_CELLS, probes
from bot.intents.order_list.headings import is_total
from bot.intents.order_list.isolated import read_apart
from bot.intents.order_list.lines import lines_of
from bot.intents.order_list.reading import read_tables
from bot.intents.order_list.tables import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Flaw,
    Row,
    Sheet,
    Unreadable,
)

ROWS = [f"AB-{n:04};Product {n};{n % 9 + 1}" for n in range(1, 451)]


def read(lines: list[str]) -> Sheet:
    (sheet,) = read_tables("\n".join(["Code;Name;Qty", *lines]).encode())
    return sheet


def test_a_quotation_mark_far_below_swallows_nothing() -> None:
    lines = [*ROWS[:399], 'AB-0400;"Large pipe 3;5', *ROWS[400:]]
    sheet = read(lines)
    assert len(sheet.rows) == len(lines) + 1
    assert sheet.rows[400].cells == ("AB-0400", "Large pipe 3", "5")
    assert [row.number for row in sheet.rows] == list(range(1, len(lines) + 2))


def test_a_quotation_mark_that_a_later_one_closes_swallows_nothing() -> None:
    lines = [*ROWS[:399], 'AB-0400;"Pipe 3;5', 'AB-0401;Pipe 4";6', *ROWS[401:]]
    sheet = read(lines)
    assert [row.text(2) for row in sheet.rows[400:402]] == ["5", "6"]


def test_a_stray_mark_among_quoted_cells_spoils_its_own_line_only() -> None:
    lines = [f'AB-{n:04};"Paper; white {n}";{n}' for n in range(1, 30)]
    sheet = read([*lines[:9], 'AB-0999;"Pipe 3;5', *lines[9:]])
    assert sheet.rows[10].cells == ("AB-0999", "Pipe 3", "5")
    assert [row.text(1) for row in sheet.rows[1:10]] == [f"Paper; white {n}" for n in range(1, 10)]
    assert len(sheet.rows) == 31


def test_rows_that_are_swallowed_either_way_are_no_list() -> None:
    many = [f'AB-{n:04};"Paper\nwhite";{n}' for n in range(1, 60)]
    with pytest.raises(Unreadable) as raised:
        read([*many, 'AB-0998;"Pipe 3;5', "AB-0999;Pipe;6", 'AB-1000;Pipe "4;7'])
    assert raised.value.flaw is Flaw.DAMAGED


def test_blank_rows_hide_no_lines() -> None:
    def sheet(first: int, last: int) -> str:
        return "".join(
            f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in (1, *range(first, last))
        )

    (found,) = read_tables(xlsx({"A": sheet(9_000, 9_500)}))
    assert found.rows[-1].number == 9_499
    with pytest.raises(Unreadable) as raised:
        read_tables(xlsx({"A": sheet(9_900, 10_300)}))
    assert raised.value.flaw is Flaw.TOO_LARGE


@pytest.mark.parametrize("text", ["Total", "TOTAL:", "Total HT", "Gesamtsumme", "Som", "Subtotal"])
def test_a_bare_total_is_no_line(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize("text", ["Total Degreaser", "Total wipes", "Som 1", "Gesamtausgabe"])
def test_a_product_may_begin_with_the_word(text: str) -> None:
    assert not is_total(text)
    (sheet,) = read_tables(f"Name;Qty\n{text};4\nCopy paper;5\nGloves;3\n".encode())
    (layout,) = layouts(sheet, frozenset())
    assert next(line.name for line in lines_of(sheet, layout, "en")) == text


def test_columns_and_sheets_beyond_are_told() -> None:
    assert not read_tables(b"AB-1;2\n" * 3)[0].cut
    assert read_tables(b"AB-1;2" + b";x" * MOST_COLUMNS)[0].cut
    assert not read_tables(b"AB-1;2" + b"; " * MOST_COLUMNS)[0].cut
    sheets = read_tables(xlsx({f"S{n}": [["AB-1", 2]] for n in range(MOST_SHEETS + 2)}))
    assert [sheet.name for sheet in sheets if sheet.cut] == ["S30", "S31"]
    assert [sheet.rows for sheet in sheets[MOST_SHEETS:]] == [(), ()]


def test_all_sheets_share_what_a_file_may_have() -> None:
    half: Rows = [["AB-1", 2]] * (MOST_ROWS // 2 + 1)
    assert read_tables(xlsx({"A": half}))
    with pytest.raises(Unreadable) as raised:
        read_tables(xlsx({"A": half, "B": half}))
    assert raised.value.flaw is Flaw.TOO_LARGE
    wide = [[random.Random(r * 26 + c).randbytes(245).hex() for c in range(26)] for r in range(90)]
    assert read_tables(xlsx({"A": wide}))
    with pytest.raises(Unreadable) as raised:
        read_tables(xlsx({"A": wide, "B": wide}))
    assert raised.value.flaw is Flaw.TOO_LARGE


def test_cells_of_several_lines_stay_whole() -> None:
    many = [f'AB-{n:04};"Paper, white\n1 kg";{n}' for n in range(1, 60)]
    assert [row.text(2) for row in read(many).rows[1:]] == [str(n) for n in range(1, 60)]


async def test_a_file_is_told_within_bounds() -> None:
    told = await read_apart(xlsx({"A": [["y" * 490] * 26] * 60}))
    assert len(told[0].rows) == 60


async def test_the_largest_table_is_weighed_in_little_time() -> None:
    cells = ("AB-1234", "Copy paper", "12", "3.95")
    rows = tuple(Row(n + 1, cells * (MOST_COLUMNS // 4)) for n in range(MOST_ROWS))
    sheet = Sheet("S", rows)
    began = time.process_time()
    found = await asyncio.to_thread(layouts, sheet, frozenset(("AB-1234",)))
    assert time.process_time() - began < 8
    assert 1 < len(found) <= MOST_LAYOUTS


def test_few_cells_are_held_against_the_catalogue() -> None:
    rows = tuple(Row(n, tuple(f"AB-{n}-{c}" for c in range(10))) for n in range(1, 120))
    assert len(probes(Sheet("S", rows))) <= PROBED_CELLS
    assert 10 <= len(probes(Sheet("S", rows), 20)) <= 20
    assert probes(Sheet("S", rows), 1)
