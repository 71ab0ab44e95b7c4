"""Proving a mailbox by a six-digit code, how often that may be tried, and how long it counts."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.entities import Verification

CODE_DIGITS = 6
CODE_LIFETIME = timedelta(minutes=10)
CODE_TRIES = 5
MEMBERSHIP_LIFETIME = timedelta(days=90)
INVITATION_LIFETIME = timedelta(days=7)

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` uses within any span of time of this length."""

    count: int
    within: timedelta


CODES_PER_PERSON = (Limit(3, timedelta(minutes=10)), Limit(10, timedelta(days=1)))
CODES_PER_COMPANY = (Limit(10, timedelta(hours=1)), Limit(30, timedelta(days=1)))
CODES_PER_ADDRESS = (Limit(3, timedelta(minutes=10)), Limit(8, timedelta(days=1)))
"""How many codes may be asked for: by a person, under a VAT number, for a mailbox."""

INVITATIONS_PER_COMPANY = (Limit(30, timedelta(days=1)),)
INVITATIONS_PER_ADDRESS = (Limit(3, timedelta(days=1)),)
"""How many invitations administrators may send: in a company, to a mailbox."""
JOINS_PER_PERSON = (Limit(5, timedelta(minutes=10)), Limit(20, timedelta(days=1)))
"""How many invitation codes a person may try; one of them has 50 random bits."""


class CodeResult(StrEnum):
    """What became of a code that somebody typed."""

    CORRECT = "correct"
    WRONG = "wrong"
    EXPIRED = "expired"
    NO_TRIES_LEFT = "no_tries_left"
    USED = "used"


def new_code(below: Callable[[int], int] = secrets.randbelow) -> str:
    """A code of six digits, from the operating system's randomness."""
    return f"{below(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def hash_code(code: str, key: bytes, salt: bytes | None = None) -> str:
    """What is stored instead of a code: "salt$digest" in hexadecimal.

    A million codes are tried in a second under any salted hash; the server's key, which is not in
    the database, is what keeps a stolen table from giving them away.
    """
    salt = secrets.token_bytes(_SALT_BYTES) if salt is None else salt
    digest = hmac.new(key, salt + b"\0" + code.encode(), hashlib.sha256).hexdigest()
    return f"{salt.hex()}${digest}"


def check_code(code_hash: str, typed: str, key: bytes) -> bool:
    """Whether what somebody typed is the code; takes the same time whatever they typed."""
    salt, _, _ = code_hash.partition("$")
    return hmac.compare_digest(hash_code(_digits(typed), key, bytes.fromhex(salt)), code_hash)


def try_code(verification: Verification, typed: str, key: bytes, now: datetime) -> CodeResult:
    """Holds a typed code against a pending verification, and counts the try.

    A decoy (no contacts behind it) takes the same time and is never satisfied.
    """
    right = check_code(verification.code_hash, typed, key) and bool(verification.contacts)
    if verification.used_at is not None:
        return CodeResult.USED
    if now >= verification.expires_at:
        return CodeResult.EXPIRED
    if verification.tries_left <= 0:
        return CodeResult.NO_TRIES_LEFT
    verification.tries_left -= 1
    if right:
        verification.used_at = now
        return CodeResult.CORRECT
    return CodeResult.WRONG if verification.tries_left else CodeResult.NO_TRIES_LEFT


def allowed(attempts: Iterable[datetime], now: datetime, limits: Sequence[Limit]) -> bool:
    """Whether one more use at `now` keeps within every limit, given the uses so far."""
    times = list(attempts)
    return all(sum(time > now - limit.within for time in times) < limit.count for limit in limits)


def look_back(limits: Sequence[Limit]) -> timedelta:
    """How far back uses matter to these limits."""
    return max(limit.within for limit in limits)


def attempt_key(value: str, key: bytes) -> str:
    """What is stored of a person, company or mailbox that is rate-limited: a keyed hash."""
    return hmac.new(key, value.strip().casefold().encode(), hashlib.sha256).hexdigest()


def membership_ends(verified_at: datetime) -> datetime:
    """When a membership ends unless its mailbox is proved anew."""
    return verified_at + MEMBERSHIP_LIFETIME


def _digits(typed: str) -> str:
    """The typed code without the spaces and dashes that people and mail programs put in."""
    plain = unicodedata.normalize("NFKC", typed[:64])
    return "".join(c for c in plain if not c.isspace() and c not in "-–.")
