"""`MemoryShop`: the port over dictionaries."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from shop_client.errors import (
    CreditExceeded,
    NotCancellable,
    NotFound,
    ShopRefused,
    TooLittleStock,
    TotalChanged,
    UnknownCompany,
)
from shop_client.memory import pricing, sample
from shop_client.memory.book import OrderBook
from shop_client.memory.catalogue import Catalogue
from shop_client.memory.data import Account, ShopData
from shop_client.model import (
    Capability,
    CataloguePage,
    Company,
    Contact,
    CreditLine,
    Document,
    Invoice,
    InvoiceState,
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
from shop_client.pictures import as_picture
from shop_client.port import OnStep, no_step
from shop_client.sample import load_products, load_shop


def _today_utc() -> date:
    return datetime.now(UTC).date()


def _as_ordered(order: Order) -> Order:
    return order


class MemoryShop:
    """Implements `shop_client.port.Shop` without any engine.

    Attributes:
        catalogue: products and stock; change them here to play the merchant.
        book: orders and invoices; ship, pay or cancel them here.
        accounts: customers by id.
        on_step: see `shop_client.port.OnStep`; what it raises interrupts the placement.
        takes: what the shop makes of an order as it confirms it; to play a merchant who takes less
            of it, or at other prices.
    """

    def __init__(
        self,
        data: ShopData,
        *,
        clock: Callable[[], date] = _today_utc,
        on_step: OnStep = no_step,
        unique_reference: bool = True,
    ) -> None:
        """A shop that starts from `data`.

        Args:
            data: merchant, articles and customers.
            clock: today's date where the merchant is.
            on_step: told of each step of a placement.
            unique_reference: refuses a second order with a client reference; else it takes one.
        """
        self.catalogue = Catalogue(data.articles)
        self.book = OrderBook()
        self.accounts = dict(data.accounts)
        self._data = replace(data, articles=self.catalogue.articles, accounts=self.accounts)
        self._clock = clock
        self.on_step = on_step
        self.takes: Callable[[Order], Order] = _as_ordered
        self._unique_reference = unique_reference
        self._placing = asyncio.Lock()

    @classmethod
    def from_sample(
        cls,
        *,
        clock: Callable[[], date] = _today_utc,
        on_step: OnStep = no_step,
        unique_reference: bool = True,
    ) -> MemoryShop:
        """The shop of `shop_client.sample` with its past orders, as seen today."""
        shop = load_shop()
        memory = cls(
            sample.shop_data(shop, load_products()),
            clock=clock,
            on_step=on_step,
            unique_reference=unique_reference,
        )
        for draft, placed_on, paid in sample.past_orders(shop, clock()):
            memory.add_past_order(draft, placed_on, paid=paid)
        return memory

    @property
    def capabilities(self) -> frozenset[Capability]:
        """All but PDF, for invoices are plain text, and unique references where it has none."""
        lacking = {Capability.INVOICE_PDF}
        if not self._unique_reference:
            lacking.add(Capability.UNIQUE_REFERENCE)
        return frozenset(Capability) - lacking

    async def info(self) -> ShopInfo:
        """See `Shop.info`."""
        return self._data.info

    async def close(self) -> None:
        """There is nothing to release."""

    def _account(self, company_id: str) -> Account:
        try:
            return self.accounts[company_id]
        except KeyError:
            raise UnknownCompany(company_id) from None

    def _with_credit(self, company: Company) -> Company:
        if company.credit is None:
            return company
        used = company.credit.used + self.book.owed(company.id, company.currency)
        return replace(company, credit=CreditLine(limit=company.credit.limit, used=used))

    async def find_companies(self, vat_number: str) -> tuple[Company, ...]:
        """See `Shop.find_companies`."""
        found = (account.company for account in self.accounts.values())
        return tuple(
            self._with_credit(company)
            for company in found
            if company.active and company.vat_number == vat_number
        )

    async def company(self, company_id: str) -> Company:
        """See `Shop.company`."""
        return self._with_credit(self._account(company_id).company)

    async def contacts(self, company_id: str) -> tuple[Contact, ...]:
        """See `Shop.contacts`."""
        return self._account(company_id).contacts if company_id in self.accounts else ()

    async def catalogue_changes(self, cursor: str | None, limit: int = 500) -> CataloguePage:
        """See `Shop.catalogue_changes`."""
        return self.catalogue.page(cursor, limit)

    async def products(self, skus: Sequence[str]) -> tuple[Product, ...]:
        """See `Shop.products`."""
        articles = self.catalogue.articles
        return tuple(articles[sku].product for sku in dict.fromkeys(skus) if sku in articles)

    async def prices(self, company_id: str, requests: Sequence[PriceRequest]) -> tuple[Price, ...]:
        """See `Shop.prices`."""
        account = self._account(company_id)
        return tuple(
            pricing.price(
                account, pricing.article_of(self.catalogue.articles, request.sku), request.quantity
            )
            for request in requests
        )

    async def stock(self, skus: Sequence[str]) -> tuple[Stock, ...]:
        """See `Shop.stock`."""
        articles = [pricing.article_of(self.catalogue.articles, sku) for sku in skus]
        return tuple(
            Stock(
                sku=article.product.sku,
                available=max(self.catalogue.stock[article.product.sku], Decimal(0)),
                lead_time_days=article.lead_time_days,
            )
            for article in articles
        )

    async def product_picture(self, sku: str) -> Document | None:
        """See `Shop.product_picture`."""
        content = pricing.article_of(self.catalogue.articles, sku).picture
        return as_picture(sku, content) if content else None

    async def quote(self, draft: OrderDraft, language: str = "en") -> Quotation:
        """See `Shop.quote`."""
        pricing.check_orderable(self._data, self._account(draft.company_id), draft)
        return self._price(draft, language, self._clock())

    def _price(self, draft: OrderDraft, language: str, day: date) -> Quotation:
        account = self._account(draft.company_id)
        stock = self.catalogue.stock
        return pricing.quotation(
            self._data, account, draft, stock=stock, language=language, today=day
        )

    async def place_order(self, draft: OrderDraft, expected_gross: Money) -> Order:
        """See `Shop.place_order`."""
        if not draft.client_reference:
            raise ValueError("an order needs a client reference")
        async with self._placing:
            order = self.book.by_reference(draft.client_reference)
            if order is not None and order.state is not OrderState.DRAFT:
                if self._unique_reference:
                    return order
                order = None
            if order is None:
                pricing.check_orderable(self._data, self._account(draft.company_id), draft)
                order = self._open(draft, self._clock())
                await self.on_step("created")
            try:
                self._check(draft, order, expected_gross)
            except ShopRefused:
                self.book.discard(order)
                raise
            await self.on_step("quoted")
            order = self.book.change(self.takes(order))
            for line in order.lines:
                self.catalogue.take(line.sku, line.quantity)
            order = self._confirm(order)
            await self.on_step("confirmed")
            return order

    def _open(self, draft: OrderDraft, day: date) -> Order:
        return self.book.open(draft, self._price(draft, "en", day), day)

    def _check(self, draft: OrderDraft, order: Order, expected_gross: Money) -> None:
        if order.totals.gross != expected_gross:
            raise TotalChanged(expected_gross, order.totals.gross)
        short = pricing.shortages(order.lines, self.catalogue.stock)
        if short and not draft.back_order:
            raise TooLittleStock(", ".join(short))
        credit = self._with_credit(self._account(order.company_id).company).credit
        if credit and order.totals.gross > credit.free:
            raise CreditExceeded(order.company_id)

    def _confirm(self, order: Order) -> Order:
        due = pricing.due_date(self._account(order.company_id), order.placed_on)
        self.book.bill(order, order.placed_on, due)
        return self.book.set_state(order, OrderState.CONFIRMED)

    def add_past_order(self, draft: OrderDraft, placed_on: date, *, paid: bool) -> Order:
        """Puts a delivered order of that day into the history, at today's prices.

        Neither stock, credit nor the products' status is checked: the stock is today's already.
        """
        order = self._open(draft, placed_on)
        order = self._confirm(order)
        if paid:
            self.book.set_invoice_state(order, InvoiceState.PAID)
        return self.book.set_state(order, OrderState.DONE)

    async def find_order(self, client_reference: str) -> Order | None:
        """See `Shop.find_order`."""
        return self.book.by_reference(client_reference)

    async def orders(
        self,
        company_id: str,
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int = 20,
    ) -> tuple[Order, ...]:
        """See `Shop.orders`."""
        found = [
            order
            for order in self.book.of_company(company_id)
            if (since is None or order.placed_on >= since)
            and (until is None or order.placed_on <= until)
        ]
        return tuple(found[:limit])

    async def order(self, company_id: str, number: str) -> Order:
        """See `Shop.order`."""
        return self.book.by_number(company_id, number)

    async def cancel_order(self, company_id: str, number: str) -> Order:
        """See `Shop.cancel_order`: possible until the order is being worked on."""
        order = self.book.by_number(company_id, number)
        if order.state is not OrderState.CONFIRMED:
            raise NotCancellable(order.number)
        for line in order.lines:
            self.catalogue.take(line.sku, -line.quantity)
        self.book.set_invoice_state(order, InvoiceState.CANCELLED)
        return self.book.set_state(order, OrderState.CANCELLED)

    async def invoices(self, company_id: str, order_number: str) -> tuple[Invoice, ...]:
        """See `Shop.invoices`."""
        number = self.book.by_number(company_id, order_number).number
        return tuple(i for i in self.book.invoices(company_id) if i.order_number == number)

    async def invoice_document(self, company_id: str, invoice_id: str) -> Document:
        """See `Shop.invoice_document`."""
        for invoice in self.book.invoices(company_id):
            if invoice.id == invoice_id:
                gross = invoice.totals.gross
                text = (
                    f"Invoice {invoice.number} for order {invoice.order_number}\n"
                    f"{gross.amount} {gross.currency}, due on {invoice.due_on}\n"
                )
                return Document(f"{invoice.number}.txt", "text/plain", text.encode())
        raise NotFound(invoice_id)
