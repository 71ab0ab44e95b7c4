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
from storage_samples import (
    START,
    a_cart,
    a_conversation,
    a_membership,
    a_message,
    a_person,
    an_account,
    an_approval,
    eur,
    everything,
    later,
)

from bot.domain.entities import (
    ApprovalRequest,
    Cart,
    CartLine,
    CartState,
    Conversation,
    Person,
)
from bot.errors import LeaseLost
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
        async with asyncio.timeout(30), storage.unit_of_work() as writer:
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
    async with asyncio.timeout(30):
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
