"""The orders that came through the assistant, as the shop has them."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.tables import purchase_order
from shop_client.errors import ShopError
from shop_client.model import Invoice, Order
from shop_client.port import Shop

_log = logging.getLogger(__name__)
_EVERY_SECONDS = 10.0
_LIVELY = 5
"""So many of the newest are read again and again; what is older changes seldom."""


class OrdersPanel:
    """Reads them when one was placed, and the newest every ten seconds."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._placed: list[tuple[Any, ...]] = []
        self._read_at = 0.0
        self._orders: dict[tuple[Any, ...], dict[str, Any]] = {}
        self._shown: list[dict[str, Any]] = []

    async def read(self, database: Database, shop: Shop) -> list[dict[str, Any]]:
        """The newest first; as they were when the shop does not answer."""
        columns = purchase_order.c
        placed = [
            tuple(row)
            for row in await database.fetch(
                select(columns.company_id, columns.order_number)
                .where(columns.order_number.is_not(None))
                .order_by(columns.seq.desc())
                .limit(self._most)
            )
        ]
        now = time.monotonic()
        if placed == self._placed and now < self._read_at + _EVERY_SECONDS:
            return self._shown
        known = self._orders
        try:
            self._orders = {
                which: known[which]
                if which in known and position >= _LIVELY
                else await _order(shop, *which)
                for position, which in enumerate(placed)
            }
        except ShopError as error:
            _log.warning("orders not read", extra={"error": type(error).__name__})
            return self._shown
        self._placed, self._read_at = placed, now
        self._shown = list(self._orders.values())
        return self._shown


async def _order(shop: Shop, company_id: str, number: str) -> dict[str, Any]:
    company = await shop.company(company_id)
    order = await shop.order(company_id, number)
    return _told(order, company.name, await shop.invoices(company_id, number))


def _told(order: Order, company: str, invoices: Sequence[Invoice]) -> dict[str, Any]:
    return {
        "number": order.number,
        "company": company,
        "placed_on": order.placed_on.isoformat(),
        "state": order.state.value,
        "total": str(order.totals.gross.amount),
        "currency": order.totals.gross.currency,
        "po_number": order.po_number,
        "lines": [
            {
                "sku": line.sku,
                "name": line.name,
                "quantity": str(line.quantity),
                "unit": line.unit,
                "net": str(line.net.amount),
            }
            for line in order.lines
        ],
        "invoices": [
            {
                "number": invoice.number,
                "state": invoice.state.value,
                "date": invoice.issued_on.isoformat() if invoice.issued_on else None,
                "total": str(invoice.totals.gross.amount),
                "due": invoice.due_on.isoformat() if invoice.due_on else None,
            }
            for invoice in invoices
        ],
    }
