"""What the merchant's staff see of orders on their way into the shop, and how they settle them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.actions.services import Services
from bot.actions.settling import (
    NotSettled,
    settle_as_not_placed,
    settle_as_placed,
    settled_words,
)
from bot.domain.entities import PurchaseOrder
from bot.domain.placement import Stage, minute, stage_of
from bot.ports import Store, UnitOfWorkFactory
from bot.staff_turn import change_as_staff, staff_turn
from shop_client.model import Capability

_SETTLED = (Stage.PLACED, Stage.DIFFERENT, Stage.REFUSED)


@dataclass(frozen=True, slots=True)
class PlacementView:
    """An order on its way.

    Attributes:
        reference: ours, which the shop keeps with it.
        stage: of `bot.domain.placement`.
        number: the shop's, or "".
        total: tax included, in `currency`.
        lines: "12 × PAP-A4-80".
        differs: what the shop took otherwise, a line each.
        search: what to look for in the shop, of an order in doubt; else "".
        settled: how, by whom and when, of one that is settled; else "".
    """

    reference: str
    stage: str
    number: str
    company: str
    company_id: str
    requester: str
    po_number: str
    total: str
    currency: str
    lines: tuple[str, ...]
    differs: tuple[str, ...]
    search: str
    settled: str
    created_at: datetime
    first_sent_at: datetime | None
    unknown_since: datetime | None
    looked_up_at: datetime | None
    handed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PlacementList:
    """What is not settled, oldest first.

    Attributes:
        promise: what this shop can promise of an order placed once.
    """

    promise: str
    orders: tuple[PlacementView, ...]


def promise_of(capabilities: frozenset[Capability]) -> str:
    """What a shop with these capabilities can promise, in a sentence for staff."""
    if Capability.UNIQUE_REFERENCE in capabilities:
        return "keeps references unique: each order exactly once, none is ever shown to a person"
    return (
        "keeps no references unique: an order that it takes late, or of which nothing is heard, "
        "is shown to a person (comptoir orders list) and never sent twice"
    )


class Placements:
    """Each call is a unit of work of its own."""

    def __init__(self, units: UnitOfWorkFactory, services: Services) -> None:
        self._units = units
        self._services = services

    async def waiting(self) -> PlacementList:
        """What is not settled yet, oldest first."""
        async with self._units() as unit:
            orders = await unit.store.unsettled_orders()
            views = tuple([await _view(unit.store, order) for order in orders])
        return PlacementList(promise_of(self._services.shop.capabilities), views)

    async def show(self, reference: str) -> PlacementView:
        """The order with this reference, or this number in the shop. Raises NotSettled."""
        async with self._units() as unit:
            return await _view(unit.store, await _called(unit.store, reference))

    async def settle(self, reference: str, staff: str, number: str = "") -> PlacementView:
        """Settles an order in doubt as placed under a number, or as not placed.

        Args:
            reference: of the order.
            staff: who has looked.
            number: the shop's; "" when the shop has not got it.

        Raises:
            NotSettled: that contradicts what is known or what the shop says.
            ShopUnavailable: the shop does not answer.
        """

        async def change(store: Store) -> None:
            order = await _called(store, reference)
            conversation = (await store.conversations_of(order.person_id))[0]
            turn = await staff_turn(store, self._services, conversation)
            if number:
                await settle_as_placed(turn, order, number, staff)
            else:
                await settle_as_not_placed(turn, order, staff)
            turn.finish()

        await change_as_staff(self._units, change)
        return await self.show(reference)


async def _called(store: Store, reference: str) -> PurchaseOrder:
    found = await store.purchase_orders_called(reference.strip())
    if not found:
        raise NotSettled(f"no order that went through the assistant is called {reference!r}")
    if len(found) > 1:
        several = ", ".join(order.client_reference for order in found)
        raise NotSettled(f"several orders have this number: name one by its reference ({several})")
    return found[0]


async def _view(store: Store, order: PurchaseOrder) -> PlacementView:
    member = await store.membership(order.membership_id)
    person = await store.person(order.person_id)
    gross = order.quotation.totals.gross
    stage = stage_of(order)
    difference = order.difference
    return PlacementView(
        reference=order.client_reference,
        stage=stage.value,
        number=order.order_number or "",
        company=member.company_name,
        company_id=order.company_id,
        requester=person.display_name,
        po_number=order.draft.po_number or "",
        total=str(gross.amount),
        currency=gross.currency,
        lines=tuple(f"{line.quantity} × {line.sku}" for line in order.draft.lines),
        differs=tuple(
            f"{line.sku}: {line.taken} instead of {line.approved}" for line in difference.lines
        )
        if difference
        else (),
        search=_search(order, member.company_name)
        if stage in (Stage.UNKNOWN, Stage.HANDED)
        else "",
        settled=settled_words(order) if stage in _SETTLED else "",
        created_at=order.created_at,
        first_sent_at=order.first_sent_at,
        unknown_since=order.unknown_since,
        looked_up_at=order.looked_up_at,
        handed_at=order.handed_at,
    )


def _search(order: PurchaseOrder, company: str) -> str:
    """What finds it in the shop, by the surest first."""
    gross = order.quotation.totals.gross
    sent = minute(order.first_sent_at or order.created_at)
    number = f", purchase order {order.draft.po_number}" if order.draft.po_number else ""
    return (
        f"reference {order.client_reference}; or an order of {company} (account "
        f"{order.company_id}) of {gross.amount} {gross.currency}, tax included{number}, "
        f"made at {sent} or later"
    )
