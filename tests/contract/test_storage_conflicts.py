"""What others changed meanwhile, or what exists already, is in the way of a commit."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.exc import IntegrityError
from storage_samples import (
    START,
    a_button,
    a_cart,
    a_conversation,
    a_membership,
    a_person,
    a_purchase_order,
    a_reservation,
    an_account,
    an_approval,
    later,
)

from bot.domain.entities import (
    ApprovalState,
    CartState,
    CompanyLedger,
)
from bot.errors import Conflict
from bot.storage import Storage


async def keep(storage: Storage, *entities: object) -> None:
    async with storage.unit_of_work() as unit:
        unit.store.add(*entities)
        await unit.commit()


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


async def test_a_refused_row_among_several_is_told_by_its_conflict_alone(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    person = a_person()
    await keep(storage, person, an_account(person, "U2"))
    with pytest.raises(Conflict):
        await keep(storage, *(an_account(person, name) for name in ("U1", "U2", "U3")))
    assert [record.getMessage() for record in caplog.records] == []
