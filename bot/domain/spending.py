"""Who may spend how much, and who decides for those who may not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from shop_client.model import Contact, Role
from shop_client.money import Money

LARGEST_LIMIT = Decimal(10) ** 9
"""What anybody may be allowed to spend at most; more is a slip of the fingers."""
_DECIDERS = {Role.APPROVER, Role.ADMINISTRATOR}


def may_spend_alone(contact: Contact, gross: Money) -> bool:
    """Whether a contact may order this much without anybody's approval.

    No limit means without limit for an approver or administrator, and nothing for a requester.
    A limit in another currency allows nothing.
    """
    limit = contact.spending_limit
    if limit is None:
        return bool(contact.roles & _DECIDERS)
    return limit.currency == gross.currency and gross <= limit


def may_decide(contact: Contact, gross: Money, requester: Contact) -> bool:
    """Whether a contact may approve this much for the requester; never for themselves."""
    return (
        contact.active
        and bool(contact.roles & _DECIDERS)
        and contact.id != requester.id
        and contact.email != requester.email
        and may_spend_alone(contact, gross)
    )


def reaches(contact: Contact, other: Contact) -> bool:
    """Whether a contact may spend whatever the other one may."""
    if other.spending_limit is not None:
        return may_spend_alone(contact, other.spending_limit)
    if not other.roles & _DECIDERS:
        return True
    return contact.spending_limit is None and bool(contact.roles & _DECIDERS)


def deciders(contacts: Iterable[Contact], gross: Money, requester: Contact) -> list[Contact]:
    """Those who may decide; approvers first, administrators only where there is no approver."""
    able = [contact for contact in contacts if may_decide(contact, gross, requester)]
    return [contact for contact in able if Role.APPROVER in contact.roles] or able


@dataclass(frozen=True, slots=True)
class CreditCheck:
    """Whether an amount fits a company's credit.

    Attributes:
        free: what is left after what the shop counts and what is reserved here.
        missing: how much is lacking; zero or less when it fits.
    """

    free: Money
    missing: Money

    @property
    def fits(self) -> bool:
        """Whether the amount can be owed."""
        return self.missing.amount <= 0


def check_credit(free_in_shop: Money, reserved: Iterable[Money], gross: Money) -> CreditCheck:
    """Holds an amount against what is free in the shop less what carts under way reserve."""
    free = free_in_shop
    for amount in reserved:
        free = free - amount
    return CreditCheck(free=free, missing=gross - free)
