"""The port: everything Comptoir asks of a shop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import Protocol

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

OnStep = Callable[[str], Awaitable[None]]
"""Told of each step of a placement once the shop has it: "created", "quoted", "confirmed"."""


async def no_step(step: str) -> None:
    """The `OnStep` that nobody listens to."""


class Shop(Protocol):
    """A shop. Every method may raise `ShopUnavailable` or `ShopMisconfigured`.

    Adapters bound each call in time (10 s by default), retry reads at most twice, and never retry
    a write on their own.
    """

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What this engine can do."""
        ...

    async def info(self) -> ShopInfo:
        """The shop's name, version, country and currency; proves that it answers."""
        ...

    async def close(self) -> None:
        """Releases connections."""
        ...

    async def find_companies(self, vat_number: str) -> tuple[Company, ...]:
        """Active accounts under a compact VAT number with its prefix; none is no error."""
        ...

    async def company(self, company_id: str) -> Company:
        """One account, with fresh credit. Raises UnknownCompany."""
        ...

    async def contacts(self, company_id: str) -> tuple[Contact, ...]:
        """All contacts of a company that have an e-mail, archived ones too (`active` False)."""
        ...

    async def catalogue_changes(self, cursor: str | None, limit: int = 500) -> CataloguePage:
        """Products changed since `cursor`; None starts at the beginning."""
        ...

    async def products(self, skus: Sequence[str]) -> tuple[Product, ...]:
        """The products that exist among `skus`, in that order; missing ones are left out."""
        ...

    async def prices(self, company_id: str, requests: Sequence[PriceRequest]) -> tuple[Price, ...]:
        """This company's own prices, in the order asked. Raises UnknownSku."""
        ...

    async def stock(self, skus: Sequence[str]) -> tuple[Stock, ...]:
        """What is in stock, in the order asked. Raises UnknownSku."""
        ...

    async def product_picture(self, sku: str) -> Document | None:
        """How a product looks: PNG, JPEG, GIF or WebP; None when the shop has no picture of it.

        Raises UnknownSku; PictureUnusable when what the shop has is larger than
        `shop_client.pictures.LARGEST_PICTURE`, or no such picture by its content.
        """
        ...

    async def quote(self, draft: OrderDraft, language: str = "en") -> Quotation:
        """Prices a draft exactly as placing it would; changes nothing.

        Raises UnknownSku, NotOrderable, UnknownCompany.
        """
        ...

    async def place_order(self, draft: OrderDraft, expected_gross: Money) -> Order:
        """Places a confirmed order, to be paid by invoice; idempotent by `client_reference`.

        An order already confirmed under the reference is returned; a draft or a quotation left
        there by a crash is resumed. When its total is not `expected_gross`, it is cancelled or
        removed and TotalChanged raised.

        Raises: TotalChanged, NotOrderable, TooLittleStock, CreditExceeded, UnknownCompany,
            OutcomeUnknown (look up with `find_order`, then call again).
        """
        ...

    async def find_order(self, client_reference: str) -> Order | None:
        """The order under our reference, whatever its state; None when there is none."""
        ...

    async def orders(
        self,
        company_id: str,
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int = 20,
    ) -> tuple[Order, ...]:
        """Confirmed and later orders of a company, newest first, cancelled ones left out."""
        ...

    async def order(self, company_id: str, number: str) -> Order:
        """One order of this company by its number, case ignored. Raises NotFound."""
        ...

    async def cancel_order(self, company_id: str, number: str) -> Order:
        """Cancels it. Raises NotFound, NotCancellable."""
        ...

    async def invoices(self, company_id: str, order_number: str) -> tuple[Invoice, ...]:
        """Posted and paid invoices of an order."""
        ...

    async def invoice_document(self, company_id: str, invoice_id: str) -> Document:
        """The invoice as a file. Raises NotFound."""
        ...
