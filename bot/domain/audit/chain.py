"""How an entry is bound to the one before it.

All hashes are SHA-256 in hexadecimal, over UTF-8:

- commitment = SHA-256(salt as bytes, then the JSON of the personal content)
- hash = SHA-256(JSON list of: previous hash, number, instant, kind, subject, who, facts,
  commitment), where facts are the stored JSON as one string; no spaces, ASCII
- the first entry's previous hash = SHA-256(JSON list of: "comptoir log 1", company)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.audit.record import AuditRecord

_LOG = "comptoir log 1"


@dataclass(frozen=True, slots=True)
class Link:
    """The end of a log, to which the next entry is chained."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry of a company's log.

    Attributes:
        number: from 1 on, without gaps.
        personal, salt: both None once they were erased.
        commitment: to the personal content; stays when that is erased.
        previous: hash of the entry before; of the first one: `origin`.
    """

    company_id: str
    number: int
    at: datetime
    kind: str
    subject: str
    who: str
    facts: str
    personal: str | None
    salt: str | None
    commitment: str
    previous: str
    hash: str


def origin(company_id: str) -> Link:
    """What the first entry of a company's log is chained to."""
    return Link(0, _hash([_LOG, company_id]))


def chained(records: Iterable[AuditRecord], end: Link) -> Iterator[AuditEntry]:
    """The entries of what is to be added to the log that ends here, in order."""
    for record in records:
        number = end.number + 1
        commitment = commitment_of(record.personal, record.salt)
        hashed = hash_of(
            end.hash,
            number,
            record.at,
            record.kind,
            record.subject,
            record.who,
            record.facts,
            commitment,
        )
        yield AuditEntry(
            company_id=record.company_id,
            number=number,
            at=record.at,
            kind=record.kind,
            subject=record.subject,
            who=record.who,
            facts=record.facts,
            personal=record.personal,
            salt=record.salt,
            commitment=commitment,
            previous=end.hash,
            hash=hashed,
        )
        end = Link(number, hashed)


def commitment_of(personal: str, salt: str) -> str:
    """What binds an entry to its personal content. Raises ValueError for a salt that is none."""
    return hashlib.sha256(bytes.fromhex(salt) + personal.encode()).hexdigest()


def hash_of(
    previous: str,
    number: int,
    at: datetime,
    kind: str,
    subject: str,
    who: str,
    facts: str,
    commitment: str,
) -> str:
    """The hash of an entry over all that stays of it."""
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    return _hash([previous, number, instant, kind, subject, who, facts, commitment])


def _hash(parts: list[str | int]) -> str:
    written = json.dumps(parts, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
