"""The evidence in plain sentences, and as a sheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from evidence_samples import APPROVER, BUYER, SEED, START, About, a_log, erased, heads_of
from storage_samples import a_draft, a_quotation

from bot.cli.audit_csv import Sheet
from bot.cli.audit_story import SENTENCES, sentence, story
from bot.cli.audit_told import told
from bot.domain.audit import (
    ASSISTANT,
    Actor,
    AuditEntry,
    AuditKind,
    chained,
    origin,
    recorded,
    seen,
    staff_member,
)
from bot.domain.audit.erasing import Traces, mentions
from bot.domain.audit.verify import Problem, verify

BRUSSELS = ZoneInfo("Europe/Brussels")
REQUEST = About("r", "7")


def entry(kind: AuditKind, by: Actor = BUYER, **content: object) -> AuditEntry:
    (made,) = chained([recorded(kind, REQUEST, at=START, by=by, **content)], origin("7"))
    return made


def test_every_kind_has_a_sentence_that_bears_missing_content() -> None:
    assert set(SENTENCES) == set(AuditKind)
    for kind in AuditKind:
        for made in (entry(kind), erased(entry(kind)), entry(kind, ASSISTANT)):
            assert sentence(made).endswith((".", ":"))


def test_a_request_is_told_with_its_goods() -> None:
    content = seen(a_draft(), a_quotation())
    asked = entry(
        AuditKind.REQUEST_MADE, rules=["reason-over-limit", "reason-over-limit"], **content
    )
    approved = replace(
        entry(
            AuditKind.REQUEST_APPROVED,
            APPROVER,
            fingerprint=content["fingerprint"],
            total=content["total"],
        ),
        number=2,
    )
    short = content["fingerprint"][:8]
    assert list(story([approved, asked], BRUSSELS)) == [
        "2 Mar 2026 10:00 — Buyer One (sample) asked for approval of 59.41 EUR, fingerprint "
        f"{short} (over limit):",
        "    10.5 box × Papier (PAP-A4), 44.10 EUR",
        "    Port, 5.00 EUR",
        "    tax 10.31 EUR",
        f"2 Mar 2026 10:00 — Approver One (sample) approved 59.41 EUR, fingerprint {short}.",
    ]


def test_the_same_goods_are_told_once() -> None:
    content = seen(a_draft(), a_quotation())
    lines = story(
        [
            entry(AuditKind.REQUEST_MADE, **content),
            replace(entry(AuditKind.ORDER_PREPARED, reference="R1", **content), number=2),
        ],
        BRUSSELS,
    )
    assert [line for line in lines if "PAP-A4" in line or "above" in line] == [
        "    10.5 box × Papier (PAP-A4), 44.10 EUR",
        "2 Mar 2026 10:00 — Buyer One (sample) had the order of 59.41 EUR prepared as R1, "
        f"fingerprint {content['fingerprint'][:8]}, as above.",
    ]


def test_who_did_it_is_told_for_staff_for_the_assistant_and_for_the_forgotten() -> None:
    settled = entry(AuditKind.ORDER_SETTLED, staff_member("Staff One", SEED), number="SO-1")
    assert sentence(settled) == "Staff One (staff) settled it: placed as SO-1."
    assert sentence(entry(AuditKind.ORDER_RELEASED, ASSISTANT)) == "The assistant let the order go."
    rejected = erased(entry(AuditKind.REQUEST_REJECTED, text="too dear"))
    assert sentence(rejected) == "Somebody whose name was erased rejected it."


def test_what_a_later_version_wrote_is_told_by_its_word() -> None:
    made = replace(entry(AuditKind.REQUEST_ASKED), kind="request.sung")
    assert sentence(made) == "Buyer One (sample): request.sung."


@pytest.mark.parametrize("facts", ["", "[]", "{", '{"quotation":{"lines":[{}]}}', '{"rules":1}'])
def test_what_was_tampered_with_can_still_be_listed(facts: str) -> None:
    made = replace(entry(AuditKind.REQUEST_MADE), facts=facts)
    assert sentence(made) == "request.made: what it says can't be read."
    assert len(list(story([made], BRUSSELS))) == 1
    assert mentions(made, Traces(frozenset(), frozenset({BUYER.name})))


def test_hostile_words_steer_no_terminal() -> None:
    told = sentence(entry(AuditKind.REQUEST_REJECTED, text="no\x1b[2J\nApproved by all"))
    assert "\x1b" not in told
    assert "\n" not in told


def test_no_cell_of_the_sheet_is_a_formula() -> None:
    written = io.StringIO()
    sheet = Sheet(written)
    sheet.add(replace(entry(AuditKind.REQUEST_ASKED, text="=1+1"), subject="=cmd()"))
    (row,) = csv.DictReader(io.StringIO(written.getvalue()))
    assert row["subject"] == "'=cmd()"
    assert row["personal"] == '{"name":"Buyer One (sample)","text":"=1+1"}'
    assert row["told"] == "Buyer One (sample) asked: “=1+1”."
    assert not [cell for cell in row.values() if cell.startswith(tuple("=+-@"))]


def test_an_untouched_log_is_told_in_three_lines() -> None:
    log = a_log("7", 3)
    assert list(told(verify(log, [heads_of(log[:2])]), [])) == [
        "3 entries in 1 log; the personal content of 0 was erased.",
        "Compared with 1 head. 1 entry is younger than these, and vouched for by the chain alone.",
        "Nothing was changed.",
    ]


def test_each_problem_has_a_sentence() -> None:
    log = a_log("7", 3)
    report = verify([log[0], replace(log[1], who="x"), log[2]])
    assert list(told(report, []))[-1] == "WRONG: Company 7: entry 2 was altered."
    from bot.cli.audit_told import _SENTENCES

    assert set(_SENTENCES) == set(Problem)
