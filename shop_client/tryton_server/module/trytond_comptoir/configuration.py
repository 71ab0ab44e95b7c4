"""The merchant's settings for what is added to an order beside its goods."""

from trytond.model import fields
from trytond.pool import PoolMeta


class Configuration(metaclass=PoolMeta):
    """Sale configuration: freight and eco-contributions."""

    __name__ = "sale.configuration"

    freight_product = fields.Many2One(
        "product.product",
        "Freight Product",
        domain=[("type", "=", "service")],
        help="The service that freight is charged as. Leave empty to charge none.",
    )
    freight_amount = fields.Numeric("Freight Amount", help="Per order, without tax.")
    freight_free_from = fields.Numeric(
        "Freight Free From", help="The amount of goods, without tax, from which freight is free."
    )
    eco_product = fields.Many2One(
        "product.product",
        "Eco-contribution Product",
        domain=[("type", "=", "service")],
        help="The service that eco-contributions are charged as.",
    )
