"""Invoices."""

from trytond.model import dualmethod
from trytond.pool import PoolMeta

from .sale import is_past_trade


class Invoice(metaclass=PoolMeta):
    """An invoice of the past keeps the taxes of its sale."""

    __name__ = "account.invoice"

    @classmethod
    def _check_taxes(cls, invoices):
        if not is_past_trade():
            super()._check_taxes(invoices)

    @dualmethod
    def update_taxes(cls, invoices, exception=False):
        """Every save computes the taxes again; those of the past are computed once."""
        if is_past_trade():
            invoices = [invoice for invoice in invoices if not invoice.taxes]
        if invoices:
            super().update_taxes(invoices, exception=exception)
