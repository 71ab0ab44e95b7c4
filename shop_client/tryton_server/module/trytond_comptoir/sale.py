"""Sales: a client reference that the database keeps unique, and charges that are known as such."""

from trytond.model import Unique, fields
from trytond.pool import PoolMeta
from trytond.pyson import Eval
from trytond.transaction import Transaction


def is_past_trade():
    """Whether trade is being recorded that took place already: there is nothing left to warn of."""
    return bool(Transaction().context.get("past_trade"))


class Sale(metaclass=PoolMeta):
    """A sale that a client placed under a reference of its own.

    `reference` stays what it is in Tryton: the customer's purchase-order number.
    """

    __name__ = "sale.sale"

    client_reference = fields.Char(
        "Client Reference",
        strip=False,
        states={"readonly": Eval("state") != "draft"},
        help="Made by the client before it sends the order; no two sales share it.",
    )

    @classmethod
    def __setup__(cls):
        super().__setup__()
        table = cls.__table__()
        cls._sql_constraints.append(
            (
                "client_reference_unique",
                Unique(table, table.client_reference),
                "comptoir.msg_client_reference_unique",
            )
        )

    @classmethod
    def _check_stock_quantity(cls, sales):
        if not is_past_trade():
            super()._check_stock_quantity(sales)

    def must_check_credit_limit(self):
        """Past sales were granted their credit."""
        return not is_past_trade() and super().must_check_credit_limit()

    @classmethod
    def copy(cls, sales, default=None):
        """A copy is another order: it does not inherit the reference."""
        default = {} if default is None else default.copy()
        default.setdefault("client_reference", None)
        return super().copy(sales, default=default)


class Line(metaclass=PoolMeta):
    """A line of goods, or a charge that was added to them."""

    __name__ = "sale.line"

    charge = fields.Selection(
        [(None, ""), ("freight", "Freight"), ("eco_contribution", "Eco-contribution")],
        "Charge",
        readonly=True,
        help="Empty: goods that the customer ordered.",
    )
