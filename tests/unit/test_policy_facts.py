"""What the conditions look at is found in our orders, in requests that wait, and in the shop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest_asyncio
from policy_samples import eur
from storage_samples import a_conversation, a_message, a_person

from bot.actions.policy_facts import facts_of
from bot.actions.turn import Turn
from bot.clock import MovableClock
from bot.domain.cart import draft_of
from bot.domain.entities import (
    ApprovalRequest,
    Cart,
    CartLine,
    CartState,
    Membership,
    Person,
    PlacementState,
    PurchaseOrder,
)
from bot.domain.policy import Budget, Condition, Period, Policy, Rule, Spending, Tier
from bot.domain.policy.facts import Facts
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from shop_client.memory import MemoryShop
from shop_client.model import OrderDraft, OrderLineDraft, Quotation, Role

HOTEL = "hotel-de-gracht"
BUYER = "housekeeping@hotel-de-gracht.example"
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
ASK = (Tier(role=Role.APPROVER),)


def policy(*conditions: Condition, budgets: tuple[Budget, ...] = ()) -> Policy:
    rules = tuple(Rule(f"Rule {n}", ASK, when) for n, when in enumerate(conditions))
    return Policy(rules=rules, budgets=budgets)


@dataclass
class Hotel:
    """A company with a member, and the shop that it orders from."""

    instance: Instance
    shop: MemoryShop
    person: Person
    member: Membership

    async def order(
        self,
        amount: str,
        at: datetime,
        *,
        state: PlacementState = PlacementState.PREPARED,
        cost_centre: str | None = None,
        address: str | None = None,
        waits: bool = False,
        member: Membership | None = None,
    ) -> str:
        """Has something ordered through us, or sent for approval; gives its reference."""
        sent = CartState.WAITING if waits else CartState.ORDERED
        cart = Cart(self.person.id, HOTEL, at, state=sent, cost_centre=cost_centre)
        cart.delivery_address_id = address
        draft = OrderDraft(HOTEL, (OrderLineDraft("PAP-A4-80", Decimal(5)),), f"CPT-{cart.id}")
        quotation = await self.shop.quote(draft)
        totals = replace(quotation.totals, gross=eur(amount))
        asking = member or self.member
        made: object
        if waits:
            made = ApprovalRequest(
                cart.id,
                HOTEL,
                self.person.id,
                asking.id,
                draft,
                replace(quotation, totals=totals),
                "f",
                "",
                [],
                at,
            )
        else:
            made = PurchaseOrder(
                cart.id,
                HOTEL,
                self.person.id,
                asking.id,
                draft.client_reference,
                draft,
                replace(quotation, totals=totals),
                at,
                state=state,
            )
        async with self.instance.app.uow() as unit:
            unit.store.add(cart, made)
            await unit.commit()
        return draft.client_reference

    async def facts(
        self, held: Policy, *lines: CartLine, address: str | None = None, centre: str | None = None
    ) -> Facts:
        cart = Cart(
            self.person.id, HOTEL, NOW, lines=list(lines or [CartLine("PAP-A4-80", Decimal(5))])
        )
        cart.delivery_address_id, cart.cost_centre = address, centre
        draft = draft_of(cart)
        quotation: Quotation = await self.shop.quote(draft)
        async with self.instance.app.uow() as unit:
            turn = Turn(
                a_message("1"),
                unit.store,
                self.instance.app.services,
                self.person,
                a_conversation(self.person, membership=self.member),
                self.member,
            )
            requester = next(c for c in await turn.contacts() if c.email == self.member.email)
            return await facts_of(turn, cart, draft, quotation, requester, held)


@pytest_asyncio.fixture
async def hotel() -> AsyncIterator[Hotel]:
    clock = MovableClock()
    clock.advance(NOW - clock.now())
    shop = MemoryShop.from_sample(clock=lambda: clock.now().date())
    async with temporary_instance(None, clock, shop, MemoryMerchant(shop)) as instance:
        person = a_person()
        member = membership_of(person, BUYER)
        async with instance.app.uow() as unit:
            unit.store.add(person, member)
            await unit.commit()
        yield Hotel(instance, shop, person, member)


def membership_of(person: Person, email: str) -> Membership:
    return Membership(
        person.id, HOTEL, "Hotel", "NL123456782B01", f"{HOTEL}/{email}", email, [], None, NOW
    )


async def test_spending_counts_what_is_under_way_and_waits_but_not_what_was_refused(
    hotel: Hotel,
) -> None:
    manager = membership_of(hotel.person, "manager@hotel-de-gracht.example")
    async with hotel.instance.app.uow() as unit:
        unit.store.add(manager)
        await unit.commit()
    monday = datetime(2026, 11, 22, 23, tzinfo=UTC)
    await hotel.order("1", monday - timedelta(seconds=1))
    await hotel.order("10", monday)
    await hotel.order("100", NOW, waits=True)
    await hotel.order("1000", NOW, state=PlacementState.REFUSED)
    await hotel.order("10000", NOW, member=manager)
    week = Condition(spent_over=Spending(Decimal(1), Period.WEEK))
    month = Condition(spent_over=Spending(Decimal(1), Period.MONTH))
    found = await hotel.facts(policy(week, month))
    assert found.spent == {Period.WEEK: eur(110), Period.MONTH: eur(111)}


async def test_what_was_cancelled_in_the_shop_does_not_count(hotel: Hotel) -> None:
    month = policy(Condition(spent_over=Spending(Decimal(1), Period.MONTH)))
    for amount in ("10", "100"):
        reference = await hotel.order(amount, NOW, state=PlacementState.PLACED)
        draft = OrderDraft(HOTEL, (OrderLineDraft("PAP-A4-80", Decimal(5)),), reference)
        quotation = await hotel.shop.quote(draft)
        placed = await hotel.shop.place_order(draft, quotation.totals.gross)
    assert (await hotel.facts(month)).spent == {Period.MONTH: eur(110)}
    await hotel.shop.cancel_order(HOTEL, placed.number)
    assert (await hotel.facts(month)).spent == {Period.MONTH: eur(10)}


async def test_a_budget_is_used_by_its_cost_centre_and_that_of_all_by_everything(
    hotel: Hotel,
) -> None:
    budgets = (
        Budget("Rooms", Decimal(1), Period.MONTH, "Rooms"),
        Budget("All", Decimal(1), Period.MONTH),
    )
    held = policy(Condition(budget="Rooms"), Condition(budget="All"), budgets=budgets)
    await hotel.order("10", NOW, cost_centre="Rooms")
    await hotel.order("100", NOW, cost_centre="Kitchen")
    found = await hotel.facts(held, centre="Rooms")
    elsewhere = [
        o for o in await hotel.shop.orders(HOTEL) if o.placed_on >= NOW.date().replace(day=1)
    ]
    assert elsewhere
    total = sum((order.totals.gross.amount for order in elsewhere), Decimal(110))
    assert found.used == {"Rooms": eur(10), "All": eur(total)}
    assert found.cost_centre == "Rooms"
    assert (await hotel.facts(held, centre="Garden")).cost_centre is None


async def test_an_address_is_known_once_something_was_ordered_there(hotel: Hotel) -> None:
    held = policy(Condition(new_address=True))
    place = f"{HOTEL}/hotel"
    assert not (await hotel.facts(held)).new_address
    assert (await hotel.facts(held, address=place)).new_address
    await hotel.order("10", NOW, address=place, waits=True)
    assert (await hotel.facts(held, address=place)).new_address
    await hotel.order("10", NOW, address=place)
    assert not (await hotel.facts(held, address=place)).new_address


async def test_products_are_held_against_the_shops_history_list_and_categories(
    hotel: Hotel,
) -> None:
    held = policy(
        Condition(new_product=True),
        Condition(discount_over=Decimal(5)),
        Condition(categories=("x",)),
    )
    lines = [CartLine("COF-GRD-500", Decimal(4)), CartLine("CHR-VIS", Decimal(1))]
    found = await hotel.facts(held, *lines)
    past = [
        line
        for order in await hotel.shop.orders(HOTEL, limit=100)
        for line in order.lines
        if line.sku == "COF-GRD-500"
    ]
    assert found.largest["COF-GRD-500"] == max(line.quantity for line in past)
    assert found.last_paid["COF-GRD-500"] == past[0].unit_price
    assert "CHR-VIS" not in found.largest
    assert found.discounts == {"COF-GRD-500": Decimal(5), "CHR-VIS": Decimal(5)}
    assert found.categories == {"COF-GRD-500": "Coffee, tea and drinks", "CHR-VIS": "Furniture"}


async def test_nothing_is_found_out_that_no_rule_looks_at(hotel: Hotel) -> None:
    cart_only = await hotel.facts(policy(Condition(total_over=Decimal(5))))
    assert (cart_only.spent, cart_only.used, cart_only.largest) == ({}, {}, {})
