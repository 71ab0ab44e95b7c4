"""Placing an order in the shop exactly once; the result re-enters its conversation.

reserve → send → on any doubt look up by reference → after the worst late commit → a person.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.entities import PlacementState, PurchaseOrder
from bot.errors import Conflict, DeliveryFailed
from bot.messages import InboundKind, InboundMessage
from bot.ports import Clock, Inbox, OutboxItem, UnitOfWorkFactory
from shop_client.errors import (
    OutcomeUnknown,
    ShopMisconfigured,
    ShopRefused,
    ShopUnavailable,
    TotalChanged,
)
from shop_client.model import Capability, OrderState
from shop_client.port import Shop

_log = logging.getLogger(__name__)
_TELL_AFTER_ATTEMPTS = 2
_LATE_COMMIT = timedelta(minutes=15)
"""How long after sending a shop may still commit; after that a look-up is final."""
_GIVE_UP_AFTER = timedelta(hours=24)


class Placing:
    """Sends prepared orders to the shop."""

    def __init__(self, units: UnitOfWorkFactory, inbox: Inbox, shop: Shop, clock: Clock) -> None:
        self._units = units
        self._inbox = inbox
        self._shop = shop
        self._clock = clock

    async def place(self, item: OutboxItem) -> str:
        """Places one order; safe to repeat at any point.

        Raises:
            DeliveryFailed: the shop gave no answer; to be tried again.
        """
        order = await self._begin(item.effect.payload["purchase_order_id"])
        if order is None:
            return ""
        try:
            number = await self._number(order)
        except TotalChanged as error:
            await self._report(
                order, "order-refused", reason="total_changed", actual=str(error.actual.amount)
            )
        except ShopRefused as error:
            await self._report(order, "order-refused", reason=type(error).__name__)
        except (ShopUnavailable, ShopMisconfigured) as error:
            await self._no_answer(order, item, error)
        else:
            await self._report(order, "order-placed", number=number)
        return ""

    async def _begin(self, order_id: str) -> PurchaseOrder | None:
        """Notes that it is being sent, before it is; None when there is nothing to send."""
        async with self._units() as unit:
            order = await unit.store.purchase_order(order_id)
            if order.state not in (PlacementState.PREPARED, PlacementState.SENDING):
                return None
            if order.state is PlacementState.PREPARED:
                order.state = PlacementState.SENDING
                order.first_sent_at = self._clock.now()
                try:
                    await unit.commit()
                except Conflict as error:
                    raise DeliveryFailed("changed meanwhile", retry_after=0.1) from error
            return order

    async def _number(self, order: PurchaseOrder) -> str:
        if Capability.UNIQUE_REFERENCE not in self._shop.capabilities:
            found = await self._shop.find_order(order.client_reference)
            if found is not None and found.state not in (OrderState.DRAFT, OrderState.CANCELLED):
                return found.number
        draft = replace(order.draft, client_reference=order.client_reference)
        placed = await self._shop.place_order(draft, order.quotation.totals.gross)
        if placed.state is OrderState.CANCELLED:
            raise ShopRefused("cancelled in the shop")
        return placed.number

    async def _no_answer(self, order: PurchaseOrder, item: OutboxItem, error: Exception) -> None:
        """Decides whether to try again, or to leave it to a person."""
        _log.warning("shop gave no answer to an order", extra={"error": type(error).__name__})
        sent = order.first_sent_at or self._clock.now()
        waited = self._clock.now() - sent
        unique = Capability.UNIQUE_REFERENCE in self._shop.capabilities
        doubtful = isinstance(error, OutcomeUnknown) and not unique
        if waited > _GIVE_UP_AFTER or (doubtful and waited > _LATE_COMMIT):
            await self._report(order, "order-unknown")
            return
        if item.attempt == _TELL_AFTER_ATTEMPTS:
            await self._report(order, "order-delayed")
        if doubtful:
            raise DeliveryFailed("outcome unknown", _LATE_COMMIT.total_seconds()) from error
        raise DeliveryFailed(type(error).__name__) from error

    async def _report(self, order: PurchaseOrder, event: str, **data: Any) -> None:
        """Lets the result into the requester's conversation, once."""
        async with self._units() as unit:
            conversations = await unit.store.conversations_of(order.person_id)
        conversation = conversations[0]
        await self._inbox.receive(
            InboundMessage(
                channel=conversation.channel,
                workspace=conversation.workspace,
                external_id=f"{event}:{order.id}",
                chat_id=conversation.chat_id,
                kind=InboundKind.EVENT,
                event=event,
                data={"purchase_order_id": order.id, **data},
            )
        )
