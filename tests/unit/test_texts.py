"""Every language says the same things, with the same values, and sounds like one clerk."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot import texts
from shop_client.money import Money

FOLDER = Path(texts.__file__).parent
COUNTS = {"count", "days", "left", "minutes", "n"}
"""Values that choose a plural; all others are text."""
BUTTON_LIMIT = 75
"""Slack's limit for the label of a button, in characters."""
SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})

languages = pytest.mark.parametrize("language", texts.LANGUAGES)


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def catalogue(language: str) -> list[ast.EntryType]:
    parser = FluentParser()
    return [
        entry
        for path in sorted((FOLDER / language).glob("*.ftl"))
        for entry in parser.parse(path.read_text(encoding="utf-8")).body
    ]


def variables(language: str) -> dict[str, set[str]]:
    found = {}
    for entry in catalogue(language):
        if isinstance(entry, ast.Message):
            visitor = _Variables()
            visitor.visit(entry)
            found[entry.id.name] = visitor.names
    return found


def sample(names: set[str], count: int, written: str) -> dict[str, str | int]:
    return {name: count if name in COUNTS else written for name in names}


@languages
def test_a_catalogue_has_no_mistakes(language: str) -> None:
    entries = catalogue(language)
    assert [e.content for e in entries if isinstance(e, ast.Junk)] == []
    names = [entry.id.name for entry in entries if isinstance(entry, ast.Message)]
    assert sorted(names) == sorted(set(names)), "a key stands twice"
    assert texts.keys(language) == set(names)


@languages
def test_a_language_has_the_keys_and_values_of_english(language: str) -> None:
    english, other = variables("en"), variables(language)
    assert other.keys() == english.keys()
    for key, names in english.items():
        # A language whose plural is the same word does not ask for the number.
        assert other[key] - {"n"} == names - {"n"}, key


@languages
@pytest.mark.parametrize("count", [0, 1, 2, 5, 21, 1200])
@pytest.mark.parametrize("written", ["Sample", ""])
def test_every_sentence_can_be_said(language: str, count: int, written: str) -> None:
    for key, names in variables(language).items():
        said = texts.text(language, key, **sample(names, count, written))
        assert said.strip() or names == {"number"}, key
        assert not set("{}$") & set(said), key
        assert written == "" or "  " not in said, key


@languages
def test_a_missing_value_is_an_error_not_a_hole(language: str) -> None:
    with pytest.raises(KeyError, match="code-sent"):
        texts.text(language, "code-sent", minutes=10)


def test_a_language_we_do_not_have_gets_english() -> None:
    assert texts.text("es", "button-approve") == "Approve"
    with pytest.raises(KeyError):
        texts.text("en", "no-such-text")


@languages
def test_the_clerk_is_calm(language: str) -> None:
    """An exclamation mark belongs to the greeting; pictograms belong nowhere."""
    for key, names in variables(language).items():
        said = texts.text(language, key, **sample(names, 2, "Sample"))
        assert "!" not in said or key in {"hello", "hello-stranger"}, key
        assert not [c for c in said if unicodedata.category(c) in {"So", "Sk"}], key


@languages
def test_buttons_fit_every_platform(language: str) -> None:
    for key, names in variables(language).items():
        if key.startswith("button-") and not names and key not in _SENTENCES:
            assert len(texts.text(language, key)) <= BUTTON_LIMIT / 2, key


_SENTENCES = {"button-unknown", "button-stale"}
"""What is said about a button, beside the labels."""


def test_french_signs_do_not_start_a_line() -> None:
    """A no-break space stands before : ; ? ! » % and after « in French."""
    for path in (FOLDER / "fr").glob("*.ftl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                assert not any(f" {sign}" in line for sign in ":;?!»%"), line
                assert "« " not in line, line


@languages
def test_a_code_stands_alone_on_its_line(language: str) -> None:
    body = texts.text(
        language,
        "code-mail-body",
        code="012345",
        who="Buyer One (sample)",
        channel="Slack",
        minutes=10,
        merchant="Comptoir Sample Supplies",
    )
    assert "012345" in body.splitlines()
    assert all(part in body for part in ("Buyer One (sample)", "Slack", "10 "))


@languages
def test_who_decided_is_told_only_when_it_is_known(language: str) -> None:
    told = texts.text(language, "already-approved", who="Approver (sample)", at="10:00")
    untold = texts.text(language, "already-approved", who="", at="")
    assert "Approver (sample)" in told
    assert "10:00" in told
    assert "()" not in untold
    assert told.split(".")[-2] == untold.split(".")[-2]


@pytest.mark.parametrize(
    ("language", "one", "some", "part"),
    [
        ("en", "1 box", "1,200 boxes", "1.5 boxes"),
        ("fr", "1 boîte", "1 200 boîtes", "1,5 boîte"),
        ("nl", "1 doos", "1.200 dozen", "1,5 dozen"),
        ("de", "1 Box", "1.200 Boxen", "1,5 Boxen"),
    ],
)
def test_a_quantity_has_the_plural_of_its_language(
    language: str, one: str, some: str, part: str
) -> None:
    for value, expected in (("1.00", one), ("1200", some), ("1.5", part)):
        n = Decimal(value)
        said = texts.text(language, "quantity-box", n=n, number=texts.quantity(language, n))
        assert said.translate(SPACES) == expected


@pytest.mark.parametrize(
    ("language", "total", "unit_price", "owed"),
    [
        ("en", "€1,234.50", "€0.0415", "-€12.00"),
        ("fr", "1 234,50 €", "0,0415 €", "-12,00 €"),
        ("nl", "€ 1.234,50", "€ 0,0415", "€ -12,00"),
        ("de", "1.234,50 €", "0,0415 €", "-12,00 €"),
    ],
)
def test_an_amount_looks_as_the_language_writes_it(
    language: str, total: str, unit_price: str, owed: str
) -> None:
    for value, expected in (("1234.5", total), ("0.0415", unit_price), ("-12", owed)):
        amount = Money(Decimal(value), "EUR")
        assert texts.money(language, amount).translate(SPACES) == expected


@pytest.mark.parametrize(
    ("language", "in_words", "on_the_clock"),
    [
        ("en", "3 Nov 2026", "03/11/2026, 00:30"),
        ("fr", "3 nov. 2026", "03/11/2026 00:30"),
        ("nl", "3 nov 2026", "03-11-2026, 00:30"),
        ("de", "03.11.2026", "03.11.26, 00:30"),
    ],
)
def test_a_date_cannot_be_read_as_another(language: str, in_words: str, on_the_clock: str) -> None:
    """The merchant's clock counts: half past eleven at night in London is tomorrow in Brussels."""
    instant = datetime(2026, 11, 2, 23, 30, tzinfo=UTC)
    assert texts.day(language, date(2026, 11, 3)).translate(SPACES) == in_words
    said = texts.moment(language, instant, "Europe/Brussels")
    assert said.translate(SPACES) == on_the_clock


@pytest.mark.parametrize(
    ("language", "written", "amount"),
    [
        ("fr", "1 500,50 €", "1500.50"),
        ("fr", "250", "250"),
        ("en", "1,500.50", "1500.50"),
        ("de", "1.500,50 EUR", "1500.50"),
        ("nl", "2000,5", "2000.5"),
        ("en", "0", "0"),
        # What another language would read otherwise is asked again, never guessed.
        ("de", "2000.50", None),
        ("nl", "10.5", None),
        ("en", "1500,50", None),
        ("en", "1.500", None),
        ("fr", "1,500", None),
        ("de", "1.500", None),
        ("en", "1e5", None),
        ("en", "-5", None),
        ("en", "NaN", None),
        ("en", "a lot", None),
    ],
)
def test_an_amount_is_read_as_the_language_writes_it_or_not_at_all(
    language: str, written: str, amount: str | None
) -> None:
    expected = None if amount is None else Decimal(amount)
    assert texts.read_amount(language, written) == expected
