"""An order as a file: what a spreadsheet opens, a back office reads, and our own reader takes."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.actions.card import CardBuilder
from bot.actions.order_file import order_csv
from bot.domain.entities import Conversation, Person
from bot.intents.order_list.columns import layouts
from bot.intents.order_list.lines import lines_of
from bot.intents.order_list.reading import read_tables
from bot.texts import LANGUAGES
from shop_client.model import Order, OrderState, PricedLine, Totals
from shop_client.money import Money

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def line(sku: str, name: str, quantity: str, price: str, net: str) -> PricedLine:
    return PricedLine(sku, name, Decimal(quantity), "box", euros(price), euros(net))


def order(*lines: PricedLine) -> Order:
    totals = Totals(euros("0"), euros("0"), euros("0"))
    return Order(
        "1", "SO-17", "c1", OrderState.CONFIRMED, date(2026, 11, 23), lines, (), totals,
        po_number="PO-4711",
    )  # fmt: skip


def written(language: str, *lines: PricedLine) -> bytes:
    person = Person("Buyer (sample)", language, NOW)
    talk = Conversation("k", "web", "local", "buyer", person.id, NOW)
    card = CardBuilder(talk, person, None, NOW, "Europe/Brussels")
    return order_csv(card, order(*lines))


def rows(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_out_can_come_in_again(language: str) -> None:
    content = written(
        language,
        line("PAP-A4-80", 'Paper; "white"', "1200", "3.828", "4593.60"),
        line("GLV-NIT-L", "Gants à usage unique", "2.5", "6.90", "17.25"),
    )
    (sheet,) = read_tables(content)
    (layout,) = layouts(sheet, {"PAP-A4-80", "GLV-NIT-L"})
    found = lines_of(sheet, layout, language)
    assert [(one.code, one.name, one.quantity) for one in found] == [
        ("PAP-A4-80", 'Paper; "white"', Decimal(1200)),
        ("GLV-NIT-L", "Gants à usage unique", Decimal("2.5")),
    ]


@pytest.mark.parametrize(
    ("language", "numbers"),
    [("en", ["2.5", "6.9", "17.25"]), ("de", ["2,5", "6,9", "17,25"])],
)
def test_numbers_are_those_of_the_readers_spreadsheet(language: str, numbers: list[str]) -> None:
    _, row = rows(written(language, line("A-1", "Tea", "2.50", "6.90", "17.25")))
    assert [row[4], row[6], row[7]] == numbers
    assert row[:4] == ["SO-17", "PO-4711", "A-1", "Tea"]
    assert row[8] == "EUR"


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_nothing_in_it_is_a_formula(begins: str) -> None:
    evil = f"{begins}HYPERLINK(1)"
    content = written("en", line(evil, evil, "1", "1", "1"))
    row = next(csv.reader([content.decode("utf-8-sig").split("\r\n", 1)[1]], delimiter=";"))
    assert row[2][:2] == row[3][:2] == f"'{begins}"
