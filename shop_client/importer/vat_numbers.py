"""Test VAT numbers: the right form and check digits, and nobody's on purpose.

Imported history names its customers by a bare number, and Comptoir identifies a company by its VAT
number; so each imported customer gets one that can be told from its customer number. It proves
nothing and may by chance be a real company's: for trying things out, never for invoices.
"""

from __future__ import annotations

import hashlib
import itertools
import string
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from stdnum import get_cc_module

PATTERNS = {
    "AT": "U9******#",
    "BE": "09******##",
    "BG": "9*******#",
    "CY": "9*******@",
    "CZ": "6******#",
    "DE": "9*******#",
    "DK": "9******#",
    "EE": "9*******#",
    "EL": "9*******#",
    "ES": "B9******#",
    "FI": "9******#",
    "FR": "##9*******#",
    "HR": "9*********#",
    "HU": "9******#",
    "IE": "9******@",
    "IT": "9******001#",
    "LT": "9******1#",
    "LU": "9*****##",
    "LV": "9*********#",
    "MT": "9*****##",
    "NL": "9*******#B01",
    "PL": "9********#",
    "PT": "9*******#",
    "RO": "9*******#",
    "SE": "9********#01",
    "SI": "9******#",
    "SK": "9*2******#",
}
"""By prefix: `*` is filled from the customer's number, `#` (digit) and `@` (letter) are tried until
python-stdnum finds the check right, the rest stands for itself. A leading 9 makes them easy to
recognise; Czech numbers of eight digits can't have one."""

_MODULES = {"EL": "gr"}


def made_up_vat_number(country: str, customer: str, taken: Collection[str] = ()) -> str | None:
    """A compact number with its prefix, always the same for a customer.

    A short customer number stands in it digit for digit ("BE0901243133" is customer 12431);
    anything else goes in as a hash.

    Args:
        country: ISO 3166-1 code.
        customer: its number or name in the file.
        taken: numbers that others have already; never returned.

    Returns:
        None for a country outside the EU, whose numbers VIES does not know.
    """
    prefix = "EL" if country == "GR" else country
    pattern = PATTERNS.get(prefix)
    if pattern is None:
        return None
    for payload in _payloads(customer, pattern.count("*")):
        number = _complete(prefix, pattern, payload)
        if number is not None and number not in taken:
            return number
    raise AssertionError("unreachable: payloads never end")


def _payloads(customer: str, size: int) -> Iterator[str]:
    """First the customer's own digits behind a zero, then hashes that never begin with one."""
    if customer.isascii() and customer.isdigit() and len(customer) < size:
        yield customer.zfill(size)
    for attempt in itertools.count():
        digest = hashlib.sha256(f"{customer}/{attempt}".encode()).digest()
        number = int.from_bytes(digest)
        yield str(number % 9 + 1) + str(number // 9 % 10 ** (size - 1)).zfill(size - 1)


def _complete(prefix: str, pattern: str, payload: str) -> str | None:
    digits = iter(payload)
    body = "".join(next(digits) if sign == "*" else sign for sign in pattern)
    choices = [
        string.digits if sign == "#" else string.ascii_uppercase if sign == "@" else sign
        for sign in body
    ]
    rules = _rules(prefix)
    candidates = map("".join, itertools.product(*choices))
    return next((prefix + one for one in candidates if rules.is_valid(one)), None)


@cache
def _rules(prefix: str) -> Any:
    return get_cc_module(_MODULES.get(prefix, prefix.lower()), "vat")
