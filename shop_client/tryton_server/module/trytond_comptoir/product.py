"""Products: packs, life cycle, relations, eco-contribution, and words people use for them."""

from trytond.model import ModelSQL, fields
from trytond.modules.product import price_digits
from trytond.pool import PoolMeta


class Template(metaclass=PoolMeta):
    """What the assistant needs to know of a product to sell it in conversation."""

    __name__ = "product.template"

    pack_size = fields.Numeric("Pack Size", help="Sold in multiples of this many units.")
    minimum_quantity = fields.Numeric("Minimum Quantity", help="The least that can be ordered.")
    eco_contribution = fields.Numeric(
        "Eco-contribution", digits=price_digits, help="Per unit, without tax."
    )
    lifecycle = fields.Selection(
        [
            ("orderable", "Orderable"),
            ("planned", "Planned"),
            ("discontinued", "Discontinued"),
        ],
        "Life Cycle",
        required=True,
        help="Planned and discontinued products are shown and can't be ordered.",
    )
    lead_time_days = fields.Integer(
        "Replenishment Time", help="Working days until more can ship when there is too little."
    )
    synonyms = fields.Text(
        "Synonyms", translate=True, help="Other words people use, one on each line."
    )
    attributes_text = fields.Text("Attributes", help="One on each line, as name=value.")

    @classmethod
    def default_lifecycle(cls):
        """A new product can be ordered."""
        return "orderable"


class Product(metaclass=PoolMeta):
    """Relations to other products."""

    __name__ = "product.product"

    successor = fields.Many2One(
        "product.product", "Successor", help="What replaces this product when it is discontinued."
    )
    alternatives = fields.Many2Many(
        "product.product-alternative", "product", "alternative", "Alternatives"
    )


class Alternative(ModelSQL):
    """Product - alternative product."""

    __name__ = "product.product-alternative"

    product = fields.Many2One("product.product", "Product", ondelete="CASCADE", required=True)
    alternative = fields.Many2One(
        "product.product", "Alternative", ondelete="CASCADE", required=True
    )
