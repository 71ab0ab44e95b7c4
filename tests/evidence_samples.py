"""Sample evidence: logs of two companies, and ways to tamper with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.domain.audit import (
    Actor,
    AuditEntry,
    AuditKind,
    AuditRecord,
    Link,
    chained,
    origin,
    recorded,
)
from bot.domain.audit.heads import LogHead, SignedHead, next_head, signed

START = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)
SEED = bytes(range(32))
BUYER = Actor("b" * 32, "Buyer One (sample)")
APPROVER = Actor("a" * 32, "Approver One (sample)")


@dataclass(frozen=True)
class About:
    """What an entry is about."""

    id: str
    company_id: str


def a_record(
    number: int = 1, company_id: str = "7", kind: AuditKind = AuditKind.REQUEST_ASKED
) -> AuditRecord:
    return recorded(
        kind,
        About(f"request-{number}", company_id),
        at=START + timedelta(minutes=number),
        by=BUYER,
        text=f"question {number}",
        total=f"{number}.00 EUR",
    )


def a_log(company_id: str, length: int) -> list[AuditEntry]:
    records = [a_record(number, company_id) for number in range(1, length + 1)]
    return list(chained(records, origin(company_id)))


def logs(*lengths: int) -> list[AuditEntry]:
    """A log for each length, of companies 0, 1, …"""
    return [entry for n, length in enumerate(lengths) for entry in a_log(str(n), length)]


def heads_of(entries: Iterable[AuditEntry], last: SignedHead | None = None) -> SignedHead:
    """The head of these logs, after another one."""
    ends: dict[str, tuple[AuditEntry, AuditEntry]] = {}
    for entry in entries:
        first, _ = ends.get(entry.company_id, (entry, entry))
        ends[entry.company_id] = (first, entry)
    claims = [LogHead(first.hash, end.number, end.hash) for first, end in ends.values()]
    before = (last.head.number, last.head.digest()) if last else None
    return signed(next_head(claims, START, before), SEED)


def rechained(entries: Sequence[AuditEntry]) -> list[AuditEntry]:
    """What somebody makes who can write the database and knows how entries are hashed."""
    made: list[AuditEntry] = []
    for entry in entries:
        fresh = not made or made[-1].company_id != entry.company_id
        end = origin(entry.company_id) if fresh else Link(made[-1].number, made[-1].hash)
        record = AuditRecord(
            entry.company_id,
            entry.at,
            entry.kind,
            entry.subject,
            entry.who,
            entry.facts,
            entry.personal or "",
            entry.salt or "00" * 16,
        )
        made += chained([record], end)
    return made


def erased(entry: AuditEntry) -> AuditEntry:
    return replace(entry, personal=None, salt=None)
