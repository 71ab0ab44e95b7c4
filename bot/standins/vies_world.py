"""What the stand-in of VIES knows and how it feels today: data, no HTTP."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources import files

from bot.domain.vat import VAT_PREFIXES, VatNumber, parse_vat_number
from bot.vat.faults import Fault

SILENT_STATES = frozenset({"DE", "ES"})
"""They disclose neither name nor address."""

NEWCOMER = "COMPANY NOT YET KNOWN TO THE SHOP (SAMPLE)"

TEST_SERVICE: Mapping[str, bool | Fault] = {
    "100": True,
    "200": False,
    "201": Fault.INVALID_INPUT,
    "202": Fault.INVALID_REQUESTER_INFO,
    "300": Fault.SERVICE_UNAVAILABLE,
    "301": Fault.MS_UNAVAILABLE,
    "302": Fault.TIMEOUT,
    "400": Fault.VAT_BLOCKED,
    "401": Fault.IP_BLOCKED,
    "500": Fault.GLOBAL_MAX_CONCURRENT_REQ,
    "501": Fault.GLOBAL_MAX_CONCURRENT_REQ_TIME,
    "600": Fault.MS_MAX_CONCURRENT_REQ,
    "601": Fault.MS_MAX_CONCURRENT_REQ_TIME,
}
"""Three digits after any prefix, answered as the Commission's own test service answers them."""

PLAYABLE: Mapping[str, bool | Fault] = {
    "BE0999999922": False,
    "FR11999999998": False,
    "NL999999990B01": Fault.MS_UNAVAILABLE,
    "DE999999995": Fault.MS_UNAVAILABLE,
}
"""Numbers with right check digits for playing the other outcomes in a conversation."""


class Mode(StrEnum):
    """How the service is today."""

    UP = "up"
    SLOW = "slow"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Trader:
    """A company as a member state's register has it; None is not disclosed."""

    name: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer about a number."""

    valid: bool
    trader: Trader = field(default_factory=lambda: Trader(None, None))


@dataclass
class ViesWorld:
    """The registers of all member states.

    A number is answered by the first that applies: what `answers` says for it; the test service's
    three digits; `PLAYABLE`; a known trader; and else by its check digits: right ones are a valid
    company that only VIES knows, wrong ones are invalid.

    Attributes:
        traders: compact number to company.
        delay: seconds that each answer takes while it is slow.
        answers: compact number to True (valid), False (invalid) or a fault.
        questions: how many were asked so far.
    """

    traders: Mapping[str, Trader]
    mode: Mode = Mode.UP
    delay: float = 30.0
    answers: dict[str, bool | Fault] = field(default_factory=dict)
    questions: int = 0

    def verdict(self, prefix: str, body: str) -> Verdict | Fault:
        """What is answered about a number."""
        if prefix not in VAT_PREFIXES or not re.fullmatch(r"[0-9A-Za-z+*.]{2,12}", body):
            return Fault.INVALID_INPUT
        number = f"{prefix}{body}".upper()
        said = self.answers.get(number, TEST_SERVICE.get(body, PLAYABLE.get(number)))
        if said is None:
            said = number in self.traders or is_well_formed(number)
        if isinstance(said, Fault):
            return said
        return Verdict(said, self._trader(number)) if said else Verdict(valid=False)

    def _trader(self, number: str) -> Trader:
        if number[:2] in SILENT_STATES:
            return Trader(None, None)
        if number[2:] in TEST_SERVICE:
            return Trader("John Doe", "123 Main St, Anytown, UK")
        return self.traders.get(number, Trader(NEWCOMER, "Sample Street 1\n1000 SAMPLE"))


def is_well_formed(number: str) -> bool:
    """Whether a compact number has the right format and check digits."""
    return isinstance(parse_vat_number(number), VatNumber)


def sample_traders() -> dict[str, Trader]:
    """The sample shop's merchant and customers; of accounts that share a number, the first."""
    text = files("shop_client").joinpath("sample", "shop.toml").read_text("utf-8")
    sample = tomllib.loads(text)
    merchant = sample["merchant"]
    traders = {merchant["vat_number"]: _trader(merchant["name"], [merchant["address"]])}
    for company in sample["companies"]:
        trader = _trader(company["name"], company["addresses"])
        traders.setdefault(company["vat_number"], trader)
    return traders


def _trader(name: str, addresses: list[dict[str, str]]) -> Trader:
    invoice = next((a for a in addresses if a.get("invoice")), addresses[0])
    return Trader(name.upper(), f"{invoice['street']}\n{invoice['postal_code']} {invoice['city']}")
