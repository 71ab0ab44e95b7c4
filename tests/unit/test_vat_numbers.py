"""VAT numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.vat import VatFlaw, VatNumber, VatProblem, parse_vat_number


@pytest.mark.parametrize(
    ("written", "compact"),
    [
        ("BE0417497106", "BE0417497106"),
        ("TVA BE 0417.497.106", "BE0417497106"),
        ("n° TVA : be 0417 497 106", "BE0417497106"),
        ("BTW-nr. BE0417.497.106", "BE0417497106"),
        ("TVABE0417497106", "BE0417497106"),
        ("VAT no. BE 417.497.106", "BE0417497106"),
        ("BE\u20110417\u2011497\u2011106", "BE0417497106"),
        ("BE\u00a00417\u00a0497\u00a0106", "BE0417497106"),
        ("\uff22\uff25\uff10417497106", "BE0417497106"),
        ("Numéro de TVA intracommunautaire: FR 11 123 456 782", "FR11123456782"),
        ("USt-IdNr. DE 123456788", "DE123456788"),
        ("USt-ID: de123456788", "DE123456788"),
        ("nl 1234.56.782.B01", "NL123456782B01"),
        ("ATU 13585627", "ATU13585627"),
        ("GR 094259216", "EL094259216"),
        ("el094259216", "EL094259216"),
        ("XI 980 7806 84", "XI980780684"),
        ("IE6388047V", "IE6388047V"),
    ],
)
def test_any_usual_spelling_is_read(written: str, compact: str) -> None:
    assert str(parse_vat_number(written)) == compact


@pytest.mark.parametrize(
    ("written", "home", "compact"),
    [
        ("0417.497.106", "BE", "BE0417497106"),
        ("123456788", "DE", "DE123456788"),
        ("094259216", "GR", "EL094259216"),
        ("123456782B01", "BE", "NL123456782B01"),
        ("U13585627", None, "ATU13585627"),
        ("0417497106", None, "BE0417497106"),
    ],
)
def test_a_number_without_prefix_is_read_where_it_is_certain(
    written: str, home: str | None, compact: str
) -> None:
    assert str(parse_vat_number(written, home)) == compact


@pytest.mark.parametrize(
    ("written", "home", "problem"),
    [
        ("", "BE", VatProblem(VatFlaw.EMPTY)),
        ("TVA", "BE", VatProblem(VatFlaw.EMPTY)),
        ("BE0417497107", None, VatProblem(VatFlaw.CHECK_DIGITS, "BE")),
        ("0417497107", "BE", VatProblem(VatFlaw.CHECK_DIGITS, "BE")),
        ("BE12", None, VatProblem(VatFlaw.FORMAT, "BE")),
        ("BE", None, VatProblem(VatFlaw.FORMAT, "BE")),
        ("hello", "BE", VatProblem(VatFlaw.FORMAT)),
        ("4711", "BE", VatProblem(VatFlaw.FORMAT)),
        ("BE0417497106 and BE0987654394", "BE", VatProblem(VatFlaw.FORMAT, "BE")),
        ("GB 980 7806 84", "BE", VatProblem(VatFlaw.OUTSIDE_EU, "GB")),
        ("CHE-107.787.577 TVA", "BE", VatProblem(VatFlaw.OUTSIDE_EU, "CHE")),
        ("NO 995 525 828 MVA", "BE", VatProblem(VatFlaw.OUTSIDE_EU, "NO")),
        ("EU372022452", "BE", VatProblem(VatFlaw.OUTSIDE_EU, "EU")),
        ("US123456789", "BE", VatProblem(VatFlaw.OUTSIDE_EU, "US")),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(
    written: str, home: str | None, problem: VatProblem
) -> None:
    assert parse_vat_number(written, home) == problem


@pytest.mark.parametrize(
    ("written", "candidates"), [("100000010", ("EE", "PT")), ("980780684", ("XI",))]
)
def test_a_number_that_may_be_of_other_countries_is_asked_about(
    written: str, candidates: tuple[str, ...]
) -> None:
    assert parse_vat_number(written) == VatProblem(VatFlaw.COUNTRY_MISSING, None, candidates)


@given(st.text(max_size=200), st.sampled_from([None, "BE", "GR", "GB", "??"]))
def test_whatever_is_read_reads_the_same_again(text: str, home: str | None) -> None:
    read = parse_vat_number(text, home)
    if isinstance(read, VatNumber):
        assert parse_vat_number(str(read)) == read


@given(st.integers(0, 9), st.integers(2, 11))
def test_one_wrong_digit_of_a_belgian_number_is_seen(digit: int, place: int) -> None:
    right = "BE0417497106"
    wrong = right[:place] + str(digit) + right[place + 1 :]
    assert isinstance(parse_vat_number(wrong), VatNumber) == (wrong == right)
