"""Sales as plain data, saved or not: the same reading for what is shown and what is placed."""

from decimal import Decimal

from trytond.pool import Pool
from trytond.transaction import Transaction

from . import customers


def quotation(sale, promised):
    """A sale priced and not placed: lines, charges, taxes, totals, terms, due and promised date."""
    net, taxes, tax = _amounts(sale)
    term = sale.payment_term
    due = None
    if term:
        today = Pool().get("ir.date").today()
        due = max(day for day, _ in term.compute(net + tax, sale.currency, today))
    if promised and sale.shipping_date:
        promised = max(promised, sale.shipping_date)
    return {
        "lines": [_line(line) for line in sale.lines if not line.charge],
        "charges": [_charge(line) for line in sale.lines if line.charge],
        "taxes": taxes,
        "net": net,
        "tax": tax,
        "gross": net + tax,
        "payment_terms": customers.terms_as_dict(term),
        "due_date": due,
        "promised_date": promised,
    }


def as_dict(sale):
    """A saved sale with its lines, in the language of the context."""
    lines = [line for line in sale.lines if line.type == "line"]
    return {
        "id": sale.id,
        "number": sale.number or "",
        "company_id": sale.party.id,
        "state": sale.state,
        "placed_on": sale.sale_date or sale.create_date.date(),
        "client_reference": sale.client_reference or "",
        "po_number": sale.reference or None,
        "delivery_date": sale.shipping_date,
        "invoice_state": sale.invoice_state,
        "shipment_state": sale.shipment_state,
        "shipments": [shipment.number for shipment in sale.shipments],
        "lines": [_line(line) for line in lines if not line.charge],
        "charges": [_charge(line) for line in lines if line.charge],
        "net": sale.untaxed_amount,
        "tax": sale.tax_amount,
        "gross": sale.total_amount,
    }


def invoices(sale):
    """What is to be paid for a sale, once it is official."""
    return [
        {
            "id": invoice.id,
            "number": invoice.number,
            "company_id": invoice.party.id,
            "order_number": sale.number,
            "state": invoice.state,
            "issued_on": invoice.invoice_date,
            "due_on": _due_on(invoice),
            "net": invoice.untaxed_amount,
            "tax": invoice.tax_amount,
            "gross": invoice.total_amount,
        }
        for invoice in sale.invoices
        if invoice.state in {"posted", "paid"}
    ]


def _due_on(invoice):
    days = [line.maturity_date for line in invoice.lines_to_pay if line.maturity_date]
    return max(days, default=None)


def unit_word(unit):
    """The English name of a unit, whatever the language of the context: clients know it by that."""
    with Transaction().set_context(language="en"):
        return Pool().get("product.uom")(unit.id).name


def _line(line):
    name = line.product.template.name if line.product else line.description
    return {
        "sku": line.product.code if line.product else "",
        "name": name or "",
        "quantity": Decimal(str(line.quantity)),
        "unit": unit_word(line.unit) if line.unit else "",
        "unit_price": line.unit_price,
        "net": line.on_change_with_amount(),
    }


def _charge(line):
    return {
        "kind": line.charge,
        "name": line.product.template.name,
        "net": line.on_change_with_amount(),
    }


def _amounts(sale):
    net = sum((line.on_change_with_amount() for line in sale.lines), Decimal(0))
    language = Transaction().language
    breakdown, total = [], Decimal(0)
    for line in sale._get_taxes().values():
        with Transaction().set_context(language=language):
            tax = Pool().get("account.tax")(line.tax.id)
            breakdown.append(
                {
                    "name": tax.description,
                    "rate": (tax.rate or Decimal(0)) * 100,
                    "base": line.base,
                    "amount": line.amount,
                    "legal_note": tax.legal_notice or "",
                }
            )
        total += line.amount
    return net, breakdown, total
