"""Which VAT an order bears, and when it waits for staff."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.tax import HoldReason, TaxCase, TaxDecision, decide_tax, vat_territory
from bot.domain.vat import VatEvidence, VatOutcome

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
FRENCH = "FR11123456782"


def evidence(
    outcome: VatOutcome = VatOutcome.VALID,
    age: timedelta = timedelta(days=1),
    number: str = FRENCH,
) -> VatEvidence:
    return VatEvidence(number=number, outcome=outcome, asked_at=NOW - age)


def decide(
    known: VatEvidence | None,
    delivery: str = "FR",
    postal_code: str = "69002",
    vat_number: str | None = FRENCH,
    merchant: str = "BE",
) -> TaxDecision:
    return decide_tax(
        merchant_country=merchant,
        delivery_country=delivery,
        delivery_postal_code=postal_code,
        vat_number=vat_number,
        evidence=known,
        now=NOW,
    )


def test_a_proven_customer_abroad_orders_without_vat() -> None:
    decision = decide(evidence())
    assert decision.case is TaxCase.CROSS_BORDER_PROVEN
    assert decision.goes_on
    assert decision.exempt
    assert decision.evidence == evidence()


@pytest.mark.parametrize("known", [None, *(evidence(outcome) for outcome in VatOutcome)])
def test_a_domestic_order_goes_on_with_vat_whatever_vies_says(known: VatEvidence | None) -> None:
    decision = decide(known, delivery="BE", postal_code="1000")
    assert decision == TaxDecision(TaxCase.DOMESTIC)
    assert decision.goes_on
    assert not decision.exempt


@pytest.mark.parametrize(
    ("known", "reason"),
    [
        (None, HoldReason.NO_EVIDENCE),
        (evidence(VatOutcome.UNKNOWN), HoldReason.EVIDENCE_UNKNOWN),
        (evidence(VatOutcome.INVALID), HoldReason.EVIDENCE_INVALID),
        (evidence(age=timedelta(days=30)), HoldReason.EVIDENCE_OLD),
        (evidence(number="FR83404833048"), HoldReason.NO_EVIDENCE),
    ],
)
def test_without_fresh_proof_an_order_abroad_waits_for_staff(
    known: VatEvidence | None, reason: HoldReason
) -> None:
    assert decide(known) == TaxDecision(TaxCase.CROSS_BORDER_HELD, reason)


def test_proof_lasts_to_the_last_second_of_thirty_days() -> None:
    assert decide(evidence(age=timedelta(days=30, seconds=-1))).exempt


def test_a_number_of_another_country_than_the_delivery_waits_for_staff() -> None:
    german = "DE123456788"
    decision = decide(evidence(number=german), vat_number=german)
    assert decision.hold is HoldReason.VAT_COUNTRY_DIFFERS
    belgian = "BE0987654394"
    decision = decide(evidence(number=belgian), vat_number=belgian)
    assert decision.hold is HoldReason.VAT_COUNTRY_DIFFERS


def test_a_customer_without_a_number_waits_for_staff_abroad() -> None:
    assert decide(None, vat_number=None).hold is HoldReason.NO_VAT_NUMBER


def test_the_delivery_decides_for_a_foreign_company_delivered_at_home() -> None:
    assert decide(evidence(), delivery="BE", postal_code="1030").case is TaxCase.DOMESTIC


def test_an_export_waits_for_staff() -> None:
    decision = decide(evidence(), delivery="CH", postal_code="1201")
    assert decision == TaxDecision(TaxCase.OUTSIDE_EU, HoldReason.EXPORT)


def test_northern_ireland_counts_for_goods_and_great_britain_does_not() -> None:
    number = "XI980780684"
    known = evidence(number=number)
    assert decide(known, delivery="GB", postal_code="bt1 5gs", vat_number=number).exempt
    assert decide(known, "GB", "SW1A 1AA", number).hold is HoldReason.EXPORT


def test_greece_is_el_to_vies_and_gr_to_the_post() -> None:
    number = "EL094259216"
    assert decide(evidence(number=number), "GR", "104 31", number).exempt


@pytest.mark.parametrize(
    ("country", "postal_code", "code", "in_eu"),
    [
        ("FR", "20000", "FR", True),
        ("MC", "98000", "FR", True),
        ("FR", "97400", "FR-97", False),
        ("ES", "28001", "ES", True),
        ("ES", "35001", "ES-35", False),
        ("FI", "22100", "FI-22", False),
        ("DE", "D-27498", "DE-27498", False),
        ("IT", "23041", "IT-23041", False),
        ("be", "", "BE", True),
    ],
)
def test_places_outside_the_vat_territory_are_told_apart(
    country: str, postal_code: str, code: str, in_eu: bool
) -> None:
    territory = vat_territory(country, postal_code)
    assert (territory.code, territory.in_eu) == (code, in_eu)


def test_a_merchant_outside_the_union_has_every_order_abroad_held() -> None:
    assert decide(evidence(), merchant="CH").hold is HoldReason.MERCHANT_OUTSIDE_EU
    assert decide(None, delivery="CH", merchant="CH").case is TaxCase.DOMESTIC


countries = st.sampled_from(["BE", "FR", "DE", "GR", "GB", "CH", "US", "ES", "XI"])
numbers = st.sampled_from([None, FRENCH, "DE123456788", "EL094259216", "XI980780684"])
known_answers = st.none() | st.builds(
    VatEvidence,
    number=numbers.filter(bool).map(str),
    outcome=st.sampled_from(VatOutcome),
    asked_at=st.timedeltas(timedelta(0), timedelta(days=60)).map(lambda age: NOW - age),
)
postal_codes = st.sampled_from(["", "1000", "35001", "BT1 5GS", "69002"])


@given(countries, countries, postal_codes, numbers, known_answers)
def test_nothing_but_a_fresh_valid_answer_for_the_same_number_takes_vat_away(
    merchant: str,
    delivery: str,
    postal_code: str,
    number: str | None,
    known: VatEvidence | None,
) -> None:
    decision = decide(known, delivery, postal_code, number, merchant)
    if decision.exempt:
        assert known is not None
        assert known.outcome is VatOutcome.VALID
        assert known.number == number
        assert NOW - known.asked_at < timedelta(days=30)
        assert decision.evidence == known
        assert vat_territory(delivery, postal_code).code == number[:2]
        assert vat_territory(merchant) != vat_territory(delivery, postal_code)
    else:
        assert decision.goes_on == (decision.case is TaxCase.DOMESTIC)
