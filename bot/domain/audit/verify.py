"""Whether logs are what was written into them, by themselves and by the heads that went out."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.audit.chain import AuditEntry, commitment_of, hash_of, origin
from bot.domain.audit.heads import LogHead, SignedHead
from bot.domain.audit.kinds import AuditKind


class Problem(StrEnum):
    """What can be wrong with a log or a head."""

    MISSING = "missing"
    """Entries up to this number are not there."""
    BROKEN = "broken"
    """The entry is not chained to the one before it."""
    ALTERED = "altered"
    """The entry says something else than what was written."""
    CONTENT_ALTERED = "content altered"
    """Its personal content is another one, or half of it is gone."""
    ERASED_IN_SILENCE = "erased in silence"
    """Its personal content is gone, and no later entry says that it was erased."""
    SHORTER = "shorter"
    """The log ends before the entry that a head names."""
    REWRITTEN = "rewritten"
    """The entry is another one than a head says."""
    GONE = "gone"
    """A log that a head names is not there, or was rewritten from its first entry on."""
    HEAD_FORGED = "head forged"
    """The signature of a head is wrong."""
    HEAD_OF_ANOTHER = "head of another key"
    """A head is signed by a key that is not ours."""
    HEAD_UNCHAINED = "head unchained"
    """A head does not follow on the one before it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong.

    Attributes:
        company_id: whose log; "" where only a head knows of it.
        number: of the entry, or of the head.
        head: number of the head that it contradicts; 0: none.
    """

    problem: Problem
    company_id: str = ""
    number: int = 0
    head: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it.

    Attributes:
        erased: entries whose personal content was erased, as entries of their logs say.
        unproven: entries younger than the newest head that covers their log.
        heads: how many heads were compared.
    """

    logs: int
    entries: int
    erased: int
    unproven: int
    heads: int
    findings: tuple[Finding, ...]


def check_heads(heads: Iterable[SignedHead], key: str) -> tuple[list[SignedHead], list[Finding]]:
    """Those heads that `key` signed, in order, and what is wrong with all of them.

    Args:
        heads: in any order; the same one may come twice.
        key: the public key that is trusted.
    """
    good: dict[str, SignedHead] = {}
    findings = []
    for head in heads:
        if not head.is_signed:
            findings.append(Finding(Problem.HEAD_FORGED, number=head.head.number))
        elif head.key != key:
            findings.append(Finding(Problem.HEAD_OF_ANOTHER, number=head.head.number))
        else:
            good[head.head.digest()] = head
    ordered = sorted(good.values(), key=lambda one: one.head.number)
    for before, after in itertools.pairwise(ordered):
        next_number = before.head.number + 1
        follows = after.head.previous == before.head.digest()
        # Some days' files may not be at hand; two of one number, or a wrong link, are never right.
        if after.head.number < next_number or (after.head.number == next_number and not follows):
            findings.append(Finding(Problem.HEAD_UNCHAINED, number=after.head.number))
    return ordered, findings


def verify(entries: Iterable[AuditEntry], heads: Sequence[SignedHead] = ()) -> Report:
    """Checks logs against themselves and against heads, which `check_heads` found to be good.

    Args:
        entries: of any companies, each company's together and by number.
        heads: of before.
    """
    check = LogsCheck(heads)
    for entry in entries:
        check.take(entry)
    return check.report()


class LogsCheck:
    """The same for logs that do not fit into memory: `take` each entry, then `report`."""

    def __init__(self, heads: Sequence[SignedHead] = ()) -> None:
        self._heads = len(heads)
        self._claims: dict[str, list[tuple[int, LogHead]]] = defaultdict(list)
        for signed in heads:
            for claim in signed.head.logs:
                self._claims[claim.log].append((signed.head.number, claim))
        self._findings: list[Finding] = []
        self._log: _Log | None = None
        self._logs = self._entries = self._erased = self._unproven = 0

    def take(self, entry: AuditEntry) -> None:
        """Checks the next entry."""
        if self._log is None or self._log.company_id != entry.company_id:
            self._end_log()
            self._log = _Log(entry, self._claims.pop(entry.hash, []))
        self._log.take(entry)

    def report(self) -> Report:
        """What came of all that was taken."""
        self._end_log()
        gone = [
            Finding(Problem.GONE, number=claim.entries, head=head)
            for claims in self._claims.values()
            for head, claim in claims
        ]
        return Report(
            logs=self._logs,
            entries=self._entries,
            erased=self._erased,
            unproven=self._unproven,
            heads=self._heads,
            findings=(*self._findings, *gone),
        )

    def _end_log(self) -> None:
        if self._log is None:
            return
        self._log.end()
        self._logs += 1
        self._entries += self._log.entries
        self._erased += len(self._log.erased)
        self._unproven += self._log.unproven
        self._findings += self._log.findings
        self._log = None


class _Log:
    """One company's log while it is being read."""

    def __init__(self, first: AuditEntry, claims: list[tuple[int, LogHead]]) -> None:
        self.company_id = first.company_id
        self.findings: list[Finding] = []
        self.erased: set[int] = set()
        self.entries = 0
        self._accounted: set[int] = set()
        self._end = origin(first.company_id).hash
        self._number = 0
        self._claims = claims
        self._by_number: dict[int, list[tuple[int, LogHead]]] = defaultdict(list)
        for head, claim in claims:
            self._by_number[claim.entries].append((head, claim))

    @property
    def unproven(self) -> int:
        """Entries after the last that a head names."""
        return max(0, self._number - max((claim.entries for _, claim in self._claims), default=0))

    def take(self, entry: AuditEntry) -> None:
        """Checks an entry, and takes it for the end of the log."""
        self.entries += 1
        if entry.number != self._number + 1:
            self._find(Problem.MISSING, entry.number - 1)
        elif entry.previous != self._end:
            self._find(Problem.BROKEN, entry.number)
        if entry.hash != _expected(entry):
            self._find(Problem.ALTERED, entry.number)
        self._check_content(entry)
        if entry.kind == AuditKind.CONTENT_ERASED:
            self._account(entry)
        for head, claim in self._by_number.get(entry.number, ()):
            if entry.hash != claim.last:
                self._find(Problem.REWRITTEN, entry.number, head)
        self._end, self._number = entry.hash, entry.number

    def end(self) -> None:
        """Checks what can only be known at the end."""
        for number in sorted(self.erased - self._accounted):
            self._find(Problem.ERASED_IN_SILENCE, number)
        for head, claim in self._claims:
            if claim.entries > self._number:
                self._find(Problem.SHORTER, claim.entries, head)

    def _check_content(self, entry: AuditEntry) -> None:
        if entry.personal is None and entry.salt is None:
            self.erased.add(entry.number)
        elif entry.personal is None or entry.salt is None or not _is_committed(entry):
            self._find(Problem.CONTENT_ALTERED, entry.number)

    def _account(self, entry: AuditEntry) -> None:
        try:
            numbers = json.loads(entry.facts).get("numbers", [])
            self._accounted.update(number for number in numbers if isinstance(number, int))
        except (ValueError, AttributeError, TypeError):
            return  # an altered entry, which has been found

    def _find(self, problem: Problem, number: int, head: int = 0) -> None:
        self.findings.append(Finding(problem, self.company_id, number, head))


def _expected(entry: AuditEntry) -> str:
    return hash_of(
        entry.previous,
        entry.number,
        entry.at,
        entry.kind,
        entry.subject,
        entry.who,
        entry.facts,
        entry.commitment,
    )


def _is_committed(entry: AuditEntry) -> bool:
    try:
        return commitment_of(entry.personal or "", entry.salt or "") == entry.commitment
    except ValueError:  # a salt that is none
        return False
