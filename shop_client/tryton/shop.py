"""`TrytonShop`: the port over Tryton's JSON-RPC."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date
from weakref import WeakValueDictionary

from shop_client.errors import (
    NotCancellable,
    NotFound,
    UnknownCompany,
    UnknownSku,
)
from shop_client.model import (
    Capability,
    CataloguePage,
    Company,
    Contact,
    Document,
    Invoice,
    Order,
    OrderDraft,
    OrderState,
    Price,
    PriceRequest,
    Product,
    Quotation,
    ShopInfo,
    Stock,
)
from shop_client.money import Money
from shop_client.port import OnStep, no_step
from shop_client.tryton import read
from shop_client.tryton.documents import invoice_document, product_picture
from shop_client.tryton.place import Placement, check_problems, draft_data
from shop_client.tryton.rpc import Rpc, UserError


def _party_id(company_id: str) -> int:
    """Tryton's id of a company. Raises UnknownCompany for what can't be one."""
    if not company_id.isascii() or not company_id.isdecimal():
        raise UnknownCompany(company_id)
    return int(company_id)


class TrytonShop:
    """Implements `shop_client.port.Shop`; safe for any number of tasks at once."""

    def __init__(
        self,
        base_url: str,
        database: str,
        user: str,
        password: str,
        *,
        timeout: float = 10.0,
        on_step: OnStep = no_step,
    ) -> None:
        """A shop that connects when it is first asked.

        Args:
            base_url: of Tryton's server ("http://127.0.0.1:8010").
            database: its name there.
            user: login of the API user.
            password: of the API user.
            timeout: seconds that one call may take, retries of a read included.
            on_step: told of each step of a placement.
        """
        self._rpc = Rpc(base_url, database, user, password, timeout=timeout)
        self._on_step = on_step
        self._merchant_currency: str | None = None
        self._placing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What the module `comptoir` adds to Tryton.

        Invoices are ODT. An order is processed as soon as it is confirmed and can't be cancelled
        from then on: the merchant returns it.
        """
        return frozenset(
            {
                Capability.CREDIT_LIMIT,
                Capability.UNIQUE_REFERENCE,
                Capability.STOCK,
                Capability.CONTACT_ROLES,
            }
        )

    async def close(self) -> None:
        """See `Shop.close`."""
        await self._rpc.close()

    async def info(self) -> ShopInfo:
        """See `Shop.info`."""
        version = await self._rpc.version()
        return read.info(await self._rpc.read("model.comptoir.shop.info"), version)

    async def _currency(self) -> str:
        """The merchant's currency; Tryton does not let it change once it has traded."""
        if self._merchant_currency is None:
            merchant = await self._rpc.read("model.comptoir.shop.info")
            self._merchant_currency = str(merchant["currency"])
        return self._merchant_currency

    async def find_companies(self, vat_number: str) -> tuple[Company, ...]:
        """See `Shop.find_companies`."""
        currency = await self._currency()
        found = await self._rpc.read("model.comptoir.shop.companies", vat_number)
        return tuple(read.company(data, currency) for data in found)

    async def company(self, company_id: str) -> Company:
        """See `Shop.company`."""
        currency = await self._currency()
        data = await self._rpc.read("model.comptoir.shop.company", _party_id(company_id))
        if data is None:
            raise UnknownCompany(company_id)
        return read.company(data, currency)

    async def contacts(self, company_id: str) -> tuple[Contact, ...]:
        """See `Shop.contacts`."""
        currency = await self._currency()
        found = await self._rpc.read("model.comptoir.shop.contacts", _party_id(company_id))
        return tuple(read.contact(data, company_id, currency) for data in found)

    async def catalogue_changes(self, cursor: str | None, limit: int = 500) -> CataloguePage:
        """See `Shop.catalogue_changes`."""
        return read.catalogue_page(
            await self._rpc.read("model.comptoir.shop.catalogue", cursor, limit)
        )

    async def products(self, skus: Sequence[str]) -> tuple[Product, ...]:
        """See `Shop.products`."""
        found = await self._rpc.read("model.comptoir.shop.products", list(skus))
        return tuple(read.product(data) for data in found)

    async def prices(self, company_id: str, requests: Sequence[PriceRequest]) -> tuple[Price, ...]:
        """See `Shop.prices`."""
        currency = await self._currency()
        wanted = [[request.sku, request.quantity] for request in requests]
        found = await self._rpc.read("model.comptoir.shop.prices", _party_id(company_id), wanted)
        _check_known([request.sku for request in requests], found)
        return tuple(read.price(data, currency) for data in found)

    async def stock(self, skus: Sequence[str]) -> tuple[Stock, ...]:
        """See `Shop.stock`."""
        found = await self._rpc.read("model.comptoir.shop.stock", list(skus))
        _check_known(skus, found)
        return tuple(read.stock(data) for data in found)

    async def product_picture(self, sku: str) -> Document | None:
        """See `Shop.product_picture`."""
        return await product_picture(self._rpc, sku)

    async def quote(self, draft: OrderDraft, language: str = "en") -> Quotation:
        """See `Shop.quote`."""
        currency = await self._currency()
        async with self._naming_the_company(draft.company_id):
            answer = await self._rpc.read(
                "model.comptoir.shop.quote", draft_data(draft), language=language
            )
        return read.quotation(check_problems(answer), currency)

    async def place_order(self, draft: OrderDraft, expected_gross: Money) -> Order:
        """See `Shop.place_order`."""
        if not draft.client_reference:
            raise ValueError("an order needs a client reference")
        currency = await self._currency()
        # Two placements of one reference would only make each other wait in the database.
        lock = self._placing.setdefault(draft.client_reference, asyncio.Lock())
        async with lock, self._naming_the_company(draft.company_id):
            placement = Placement(self._rpc, draft, expected_gross, self._on_step)
            return read.order(await placement.run(), currency)

    @asynccontextmanager
    async def _naming_the_company(self, company_id: str) -> AsyncIterator[None]:
        """Tryton says what it could not find in a sentence: whether it was the company is asked."""
        _party_id(company_id)
        try:
            yield
        except UserError:
            await self.company(company_id)
            raise

    async def find_order(self, client_reference: str) -> Order | None:
        """See `Shop.find_order`."""
        if not client_reference:
            return None
        return await self._order_by("client_reference", client_reference)

    async def _order_by(self, field: str, value: str) -> Order | None:
        currency = await self._currency()
        data = await self._rpc.read("model.comptoir.shop.order_by", field, value)
        return read.order(data, currency) if data else None

    async def orders(
        self,
        company_id: str,
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int = 20,
    ) -> tuple[Order, ...]:
        """See `Shop.orders`."""
        currency = await self._currency()
        found = await self._rpc.read(
            "model.comptoir.shop.orders", _party_id(company_id), since, until, limit
        )
        return tuple(read.order(data, currency) for data in found)

    async def order(self, company_id: str, number: str) -> Order:
        """See `Shop.order`."""
        number = number.strip()
        order = await self._order_by("number", number) if number else None
        # Tryton's comparison without case knows wildcards, and knows nothing of the company.
        if (
            order is None
            or order.number.casefold() != number.casefold()
            or order.company_id != company_id
            or order.state is OrderState.DRAFT
        ):
            raise NotFound(number)
        return order

    async def cancel_order(self, company_id: str, number: str) -> Order:
        """See `Shop.cancel_order`: never possible, since a confirmed order is being processed."""
        raise NotCancellable((await self.order(company_id, number)).number)

    async def invoices(self, company_id: str, order_number: str) -> tuple[Invoice, ...]:
        """See `Shop.invoices`."""
        order = await self.order(company_id, order_number)
        found = await self._rpc.read("model.comptoir.shop.invoices", int(order.id))
        return tuple(read.invoice(data, order.totals.gross.currency) for data in found)

    async def invoice_document(self, company_id: str, invoice_id: str) -> Document:
        """See `Shop.invoice_document`."""
        return await invoice_document(self._rpc, _party_id(company_id), invoice_id)


def _check_known(skus: Sequence[str], found: Sequence[object]) -> None:
    for sku, data in zip(skus, found, strict=True):
        if data is None:
            raise UnknownSku(sku)
