from datetime import date

import pytest

from bot.intents.identifiers import find_code, find_email, find_vat
from bot.intents.references import find_address, find_delivery_date, find_order, find_po
from bot.intents.schema import Intent

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("comme la dernière fois", "fr", "last"),
        ("comme d'habitude", "fr", "usual"),
        ("the usual please", "en", "usual"),
        ("celle de mars", "fr", "2026-03"),
        ("the one from December", "en", "2025-12"),
        ("die Bestellung vom März", "de", "2026-03"),
        ("die van maart", "nl", "2026-03"),
        ("la commande du 12 mars", "fr", "2026-03-12"),
        ("the order of 3 November", "en", "2026-11-03"),
        ("yesterday's order", "en", "2026-11-22"),
        ("la commande de lundi dernier", "fr", "2026-11-16"),
        ("le mois dernier", "fr", "2026-10"),
        ("refais la commande SO-00012", "fr", "SO-00012"),
        ("reorder 2026-123", "en", "2026-123"),
        ("order 4711", "en", "4711"),
        ("I want to reorder", "en", None),
        ("same again, delivery friday", "en", "last"),
    ],
)
def test_which_past_order_is_meant(text: str, language: str, expected: str | None) -> None:
    found = find_order(text, language, Intent.REORDER, MONDAY)
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("livrez vendredi", "fr", "2026-11-27"),
        ("deliver tomorrow", "en", "2026-11-24"),
        ("livraison après-demain", "fr", "2026-11-25"),
        ("deliver next tuesday", "en", "2026-11-24"),
        ("friday next week", "en", "2026-12-04"),
        ("vendredi de la semaine prochaine", "fr", "2026-12-04"),
        ("à livrer le 12 mars", "fr", "2027-03-12"),
        ("Lieferung am 12. Dezember", "de", "2026-12-12"),
        ("lever op 3 december", "nl", "2026-12-03"),
        ("pour le 15/12", "fr", "2026-12-15"),
        ("le 04.12.2026", "fr", "2026-12-04"),
        ("by 2026-12-04", "en", "2026-12-04"),
        ("dans 3 jours", "fr", "2026-11-26"),
        ("on Monday 30", "en", "2026-11-30"),
        ("for monday", "en", "2026-11-30"),
        ("next week", "en", None),
        ("staples 26/6", "en", None),
        ("le 31/02", "fr", None),
    ],
)
def test_the_day_of_delivery_is_counted_from_today(
    text: str, language: str, expected: str | None
) -> None:
    found = find_delivery_date(text, language, Intent.SET_DELIVERY, MONDAY)
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("PO 4711", "en", "4711"),
        ("bon de commande n° BC-778", "fr", "BC-778"),
        ("notre référence est 2026-118", "fr", "2026-118"),
        ("unsere Bestellnummer lautet 4500123", "de", "4500123"),
        ("ons bestelbonnummer is 4711", "nl", "4711"),
        ("PO number please", "en", None),
        ("add 3 pens", "en", None),
    ],
)
def test_the_purchase_order_number_stands_behind_its_name(
    text: str, language: str, expected: str | None
) -> None:
    found = find_po(text, language, Intent.REORDER)
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("livrez au 14 rue des Lilas, 69003 Lyon", "fr", "14 rue des Lilas, 69003 Lyon"),
        ("deliver to the warehouse in Ghent please", "en", "warehouse in Ghent"),
        ("Lieferadresse: Hauptstraße 5, 50667 Köln", "de", "Hauptstraße 5, 50667 Köln"),
        ("leveren aan het magazijn in Gent", "nl", "magazijn in Gent"),
        ("send it to my boss", "en", None),
        ("envoyez la facture à la compta", "fr", None),
    ],
)
def test_the_place_of_delivery_is_kept_as_written(
    text: str, language: str, expected: str | None
) -> None:
    found = find_address(text, language, Intent.SET_DELIVERY, ())
    assert (found.value if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BE 0403.170.701", "BE0403170701"),
        ("TVA be0403170701", "BE0403170701"),
        ("fr 83 404 833 048", "FR83404833048"),
        ("NL004495445B01", "NL004495445B01"),
        ("USt-IdNr.: DE 136 695 976", "DE136695976"),
        ("numéro d'entreprise 0403.170.701", "BE0403170701"),
        ("0403170701", "BE0403170701"),
        ("BE0123456789", "BE0123456789"),
        ("GR094259216", "EL094259216"),
        ("de 136 chaises", None),
        ("3 boxes of gloves", None),
        ("order 0403170701 pens", None),
    ],
)
def test_a_vat_number_is_known_in_any_usual_spelling(text: str, expected: str | None) -> None:
    found = find_vat(text)
    assert (found[0] if found else None) == expected


def test_an_address_and_a_code_are_found() -> None:
    email = find_email("my mail is buyer.one@example.com, thanks")
    assert email
    assert email[0] == "buyer.one@example.com"
    assert find_code("le code est 482913") == "482913"
    assert find_code("482 913") == "482913"
    assert find_code("482913 or 482914") is None
    assert find_code("4829131") is None
