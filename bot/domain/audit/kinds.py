"""What is kept as evidence, and what an entry of each kind says."""

from __future__ import annotations

from enum import StrEnum


class AuditKind(StrEnum):
    """A step that is kept as evidence. A word once written keeps its meaning for ever.

    Beneath each stands what its content holds. Besides, every entry has who did it and when, and
    the name of who did it as personal content. Of the content these are personal and erasable:
    `name`, `names`, `email`, `emails`, `text`, `note`, `content` (see `record.PERSONAL`).
    Everything else is kept for ever and names nobody: people appear by their ids, as `people`.
    """

    REQUEST_MADE = "request.made"
    """`seen(draft, quotation)`: what was asked for; `rules`: keys of the reasons; `policy`: id."""
    REQUEST_SHOWN = "request.shown"
    """`fingerprint` of what the card showed; `people`, `names`: to whom; `step`."""
    REQUEST_REMINDED = "request.reminded"
    """`people`, `names`: whom; `nth`."""
    REQUEST_ESCALATED = "request.escalated"
    """`people`, `names`: to whom; `step`."""
    REQUEST_DELEGATED = "request.delegated"
    """`people`, `names`: to whom; `until`: when it ends, or None."""
    REQUEST_ABSENT = "request.absent"
    """`people`, `names`: who was passed over; `why`: "away", "left", "blocked", "unreachable"."""
    REQUEST_APPROVED = "request.approved"
    """`fingerprint`, `total`: what was agreed to; `step`; `email`: of who was stood in for.

    The content under the fingerprint stands in the `REQUEST_MADE` or `REQUEST_CUT` before it.
    """
    REQUEST_REJECTED = "request.rejected"
    """`fingerprint`, `total`; `text`: the reason, as written."""
    REQUEST_CUT = "request.cut"
    """`seen(draft, quotation)`: what is left; `before`: the fingerprint of what was asked for."""
    REQUEST_ASKED = "request.asked"
    """`text`: the question."""
    REQUEST_ANSWERED = "request.answered"
    """`text`: the answer."""
    REQUEST_VOID = "request.void"
    """`seen(draft, quotation)`: what it had become; `before`: the fingerprint asked for; `why`."""
    REQUEST_EXPIRED = "request.expired"
    """`fingerprint`, `total`."""
    REQUEST_WITHDRAWN = "request.withdrawn"
    """`fingerprint`, `total`; `why`."""

    ORDER_PREPARED = "order.prepared"
    """`seen(draft, quotation)`, `reference`: the client reference; `request`: id, or None."""
    ORDER_HELD = "order.held"
    """`why`: the hold's reason."""
    ORDER_RELEASED = "order.released"
    """Nothing more."""
    ORDER_SENDING = "order.sending"
    """`reference`."""
    ORDER_PLACED = "order.placed"
    """`number`: the shop's."""
    ORDER_DIFFERENT = "order.different"
    """`number`; `differences`: what the shop's order says otherwise."""
    ORDER_AGREED = "order.agreed"
    """`number`; `total`: what the company takes, although it differs."""
    ORDER_CANCELLED = "order.cancelled"
    """`number`: what the company had cancelled in the shop, because it differs."""
    ORDER_REFUSED = "order.refused"
    """`why`: the shop's reason; `text`: what a member of staff wrote."""
    ORDER_UNKNOWN = "order.unknown"
    """`reference`: what is looked up, for the shop may have it."""
    ORDER_HANDED = "order.handed"
    """`reference`: what a person has to look for."""
    ORDER_SETTLED = "order.settled"
    """`number`: as a person found it in the shop, or None: not placed; `text`."""

    POLICY_CHANGED = "policy.changed"
    """`policy`: id; `number`; `content`: all of it, as JSON, which names people."""
    ROLE_GIVEN = "role.given"
    """`email`: whose; `roles`; `limit`."""
    ROLE_TAKEN = "role.taken"
    """`email`: whose."""
    MEMBER_INVITED = "member.invited"
    """`email`: who."""
    MAILBOX_PROVED = "member.proved"
    """`email`: whose code or invitation came back."""
    ABSENCE_SET = "absence.set"
    """`email`: who is away; `emails`: who decides instead; `starts`, `ends`, `time_zone`."""
    ABSENCE_ENDED = "absence.ended"
    """`email`: who is back."""

    VAT_USED = "vat.used"
    """`outcome`, `asked_at`, `consultation`: the answer of VIES that decided on the tax; `why`."""
    CREDIT_RESERVED = "credit.reserved"
    """`amount`; `cart`."""
    CREDIT_RELEASED = "credit.released"
    """`amount`; `cart`."""

    CONTENT_ERASED = "content.erased"
    """`numbers`: entries of this log whose personal content was erased."""
