"""What the assistant remembers: mutable entities with identity, mapped to tables by storage.

`version` guards against lost updates: storage raises `Conflict` when a row changed meanwhile.
Fields ending in `_at` are aware UTC instants. `company_id` is the shop's own id of an account.
"""

from bot.domain.entities.companies import (
    Attempt,
    CompanyLedger,
    CreditReservation,
    Invitation,
    Mandate,
    Membership,
    Verification,
)
from bot.domain.entities.identity import new_id
from bot.domain.entities.orders import (
    ApprovalRequest,
    ApprovalState,
    Cart,
    CartLine,
    CartState,
    PlacementState,
    PurchaseOrder,
)
from bot.domain.entities.talk import (
    Author,
    ButtonToken,
    CaseKind,
    ChannelAccount,
    Conversation,
    Owner,
    Person,
    StaffCase,
    TranscriptLine,
)

__all__ = [
    "ApprovalRequest",
    "ApprovalState",
    "Attempt",
    "Author",
    "ButtonToken",
    "Cart",
    "CartLine",
    "CartState",
    "CaseKind",
    "ChannelAccount",
    "CompanyLedger",
    "Conversation",
    "CreditReservation",
    "Invitation",
    "Mandate",
    "Membership",
    "Owner",
    "Person",
    "PlacementState",
    "PurchaseOrder",
    "StaffCase",
    "TranscriptLine",
    "Verification",
    "new_id",
]
