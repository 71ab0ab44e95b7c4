"""Past trade in bulk: many sales confirmed, invoiced and paid in one transaction.

The steps are Tryton's own, each called once for all sales. What its queue would do one task at a
time after the commit is done here at once, and invoices are not rendered: the report is made when
somebody asks for it.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from trytond.pool import Pool
from trytond.transaction import Transaction
from trytond_comptoir import order


@dataclass
class PastOrder:
    """An order of the past.

    Attributes:
        lines: (product, quantity, unit price or None for the customer's price of today).
        paid: on its due date.
        charges: freight and eco-contributions are added to it.
        number: of the sale and of its invoice; the next of the sequence when there is none.
    """

    party: object
    date: dt.date
    lines: list
    reference: str | None = None
    client_reference: str | None = None
    paid: bool = True
    charges: bool = True
    number: str | None = None


def from_sample(companies, parties):
    """The past orders of the sample's companies, their dates counted back from today."""
    from provision.products import by_sku

    party_model, products = Pool().get("party.party"), by_sku()
    today = Pool().get("ir.date").today()
    for company, party in zip(companies, parties, strict=True):
        for past in company.get("orders", []):
            yield PastOrder(
                party=party_model(party),
                date=today - dt.timedelta(past["days_ago"]),
                reference=past.get("po"),
                lines=[(products[sku], Decimal(quantity), None) for sku, quantity in past["lines"]],
                paid=past.get("paid", True),
            )


def record(orders):
    """Records orders that were delivered, invoiced and mostly paid, on their dates.

    They count as sent without shipments: past deliveries say nothing of today's stock, and would
    take a third of the time.
    """
    pool = Pool()
    sale_model = pool.get("sale.sale")
    company = pool.get("company.company")(Transaction().context["company"])
    payment_method = pool.get("account.invoice.payment.method").search([], limit=1)[0]
    orders = sorted(orders, key=lambda o: o.date)
    with Transaction().set_context(_skip_warnings=True, past_trade=True, _record_cache_size=20_000):
        taxes = {}
        sales = [_sale(past, company, taxes) for past in orders]
        for sale in sales:
            sale.shipment_method = "manual"
        sale_model.save(sales)
        sale_model.quote(sales)
        sale_model.confirm(sales)
        _drop_tasks()
        sale_model.process(sales)
        _invoice(sales, orders, payment_method)
        _drop_tasks()
        sale_model.process(sales)
        _count_as_sent(sales)


def _sale(past, company, taxes):
    if past.charges:
        draft = {"lines": [{"sku": p.code, "quantity": quantity} for p, quantity, _ in past.lines]}
        sale = order.build(draft, past.party, company)
    else:
        sale = order.new_sale(past.party, company)
        sale.lines = [_line(sale, *line, taxes) for line in past.lines]
    sale.number = past.number
    sale.reference = past.reference
    sale.client_reference = past.client_reference
    sale.quotation_date = sale.sale_date = past.date
    return sale


def _line(sale, product, quantity, unit_price, taxes):
    """A line with a price of its own: only its taxes are asked of Tryton, once for each case."""
    line = Pool().get("sale.line")(
        type="line",
        sale=sale,
        product=product,
        unit=product.sale_uom,
        quantity=float(quantity),
        unit_price=unit_price,
        charge=None,
    )
    country = sale.shipment_address.country if sale.shipment_address else None
    case = (product.account_category.id, sale.party.customer_tax_rule, country)
    if case not in taxes:
        taxes[case] = line.compute_taxes(sale.party)
    line.taxes = taxes[case]
    return line


def _drop_tasks():
    """Takes back what was queued: the caller does it itself."""
    queue, tasks = Pool().get("ir.queue"), Transaction().tasks
    queue.delete(queue.browse(list(tasks)))
    tasks.clear()


def _count_as_sent(sales):
    sale_model = Pool().get("sale.sale")
    sale_model.write(sales, {"shipment_state": "sent", "to_ship": False})
    sale_model.do([sale for sale in sales if sale.invoice_state == "paid"])


def _invoice(sales, orders, payment_method):
    pool = Pool()
    invoice_model, line_model = pool.get("account.invoice"), pool.get("account.move.line")
    invoices = []
    numbers = {sale.id: past.number for sale, past in zip(sales, orders, strict=True)}
    for sale in sales:
        for invoice in sale.invoices:
            invoice.invoice_date = sale.sale_date
            if numbers[sale.id]:
                invoice.number = numbers[sale.id]
            invoices.append(invoice)
    invoice_model.save(invoices)
    invoice_model.post(invoices)
    today = pool.get("ir.date").today()
    settled = []
    for sale, past in zip(sales, orders, strict=True):
        for invoice in sale.invoices:
            due = max((line.maturity_date for line in invoice.lines_to_pay), default=today)
            if past.paid and invoice.total_amount > Decimal(0):
                lines = invoice.pay_invoice(invoice.total_amount, payment_method, min(due, today))
                settled.append([*lines, *invoice.lines_to_pay])
    for lines in settled:
        receivable = [line for line in lines if line.account.reconcile and not line.reconciliation]
        line_model.reconcile(list(dict.fromkeys(receivable)))
    invoice_model.process(invoices)
