"""A unit of work: one object for one row, whole commits, and no change lost."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from dataclasses import fields
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from storage_samples import (
    START,
    a_button,
    a_cart,
    a_conversation,
    a_membership,
    a_message,
    a_person,
    a_purchase_order,
    a_reservation,
    an_account,
    an_approval,
    eur,
    everything,
    later,
)

from bot.domain.entities import (
    ApprovalRequest,
    ApprovalState,
    Cart,
    CartLine,
    CartState,
    CompanyLedger,
    Conversation,
    Person,
)
from bot.errors import Conflict, LeaseLost
from bot.ports import Effect, EffectKind
from bot.storage import Storage
from bot.storage.mapping import mapper_of
from shop_client.model import Role


async def keep(storage: Storage, *entities: object) -> None:
    async with storage.unit_of_work() as unit:
        unit.store.add(*entities)
        await unit.commit()


def _values(entity: Any) -> dict[str, Any]:
    return {field.name: getattr(entity, field.name) for field in fields(entity)}


async def test_every_kind_of_entity_comes_back_as_it_was(storage: Storage) -> None:
    entities = everything()
    await keep(storage, *entities)
    for entity in entities:
        mapper = mapper_of(type(entity))
        async with storage.unit_of_work() as unit:
            back = await unit.store._need(type(entity), mapper.key_of(entity))
        assert back is not entity
        assert _values(back) == _values(entity)


async def test_a_row_is_one_object_within_a_unit(storage: Storage) -> None:
    person = a_person()
    await keep(storage, person, an_account(person))
    async with storage.unit_of_work() as unit:
        read = await unit.store.person(person.id)
        read.language = "nl"
        again = await unit.store.person_of_account("slack", "T1", "U1")
        assert again is read
        assert read.language == "nl"


async def test_what_was_not_committed_is_gone(storage: Storage) -> None:
    person = a_person()
    await keep(storage, person)
    async with storage.unit_of_work() as unit:
        (await unit.store.person(person.id)).language = "de"
        other = a_person()
        unit.store.add(other)
    async with storage.unit_of_work() as unit:
        assert (await unit.store.person(person.id)).language == "fr"
        with pytest.raises(LookupError):
            await unit.store.person(other.id)


async def test_a_unit_reads_its_own_additions_and_changes(storage: Storage) -> None:
    person = a_person()
    stored = a_cart(person)
    await keep(storage, person, stored)
    async with storage.unit_of_work() as unit:
        cart = await unit.store.open_cart(person.id, "7")
        assert cart is not None
        cart.state = CartState.WAITING
        assert await unit.store.open_cart(person.id, "7") is None
        fresh = a_cart(person)
        unit.store.add(fresh)
        assert await unit.store.open_cart(person.id, "7") is fresh
        assert await unit.store.cart(fresh.id) is fresh
        await unit.commit()
    async with storage.unit_of_work() as unit:
        found = await unit.store.open_cart(person.id, "7")
        assert found is not None
        assert found.id == fresh.id


async def test_changes_deep_inside_are_not_lost(storage: Storage) -> None:
    person = a_person()
    conversation = a_conversation(person)
    membership = a_membership(person)
    cart = a_cart(person)
    approval = an_approval(cart, membership)
    await keep(storage, person, conversation, membership, cart, approval)
    async with storage.unit_of_work() as unit:
        talk = await unit.store.conversation(conversation.id)
        talk.context["lines"] = [{"sku": "A"}]
        (await unit.store.cart(cart.id)).lines.append(CartLine("B", Decimal("0.10")))
        (await unit.store.membership(membership.id)).roles.append(Role.APPROVER)
        request = await unit.store.approval(approval.id)
        request.thread.append({"author": "a", "text": "Pourquoi ?", "at": "x"})
        await unit.commit()
        talk.context["lines"][0]["sku"] = "changed after the first commit"
        await unit.commit()
    async with storage.unit_of_work() as unit:
        talk = await unit.store.conversation(conversation.id)
        assert talk.context == {"lines": [{"sku": "changed after the first commit"}]}
        assert talk.version == 2
        assert (await unit.store.cart(cart.id)).lines[-1] == CartLine("B", Decimal("0.10"))
        roles = (await unit.store.membership(membership.id)).roles
        assert roles == [Role.REQUESTER, Role.APPROVER]
        assert (await unit.store.approval(approval.id)).thread[0]["text"] == "Pourquoi ?"


async def test_a_version_grows_only_with_a_change(storage: Storage) -> None:
    person = a_person()
    await keep(storage, person)
    assert person.version == 0
    async with storage.unit_of_work() as unit:
        read = await unit.store.person(person.id)
        read.language = "nl"
        read.language = "fr"
        await unit.commit()
        assert read.version == 0
        read.language = "nl"
        await unit.commit()
        assert read.version == 1
        await unit.commit()
        assert read.version == 1


async def test_two_units_that_change_one_row_conflict(storage: Storage) -> None:
    person = a_person()
    await keep(storage, person)
    async with storage.unit_of_work() as first, storage.unit_of_work() as second:
        (await first.store.person(person.id)).language = "nl"
        mine = await second.store.person(person.id)
        mine.language = "de"
        other = a_person()
        second.store.add(other)
        await first.commit()
        with pytest.raises(Conflict):
            await second.commit()
        assert mine.language == "de"
    async with storage.unit_of_work() as unit:
        assert (await unit.store.person(person.id)).language == "nl"
        with pytest.raises(LookupError):
            await unit.store.person(other.id)


async def test_changes_of_one_row_at_the_same_moment_let_exactly_one_through(
    storage: Storage,
) -> None:
    person = a_person()
    await keep(storage, person)

    async def turn(number: int) -> bool:
        async with storage.unit_of_work() as unit:
            (await unit.store.person(person.id)).display_name = f"name {number}"
            await everyone.wait()
            try:
                await unit.commit()
            except Conflict:
                return False
            return True

    everyone = asyncio.Barrier(8)
    assert sum(await asyncio.gather(*(turn(number) for number in range(8)))) == 1


async def test_credit_is_guarded_even_while_the_clock_stands_still(storage: Storage) -> None:
    await keep(storage, CompanyLedger("7", START))
    async with storage.unit_of_work() as first, storage.unit_of_work() as second:
        for unit in (first, second):
            ledger = await unit.store.ledger("7")
            assert ledger is not None
            unit.store.guard(ledger)
        await first.commit()
        with pytest.raises(Conflict):
            await second.commit()


async def test_guarding_what_is_new_needs_no_version(storage: Storage) -> None:
    async with storage.unit_of_work() as unit:
        ledger = CompanyLedger("7", START)
        unit.store.add(ledger)
        unit.store.guard(ledger)
        await unit.commit()
        assert await unit.store.ledger("7") is ledger


async def test_a_button_is_used_by_one_of_two_that_press_it(storage: Storage) -> None:
    person = a_person()
    conversation = a_conversation(person)
    await keep(storage, person, conversation, a_button(conversation))
    async with storage.unit_of_work() as first, storage.unit_of_work() as second:
        for unit in (first, second):
            button = await unit.store.button("t1")
            assert button is not None
            button.used_at = later(1)
        await first.commit()
        with pytest.raises(Conflict):
            await second.commit()


@pytest.mark.parametrize(
    "what", ["account", "conversation", "cart", "order", "reference", "waiting", "credit", "button"]
)
async def test_what_may_exist_once_exists_once(storage: Storage, what: str) -> None:
    person = a_person()
    conversation = a_conversation(person)
    membership = a_membership(person)
    cart = a_cart(person)
    closed = a_cart(person)
    closed.state = CartState.CLOSED
    order = a_purchase_order(cart, membership)
    same_reference = a_purchase_order(closed, membership)
    same_reference.client_reference = order.client_reference
    await keep(
        storage,
        person,
        conversation,
        membership,
        cart,
        closed,
        order,
        an_account(person),
        an_approval(cart, membership),
        a_reservation(cart),
        a_button(conversation),
    )
    second = {
        "account": an_account(person),
        "conversation": a_conversation(person),
        "cart": a_cart(person),
        "order": a_purchase_order(cart, membership),
        "reference": same_reference,
        "waiting": an_approval(cart, membership),
        "credit": a_reservation(cart),
        "button": a_button(conversation),
    }[what]
    with pytest.raises(Conflict):
        await keep(storage, second)


async def test_a_voided_request_and_its_successor_are_committed_together(
    storage: Storage,
) -> None:
    person = a_person()
    membership = a_membership(person)
    cart = a_cart(person)
    await keep(storage, person, membership, cart, an_approval(cart, membership))
    async with storage.unit_of_work() as unit:
        old = await unit.store.approval_of_cart(cart.id)
        assert old is not None
        old.state = ApprovalState.VOID
        unit.store.add(an_approval(cart, membership, at=later(5)))
        await unit.commit()
    async with storage.unit_of_work() as unit:
        newest = await unit.store.approval_of_cart(cart.id)
        assert newest is not None
        assert newest.state is ApprovalState.WAITING
        assert newest.id != old.id


async def test_a_reference_to_nothing_is_a_fault_and_no_conflict(storage: Storage) -> None:
    with pytest.raises(IntegrityError):
        await keep(storage, a_cart(a_person()))


async def test_what_json_cannot_give_back_is_refused_before_anything_is_written(
    storage: Storage,
) -> None:
    person = a_person()
    conversation = a_conversation(person)
    await keep(storage, person, conversation)
    async with storage.unit_of_work() as unit:
        (await unit.store.person(person.id)).language = "nl"
        talk = await unit.store.conversation(conversation.id)
        talk.context = {"total": Decimal("1.10")}
        with pytest.raises(TypeError):
            await unit.commit()
    async with storage.unit_of_work() as unit:
        assert (await unit.store.person(person.id)).language == "fr"


async def test_a_turn_its_message_and_its_effects_are_committed_together(
    storage: Storage,
) -> None:
    await storage.inbox.receive(a_message("1"))
    item = await storage.inbox.claim("w", 60)
    async with storage.unit_of_work() as unit:
        unit.store.add(a_person())
        unit.store.effect(Effect(EffectKind.CHAT, "c", {"text": "Bonjour"}))
        await unit.commit(handled=item)
    assert await storage.outbox.pending() == 1
    assert await storage.inbox.claim("w", 60) is None


async def test_a_worker_whose_lease_was_taken_over_commits_nothing(storage: Storage) -> None:
    await storage.inbox.receive(a_message("1"))
    slow = await storage.inbox.claim("slow", 0)
    quick = await storage.inbox.claim("quick", 60)
    assert slow is not None
    assert quick is not None
    assert quick.fence > slow.fence
    person = a_person()
    async with storage.unit_of_work() as unit:
        unit.store.add(person)
        unit.store.effect(Effect(EffectKind.CHAT, "c", {}))
        with pytest.raises(LeaseLost):
            await unit.commit(handled=slow)
    async with storage.unit_of_work() as unit:
        with pytest.raises(LookupError):
            await unit.store.person(person.id)
        await unit.commit(handled=quick)
    assert await storage.outbox.pending() == 0


async def test_a_message_is_handled_once(storage: Storage) -> None:
    await storage.inbox.receive(a_message("1"))
    item = await storage.inbox.claim("w", 60)
    async with storage.unit_of_work() as unit:
        await unit.commit(handled=item)
    async with storage.unit_of_work() as unit:
        with pytest.raises(LeaseLost):
            await unit.commit(handled=item)


async def test_reads_hold_nothing_that_a_writer_would_wait_for(storage: Storage) -> None:
    person = a_person()
    await keep(storage, person)
    async with storage.unit_of_work() as reader:
        await reader.store.person(person.id)
        async with asyncio.timeout(5), storage.unit_of_work() as writer:
            (await writer.store.person(person.id)).language = "nl"
            await writer.commit()
        assert (await reader.store.person(person.id)).language == "fr"


async def test_a_turn_that_is_cancelled_while_it_commits_leaves_the_database_usable(
    storage: Storage,
) -> None:
    async def turn() -> None:
        people = [a_person() for _ in range(200)]
        await keep(storage, *people)

    for delay in (0.0, 0.002, 0.01):
        task = asyncio.create_task(turn())
        await asyncio.sleep(delay)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    await keep(storage, a_person())
    query = select(func.count()).select_from(mapper_of(Person).table)
    assert await storage.database.fetch_value(query) % 200 == 1


async def test_a_turn_that_is_cancelled_while_it_reads_loses_no_connection(
    storage: Storage,
) -> None:
    person = a_person()
    await keep(storage, person)

    async def turn() -> None:
        async with storage.unit_of_work() as unit:
            await unit.store.person(person.id)
            await unit.store.memberships_of(person.id)

    for step in range(20):
        task = asyncio.create_task(turn())
        await asyncio.sleep(step / 2000)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    gc.collect()  # a lost connection would warn now, and a warning is an error
    async with asyncio.timeout(10):
        await asyncio.gather(*(turn() for _ in range(30)))


async def test_hostile_text_is_stored_without_what_no_database_can_hold(storage: Storage) -> None:
    person = a_person("Buyer\x00One \ud800 (sample)")
    conversation = a_conversation(person)
    conversation.context = {"said\x00": "\udfff"}
    await keep(storage, person, conversation)
    async with storage.unit_of_work() as unit:
        assert (await unit.store.person(person.id)).display_name == "Buyer\ufffdOne \ufffd (sample)"
        talk = await unit.store.conversation(conversation.id)
        assert talk.context == {"said\ufffd": "\ufffd"}


async def test_money_of_a_real_row_is_exact(storage: Storage) -> None:
    person = a_person()
    membership = a_membership(person)
    membership.spending_limit = eur("12345678901234567890.123456789012345678900")
    await keep(storage, person, membership)
    async with storage.unit_of_work() as unit:
        back = (await unit.store.membership(membership.id)).spending_limit
    assert str(back.amount if back else "") == "12345678901234567890.123456789012345678900"


def test_entities_know_nothing_of_the_database() -> None:
    for kind in (Cart, Conversation, ApprovalRequest):
        assert not any(name.startswith("_sa_") for name in vars(kind))
    assert later(0) - START == timedelta()
