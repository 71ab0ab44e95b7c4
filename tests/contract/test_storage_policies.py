"""What the store reads for approval policies."""

from __future__ import annotations

import pytest
from storage_samples import (
    START,
    a_cart,
    a_membership,
    a_person,
    a_purchase_order,
    eur,
    later,
)

from bot.domain.entities import CartState, CompanyPolicy, PlacementState
from bot.errors import Conflict
from bot.storage import Storage


def version(company_id: str, number: int, *, by_staff: bool = False) -> CompanyPolicy:
    return CompanyPolicy(company_id, number, "{}", "Office", by_staff, later(number))


async def test_the_version_with_the_highest_number_holds(storage: Storage) -> None:
    unit = storage.unit_of_work()
    assert await unit.store.newest_policy("7") is None
    made = [version("7", 2), version("7", 1, by_staff=True), version("8", 9)]
    unit.store.add(*made)
    await unit.commit()
    unit = storage.unit_of_work()
    newest = await unit.store.newest_policy("7")
    assert newest is not None
    assert newest.id == made[0].id
    assert [one.number for one in await unit.store.policies("7")] == [2, 1]
    assert (await unit.store.policy(made[1].id)).by_staff
    laid_down = await unit.store.newest_policy_of_staff("7")
    assert laid_down is not None
    assert laid_down.number == 1
    assert await unit.store.newest_policy_of_staff("8") is None
    unit.store.add(version("7", 3))
    newest = await unit.store.newest_policy("7")
    assert newest is not None
    assert newest.number == 3


async def test_two_versions_of_one_number_are_a_conflict(storage: Storage) -> None:
    one, other = storage.unit_of_work(), storage.unit_of_work()
    one.store.add(version("7", 1))
    other.store.add(version("7", 1))
    await one.commit()
    with pytest.raises(Conflict):
        await other.commit()


async def test_what_was_ordered_since_names_who_asked_and_who_pays(storage: Storage) -> None:
    person, other = a_person(), a_person()
    membership = a_membership(person)
    carts = [a_cart(person) for _ in range(4)] + [a_cart(other, "8")]
    orders = []
    for number, cart in enumerate(carts):
        cart.state = CartState.ORDERED
        member = membership if cart.company_id == "7" else a_membership(other, "8")
        orders.append((a_purchase_order(cart, member, at=later(number)), member))
    carts[1].cost_centre = "Workshop"
    orders[1][0].state = PlacementState.PLACED
    orders[3][0].state = PlacementState.REFUSED
    for number, (order, _) in enumerate(orders):
        order.client_reference = f"R{number}"
    unit = storage.unit_of_work()
    members = {member.id: member for _, member in orders}
    unit.store.add(person, other, *members.values(), *carts, *(order for order, _ in orders))
    await unit.commit()
    store = storage.unit_of_work().store
    found = await store.ordered_since("7", later(1), 10)
    assert [one.client_reference for one in found] == ["R2", "R1"]
    assert [one.placed for one in found] == [False, True]
    assert [one.cost_centre for one in found] == [None, "Workshop"]
    assert {one.email for one in found} == {membership.email}
    assert {one.gross for one in found} == {eur("59.41")}
    assert [one.at for one in found] == [later(2), later(1)]
    assert len(await store.ordered_since("7", START, 2)) == 2


async def test_addresses_count_once_a_cart_was_ordered_to_them(storage: Storage) -> None:
    person = a_person()
    carts = [a_cart(person) for _ in range(4)] + [a_cart(person, "8")]
    states = [CartState.ORDERED, CartState.ORDERING, CartState.WAITING, CartState.ORDERED]
    for number, (cart, state) in enumerate(zip(carts, [*states, CartState.ORDERED], strict=True)):
        cart.state, cart.delivery_address_id = state, f"A{number}"
    carts[3].delivery_address_id = None
    unit = storage.unit_of_work()
    unit.store.add(person, *carts)
    await unit.commit()
    assert await storage.unit_of_work().store.addresses_ordered_to("7") == {"A0", "A1"}
