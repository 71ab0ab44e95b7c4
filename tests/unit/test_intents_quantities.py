from decimal import Decimal

import pytest

from bot.intents.lexicon import load
from bot.intents.quantities import quantity_at
from bot.intents.tokens import tokenize


def value(text: str, language: str) -> Decimal | None:
    quantity = quantity_at(tokenize(text), 0, load(language))
    return quantity.value if quantity else None


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("3", "fr", "3"),
        ("2,5 kg", "fr", "2.5"),
        ("2.5 kg", "en", "2.5"),
        ("1.000", "de", "1000"),
        ("1,000", "en", "1000"),
        ("1 200 gobelets", "fr", "1200"),
        ("x12", "en", "12"),
        ("12x", "fr", "12"),
        ("× 12", "de", "12"),
        ("une douzaine", "fr", "12"),
        ("deux douzaines", "fr", "24"),
        ("une demi-douzaine", "fr", "6"),
        ("une centaine", "fr", "100"),
        ("vingt-cinq", "fr", "25"),
        ("a couple of", "en", "2"),
        ("half a dozen", "en", "6"),
        ("three dozen", "en", "36"),
        ("twenty-five", "en", "25"),
        ("a hundred", "en", "100"),
        ("two hundred and fifty", "en", "250"),
        ("anderthalb", "de", "1.5"),
        ("ein Dutzend", "de", "12"),
        ("fünfundzwanzig", "de", "25"),
        ("ein halbes Dutzend", "de", "6"),
        ("een tiental", "nl", "10"),
        ("anderhalve", "nl", "1.5"),
        ("vijfentwintig", "nl", "25"),
        ("3ctn", "fr", "3"),
    ],
)
def test_a_quantity_is_read_as_people_write_it(text: str, language: str, expected: str) -> None:
    assert value(text, language) == Decimal(expected)


@pytest.mark.parametrize("text", ["26X", "A4", "80g", "M8x40", "26/6", "PAP-A4-80", "0", "papier"])
def test_a_number_in_a_name_is_no_quantity(text: str) -> None:
    assert value(text, "fr") is None


def test_more_than_a_million_is_no_quantity() -> None:
    assert value("9999999", "en") is None
