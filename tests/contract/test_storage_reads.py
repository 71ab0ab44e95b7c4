"""Every question that a turn asks the store."""

from __future__ import annotations

import pytest
from storage_samples import (
    a_button,
    a_cart,
    a_case,
    a_conversation,
    a_line,
    a_membership,
    a_person,
    a_purchase_order,
    a_reservation,
    a_verification,
    an_account,
    an_approval,
    later,
)

from bot.domain.entities import (
    ApprovalState,
    Attempt,
    CartState,
    CaseKind,
    CompanyLedger,
    Conversation,
    Membership,
    Person,
)
from bot.storage import Storage
from bot.storage.uow import SqlUnitOfWork


@pytest.fixture
async def unit(storage: Storage) -> SqlUnitOfWork:
    return storage.unit_of_work()


async def again(storage: Storage, unit: SqlUnitOfWork, *entities: object) -> SqlUnitOfWork:
    """Commits the entities and begins a new unit, which has read nothing."""
    unit.store.add(*entities)
    await unit.commit()
    return storage.unit_of_work()


@pytest.fixture
def person() -> Person:
    return a_person()


@pytest.fixture
def membership(person: Person) -> Membership:
    return a_membership(person)


@pytest.fixture
def conversation(person: Person) -> Conversation:
    return a_conversation(person)


async def test_a_person_is_found_by_account_and_by_nothing_else(
    storage: Storage, unit: SqlUnitOfWork, person: Person
) -> None:
    unit = await again(storage, unit, person, an_account(person))
    found = await unit.store.person_of_account("slack", "T1", "U1")
    assert found is not None
    assert found.id == person.id
    for account in [("telegram", "T1", "U1"), ("slack", "T2", "U1"), ("slack", "T1", "U2")]:
        assert await unit.store.person_of_account(*account) is None


async def test_conversations_come_newest_activity_first_also_after_a_change(
    storage: Storage, unit: SqlUnitOfWork, person: Person
) -> None:
    talks = [a_conversation(person, f"C{n}", at=later(n)) for n in (2, 1, 3)]
    other = a_person()
    unit = await again(storage, unit, person, other, *talks, a_conversation(other, "C9"))
    found = await unit.store.conversations_of(person.id)
    assert [talk.chat_id for talk in found] == ["C3", "C2", "C1"]
    found[2].last_message_at = later(9)
    found = await unit.store.conversations_of(person.id)
    assert [talk.chat_id for talk in found] == ["C1", "C3", "C2"]
    by_key = await unit.store.conversation_by_key("slack\x1fT1\x1fC2")
    assert by_key is found[2]
    assert await unit.store.conversation_by_key("slack\x1fT1\x1fC8") is None


async def test_memberships_that_ended_are_not_shown(
    storage: Storage, unit: SqlUnitOfWork, person: Person
) -> None:
    other = a_person("Buyer Two (sample)")
    last = a_membership(person, "8", "Zed (sample)")
    first = a_membership(person, "7", "Alpha (sample)")
    ended = a_membership(person, "7", "Beta (sample)")
    ended.ended_at = later(1)
    theirs = a_membership(other, "7", "Alpha (sample)")
    unit = await again(storage, unit, person, other, last, first, ended, theirs)
    names = [one.company_name for one in await unit.store.memberships_of(person.id)]
    assert names == ["Alpha (sample)", "Zed (sample)"]
    assert {one.id for one in await unit.store.memberships_in("7")} == {first.id, theirs.id}
    assert len(await unit.store.live_memberships()) == 3
    (await unit.store.membership(first.id)).ended_at = later(2)
    assert {one.id for one in await unit.store.memberships_in("7")} == {theirs.id}


async def test_the_newest_code_that_was_not_used_is_pending(
    storage: Storage, unit: SqlUnitOfWork, person: Person, conversation: Conversation
) -> None:
    older, newer = a_verification(conversation), a_verification(conversation)
    unit = await again(storage, unit, person, conversation, older)
    unit = await again(storage, unit, newer)
    pending = await unit.store.pending_verification(conversation.id)
    assert pending is not None
    assert pending.id == newer.id
    pending.used_at = later(1)
    pending = await unit.store.pending_verification(conversation.id)
    assert pending is not None
    assert pending.id == older.id
    assert await unit.store.pending_verification("another") is None


async def test_attempts_are_counted_since_an_instant_with_those_of_this_turn(
    storage: Storage, unit: SqlUnitOfWork
) -> None:
    attempts = [Attempt("code", "k", later(n)) for n in (30, 10, 20)]
    others = [Attempt("code", "other", later(30)), Attempt("mail", "k", later(30))]
    unit = await again(storage, unit, *attempts, *others)
    assert await unit.store.attempts("code", "k", later(20)) == [later(20), later(30)]
    unit.store.add(Attempt("code", "k", later(40)))
    assert await unit.store.attempts("code", "k", later(20)) == [later(20), later(30), later(40)]
    assert await unit.store.attempts("code", "k", later(41)) == []


async def test_an_open_cart_belongs_to_one_person_and_company(
    storage: Storage, unit: SqlUnitOfWork, person: Person
) -> None:
    mine, elsewhere, ordered = a_cart(person), a_cart(person, "8"), a_cart(person)
    ordered.state = CartState.ORDERED
    unit = await again(storage, unit, person, mine, elsewhere, ordered)
    found = await unit.store.open_cart(person.id, "7")
    assert found is not None
    assert found.id == mine.id
    assert await unit.store.open_cart(person.id, "9") is None
    assert await unit.store.open_cart("nobody", "7") is None


async def test_requests_wait_in_the_order_they_were_made(
    storage: Storage, unit: SqlUnitOfWork, person: Person, membership: Membership
) -> None:
    carts = [a_cart(person) for _ in range(3)]
    for cart in carts:
        cart.state = CartState.WAITING
    requests = [
        an_approval(cart, membership, at=later(at))
        for cart, at in zip(carts, (2, 1, 3), strict=True)
    ]
    requests[2].state = ApprovalState.REJECTED
    unit = await again(storage, unit, person, membership, *carts, *requests)
    waiting = await unit.store.approvals_waiting("7")
    assert [one.id for one in waiting] == [requests[1].id, requests[0].id]
    assert await unit.store.approvals_waiting("8") == []
    renewed = an_approval(carts[2], membership, at=later(3))
    unit = await again(storage, unit, renewed)
    newest = await unit.store.approval_of_cart(carts[2].id)
    assert newest is not None
    assert newest.id == renewed.id
    assert await unit.store.approval_of_cart("none") is None


async def test_purchase_orders_come_newest_first(
    storage: Storage, unit: SqlUnitOfWork, person: Person, membership: Membership
) -> None:
    carts = [a_cart(person) for _ in range(4)]
    for cart in carts:
        cart.state = CartState.ORDERED
    carts[3].company_id = "8"
    orders = [
        a_purchase_order(cart, membership, at=later(at))
        for cart, at in zip(carts, (1, 3, 2, 4), strict=True)
    ]
    unit = await again(storage, unit, person, membership, *carts, *orders)
    found = await unit.store.purchase_orders_in("7")
    assert [order.id for order in found] == [orders[1].id, orders[2].id, orders[0].id]
    assert len(await unit.store.purchase_orders_in("7", limit=2)) == 2
    of_cart = await unit.store.purchase_order_of_cart(carts[0].id)
    assert of_cart is found[2]
    assert await unit.store.purchase_order(orders[0].id) is of_cart


@pytest.mark.parametrize(
    ("state", "used"),
    [
        (CartState.OPEN, False),
        (CartState.WAITING, True),
        (CartState.ORDERING, True),
        (CartState.ORDERED, True),
        (CartState.CLOSED, False),
    ],
)
async def test_a_purchase_order_number_is_used_once_its_cart_was_sent(
    storage: Storage, unit: SqlUnitOfWork, person: Person, state: CartState, used: bool
) -> None:
    cart = a_cart(person)
    cart.po_number = "4711"
    cart.state = state
    unit = await again(storage, unit, person, cart)
    assert await unit.store.po_number_used("7", "4711", except_cart="another") is used
    assert not await unit.store.po_number_used("7", "4711", except_cart=cart.id)
    assert not await unit.store.po_number_used("8", "4711", except_cart="another")
    assert not await unit.store.po_number_used("7", "4712", except_cart="another")


async def test_credit_is_held_until_it_is_released(
    storage: Storage, unit: SqlUnitOfWork, person: Person
) -> None:
    held, released = a_cart(person), a_cart(person, "8")
    gone = a_reservation(released)
    gone.company_id = "7"
    gone.released_at = later(1)
    unit = await again(
        storage,
        unit,
        person,
        held,
        released,
        a_reservation(held),
        gone,
        CompanyLedger("7", later(0)),
    )
    assert [one.cart_id for one in await unit.store.reservations("7")] == [held.id]
    assert await unit.store.reservation_of_cart(released.id) is None
    one = await unit.store.reservation_of_cart(held.id)
    assert one is not None
    one.released_at = later(2)
    assert await unit.store.reservations("7") == []
    assert await unit.store.ledger("7") is not None
    assert await unit.store.ledger("8") is None


async def test_open_cases_come_oldest_first_and_a_hand_off_is_told_from_the_rest(
    storage: Storage, unit: SqlUnitOfWork, person: Person, conversation: Conversation
) -> None:
    later_case = a_case(conversation, at=later(2))
    held = a_case(conversation, CaseKind.HELD_ORDER, at=later(1))
    closed = a_case(conversation, at=later(0))
    closed.closed_at = later(1)
    unit = await again(storage, unit, person, conversation, later_case, held, closed)
    assert [case.id for case in await unit.store.open_cases()] == [held.id, later_case.id]
    handoff = await unit.store.open_case_of(conversation.id)
    assert handoff is not None
    assert handoff.id == later_case.id
    handoff.closed_at = later(3)
    assert await unit.store.open_case_of(conversation.id) is None
    assert (await unit.store.case(closed.id)).closed_at == later(1)


async def test_buttons_of_a_group_come_as_they_were_made(
    storage: Storage, unit: SqlUnitOfWork, person: Person, conversation: Conversation
) -> None:
    buttons = [a_button(conversation, token) for token in ("z", "a", "m")]
    other = a_button(conversation, "x", group="g2")
    unit = await again(storage, unit, person, conversation, *buttons, other)
    assert [one.token for one in await unit.store.buttons_in_group("g1")] == ["z", "a", "m"]
    found = await unit.store.button("a")
    assert found is not None
    assert found.data == {"approval": "a"}
    assert await unit.store.button("forged") is None


async def test_a_transcript_keeps_the_order_of_what_was_said_in_one_instant(
    storage: Storage, unit: SqlUnitOfWork, person: Person, conversation: Conversation
) -> None:
    unit = await again(storage, unit, person, conversation, a_line(conversation, "one"))
    lines = [a_line(conversation, text) for text in ("two", "three", "four")]
    unit = await again(storage, unit, *lines)
    unit.store.add(a_line(conversation, "five"))
    said = [line.text for line in await unit.store.transcript(conversation.id)]
    assert said == ["one", "two", "three", "four", "five"]
    said = [line.text for line in await unit.store.transcript(conversation.id, limit=2)]
    assert said == ["four", "five"]


@pytest.mark.parametrize(
    "read",
    ["person", "conversation", "membership", "cart", "approval", "purchase_order", "case"],
)
async def test_what_must_exist_and_does_not_is_a_look_up_error(
    unit: SqlUnitOfWork, read: str
) -> None:
    with pytest.raises(LookupError, match="none-such"):
        await getattr(unit.store, read)("none-such")
