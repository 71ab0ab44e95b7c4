"""Dirt in a merchant's past orders is sorted out, and every line of it counted."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop_client.importer import ImportOptions, Reason
from shop_client.importer.errors import NothingToImport
from shop_client.importer.plan import Plan, make_plan

FIELDS = ("order", "sku", "description", "quantity", "date", "price", "customer", "country")
TODAY = date(2026, 3, 4)
SALE = ("1", "A1", "RED MUG", "6", "2020-01-31", "2.50", "7", "Belgium")


def line(**changes: str) -> tuple[str, ...]:
    """A sale, but for the changes."""
    return tuple(changes.get(name, value) for name, value in zip(FIELDS, SALE, strict=True))


def planned(tmp_path: Path, rows: Sequence[Sequence[str]], **options: object) -> Plan:
    text = io.StringIO()
    csv.writer(text).writerows([FIELDS, *rows])
    path = tmp_path / "orders.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    chosen = ImportOptions(source=path, today=TODAY, **options)  # type: ignore[arg-type]
    return make_plan(chosen, (), lambda done, total, text: None)


def why(tmp_path: Path, *rows: Sequence[str], **options: object) -> dict[Reason, int]:
    """The counted reasons for lines beside one that is kept."""
    plan = planned(tmp_path, [line(), *rows], **options)
    assert plan.lines_read == 1 + len(rows)
    assert plan.lines_kept + sum(plan.dropped.values()) == plan.lines_read
    return {reason: count for reason, count in plan.dropped.items() if count}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"order": "C2", "quantity": "-6"}, Reason.CANCELLED),
        ({"order": "2", "quantity": "-6"}, Reason.CANCELLED),
        ({"order": "2", "quantity": "-6", "customer": "8"}, Reason.NO_QUANTITY),
        ({"quantity": "0"}, Reason.NO_QUANTITY),
        ({"sku": "POST"}, Reason.NOT_GOODS),
        ({"sku": "m"}, Reason.NOT_GOODS),
        ({"sku": "gift_0001_20"}, Reason.NOT_GOODS),
        ({"sku": "BANK CHARGES"}, Reason.NOT_GOODS),
        ({"description": "damaged", "customer": "", "price": "0"}, Reason.NOTE),
        ({"description": "?", "quantity": "-9", "customer": ""}, Reason.NOTE),
        ({"description": "lost in space", "price": "0", "customer": ""}, Reason.NOTE),
        ({"description": "", "price": "0", "customer": ""}, Reason.NOTE),
        ({"sku": "B2", "description": "wrongly sold sets"}, Reason.NOTE),
        ({"customer": ""}, Reason.NO_CUSTOMER),
        ({"price": "0.0"}, Reason.NO_PRICE),
        ({"price": "-1"}, Reason.NO_PRICE),
        ({"price": "two"}, Reason.UNREADABLE),
        ({"quantity": ""}, Reason.UNREADABLE),
        ({"order": ""}, Reason.UNREADABLE),
        ({"sku": ""}, Reason.UNREADABLE),
        (dict.fromkeys(FIELDS, ""), Reason.BLANK),
    ],
)
def test_a_line_is_dropped_for_its_reason(
    tmp_path: Path, changes: dict[str, str], reason: Reason
) -> None:
    assert why(tmp_path, line(**changes)) == {reason: 1}


def test_an_unreadable_date_among_good_ones_is_counted(tmp_path: Path) -> None:
    good = [line(date=f"2020-01-{day:02}") for day in range(1, 31)]
    assert why(tmp_path, *good, line(date="soon")) == {Reason.UNREADABLE: 1}


def test_an_order_number_that_merely_begins_with_c_is_kept(tmp_path: Path) -> None:
    assert why(tmp_path, line(order="CMD-12")) == {}


def test_what_is_no_goods_can_be_chosen(tmp_path: Path) -> None:
    rows = [line(sku="POST"), line(sku="FRAIS-2")]
    assert why(tmp_path, *rows, not_goods=("frais*",)) == {Reason.NOT_GOODS: 1}


def test_lower_case_names_are_no_notes_where_names_are_written_so(tmp_path: Path) -> None:
    rows = [line(sku=f"B{n}", description=f"ramette papier {n}") for n in range(9)]
    assert why(tmp_path, *rows) == {}


def test_a_product_has_its_most_frequent_proper_name_and_price(tmp_path: Path) -> None:
    rows = [
        *[line(description="RED  MUG")] * 2,
        *[line(description="Damaged")] * 4,
        line(description="RED MUGS", price="2.75"),
    ]
    plan = planned(tmp_path, rows)
    assert [(one.sku, one.name, str(one.price)) for one in plan.products] == [
        ("A1", "RED MUG", "2.50")
    ]
    assert plan.lines_kept == 7, "a sale under a note is one, its product being known"


def test_a_customer_of_a_country_comes_with_all_of_its_invoices(tmp_path: Path) -> None:
    rows = [
        line(order="1", customer="7", country="Belgium"),
        line(order="2", customer="7", country="Spain"),
        line(order="3", customer="7", country="Spain"),
        line(order="4", customer="8", country="Spain"),
        line(order="5", customer="", country="Spain"),
        line(order="6", customer="", country="Belgium"),
    ]
    plan = planned(tmp_path, rows, countries=("be",))
    assert [order.number for order in plan.orders] == ["1", "2", "3"]
    assert [(one.key, one.country) for one in plan.companies] == [("7", "BE")]
    assert plan.dropped[Reason.OTHER_COUNTRY] == 2
    assert plan.dropped[Reason.NO_CUSTOMER] == 1


def test_a_country_that_the_file_lacks_is_told_with_those_it_has(tmp_path: Path) -> None:
    with pytest.raises(NothingToImport, match=r"from Malta. The file has: BE\."):
        planned(tmp_path, [line()], countries=("Malta",))


def test_a_file_without_a_good_line_is_told_with_the_reasons(tmp_path: Path) -> None:
    with pytest.raises(NothingToImport, match=r"None of 2 lines .*no_customer 2"):
        planned(tmp_path, [line(customer="")] * 2)


CELLS = [
    st.sampled_from(["1", "2", "C3", "", "A4", "5.0"]),
    st.sampled_from(["A1", "a1", "POST", "gift_1", "", "22423"]),
    st.sampled_from(["RED MUG", "damaged", "?", "", "red mug", "lost in space"]) | st.text(),
    st.sampled_from(["1", "-1", "0", "2.5", "x", ""]),
    st.sampled_from(["2020-01-31", "2020-01-31 10:00:00", "31/01/2020", ""]),
    st.sampled_from(["1", "0", "-2", "0.001", "1,5", ""]),
    st.sampled_from(["7", "8.0", "", "Acme & Sons"]),
    st.sampled_from(["Belgium", "FR", "EIRE", "Unspecified", ""]),
]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.lists(st.tuples(*CELLS) | st.lists(st.text(), max_size=9), max_size=30),
    countries=st.sampled_from([(), ("BE",), ("FR", "IE")]),
)
def test_every_line_is_either_kept_or_counted(
    tmp_path: Path, rows: list[Sequence[str]], countries: tuple[str, ...]
) -> None:
    sale = line(country=countries[0] if countries else "BE")
    plan = planned(
        tmp_path, [sale, *rows], countries=countries, date_format="%Y-%m-%d", decimal_mark="."
    )
    assert plan.lines_read >= 1 + len(rows)
    assert plan.lines_kept + sum(plan.dropped.values()) == plan.lines_read
    assert plan.lines_kept == sum(len(order.lines) for order in plan.orders)
