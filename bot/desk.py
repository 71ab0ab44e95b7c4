"""The support desk: what waits for the merchant's staff, and what they can do about it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.actions.placement import refuse_held, release_held
from bot.actions.services import Services
from bot.actions.settling import settle_as_not_placed, settle_as_placed
from bot.actions.turn import Turn
from bot.domain.entities import (
    Author,
    CaseKind,
    Owner,
    PlacementState,
    PurchaseOrder,
    StaffCase,
    TranscriptLine,
)
from bot.errors import ComptoirError
from bot.ports import Store, UnitOfWorkFactory
from bot.staff_turn import change_as_staff, staff_turn


class DeskError(ComptoirError):
    """What a member of staff asked for can't be done; the message says why."""


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case in a list."""

    id: str
    kind: str
    opened_at: datetime
    who: str
    company: str
    assigned_to: str | None
    summary: str


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the transcript."""

    at: datetime
    author: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """One case with everything around it.

    Attributes:
        cart: lines of the open cart, "12 × PAP-A4-80".
        approvals: requests of the company that wait, by total.
        data: what the case itself says (a VAT number, a hold's reason).
    """

    view: CaseView
    transcript: tuple[Said, ...]
    cart: tuple[str, ...]
    approvals: tuple[str, ...]
    data: dict[str, Any]


class Desk:
    """What staff see and do; each call is a unit of work of its own."""

    def __init__(self, units: UnitOfWorkFactory, services: Services) -> None:
        self._units = units
        self._services = services

    async def cases(self) -> list[CaseView]:
        """What waits, oldest first."""
        async with self._units() as unit:
            return [await self._view(unit.store, case) for case in await unit.store.open_cases()]

    async def _view(self, store: Store, case: StaffCase) -> CaseView:
        conversation = await store.conversation(case.conversation_id)
        person = await store.person(conversation.person_id)
        company = ""
        if conversation.membership_id:
            company = (await store.membership(conversation.membership_id)).company_name
        telling = ("reason", "hold", "vat_number", "client_reference")
        summary = next((str(case.data[name]) for name in telling if case.data.get(name)), "")
        return CaseView(
            id=case.id,
            kind=case.kind.value,
            opened_at=case.created_at,
            who=person.display_name,
            company=company,
            assigned_to=case.assigned_to,
            summary=summary,
        )

    async def show(self, case_id: str) -> CaseDetail:
        """One case with transcript, cart and approvals."""
        async with self._units() as unit:
            store = unit.store
            case = await store.case(case_id)
            conversation = await store.conversation(case.conversation_id)
            lines = await store.transcript(conversation.id)
            cart, approvals = [], []
            if conversation.membership_id:
                membership = await store.membership(conversation.membership_id)
                open_cart = await store.open_cart(conversation.person_id, membership.company_id)
                cart = (
                    [f"{line.quantity} × {line.sku}" for line in open_cart.lines]
                    if open_cart
                    else []
                )
                waiting = await store.approvals_waiting(membership.company_id)
                totals = [request.quotation.totals.gross for request in waiting]
                approvals = [f"{total.amount} {total.currency}" for total in totals]
            return CaseDetail(
                view=await self._view(store, case),
                transcript=tuple(Said(x.at, x.author.value, x.name, x.text) for x in lines),
                cart=tuple(cart),
                approvals=tuple(approvals),
                data=case.data,
            )

    async def _change(
        self, case_id: str, change: Callable[[Turn, StaffCase], Awaitable[None]]
    ) -> None:
        """Changes a case and its conversation; runs again when somebody else was faster."""

        async def within(store: Store) -> None:
            case = await store.case(case_id)
            if case.closed_at is not None:
                raise DeskError("this case is closed")
            conversation = await store.conversation(case.conversation_id)
            turn = await staff_turn(store, self._services, conversation)
            await change(turn, case)
            turn.finish()

        await change_as_staff(self._units, within)

    async def take(self, case_id: str, staff: str) -> None:
        """Makes a member of staff the one who answers. Raises DeskError when another does."""

        async def change(turn: Turn, case: StaffCase) -> None:
            if case.assigned_to not in (None, staff):
                raise DeskError(f"{case.assigned_to} has this case")
            if case.assigned_to == staff:
                return
            case.assigned_to = staff
            if case.kind is CaseKind.HANDOFF:
                turn.conversation.owner = Owner.STAFF
                turn.say("staff-joined", name=staff)

        await self._change(case_id, change)

    async def say(self, case_id: str, staff: str, text: str) -> None:
        """Writes to the person in the name of the staff; takes the conversation over."""

        async def change(turn: Turn, case: StaffCase) -> None:
            if case.assigned_to not in (None, staff):
                raise DeskError(f"{case.assigned_to} has this case")
            case.assigned_to = staff
            turn.conversation.owner = Owner.STAFF
            turn.store.add(
                TranscriptLine(turn.conversation.id, Author.STAFF, text, turn.now, staff)
            )
            turn.staff_card(staff, text)

        await self._change(case_id, change)

    async def hand_back(self, case_id: str, staff: str) -> None:
        """Gives the conversation back to the assistant and closes the case."""

        async def change(turn: Turn, case: StaffCase) -> None:
            case.assigned_to = case.assigned_to or staff
            case.closed_at = turn.now
            if turn.conversation.owner is Owner.STAFF:
                turn.conversation.owner = Owner.ASSISTANT
                turn.say("handed-back")

        await self._change(case_id, change)

    async def release(self, case_id: str, staff: str) -> None:
        """Lets an order go that was held for the sake of tax."""

        async def change(turn: Turn, case: StaffCase) -> None:
            order = await self._held(turn, case)
            case.assigned_to = staff
            await release_held(turn, order, staff)

        await self._change(case_id, change)

    async def refuse(self, case_id: str, staff: str, reason: str) -> None:
        """Refuses an order that was held; the requester is told why."""

        async def change(turn: Turn, case: StaffCase) -> None:
            order = await self._held(turn, case)
            case.assigned_to = staff
            case.closed_at = turn.now
            await refuse_held(turn, order, reason, staff)

        await self._change(case_id, change)

    async def settle_placed(self, case_id: str, staff: str, number: str) -> None:
        """Notes that the shop has the order of the case, under this number. Raises NotSettled."""

        async def change(turn: Turn, case: StaffCase) -> None:
            order = await self._in_doubt(turn, case)
            case.assigned_to = staff
            await settle_as_placed(turn, order, number, staff)

        await self._change(case_id, change)

    async def settle_not_placed(self, case_id: str, staff: str) -> None:
        """Notes that the shop has not the order of the case. Raises NotSettled."""

        async def change(turn: Turn, case: StaffCase) -> None:
            order = await self._in_doubt(turn, case)
            case.assigned_to = staff
            await settle_as_not_placed(turn, order, staff)

        await self._change(case_id, change)

    async def _in_doubt(self, turn: Turn, case: StaffCase) -> PurchaseOrder:
        if case.kind is not CaseKind.UNKNOWN_ORDER:
            raise DeskError("no order is in doubt in this case")
        return await turn.store.purchase_order(case.data["purchase_order_id"])

    async def _held(self, turn: Turn, case: StaffCase) -> PurchaseOrder:
        if case.kind is not CaseKind.HELD_ORDER:
            raise DeskError("no order is held in this case")
        order = await turn.store.purchase_order(case.data["purchase_order_id"])
        if order.state is not PlacementState.HELD:
            raise DeskError("this order is no longer held")
        return order
