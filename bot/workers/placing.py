"""Placing an order in the shop exactly once; the result re-enters its conversation.

prepare → send → on any doubt look up by reference → after the worst late commit → a person. See
`bot.domain.placement` for the stages, and decision 3 for what each kind of shop can promise.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from bot.domain.audit import ASSISTANT, AuditKind, recorded
from bot.domain.entities import PurchaseOrder, SettledHow
from bot.domain.placement import (
    Stage,
    advance,
    difference_of,
    is_final,
    is_sought,
    next_look,
    stage_of,
)
from bot.errors import Conflict, DeliveryFailed
from bot.messages import InboundKind, InboundMessage
from bot.ports import (
    Clock,
    Effect,
    EffectKind,
    Inbox,
    OutboxItem,
    UnitOfWork,
    UnitOfWorkFactory,
)
from shop_client.errors import (
    OutcomeUnknown,
    ShopMisconfigured,
    ShopRefused,
    ShopUnavailable,
    TotalChanged,
)
from shop_client.model import Capability, Order, OrderState
from shop_client.port import Shop

_log = logging.getLogger(__name__)
_TELL_AFTER_ATTEMPTS = 2
_GIVE_UP_AFTER = timedelta(hours=24)
"""A shop that answers no look-up for so long is a matter for a person, who has other ways in."""
_CHANGED_SECONDS = 0.1
_CONFIRM_SECONDS = 60.0
"""Until it is looked whether what was reported of a doubtful order has taken effect."""


class Placing:
    """Sends prepared orders to the shop, and finds out about those in doubt.

    Args:
        late_commit: how long after a request the shop may still take the order.
    """

    def __init__(
        self,
        units: UnitOfWorkFactory,
        inbox: Inbox,
        shop: Shop,
        clock: Clock,
        late_commit: timedelta,
    ) -> None:
        self._units = units
        self._inbox = inbox
        self._shop = shop
        self._clock = clock
        self._late_commit = late_commit

    @property
    def _resends(self) -> bool:
        """Whether an order may be sent again without doubling it."""
        return Capability.UNIQUE_REFERENCE in self._shop.capabilities

    async def place(self, item: OutboxItem) -> str:
        """Places one order; safe to repeat at any point.

        Raises:
            DeliveryFailed: the shop gave no answer; to be tried again.
        """
        order = await self._begin(item.effect.payload["purchase_order_id"])
        if order is None:
            return ""
        try:
            placed = await self._send(order, item)
            if placed.state is OrderState.CANCELLED:
                raise ShopRefused("cancelled in the shop")
        except TotalChanged as error:
            actual = str(error.actual.amount)
            await self._report(order, "order-refused", reason="total_changed", actual=actual)
        except ShopRefused as error:
            await self._report(order, "order-refused", reason=type(error).__name__)
        except (ShopUnavailable, ShopMisconfigured) as error:
            await self._no_answer(order, item, error)
        else:
            await self._report(order, "order-placed", **_told(order, placed))
        return ""

    async def _begin(self, order_id: str) -> PurchaseOrder | None:
        """Notes that it is being sent, before it is; None when there is nothing to send."""
        async with self._units() as unit:
            order = await unit.store.purchase_order(order_id)
            match stage_of(order):
                case Stage.PREPARED:
                    now = self._clock.now()
                    advance(order, Stage.SENDING, now)
                    _record(unit, AuditKind.ORDER_SENDING, order, now)
                case Stage.SENDING if not self._resends:
                    # Whoever sent it ended without a word: its request may be on its way.
                    self._doubt(unit, order)
                case Stage.SENDING:
                    return order
                case _:
                    return None
            await _commit(unit)
            return order if stage_of(order) is Stage.SENDING else None

    async def _send(self, order: PurchaseOrder, item: OutboxItem) -> Order:
        """Raises what `Shop.place_order` does."""
        if item.attempt > 1 and not self._resends:
            found = await self._shop.find_order(order.client_reference)
            if found is not None and found.state is not OrderState.DRAFT:
                return found
        draft = replace(order.draft, client_reference=order.client_reference)
        return await self._shop.place_order(draft, order.quotation.totals.gross)

    async def _no_answer(self, order: PurchaseOrder, item: OutboxItem, error: Exception) -> None:
        """Decides whether it may be sent again, or has to be looked up."""
        _log.warning("shop gave no answer to an order", extra={"error": type(error).__name__})
        doubtful = isinstance(error, OutcomeUnknown)
        if not self._resends or (doubtful and order.unknown_since is None):
            async with self._units() as unit:
                same = await unit.store.purchase_order(order.id)
                if stage_of(same) is not Stage.SENDING:
                    return
                if self._resends:
                    same.unknown_since = self._clock.now()
                elif doubtful:
                    self._doubt(unit, same)
                else:  # the shop took nothing
                    advance(same, Stage.PREPARED, self._clock.now())
                await _commit(unit)
            if doubtful and not self._resends:
                return
        if item.attempt >= _TELL_AFTER_ATTEMPTS:
            await self._report(order, "order-delayed")
        raise DeliveryFailed(type(error).__name__) from error

    def _doubt(self, unit: UnitOfWork, order: PurchaseOrder) -> None:
        """From here on it is only looked up, by an effect of its own.

        Processes of the version before don't know that kind of effect, and so leave it alone.
        """
        now = self._clock.now()
        advance(order, Stage.UNKNOWN, now)
        _record(unit, AuditKind.ORDER_UNKNOWN, order, now)
        unit.store.effect(
            Effect(
                EffectKind.LOOK_UP,
                f"order:{order.id}",
                {"purchase_order_id": order.id},
                due_at=next_look(now, now, self._late_commit),
                key=f"look-up:{order.id}",
            )
        )

    async def look_up(self, item: OutboxItem) -> str:
        """Asks the shop whether it has an order in doubt, until that is settled.

        Raises:
            DeliveryFailed: not settled yet; to be tried again.
        """
        async with self._units() as unit:
            order = await unit.store.purchase_order(item.effect.payload["purchase_order_id"])
        asked_at = self._clock.now()
        if not is_sought(order, asked_at):
            return ""
        unknown_since = order.unknown_since or asked_at
        try:
            found = await self._shop.find_order(order.client_reference)
        except (ShopUnavailable, ShopMisconfigured) as error:
            if asked_at - unknown_since > _GIVE_UP_AFTER:
                await self._hand_over(order, item)
            raise DeliveryFailed(type(error).__name__) from error
        if found is not None and found.state is not OrderState.DRAFT:
            await self._report_found(order, found, item)
            raise DeliveryFailed("found", _CONFIRM_SECONDS)
        if item.attempt >= _TELL_AFTER_ATTEMPTS:
            await self._report(order, "order-delayed", "doubt")
        await self._note_look(order.id, asked_at)
        if is_final(unknown_since, asked_at, self._late_commit):
            await self._hand_over(order, item, found)
            if order.handed_at is None:
                raise DeliveryFailed("not found", _CONFIRM_SECONDS)
        now = self._clock.now()
        pause = next_look(unknown_since, now, self._late_commit) - now
        raise DeliveryFailed("not found", pause.total_seconds())

    async def _report_found(self, order: PurchaseOrder, found: Order, item: OutboxItem) -> None:
        """A report that came to nothing is made again, so each names its attempt."""
        attempt = str(item.attempt)
        how = SettledHow.LOOK_UP.value
        if found.state is OrderState.CANCELLED:
            data: dict[str, Any] = {"reason": "cancelled", "how": how}
            await self._report(order, "order-refused", attempt, **data)
        else:
            data = _told(order, found) | {"how": how}
            await self._report(order, "order-placed", attempt, **data)

    async def _hand_over(
        self, order: PurchaseOrder, item: OutboxItem, draft: Order | None = None
    ) -> None:
        """A person has to look; a draft in the shop may be what they find."""
        if order.handed_at is None:
            data = {"draft_number": draft.number} if draft else {}
            await self._report(order, "order-unknown", str(item.attempt), **data)

    async def _note_look(self, order_id: str, at: datetime) -> None:
        async with self._units() as unit:
            order = await unit.store.purchase_order(order_id)
            order.looked_up_at = at
            await _commit(unit)

    async def _report(
        self, order: PurchaseOrder, event: str, which: str = "", /, **data: Any
    ) -> None:
        """Lets the result into the requester's conversation, once for each event and `which`."""
        async with self._units() as unit:
            conversations = await unit.store.conversations_of(order.person_id)
        conversation = conversations[0]
        await self._inbox.receive(
            InboundMessage(
                channel=conversation.channel,
                workspace=conversation.workspace,
                external_id=":".join(part for part in (event, order.id, which) if part),
                chat_id=conversation.chat_id,
                kind=InboundKind.EVENT,
                event=event,
                data={"purchase_order_id": order.id, **data},
            )
        )


def _told(order: PurchaseOrder, placed: Order) -> dict[str, Any]:
    """What the conversation learns of an order in the shop."""
    difference = difference_of(order.quotation, placed)
    told: dict[str, Any] = {"number": placed.number}
    if difference:
        told["difference"] = msgspec.to_builtins(difference)
    return told


def _record(unit: UnitOfWork, kind: AuditKind, order: PurchaseOrder, at: datetime) -> None:
    reference = order.client_reference
    unit.store.record(recorded(kind, order, at=at, by=ASSISTANT, reference=reference))


async def _commit(unit: UnitOfWork) -> None:
    try:
        await unit.commit()
    except Conflict as error:
        raise DeliveryFailed("changed meanwhile", _CHANGED_SECONDS) from error
