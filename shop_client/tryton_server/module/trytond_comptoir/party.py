"""Customers: purchase-order rules, and what each contact may do for the company."""

from trytond.model import fields
from trytond.pool import PoolMeta
from trytond.pyson import Eval

_IF_EMAIL = {"invisible": Eval("type") != "email"}


class Party(metaclass=PoolMeta):
    """A customer's rules for purchase-order numbers."""

    __name__ = "party.party"

    po_required = fields.Boolean("PO Number Required")
    po_pattern = fields.Char(
        "PO Number Pattern",
        strip=False,
        help="A regular expression that its purchase-order numbers match whole.",
    )

    @classmethod
    def default_po_required(cls):
        """Most customers order without a purchase-order number."""
        return False


class ContactMechanism(metaclass=PoolMeta):
    """An e-mail address that may order for its company."""

    __name__ = "party.contact_mechanism"

    b2b_role = fields.Selection(
        [
            (None, ""),
            ("requester", "Requester"),
            ("approver", "Approver"),
            ("administrator", "Administrator"),
        ],
        "B2B Role",
        states=_IF_EMAIL,
        help="What this contact may do for the company; empty: a requester.",
    )
    b2b_limit = fields.Numeric(
        "B2B Limit",
        digits=(None, 2),
        states=_IF_EMAIL,
        help="What this contact may order alone, tax included, in the company's currency.\n"
        "Empty: nothing for a requester, no limit for an approver or an administrator.",
    )
