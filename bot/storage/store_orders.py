"""Reads of carts, approvals and purchase orders."""

from __future__ import annotations

from sqlalchemy import literal_column, or_

from bot.domain.entities import ApprovalRequest, ApprovalState, Cart, CartState, PurchaseOrder
from bot.storage.store import Reads
from bot.storage.tables_orders import NOT_SETTLED, purchase_order

_SENT = {CartState.WAITING, CartState.ORDERING, CartState.ORDERED}


class OrderReads(Reads):
    """See `bot.ports.Store`."""

    async def cart(self, cart_id: str) -> Cart:
        """One cart."""
        return await self._need(Cart, cart_id)

    async def open_cart(self, person_id: str, company_id: str) -> Cart | None:
        """The open cart of a person for a company, or None.

        There is one at most, so the one that this unit has seen is not looked up again; should
        others have ordered it meanwhile, a change to it is a conflict.
        """
        wanted = {"person_id": person_id, "company_id": company_id, "state": CartState.OPEN}
        seen = self._seen(Cart, **wanted)
        return seen[-1] if seen else await self._first(Cart, **wanted)

    async def approval(self, approval_id: str) -> ApprovalRequest:
        """One request."""
        return await self._need(ApprovalRequest, approval_id)

    async def approval_of_cart(self, cart_id: str) -> ApprovalRequest | None:
        """The newest."""
        return await self._first(ApprovalRequest, cart_id=cart_id)

    async def approvals_waiting(self, company_id: str) -> list[ApprovalRequest]:
        """Oldest first."""
        return await self._select(
            ApprovalRequest, by="created_at", company_id=company_id, state=ApprovalState.WAITING
        )

    async def purchase_order(self, order_id: str) -> PurchaseOrder:
        """One purchase order."""
        return await self._need(PurchaseOrder, order_id)

    async def purchase_order_of_cart(self, cart_id: str) -> PurchaseOrder | None:
        """The one made of a cart, or None."""
        return await self._first(PurchaseOrder, cart_id=cart_id)

    async def purchase_orders_in(self, company_id: str, limit: int = 50) -> list[PurchaseOrder]:
        """Newest first."""
        return await self._select(
            PurchaseOrder, by="created_at", newest_first=True, limit=limit, company_id=company_id
        )

    async def purchase_orders_called(self, reference: str) -> list[PurchaseOrder]:
        """By the time they were made."""
        columns = purchase_order.c
        called = or_(columns.client_reference == reference, columns.order_number == reference)
        return await self._rows(PurchaseOrder, called)

    async def unsettled_orders(self) -> list[PurchaseOrder]:
        """Oldest first."""
        return await self._rows(PurchaseOrder, literal_column(NOT_SETTLED))

    async def po_number_used(self, company_id: str, po_number: str, except_cart: str) -> bool:
        """Whether another cart of the company was sent or ordered under this number."""
        carts = await self._select(Cart, company_id=company_id, po_number=po_number)
        return any(cart.id != except_cart and cart.state in _SENT for cart in carts)
