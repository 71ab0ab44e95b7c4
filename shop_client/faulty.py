"""A shop that fails on demand, around any other: for stories and fault tests."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Literal

from shop_client.errors import OutcomeUnknown, ShopUnavailable
from shop_client.model import (
    Capability,
    CataloguePage,
    Company,
    Contact,
    Document,
    Invoice,
    Order,
    OrderDraft,
    Price,
    PriceRequest,
    Product,
    Quotation,
    ShopInfo,
    Stock,
)
from shop_client.money import Money
from shop_client.port import Shop

Mode = Literal["up", "slow", "down"]


class FaultyShop:
    """Passes every call on to `inner`, or late, or not at all.

    Attributes:
        mode: "up" passes calls on; "slow" waits `delay_seconds` first, and a call that would wait
            past `timeout_seconds` fails then; "down" fails at once with ShopUnavailable.
        commit_then_fail: this many of the next placements take effect and lose their answer
            (OutcomeUnknown); True counts as one.
        commit_late: this many of the next placements get no answer (OutcomeUnknown) and take
            effect only when `commit` says so.
        lose: this many of the next placements get no answer (OutcomeUnknown) and never take effect.
    """

    def __init__(
        self, inner: Shop, *, delay_seconds: float = 2.0, timeout_seconds: float = 10.0
    ) -> None:
        self.inner = inner
        self.mode: Mode = "up"
        self.commit_then_fail = 0
        self.commit_late = 0
        self.lose = 0
        self._late: list[tuple[OrderDraft, Money]] = []
        self.delay_seconds = delay_seconds
        self.timeout_seconds = timeout_seconds

    async def _gate(self) -> None:
        if self.mode == "down":
            raise ShopUnavailable("the shop is down")
        if self.mode == "slow":
            await asyncio.sleep(min(self.delay_seconds, self.timeout_seconds))
            if self.delay_seconds > self.timeout_seconds:
                raise ShopUnavailable("the shop did not answer in time")

    @property
    def capabilities(self) -> frozenset[Capability]:
        """Those of the shop inside."""
        return self.inner.capabilities

    async def info(self) -> ShopInfo:
        """See `Shop.info`."""
        await self._gate()
        return await self.inner.info()

    async def close(self) -> None:
        """See `Shop.close`; works in every mode."""
        await self.inner.close()

    async def find_companies(self, vat_number: str) -> tuple[Company, ...]:
        """See `Shop.find_companies`."""
        await self._gate()
        return await self.inner.find_companies(vat_number)

    async def company(self, company_id: str) -> Company:
        """See `Shop.company`."""
        await self._gate()
        return await self.inner.company(company_id)

    async def contacts(self, company_id: str) -> tuple[Contact, ...]:
        """See `Shop.contacts`."""
        await self._gate()
        return await self.inner.contacts(company_id)

    async def catalogue_changes(self, cursor: str | None, limit: int = 500) -> CataloguePage:
        """See `Shop.catalogue_changes`."""
        await self._gate()
        return await self.inner.catalogue_changes(cursor, limit)

    async def products(self, skus: Sequence[str]) -> tuple[Product, ...]:
        """See `Shop.products`."""
        await self._gate()
        return await self.inner.products(skus)

    async def prices(self, company_id: str, requests: Sequence[PriceRequest]) -> tuple[Price, ...]:
        """See `Shop.prices`."""
        await self._gate()
        return await self.inner.prices(company_id, requests)

    async def stock(self, skus: Sequence[str]) -> tuple[Stock, ...]:
        """See `Shop.stock`."""
        await self._gate()
        return await self.inner.stock(skus)

    async def quote(self, draft: OrderDraft, language: str = "en") -> Quotation:
        """See `Shop.quote`."""
        await self._gate()
        return await self.inner.quote(draft, language)

    async def place_order(self, draft: OrderDraft, expected_gross: Money) -> Order:
        """See `Shop.place_order`."""
        await self._gate()
        if self.commit_late > 0:
            self.commit_late -= 1
            self._late.append((draft, expected_gross))
            raise OutcomeUnknown("the shop takes its time")
        if self.lose > 0:
            self.lose -= 1
            raise OutcomeUnknown("the shop never heard of it")
        order = await self.inner.place_order(draft, expected_gross)
        if self.commit_then_fail > 0:
            self.commit_then_fail -= 1
            raise OutcomeUnknown("the shop's answer was lost")
        return order

    async def commit(self) -> None:
        """Lets the placements that `commit_late` kept take effect."""
        late, self._late = self._late, []
        for draft, expected_gross in late:
            await self.inner.place_order(draft, expected_gross)

    async def find_order(self, client_reference: str) -> Order | None:
        """See `Shop.find_order`."""
        await self._gate()
        return await self.inner.find_order(client_reference)

    async def orders(
        self,
        company_id: str,
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int = 20,
    ) -> tuple[Order, ...]:
        """See `Shop.orders`."""
        await self._gate()
        return await self.inner.orders(company_id, since=since, until=until, limit=limit)

    async def order(self, company_id: str, number: str) -> Order:
        """See `Shop.order`."""
        await self._gate()
        return await self.inner.order(company_id, number)

    async def cancel_order(self, company_id: str, number: str) -> Order:
        """See `Shop.cancel_order`."""
        await self._gate()
        return await self.inner.cancel_order(company_id, number)

    async def invoices(self, company_id: str, order_number: str) -> tuple[Invoice, ...]:
        """See `Shop.invoices`."""
        await self._gate()
        return await self.inner.invoices(company_id, order_number)

    async def invoice_document(self, company_id: str, invoice_id: str) -> Document:
        """See `Shop.invoice_document`."""
        await self._gate()
        return await self.inner.invoice_document(company_id, invoice_id)

    async def product_picture(self, sku: str) -> Document | None:
        """See `Shop.product_picture`."""
        await self._gate()
        return await self.inner.product_picture(sku)
