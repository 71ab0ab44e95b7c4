"""Which VAT an order of goods bears, decided on where the goods go.

Source: Directive 2006/112/EC, articles 6 and 7 (territories), 32 and 138 (intra-Community supply
of goods: exempt only to a customer identified for VAT in another member state, a substantive
condition since 2020). Northern Ireland counts as a member state for goods, with the prefix XI.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.vat import VAT_PREFIXES, VatEvidence, VatOutcome, vat_prefix

PROOF_LIFETIME = timedelta(days=30)
"""How long a valid answer of VIES proves a customer's identification."""

_PART_OF = {"MC": "FR"}
_EXCLUDED = {
    "DE": ("27498", "78266"),
    "EL": ("63086",),
    "ES": ("35", "38", "51", "52"),
    "FI": ("22",),
    "FR": ("97", "986", "987", "988"),
    "IT": ("22061", "23041"),
}
"""Postal codes outside the Union's VAT territory (article 6): Helgoland and Büsingen, Mount Athos,
the Canaries, Ceuta and Melilla, Åland, France overseas, Campione and Livigno."""


class TaxCase(StrEnum):
    """How an order stands to VAT."""

    DOMESTIC = "domestic"
    CROSS_BORDER_PROVEN = "cross_border_proven"
    CROSS_BORDER_HELD = "cross_border_held"
    OUTSIDE_EU = "outside_eu"


class HoldReason(StrEnum):
    """Why an order waits for the merchant's staff."""

    NO_VAT_NUMBER = "no_vat_number"
    VAT_COUNTRY_DIFFERS = "vat_country_differs"
    NO_EVIDENCE = "no_evidence"
    EVIDENCE_UNKNOWN = "evidence_unknown"
    EVIDENCE_INVALID = "evidence_invalid"
    EVIDENCE_OLD = "evidence_old"
    EXPORT = "export"
    MERCHANT_OUTSIDE_EU = "merchant_outside_eu"


@dataclass(frozen=True, slots=True)
class Territory:
    """A place as VAT sees it.

    Attributes:
        code: VAT prefix of a member state ("EL", "XI"), else an ISO code, with the postal code's
            beginning for a part of a state that is outside ("ES-35").
        in_eu: whether supplies of goods to it are intra-Community.
    """

    code: str
    in_eu: bool


@dataclass(frozen=True, slots=True)
class TaxDecision:
    """Whether an order may go on by itself, and with which VAT.

    Attributes:
        hold: None where it goes on.
        evidence: the answer of VIES that the exemption rests on; to be kept with the order.
    """

    case: TaxCase
    hold: HoldReason | None = None
    evidence: VatEvidence | None = None

    @property
    def goes_on(self) -> bool:
        """Whether it may be placed without the merchant's staff."""
        return self.hold is None

    @property
    def exempt(self) -> bool:
        """Whether no VAT is charged (article 138; the customer accounts for it at home)."""
        return self.case is TaxCase.CROSS_BORDER_PROVEN


def vat_territory(country: str, postal_code: str = "") -> Territory:
    """The VAT territory of an address, by its ISO country and postal code."""
    code = vat_prefix(country)
    postal = re.sub(r"^[A-Z]{1,2}-", "", postal_code.replace(" ", "").upper())
    if code == "GB" and postal.startswith("BT"):
        return Territory("XI", in_eu=True)
    code = _PART_OF.get(code, code)
    for beginning in _EXCLUDED.get(code, ()):
        if postal.startswith(beginning):
            return Territory(f"{code}-{beginning}", in_eu=False)
    return Territory(code, in_eu=code in VAT_PREFIXES)


def decide_tax(
    *,
    merchant_country: str,
    delivery_country: str,
    delivery_postal_code: str = "",
    vat_number: str | None,
    evidence: VatEvidence | None,
    now: datetime,
) -> TaxDecision:
    """Decides on the delivery address, whatever the invoice address says.

    Args:
        merchant_country: ISO code of where the goods leave from.
        delivery_country: ISO code of where they go; `delivery_postal_code` tells apart Northern
            Ireland and the places outside the Union's VAT territory.
        delivery_postal_code: as in the shop; empty where unknown.
        vat_number: the customer's, compact; None where it has none.
        evidence: the newest answer of VIES about that number, or its failure to answer where there
            never was one; another number's proves nothing.
        now: aware UTC.

    Returns:
        Domestic orders go on with VAT whatever VIES says. Others go on, exempt, only with a valid
        answer younger than 30 days for a number of the country of delivery.
    """
    origin = vat_territory(merchant_country)
    destination = vat_territory(delivery_country, delivery_postal_code)
    if origin == destination:
        return TaxDecision(TaxCase.DOMESTIC)
    if not origin.in_eu:
        return TaxDecision(TaxCase.OUTSIDE_EU, HoldReason.MERCHANT_OUTSIDE_EU)
    if not destination.in_eu:
        return TaxDecision(TaxCase.OUTSIDE_EU, HoldReason.EXPORT)
    if hold := _hold(destination, vat_number, evidence, now):
        return TaxDecision(TaxCase.CROSS_BORDER_HELD, hold)
    return TaxDecision(TaxCase.CROSS_BORDER_PROVEN, evidence=evidence)


def _hold(
    destination: Territory, vat_number: str | None, evidence: VatEvidence | None, now: datetime
) -> HoldReason | None:
    if not vat_number:
        return HoldReason.NO_VAT_NUMBER
    if vat_number[:2] != destination.code:
        return HoldReason.VAT_COUNTRY_DIFFERS
    if evidence is None or evidence.number != vat_number:
        return HoldReason.NO_EVIDENCE
    if evidence.outcome is VatOutcome.INVALID:
        return HoldReason.EVIDENCE_INVALID
    if evidence.outcome is not VatOutcome.VALID:
        return HoldReason.EVIDENCE_UNKNOWN
    if now - evidence.asked_at >= PROOF_LIFETIME:
        return HoldReason.EVIDENCE_OLD
    return None
