"""What the assistant remembers: mutable entities with identity, mapped to tables by storage.

`version` guards against lost updates: storage raises `Conflict` when a row changed meanwhile.
Fields ending in `_at` are aware UTC instants. `company_id` is the shop's own id of an account.
"""

from bot.domain.entities.approvals import (
    Absence,
    ApprovalRequest,
    ApprovalState,
    Because,
    CompanyPolicy,
    Decision,
    Need,
    Step,
)
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
    Cart,
    CartLine,
    CartState,
    LineDifference,
    OrderDifference,
    PlacementState,
    PurchaseOrder,
    SettledHow,
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
    "Absence",
    "ApprovalRequest",
    "ApprovalState",
    "Attempt",
    "Author",
    "Because",
    "ButtonToken",
    "Cart",
    "CartLine",
    "CartState",
    "CaseKind",
    "ChannelAccount",
    "CompanyLedger",
    "CompanyPolicy",
    "Conversation",
    "CreditReservation",
    "Decision",
    "Invitation",
    "LineDifference",
    "Mandate",
    "Membership",
    "Need",
    "OrderDifference",
    "Owner",
    "Person",
    "PlacementState",
    "PurchaseOrder",
    "SettledHow",
    "StaffCase",
    "Step",
    "TranscriptLine",
    "Verification",
    "new_id",
]
