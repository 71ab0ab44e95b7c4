"""VAT identification numbers as people write them, and what VIES said about one.

A number is a claim, never a login: it is public. Format and check digits come from python-stdnum;
whether it exists is for VIES to say, in three values.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, Protocol

from stdnum import get_cc_module
from stdnum.eu.vat import MEMBER_STATES
from stdnum.exceptions import InvalidChecksum, ValidationError

_MODULES = {"EL": "gr", "XI": "gb"}
_STATES = sorted("EL" if state == "gr" else state.upper() for state in MEMBER_STATES)

VAT_PREFIXES = frozenset(_STATES)
"""The prefixes that VIES knows: EL for Greece, XI for Northern Ireland (goods only)."""

_LONGEST_TEXT = 80
_SHORTEST_GUESS = 8
_NOT_EU = re.compile(r"(GB|CHE|CH|NO|IS|LI|EU|IM)(?=[0-9])")
_UNKNOWN_PREFIX = re.compile(r"([A-Z]{2,3})[0-9]{5,}")
_SEPARATORS = re.compile(r"[\s.\-/_:;,'()#°|]+")
_BODY = re.compile(r"[0-9A-Z+*]{2,14}")
_LABEL = re.compile(
    r"""
    (?:(?:NUM[EÉ]RO|NUMMER|NUMBER|N[O°]?|NR)\W*(?:DE\s|D'|OF\s)?\s*)?
    (?:TVA|VAT|BTW|MW\.?ST|U\.?ST|USTIDNR|USTID|UID|P\.?\s?IVA|IVA|NIF|CIF|NIP|TAX)
    (?:[\s.\-]*(?:INTRACOMMUNAUTAIRE|INTRACOM|REG|IDNR|ID|NUM[EÉ]RO|NUMMER|NUMBER|NO|NR|N°?))*
    (?![A-Z0-9]) | (?:TVA|VAT|BTW|MWST)(?=[A-Z]{2}[A-Z0-9]?[0-9])
    """,
    re.VERBOSE,
)


class VatOutcome(StrEnum):
    """What VIES says of a number. Unknown is no answer, and is never taken for invalid."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class VatNumber:
    """A number with the right format and check digits.

    Attributes:
        prefix: as VIES writes it, "EL" for Greece and "XI" for Northern Ireland.
        body: the rest, without separators.
    """

    prefix: str
    body: str

    def __str__(self) -> str:
        """The compact form, "BE0417497106"."""
        return self.prefix + self.body


class VatFlaw(StrEnum):
    """Why a text is no VAT number that VIES could be asked about."""

    EMPTY = "empty"
    FORMAT = "format"
    CHECK_DIGITS = "check_digits"
    OUTSIDE_EU = "outside_eu"
    COUNTRY_MISSING = "country_missing"


@dataclass(frozen=True, slots=True)
class VatProblem:
    """What is wrong with a text that was given as a VAT number.

    Attributes:
        country: the prefix it concerns ("GB" with OUTSIDE_EU); None where there is none.
        candidates: with COUNTRY_MISSING, the prefixes that would fit, sorted.
    """

    flaw: VatFlaw
    country: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VatEvidence:
    """One answer of VIES, to be kept as proof of having asked.

    Attributes:
        number: the compact number that was asked about.
        asked_at: aware UTC.
        requester: the compact number that asked; None where none was given.
        consultation_number: VIES's `requestIdentifier`, given only to a requester.
        name, address: None where the member state does not disclose them ("---").
        fault: VIES's own word for why there is no answer ("MS_UNAVAILABLE"), or ours.
    """

    number: str
    outcome: VatOutcome
    asked_at: datetime
    requester: str | None = None
    consultation_number: str | None = None
    name: str | None = None
    address: str | None = None
    fault: str | None = None

    def __post_init__(self) -> None:
        """Refuses a naive instant, whose age nobody could tell."""
        if self.asked_at.tzinfo is None:
            raise ValueError("asked_at must be an aware instant")


class VatRegister(Protocol):
    """Says whether a VAT number exists."""

    async def ask(self, number: str) -> VatEvidence:
        """Asks about a compact number with right check digits; a failure to answer is UNKNOWN."""
        ...


def vat_prefix(country: str) -> str:
    """The VAT prefix of an ISO 3166-1 code: "EL" for "GR", else the code itself."""
    code = country.strip().upper()
    return "EL" if code == "GR" else code


def parse_vat_number(text: str, default_country: str | None = None) -> VatNumber | VatProblem:
    """Reads a VAT number in any usual spelling; the whole text must be the number.

    Spaces, dots, dashes, lower case and a label ("TVA", "BTW-nr.", "USt-IdNr.") do not matter.
    Without a prefix it is taken for `default_country`'s if it passes that country's check digits,
    and else for the only country whose rules it passes, if there is exactly one (never for
    Northern Ireland's, whose numbers look like Great Britain's).

    Args:
        text: what somebody wrote; hostile text is refused as a format flaw.
        default_country: ISO code of the merchant's country, or None.
    """
    compact = _compact(text)
    if not compact:
        return VatProblem(VatFlaw.EMPTY)
    if outside := _NOT_EU.match(compact):
        return VatProblem(VatFlaw.OUTSIDE_EU, outside[1])
    prefix = vat_prefix(compact[:2])
    if prefix in VAT_PREFIXES:
        return _with_prefix(prefix, compact[2:])
    if not _BODY.fullmatch(compact) or not re.search(r"[0-9]{3}", compact):
        return VatProblem(VatFlaw.FORMAT)
    return _without_prefix(compact, default_country)


def _compact(text: str) -> str:
    """Upper case, without label and separators; a text too long to be a number stays refused."""
    plain = unicodedata.normalize("NFKC", text[: _LONGEST_TEXT + 1])
    plain = "".join(" " if unicodedata.category(c) == "Pd" else c for c in plain)
    plain = "".join(c for c in plain if unicodedata.category(c) != "Cf").upper()
    plain = plain.strip().lstrip(" .:-#")
    if label := _LABEL.match(plain):
        plain = plain[label.end() :]
    return _SEPARATORS.sub("", plain)


def _with_prefix(prefix: str, body: str) -> VatNumber | VatProblem:
    if not _BODY.fullmatch(body):
        return VatProblem(VatFlaw.FORMAT, prefix)
    try:
        return VatNumber(prefix, _rules(prefix).validate(body))
    except InvalidChecksum:
        return VatProblem(VatFlaw.CHECK_DIGITS, prefix)
    except ValidationError:
        return VatProblem(VatFlaw.FORMAT, prefix)


def _without_prefix(body: str, default_country: str | None) -> VatNumber | VatProblem:
    home = vat_prefix(default_country) if default_country else None
    if home in VAT_PREFIXES:
        read = _with_prefix(home, body)
        # With the home country's shape, wrong digits are a slip of the pen, not a foreign number.
        if isinstance(read, VatNumber) or read.flaw is VatFlaw.CHECK_DIGITS:
            return read
    # A few digits pass some country's check (Romania's numbers have two to ten) by chance.
    states = _STATES if len(body) >= _SHORTEST_GUESS else ()
    fitting = [number for state in states if (number := _read(state, body)) is not None]
    # Northern Ireland shares its numbers with Great Britain: the prefix alone tells them apart.
    if len(fitting) == 1 and fitting[0].prefix != "XI":
        return fitting[0]
    if fitting:
        return VatProblem(
            VatFlaw.COUNTRY_MISSING, candidates=tuple(number.prefix for number in fitting)
        )
    if unknown := _UNKNOWN_PREFIX.match(body):
        return VatProblem(VatFlaw.OUTSIDE_EU, unknown[1])
    return VatProblem(VatFlaw.FORMAT)


def _read(prefix: str, body: str) -> VatNumber | None:
    read = _with_prefix(prefix, body)
    return read if isinstance(read, VatNumber) else None


@cache
def _rules(prefix: str) -> Any:
    return get_cc_module(_MODULES.get(prefix, prefix.lower()), "vat")
