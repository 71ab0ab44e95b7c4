"""The orders and invoices of a shop in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from shop_client.errors import NotFound
from shop_client.model import Invoice, InvoiceState, Order, OrderDraft, OrderState, Quotation
from shop_client.money import Money, total


class OrderBook:
    """Orders in the order they were opened, one per client reference."""

    def __init__(self) -> None:
        self._orders: dict[str, Order] = {}
        self._invoices: dict[str, Invoice] = {}
        self._opened = 0

    def open(self, draft: OrderDraft, quotation: Quotation, placed_on: date) -> Order:
        """Records an order as a draft, with a number of its own."""
        self._opened += 1
        order = Order(
            id=str(self._opened),
            number=f"S{self._opened:05}",
            company_id=draft.company_id,
            state=OrderState.DRAFT,
            placed_on=placed_on,
            lines=quotation.lines,
            charges=quotation.charges,
            totals=quotation.totals,
            client_reference=draft.client_reference,
            po_number=draft.po_number,
            promised_date=quotation.promised_date,
        )
        self._orders[order.id] = order
        return order

    def discard(self, order: Order) -> None:
        """Forgets a draft, and with it its reference."""
        del self._orders[order.id]

    def set_state(self, order: Order, state: OrderState, shipment: str = "") -> Order:
        """Moves an order on."""
        return self.change(replace(order, state=state, shipment=shipment or order.shipment))

    def change(self, order: Order) -> Order:
        """Puts an order as it is now in the place of what was known of it."""
        self._orders[order.id] = order
        return order

    def by_reference(self, client_reference: str) -> Order | None:
        """The order under our reference, whatever its state; an empty one names none."""
        if not client_reference:
            return None
        matches = (o for o in self._orders.values() if o.client_reference == client_reference)
        return next(matches, None)

    def by_number(self, company_id: str, number: str) -> Order:
        """A company's order that is past being a draft. Raises NotFound."""
        for order in self._orders.values():
            mine = order.company_id == company_id and order.state is not OrderState.DRAFT
            if mine and order.number.casefold() == number.strip().casefold():
                return order
        raise NotFound(number)

    def of_company(self, company_id: str) -> tuple[Order, ...]:
        """Confirmed and later orders, newest first."""
        hidden = (OrderState.DRAFT, OrderState.CANCELLED)
        mine = [
            order
            for order in self._orders.values()
            if order.company_id == company_id and order.state not in hidden
        ]
        return tuple(sorted(mine, key=lambda o: (o.placed_on, int(o.id)), reverse=True))

    def bill(self, order: Order, issued_on: date, due_on: date) -> Invoice:
        """Issues the invoice of an order."""
        invoice = Invoice(
            id=order.id,
            number=f"I{issued_on.year}-{len(self._invoices) + 1:05}",
            company_id=order.company_id,
            order_number=order.number,
            state=InvoiceState.POSTED,
            issued_on=issued_on,
            due_on=due_on,
            totals=order.totals,
        )
        self._invoices[invoice.id] = invoice
        return invoice

    def set_invoice_state(self, order: Order, state: InvoiceState) -> None:
        """Pays or cancels the invoice of an order."""
        self._invoices[order.id] = replace(self._invoices[order.id], state=state)

    def invoices(self, company_id: str) -> Iterator[Invoice]:
        """Posted and paid invoices of a company."""
        out = (InvoiceState.POSTED, InvoiceState.PAID)
        for invoice in self._invoices.values():
            if invoice.company_id == company_id and invoice.state in out:
                yield invoice

    def owed(self, company_id: str, currency: str) -> Money:
        """What a company has been invoiced and not paid, tax included."""
        unpaid = (i for i in self.invoices(company_id) if i.state is InvoiceState.POSTED)
        return total((invoice.totals.gross for invoice in unpaid), currency)
