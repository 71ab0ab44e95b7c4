"""Who may act for a company, how they prove it, and its credit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.entities.identity import new_id
from shop_client.model import Role
from shop_client.money import Money


@dataclass(eq=False)
class Membership:
    """A person, verified to act for a company account.

    Attributes:
        contact_id: the shop's contact whose mailbox was proved.
        verified_at: when the code was last entered; good for 90 days.
        ended_at: when it ended, or None while it holds; `ended_reason` says why.
    """

    person_id: str
    company_id: str
    company_name: str
    vat_number: str
    contact_id: str
    email: str
    roles: list[Role]
    spending_limit: Money | None
    verified_at: datetime
    ended_at: datetime | None = None
    ended_reason: str = ""
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class Mandate:
    """What staff or a company's administrator laid down for a mailbox, over what the shop says.

    Attributes:
        email: lower case; one mandate for each company and mailbox.
        contact_id: the shop's contact it was laid over, or None for somebody the shop does not
            know; when the shop archives that contact, the mandate falls with it.
        spending_limit: as `Contact.spending_limit`.
        set_by: who did it, for people.
        by_staff: whether the merchant's staff laid it down: an administrator gives no more.
        removed_at: since when the mailbox may not act for the company, or None.
        removed_by_staff: whether only staff may give the access back.
    """

    company_id: str
    email: str
    name: str
    roles: list[Role]
    spending_limit: Money | None
    set_by: str
    set_at: datetime
    by_staff: bool
    contact_id: str | None = None
    language: str | None = None
    removed_at: datetime | None = None
    removed_by_staff: bool = False
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class Invitation:
    """A code mailed to a colleague, which proves their mailbox when it comes back.

    Attributes:
        code_hash: keyed; the code itself is nowhere but in the mail.
        used_at: when it was used, withdrawn or replaced by a newer one; None while it is good.
    """

    company_id: str
    email: str
    code_hash: str
    invited_by: str
    expires_at: datetime
    used_at: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class Verification:
    """A code on its way to a mailbox, or a decoy for an address that the shop doesn't hold.

    Attributes:
        contacts: company id to contact id, for every account this mailbox belongs to under the
            number; empty for a decoy, which nothing can satisfy.
    """

    conversation_id: str
    person_id: str
    vat_number: str
    email: str
    contacts: dict[str, str]
    code_hash: str
    expires_at: datetime
    tries_left: int
    used_at: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class Attempt:
    """One use of something rate-limited; `key` is a keyed hash, never the address itself."""

    kind: str
    key: str
    at: datetime
    id: str = field(default_factory=new_id)


@dataclass(eq=False)
class CompanyLedger:
    """One row a company, whose version serialises what touches its credit."""

    company_id: str
    touched_at: datetime
    version: int = 0


@dataclass(eq=False)
class CreditReservation:
    """Credit that a sent cart holds until its order stands in the shop or it is given up."""

    company_id: str
    cart_id: str
    amount: Money
    created_at: datetime
    released_at: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0
