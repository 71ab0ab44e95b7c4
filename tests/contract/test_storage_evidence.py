"""The evidence in the database: without gaps, only ever added to, and out as signed heads."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from evidence_samples import BUYER, SEED, START, About, a_record
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from storage_samples import (
    a_cart,
    a_membership,
    a_person,
    a_purchase_order,
    an_approval,
)

from bot.domain.audit import ASSISTANT, AuditEntry, AuditKind, AuditRecord, recorded
from bot.domain.audit.erasing import mentions
from bot.domain.audit.heads import SignedHead, next_head, signed
from bot.domain.audit.verify import verify
from bot.errors import Conflict
from bot.ports import Effect, EffectKind
from bot.storage import Storage, open_storage
from bot.storage.audit_log import SqlAuditLog
from bot.storage.database import Writing
from bot.storage.store_audit import forget_all

MANY = 30


async def keep(storage: Storage, *records: AuditRecord) -> None:
    async with storage.unit_of_work() as unit:
        for record in records:
            unit.store.record(record)
        await unit.commit()


async def entries(storage: Storage) -> list[AuditEntry]:
    return [entry async for entry in SqlAuditLog(storage.database).entries()]


async def execute(storage: Storage, statement: str) -> None:
    async def write(writing: Writing) -> None:
        await writing.connection.execute(text(statement))

    await storage.database.write(write)


async def test_what_is_recorded_comes_back_as_a_chain(storage: Storage) -> None:
    records = [a_record(1), a_record(2), a_record(1, "8")]
    await keep(storage, *records)
    await keep(storage, a_record(3))
    found = await entries(storage)
    assert [(entry.company_id, entry.number) for entry in found] == [
        ("7", 1),
        ("7", 2),
        ("7", 3),
        ("8", 1),
    ]
    assert found[0].at == records[0].at
    assert found[0].personal == records[0].personal
    assert verify(found).findings == ()


async def test_a_unit_that_is_not_committed_leaves_nothing(storage: Storage) -> None:
    async with storage.unit_of_work() as unit:
        unit.store.record(a_record())
    assert await entries(storage) == []


async def test_a_unit_that_fails_leaves_no_gap(storage: Storage) -> None:
    person = a_person()
    async with storage.unit_of_work() as unit:
        unit.store.add(person)
        await unit.commit()
    async with storage.unit_of_work() as first, storage.unit_of_work() as second:
        (await first.store.person(person.id)).language = "nl"
        (await second.store.person(person.id)).language = "de"
        first.store.record(a_record(1))
        second.store.record(a_record(2))
        await first.commit()
        with pytest.raises(Conflict):
            await second.commit()
    await keep(storage, a_record(3))
    found = await entries(storage)
    assert [entry.subject for entry in found] == ["request-1", "request-3"]
    assert verify(found).findings == ()


async def test_turns_at_the_same_moment_all_find_their_place(storage: Storage) -> None:
    async def turn(number: int) -> None:
        company = str(number % 3)
        async with storage.unit_of_work() as unit:
            unit.store.record(a_record(number, company))
            unit.store.record(a_record(number, company))
            unit.store.effect(Effect(EffectKind.EVENT, f"event:{number % 5}", {}))
            await unit.commit()

    await asyncio.gather(*(turn(number) for number in range(MANY)))
    found = await entries(storage)
    report = verify(found)
    assert (report.findings, report.logs, report.entries) == ((), 3, 2 * MANY)


async def test_several_processes_share_one_chain(storage: Storage, migrated_url: str) -> None:
    # A second pool of connections meets the first one at the database alone, as another process.
    async with await open_storage(migrated_url, storage.clock) as other:
        await asyncio.gather(
            *(keep(one, a_record(n)) for n in range(MANY) for one in (storage, other))
        )
    report = verify(await entries(storage))
    assert (report.findings, report.entries) == ((), 2 * MANY)


async def test_the_log_of_one_company_waits_for_no_other(
    storage: Storage, migrated_url: str
) -> None:
    if not storage.database.is_postgresql:
        pytest.skip("SQLite has one writer for all")
    entered, leave = asyncio.Event(), asyncio.Event()

    async def hold(writing: Writing) -> None:
        await writing.queue_for(["audit:7"])
        entered.set()
        await leave.wait()

    async with await open_storage(migrated_url, storage.clock) as other:
        holding = asyncio.create_task(other.database.write(hold))
        await entered.wait()
        waiting = asyncio.create_task(keep(storage, a_record(1, "7")))
        async with asyncio.timeout(30):
            await keep(storage, a_record(1, "8"))
        assert [entry.company_id for entry in await entries(storage)] == ["8"]
        leave.set()
        await asyncio.gather(holding, waiting)
    assert verify(await entries(storage)).findings == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET who = 'somebody else' WHERE number = 1",
        "UPDATE audit_entry SET number = 9 WHERE number = 2",
        "UPDATE audit_entry SET facts = '{}', personal = NULL, salt = NULL",
        "UPDATE audit_entry SET personal = '{}' WHERE number = 1",
        "UPDATE audit_entry SET personal = NULL WHERE number = 1",
        "UPDATE audit_entry SET salt = NULL WHERE number = 1",
        "DELETE FROM audit_entry WHERE number = 2",
        "DELETE FROM audit_entry",
        "UPDATE audit_head SET digest = 'x'",
        "DELETE FROM audit_head",
    ],
)
async def test_the_database_refuses_to_change_it(storage: Storage, statement: str) -> None:
    await keep(storage, a_record(1), a_record(2))
    await storage.heads.add(date(2026, 3, 2), await _head(storage), [])
    before = await entries(storage), await storage.heads.documents(9)
    with pytest.raises(DBAPIError, match="only ever added"):
        await execute(storage, statement)
    assert (await entries(storage), await storage.heads.documents(9)) == before


async def test_postgresql_refuses_to_empty_it(storage: Storage) -> None:
    if not storage.database.is_postgresql:
        pytest.skip("SQLite has no TRUNCATE")
    await keep(storage, a_record(1))
    with pytest.raises(DBAPIError, match="only ever added"):
        await execute(storage, "TRUNCATE audit_entry")


async def test_a_sandbox_begins_anew_and_is_guarded_as_before(storage: Storage) -> None:
    if storage.database.is_postgresql:
        pytest.skip("a sandbox is on SQLite")
    await keep(storage, a_record(1))
    await storage.heads.add(date(2026, 3, 2), await _head(storage), [])
    await storage.database.write(forget_all)
    assert await entries(storage) == []
    assert await storage.heads.newest() is None
    await keep(storage, a_record(1))
    for statement in ("UPDATE audit_entry SET who = ''", "DELETE FROM audit_entry"):
        with pytest.raises(DBAPIError, match="only ever added"):
            await execute(storage, statement)
    assert verify(await entries(storage)).entries == 1


async def test_erasing_takes_the_personal_content_and_says_so(storage: Storage) -> None:
    await keep(storage, *(a_record(number) for number in range(1, 4)))
    log = SqlAuditLog(storage.database)
    await log.erase("7", [1, 3], about=BUYER.id, by=ASSISTANT, at=START)
    found = await entries(storage)
    assert [entry.personal is None for entry in found] == [True, False, True, False]
    assert [entry.salt is None for entry in found] == [True, False, True, False]
    assert found[3].kind == AuditKind.CONTENT_ERASED
    report = verify(found)
    assert (report.findings, report.erased) == ((), 2)


async def test_a_person_is_found_by_their_address_and_their_id(storage: Storage) -> None:
    person = a_person()
    membership = a_membership(person)
    async with storage.unit_of_work() as unit:
        unit.store.add(person, membership)
        await unit.commit()
    subject = About("m", "7")
    kinds = AuditKind.MEMBER_INVITED, AuditKind.REQUEST_SHOWN, AuditKind.REQUEST_ASKED
    await keep(
        storage,
        recorded(kinds[0], subject, at=START, by=ASSISTANT, email=membership.email),
        recorded(kinds[1], subject, at=START, by=ASSISTANT, people=[person.id], names=["x"]),
        recorded(kinds[2], subject, at=START, by=BUYER, names=[person.display_name]),
        recorded(kinds[0], subject, at=START, by=ASSISTANT, email="other@example.com"),
    )
    log = SqlAuditLog(storage.database)
    found = await entries(storage)
    for called in (membership.email.upper(), person.id):
        traces = await log.traces_of(called)
        assert [e.number for e in found if mentions(e, traces)] == [1, 2, 3]
    nobody = await log.traces_of("nobody@example.com")
    assert not [entry for entry in found if mentions(entry, nobody)]


async def test_an_order_is_found_by_whatever_it_is_called(storage: Storage) -> None:
    person = a_person()
    membership = a_membership(person)
    cart = a_cart(person)
    cart.po_number = "PO-1"
    request = an_approval(cart, membership)
    order = a_purchase_order(cart, membership)
    order.order_number = "SO-1"
    async with storage.unit_of_work() as unit:
        unit.store.add(person, membership, cart, request, order)
        for subject in (request, order, cart):
            unit.store.record(recorded(AuditKind.ORDER_PREPARED, subject, at=START, by=ASSISTANT))
        unit.store.record(a_record())
        await unit.commit()
    log = SqlAuditLog(storage.database)
    for called in ("PO-1", "SO-1", order.client_reference, order.id, request.id, cart.id):
        (affair,) = await log.affairs(called)
        assert affair.company_name == membership.company_name
        assert [entry.number for entry in await log.about(affair)] == [1, 2, 3]
    assert await log.affairs("SO-2") == []


async def test_a_part_of_the_log_is_read_by_company_and_by_time(storage: Storage) -> None:
    await keep(storage, *(a_record(number) for number in range(1, 4)), a_record(5, "8"))
    log = SqlAuditLog(storage.database)
    late = [e async for e in log.entries(since=START + timedelta(minutes=3))]
    assert [(e.company_id, e.number) for e in late] == [("7", 3), ("8", 1)]
    assert [e.company_id async for e in log.entries("8")] == ["8"]


async def test_a_long_log_is_read_in_pages(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await keep(storage, *(a_record(number, str(number % 3)) for number in range(10)))
    monkeypatch.setattr("bot.storage.audit_log._PAGE", 3)
    assert verify(await entries(storage)).entries == 10


async def _head(storage: Storage) -> SignedHead:
    return signed(next_head(await storage.heads.logs(), START, None), SEED)


async def test_a_head_covers_all_logs_and_is_made_once_a_day(storage: Storage) -> None:
    await keep(storage, a_record(1), a_record(2), a_record(1, "8"))
    head = await _head(storage)
    mail = Effect(EffectKind.MAIL, "mail:keeper@example.com", {"to": "keeper@example.com"})
    day = date(2026, 3, 2)
    await storage.heads.add(day, head, [mail])
    with pytest.raises(Conflict):
        await storage.heads.add(day, head, [mail])
    assert await storage.outbox.pending() == 1
    assert await storage.heads.newest() == (head.head, day)
    assert await storage.heads.documents(9) == {day: head.document()}
    report = verify(await entries(storage), [head])
    assert (report.findings, report.unproven) == ((), 0)
    assert len(head.head.logs) == 2
