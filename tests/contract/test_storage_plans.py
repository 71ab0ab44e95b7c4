"""No question that a turn or a worker asks reads a whole table."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import event
from storage_samples import a_message, everything, later

from bot.domain.entities import Person
from bot.ports import Effect, EffectKind
from bot.storage import Storage, open_storage
from bot.storage.uow import SqlStore


async def _ask_everything(store: SqlStore) -> None:
    await store.person_of_account("slack", "T1", "U1")
    await store.person("p")
    await store.conversation("c")
    await store.conversation_by_key("k")
    await store.conversations_of("p")
    await store.membership("m")
    await store.memberships_of("p")
    await store.memberships_in("7")
    await store.live_memberships()
    await store.pending_verification("c")
    await store.attempts("code", "k", later(0))
    await store.cart("c")
    await store.open_cart("p", "7")
    await store.approval("a")
    await store.approval_of_cart("c")
    await store.approvals_waiting("7")
    await store.newest_policy("7")
    await store.newest_policy_of_staff("7")
    await store.policy("p")
    await store.policies("7")
    await store.ordered_since("7", later(0), 10)
    await store.addresses_ordered_to("7")
    await store.purchase_order("o")
    await store.purchase_order_of_cart("c")
    await store.purchase_orders_in("7")
    await store.purchase_orders_called("R1")
    await store.unsettled_orders()
    await store.po_number_used("7", "4711", "c")
    await store.ledger("7")
    await store.reservations("7")
    await store.reservation_of_cart("c")
    await store.open_cases()
    await store.case("c")
    await store.open_case_of("c")
    await store.button("t")
    await store.buttons_in_group("g")
    await store.transcript("c")


async def _work(storage: Storage) -> None:
    await storage.inbox.receive(a_message("1"))
    item = await storage.inbox.claim("w", 60)
    await storage.inbox.wait(0)
    async with storage.unit_of_work() as unit:
        unit.store.effect(Effect(EffectKind.CHAT, "c", {}, key="k"))
        unit.store.cancel_effect("other")
        for entity in everything():
            unit.store.add(entity)
        await unit.commit(handled=item)
        for person in unit.store.identity.of(Person):
            person.language = "de"
        await unit.commit()
    now = storage.clock.now()
    effect = await storage.outbox.claim("w", 60, list(EffectKind), now)
    assert effect is not None
    await storage.outbox.next_due()
    await storage.outbox.pending()
    await storage.outbox.wait(0)
    await storage.outbox.retry(effect, now, "")
    await storage.outbox.handle_of(effect.id)
    await storage.local_messages.since("k", 0)
    await storage.evidence.newest("BE0417497106")
    await storage.evidence.newest_answer("BE0417497106")
    await storage.at_rest()


async def test_every_look_up_uses_an_index(sqlite_url: str, clock: Any) -> None:
    asked: list[str] = []

    def note(statement: str) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            asked.append(statement)

    def watch(connection: sqlite3.Connection, record: object) -> None:
        connection.set_trace_callback(note)

    class Exists(SqlStore):
        async def _need(self, kind: Any, key: str) -> Any:
            return await self._get(kind, key)

    async with await open_storage(sqlite_url, clock) as storage:
        engine: Any = storage.database._place.engine
        event.listen(engine, "connect", watch)
        await _ask_everything(Exists(storage.database))
        await _work(storage)
        event.remove(engine, "connect", watch)
        scans = []
        with engine.connect() as connection:
            for statement in asked.copy():
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
                steps = [row.detail for row in plan]
                scans += [(step, statement) for step in steps if _reads_all(step)]
    assert len(asked) > 40
    assert scans == []


def _reads_all(step: str) -> bool:
    """A scan is harmless where its index holds open work only."""
    return step.startswith("SCAN") and not any(
        harmless in step
        for harmless in ("ix_inbox_", "ix_outbox_", "ix_purchase_order_open", "CONSTANT ROW")
    )
