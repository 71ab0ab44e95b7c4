"""What `comptoir audit verify` found, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.audit.verify import Finding, Problem, Report

_SENTENCES = {
    Problem.MISSING: "{log}: entries are missing, the last of them number {number}.",
    Problem.BROKEN: "{log}: entry {number} is not chained to the one before it.",
    Problem.ALTERED: "{log}: entry {number} was altered.",
    Problem.CONTENT_ALTERED: "{log}: the personal content of entry {number} was altered.",
    Problem.ERASED_IN_SILENCE: "{log}: the personal content of entry {number} is gone, and no "
    "entry says who erased it.",
    Problem.SHORTER: "{log}: it ends before entry {number}, which head {head} names.",
    Problem.REWRITTEN: "{log}: entry {number} is another one than head {head} says.",
    Problem.GONE: "A log that had {number} entries by head {head} is gone, or was rewritten from "
    "its first entry on.",
    Problem.HEAD_FORGED: "Head {number} has a wrong signature.",
    Problem.HEAD_OF_ANOTHER: "Head {number} is signed by another key.",
    Problem.HEAD_UNCHAINED: "Head {number} does not follow on the one before it.",
}


def told(report: Report, findings: list[Finding]) -> Iterator[str]:
    """A line for each thing to know.

    Args:
        report: on the logs.
        findings: about the heads themselves.
    """
    yield (
        f"{_count(report.entries, 'entry', 'entries')} in {_count(report.logs, 'log', 'logs')}; "
        f"the personal content of {report.erased} was erased."
    )
    if report.heads:
        yield (
            f"Compared with {_count(report.heads, 'head', 'heads')}. "
            f"{_count(report.unproven, 'entry is', 'entries are')} younger than these, "
            "and vouched for by the chain alone."
        )
    else:
        yield (
            "Compared with no head: whoever can write the database could have written the whole "
            "chain anew. Name heads that were kept elsewhere with --heads."
        )
    for finding in (*findings, *report.findings):
        yield "WRONG: " + _SENTENCES[finding.problem].format(
            log=f"Company {finding.company_id}", number=finding.number, head=finding.head
        )
    if not (findings or report.findings):
        yield "Nothing was changed."


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
