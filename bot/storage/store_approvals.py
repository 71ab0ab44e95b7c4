"""Reads of policies, absences, and what a policy adds up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, or_, select

from bot.domain.entities import Absence, CartState, CompanyPolicy, PlacementState
from bot.domain.policy import Ordered
from bot.storage.statement import Statement
from bot.storage.store import Reads
from bot.storage.tables_companies import membership
from bot.storage.tables_orders import cart, purchase_order

_ORDERED = Statement(
    select(
        purchase_order.c.cart_id,
        purchase_order.c.created_at,
        purchase_order.c.client_reference,
        purchase_order.c.state,
        purchase_order.c.quotation,
        membership.c.email,
        cart.c.cost_centre,
    )
    .join(membership, membership.c.id == purchase_order.c.membership_id)
    .join(cart, cart.c.id == purchase_order.c.cart_id)
    .where(
        purchase_order.c.company_id == bindparam("company_id"),
        purchase_order.c.created_at >= bindparam("since"),
        purchase_order.c.state != PlacementState.REFUSED,
    )
    .order_by(purchase_order.c.created_at.desc())
    .limit(bindparam("limit"))
)
_ADDRESSES = Statement(
    select(cart.c.delivery_address_id)
    .where(
        cart.c.company_id == bindparam("company_id"),
        or_(cart.c.state == CartState.ORDERING, cart.c.state == CartState.ORDERED),
    )
    .distinct()
)


class ApprovalReads(Reads):
    """See `bot.ports.Store`."""

    async def newest_policy(self, company_id: str) -> CompanyPolicy | None:
        """The one that holds, or None."""
        found = await self.policies(company_id, limit=1)
        return found[0] if found else None

    async def newest_policy_of_staff(self, company_id: str) -> CompanyPolicy | None:
        """What the merchant's staff laid down last, or None."""
        found = await self._select(
            CompanyPolicy,
            by="number",
            newest_first=True,
            limit=1,
            company_id=company_id,
            by_staff=True,
        )
        return found[0] if found else None

    async def policy(self, policy_id: str) -> CompanyPolicy:
        """One version."""
        return await self._need(CompanyPolicy, policy_id)

    async def policies(self, company_id: str, limit: int = 50) -> list[CompanyPolicy]:
        """Newest first."""
        return await self._select(
            CompanyPolicy, by="number", newest_first=True, limit=limit, company_id=company_id
        )

    async def absences_in(self, company_id: str) -> list[Absence]:
        """Those that were not taken back; they may be over."""
        return await self._select(Absence, company_id=company_id, ended_at=None)

    async def ordered_since(self, company_id: str, since: datetime, limit: int) -> list[Ordered]:
        """Newest first, as committed; refused ones are left out."""
        rows = await self._database.rows(_ORDERED, company_id=company_id, since=since, limit=limit)
        return [
            Ordered(
                cart_id=row.cart_id,
                email=row.email,
                gross=row.quotation.totals.gross,
                at=row.created_at,
                cost_centre=row.cost_centre,
                client_reference=row.client_reference,
                placed=row.state is PlacementState.PLACED,
            )
            for row in rows
        ]

    async def addresses_ordered_to(self, company_id: str) -> set[str]:
        """As committed."""
        rows = await self._database.rows(_ADDRESSES, company_id=company_id)
        return {row.delivery_address_id for row in rows if row.delivery_address_id is not None}
