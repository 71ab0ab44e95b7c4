"""The evidence proves itself: whatever is done to stored entries is found, and erasing is not."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from evidence_samples import (
    APPROVER,
    BUYER,
    SEED,
    START,
    About,
    a_log,
    a_record,
    erased,
    heads_of,
    logs,
    rechained,
)
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audit import (
    AuditEntry,
    AuditKind,
    AuditRecord,
    Link,
    chained,
    origin,
    recorded,
    seen,
    staff_member,
)
from bot.domain.audit.erasing import Traces, mentions
from bot.domain.audit.heads import public_key, read_head
from bot.domain.audit.verify import Problem, check_heads, verify
from shop_client.money import Money

TEXTS = st.text(max_size=20)
RECORDS = st.builds(
    lambda kind, number, text, who: recorded(
        kind,
        About(f"subject {number}", "7"),
        at=START + timedelta(seconds=number),
        by=replace(BUYER, name=who),
        text=text,
        amount=Money(Decimal(number), "EUR"),
    ),
    st.sampled_from(AuditKind),
    st.integers(0, 10**6),
    TEXTS,
    TEXTS,
)
LOGS = st.lists(RECORDS, min_size=1, max_size=8).map(
    lambda records: list(chained(records, origin("7")))
)


def problems(entries: list[AuditEntry], *heads: Any) -> set[Problem]:
    return {finding.problem for finding in verify(entries, heads).findings}


def other(value: Any) -> Any:
    """A value of the same type that differs."""
    if isinstance(value, int):
        return value + 1000
    if isinstance(value, str):
        return value + "0"
    return value + timedelta(microseconds=1)


@given(LOGS)
def test_what_was_written_is_found_untouched(log: list[AuditEntry]) -> None:
    report = verify(log, [heads_of(log)])
    assert report.findings == ()
    assert (report.logs, report.entries, report.unproven) == (1, len(log), 0)


@given(LOGS, st.data())
def test_any_change_of_any_field_is_found(log: list[AuditEntry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    field = data.draw(st.sampled_from([field.name for field in fields(AuditEntry)]))
    changed = list(log)
    changed[place] = replace(log[place], **{field: other(getattr(log[place], field))})
    assert problems(changed)


@given(LOGS, st.data())
def test_half_an_erasure_is_found(log: list[AuditEntry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    changed = list(log)
    changed[place] = data.draw(
        st.sampled_from([replace(log[place], personal=None), replace(log[place], salt=None)])
    )
    assert problems(changed) == {Problem.CONTENT_ALTERED}


@given(LOGS, st.data())
def test_any_deletion_is_found(log: list[AuditEntry], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.integers(0, len(log) - 1), min_size=1))
    left = [entry for place, entry in enumerate(log) if place not in gone]
    assert problems(left, heads_of(log))


@given(LOGS, RECORDS, st.data())
def test_any_insertion_is_found(
    log: list[AuditEntry], record: AuditRecord, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(log)))
    end = Link(log[place - 1].number, log[place - 1].hash) if place else origin("7")
    (added,) = chained([record], end)
    moved = [replace(entry, number=entry.number + 1) for entry in log[place:]]
    if moved:
        assert problems([*log[:place], added, *moved])
    else:
        report = verify([*log, added], [heads_of(log)])
        assert (report.findings, report.unproven) == ((), 1)


@given(LOGS, st.data())
def test_any_other_order_is_found(log: list[AuditEntry], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(log))))
    moved = [replace(log[place], number=number + 1) for number, place in enumerate(order)]
    assert bool(problems(moved)) == (order != list(range(len(log))))


@given(LOGS, st.data())
def test_a_whole_new_chain_contradicts_the_head(log: list[AuditEntry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    changed = list(log)
    changed[place] = replace(log[place], who=APPROVER.id)
    forged = rechained(changed)
    assert problems(forged) == set()
    assert problems(forged, heads_of(log)) <= {Problem.REWRITTEN, Problem.GONE}
    assert problems(forged, heads_of(log))


@given(LOGS, st.data())
def test_erased_content_is_counted_and_the_chain_holds(
    log: list[AuditEntry], data: st.DataObject
) -> None:
    numbers = data.draw(st.sets(st.integers(1, len(log)), min_size=1))
    left = [erased(entry) if entry.number in numbers else entry for entry in log]
    account = recorded(
        AuditKind.CONTENT_ERASED,
        About("", "7"),
        at=START,
        by=staff_member("Staff One (sample)", SEED),
        numbers=sorted(numbers),
    )
    report = verify(
        [*left, *chained([account], Link(log[-1].number, log[-1].hash))], [heads_of(log)]
    )
    assert report.findings == ()
    assert report.erased == len(numbers)


def test_content_that_went_in_silence_is_told_apart() -> None:
    first, second, third = a_log("7", 3)
    report = verify([first, erased(second), third])
    assert [(f.problem, f.number) for f in report.findings] == [(Problem.ERASED_IN_SILENCE, 2)]


def test_findings_name_the_company_and_the_entry() -> None:
    entries = logs(3, 3)
    entries[4] = replace(entries[4], facts="{}")
    report = verify(entries)
    assert [(f.problem, f.company_id, f.number) for f in report.findings] == [
        (Problem.ALTERED, "1", 2)
    ]


def test_a_log_can_not_be_passed_off_as_another_companys() -> None:
    renamed = [replace(entry, company_id="8") for entry in a_log("7", 2)]
    assert problems(renamed) == {Problem.BROKEN}


def test_a_log_that_is_gone_or_shorter_is_told_by_the_head() -> None:
    entries = logs(2, 3)
    head = heads_of(entries)
    assert problems(entries[2:], head) == {Problem.GONE}
    assert problems(entries[:-1], head) == {Problem.SHORTER}
    assert problems(entries[:-1]) == set()


def test_entries_after_the_newest_head_are_counted() -> None:
    log = a_log("7", 5)
    first = heads_of(log[:2])
    report = verify(log, [first, heads_of(log[:3], first)])
    assert (report.unproven, report.heads) == (2, 2)


def test_heads_are_signed_chained_and_ours() -> None:
    log = a_log("7", 3)
    key = public_key(SEED)
    first = heads_of(log[:1])
    second = heads_of(log[:2], first)
    third = heads_of(log, second)
    assert check_heads([third, first, second, first], key) == ([first, second, third], [])
    assert check_heads([third, first], key) == ([first, third], [])
    forged = replace(second, head=replace(second.head, number=7))
    stray = heads_of(log[:2])
    assert [f.problem for f in check_heads([forged], key)[1]] == [Problem.HEAD_FORGED]
    assert [f.problem for f in check_heads([first], "00" * 32)[1]] == [Problem.HEAD_OF_ANOTHER]
    assert [f.problem for f in check_heads([first, stray], key)[1]] == [Problem.HEAD_UNCHAINED]
    unlinked = heads_of(log, heads_of(a_log("7", 1)))
    assert [f.problem for f in check_heads([first, unlinked], key)[1]] == [Problem.HEAD_UNCHAINED]


def test_a_head_comes_back_from_its_document_and_from_a_mail() -> None:
    head = heads_of(logs(2, 3))
    assert read_head(head.document()) == head
    assert read_head(f"Keep this.\r\n\r\n{head.document()}\r\n-- \r\nbye") == head
    assert max(len(line) for line in head.document().splitlines()) < 160


@pytest.mark.parametrize("text", ["", "{}", "{\n}", '{\n "format": "x"\n}', "no head\n{\n1\n}"])
def test_what_is_no_head_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_head(text)


def test_names_and_words_are_personal_and_what_was_done_is_not() -> None:
    record = recorded(
        AuditKind.REQUEST_REJECTED,
        About("r", "7"),
        at=START,
        by=BUYER,
        text="too dear",
        total=Money(Decimal("12.50"), "EUR"),
        step=0,
        why=None,
    )
    assert record.facts == '{"step":0,"total":{"amount":"12.50","currency":"EUR"}}'
    assert record.personal == '{"name":"Buyer One (sample)","text":"too dear"}'
    assert record.who == BUYER.id


def test_what_was_seen_is_what_the_fingerprint_covers() -> None:
    from storage_samples import a_draft, a_quotation

    draft = replace(a_draft(), note="ring twice")
    record = recorded(
        AuditKind.REQUEST_MADE,
        About("r", "7"),
        at=START,
        by=BUYER,
        **seen(draft, a_quotation()),
    )
    assert '"fingerprint":' in record.facts
    assert '"net":{"amount":"44.10","currency":"EUR"}' in record.facts
    assert "ring twice" not in record.facts
    assert "ring twice" in record.personal


def test_staff_are_known_by_a_keyed_hash() -> None:
    one = staff_member("Staff  One", SEED)
    assert one.id == staff_member("staff one", SEED).id
    assert one.id != staff_member("staff one", bytes(32)).id
    assert "One" not in one.id


@pytest.mark.parametrize(
    ("content", "mentioned"),
    [
        ({"names": ["Buyer One (sample)"]}, True),
        ({"email": "buyer@example.com"}, True),
        ({"text": "ask Buyer@Example.com"}, True),
        ({"people": [BUYER.id]}, True),
        ({"text": "Buyer One (sample) is not named alone"}, False),
        ({"names": ["Approver One (sample)"]}, False),
    ],
)
def test_whom_an_entry_is_about(content: dict[str, Any], mentioned: bool) -> None:
    record = recorded(AuditKind.REQUEST_SHOWN, About("r", "7"), at=START, by=APPROVER, **content)
    (entry,) = chained([record], origin("7"))
    of = Traces(frozenset({BUYER.id}), frozenset({BUYER.name, "buyer@example.com"}))
    assert mentions(entry, of) is mentioned
    assert not mentions(erased(entry), of)


def test_two_equal_steps_have_commitments_that_tell_nothing() -> None:
    one, two = a_record(), a_record()
    assert one.personal == two.personal
    first, second = chained([one, two], origin("7"))
    assert first.commitment != second.commitment
