"""Invoices, posted without waste: nothing is checked to no end or computed twice."""

from trytond.model import dualmethod
from trytond.pool import Pool, PoolMeta
from trytond.transaction import Transaction

from .sale import is_past_trade


class _Derived:
    """What Tryton derives from a sale of the past: the sale itself has been validated."""

    __slots__ = ()

    @classmethod
    def _validate(cls, records, field_names=None):
        if not is_past_trade():
            super()._validate(records, field_names=field_names)


def lock_sequences(company):
    """Locks what numbers the invoices and moves of today.

    Tryton takes locks at the start of a transaction, and starts again for each that is missing: to
    ask for all of them first saves posting the invoice twice in vain.
    """
    pool = Pool()
    today = pool.get("ir.date").today()
    year = pool.get("account.fiscalyear").find(company, date=today)
    sequences = {
        year.move_sequence,
        *(used.out_invoice_sequence for used in year.invoice_sequences),
    }
    pool.get("ir.sequence.strict").lock([sequence for sequence in sequences if sequence])


class Invoice(_Derived, metaclass=PoolMeta):
    """An invoice of a sale."""

    __name__ = "account.invoice"

    @classmethod
    def _check_taxes(cls, invoices):
        """Computes the taxes of every line again, to warn of a difference."""
        if not Transaction().context.get("_skip_warnings"):
            super()._check_taxes(invoices)

    @dualmethod
    def update_taxes(cls, invoices, exception=False):
        """Every save computes the taxes again; those of the past are computed once."""
        if is_past_trade():
            invoices = [invoice for invoice in invoices if not invoice.taxes]
        if invoices:
            super().update_taxes(invoices, exception=exception)


class InvoiceLine(_Derived, metaclass=PoolMeta):
    """A line of an invoice."""

    __name__ = "account.invoice.line"


class MoveLine(_Derived, metaclass=PoolMeta):
    """A line of an account move."""

    __name__ = "account.move.line"
