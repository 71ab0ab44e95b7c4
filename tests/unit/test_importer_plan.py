"""A plan holds the past orders as they were, or brought to the present."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.eu import vat

from shop_client.importer import ImportOptions, Reason
from shop_client.importer.plan import Plan, make_plan, weeks_to_present
from shop_client.importer.plan_file import write_plan
from shop_client.sample import load_shop

TODAY = date(2026, 3, 4)
ONLINE_RETAIL = (
    Path(__file__).resolve().parents[3] / "shared/data/online_retail/online_retail.csv.gz"
)
TEXT = """order,sku,description,quantity,date,price,customer,country
2,B2,BLUE MUG,1.50,2020-02-14,0.001,8,France
1,A1,RED MUG,6,2020-01-31 23:59,2.50,7,Belgium
1,A1,RED MUG,2,2020-01-31,2.10,7,Belgium
1,A1,RED MUG,3,2020-02-01,2.50,8,France
3,A1,RED MUG,1,2020-02-03,2.50,Acme & Sons,Australia
3,POST,POSTAGE,1,2020-02-03,18,Acme & Sons,Australia
"""


def planned(tmp_path: Path, text: str = TEXT, **options: object) -> Plan:
    path = tmp_path / "orders.csv"
    path.write_text(text, encoding="utf-8")
    chosen = ImportOptions(source=path, today=TODAY, **options)  # type: ignore[arg-type]
    return make_plan(chosen, (), lambda done, total, text: None)


def records(tmp_path: Path, plan: Plan) -> list[dict[str, object]]:
    path = tmp_path / "made" / "plan.jsonl"
    write_plan(plan, path)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_file_of_a_plan_says_it_all_exactly(tmp_path: Path) -> None:
    written = records(tmp_path, planned(tmp_path))
    assert written[0] == {"import": "IMP", "orders": 4}
    assert written[1:3] == [
        {"kind": "product", "sku": "A1", "name": "RED MUG", "price": "2.50"},
        {"kind": "product", "sku": "B2", "name": "BLUE MUG", "price": "0.001"},
    ]
    assert written[3] == {
        "kind": "customer",
        "customer": "7",
        "name": "Customer 7 (BE)",
        "country": "BE",
        "country_name": "Belgium",
        "language": "fr",
        "vat_number": "BE0900000741",
        "contacts": [
            {
                "name": "Requester of Customer 7 (BE)",
                "email": "customer-7@import.example",
                "role": "requester",
                "limit": "250.00",
            },
            {
                "name": "Approver of Customer 7 (BE)",
                "email": "approver-7@import.example",
                "role": "approver",
                "limit": None,
            },
        ],
    }
    assert written[6] == {
        "kind": "order",
        "client_reference": "IMP-1",
        "number": "1",
        "customer": "7",
        "date": "2020-01-31",
        "lines": [["A1", "6", "2.50"], ["A1", "2", "2.10"]],
    }
    assert written[9]["lines"] == [["B2", "1.50", "0.001"]]


def test_orders_come_oldest_first_and_two_customers_under_one_number_are_two(
    tmp_path: Path,
) -> None:
    plan = planned(tmp_path)
    assert [(one.reference, one.company) for one in plan.orders] == [
        ("IMP-1", "7"),
        ("IMP-1~8", "8"),
        ("IMP-3", "Acme & Sons"),
        ("IMP-2", "8"),
    ]


def test_a_reference_does_not_depend_on_what_else_is_imported(tmp_path: Path) -> None:
    alone = planned(tmp_path, countries=("France",))
    assert {one.reference for one in alone.orders} == {"IMP-1~8", "IMP-2"}


def test_a_company_outside_the_union_has_no_vat_number_but_mailboxes(tmp_path: Path) -> None:
    company = planned(tmp_path).companies[-1]
    assert (company.key, company.country, company.vat_number) == ("Acme & Sons", "AU", None)
    assert [one.email for one in company.contacts] == [
        "customer-acme-sons-2a6c192e@import.example",
        "approver-acme-sons-2a6c192e@import.example",
    ]


def test_a_country_that_is_none_leaves_the_company_without(tmp_path: Path) -> None:
    company = planned(tmp_path, TEXT.replace("Belgium", "Unspecified")).companies[0]
    assert (company.name, company.country, company.vat_number) == ("Customer 7", None, None)


def test_a_file_without_countries_takes_the_default(tmp_path: Path) -> None:
    text = "order,sku,qty,date,price,customer\n1,A1,2,2020-01-31,3,7\n"
    company = planned(tmp_path, text, default_country="Belgium").companies[0]
    assert company.country == "BE"


def test_numbers_of_companies_that_are_there_are_not_given_again(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(TEXT, encoding="utf-8")
    options = ImportOptions(source=path, today=TODAY)
    plan = make_plan(options, {"BE0900000741"}, lambda done, total, text: None)
    number = plan.companies[0].vat_number
    assert number != "BE0900000741"
    assert number is not None
    assert vat.is_valid(number)


def test_shifted_orders_keep_their_weekdays_and_distances(tmp_path: Path) -> None:
    before, after = planned(tmp_path), planned(tmp_path, shift_to_present=True)
    moved = timedelta(weeks=after.weeks_shifted)
    assert [one.day for one in after.orders] == [one.day + moved for one in before.orders]
    assert after.orders[-1].day == date(2026, 2, 27), "the Friday before"


@given(newest=st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_the_newest_order_falls_within_the_last_seven_days(newest: date) -> None:
    shifted = newest + timedelta(weeks=weeks_to_present(newest, TODAY))
    assert TODAY - timedelta(days=6) <= shifted <= TODAY
    assert shifted.weekday() == newest.weekday()


@pytest.mark.skipif(
    not ONLINE_RETAIL.exists(), reason=f"the Online Retail data is not at {ONLINE_RETAIL}"
)
def test_all_trade_with_belgium_and_france_comes_through() -> None:
    """Counts taken from the file by hand, with nothing but the csv module."""
    seen: list[tuple[int, int]] = []
    options = ImportOptions(
        source=ONLINE_RETAIL,
        today=TODAY,
        countries=("Belgium", "France"),
        shift_to_present=True,
    )
    sample = load_shop()
    taken = {company.vat_number for company in sample.companies.values()}
    plan = make_plan(options, taken, lambda done, total, text: seen.append((done, total)))
    assert plan.lines_read == 370_931
    assert {reason: count for reason, count in plan.dropped.items() if count} == {
        Reason.OTHER_COUNTRY: 363_561,
        Reason.CANCELLED: 117,
        Reason.NOT_GOODS: 290,
        Reason.NO_CUSTOMER: 17,
    }
    assert plan.lines_kept == 6_946
    assert (len(plan.companies), len(plan.orders), len(plan.products)) == (100, 350, 1_362)
    assert len({one.reference for one in plan.orders}) == 350
    assert all(vat.is_valid(one.vat_number or "") for one in plan.companies)
    assert len({one.vat_number for one in plan.companies} - taken) == 100
    value = sum(line.quantity * line.unit_price for one in plan.orders for line in one.lines)
    assert value == Decimal("153985.53")
    assert plan.orders[-1].day == date(2026, 2, 27)
    assert (360_000, 370_931) in seen
