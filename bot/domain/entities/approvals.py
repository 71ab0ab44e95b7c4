"""Requests for approval, the policy that asks for them, and who stands in for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.entities.identity import new_id
from shop_client.model import OrderDraft, Quotation, Role
from shop_client.money import Money


class ApprovalState(StrEnum):
    """Where a request for approval stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    VOID = "void"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Need(StrEnum):
    """How many of a tier must agree."""

    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Because:
    """Why somebody is asked: a sentence of the catalogues and what stands in it.

    Attributes:
        key: of the sentence; what is in `amounts` and `words` are its values.
    """

    key: str
    amounts: dict[str, Money] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One tier of a request; the next is asked once this one has agreed.

    Whom it names is worked out anew whenever it matters, by what holds for people then. With
    neither people nor role it is whoever may decide on the amount by their role and limit.

    Attributes:
        people: e-mail addresses, lower case.
        role: everybody who has it; None when people are named.
        climbs: only the first of `people` who may spend the amount is asked, as up a line of
            managers; an administrator after the last of them.
        because: which rules ask for it.
    """

    people: tuple[str, ...] = ()
    role: Role | None = None
    need: Need = Need.ANY
    climbs: bool = False
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One yes, to exactly what the request's fingerprint says.

    Attributes:
        step: which tier, counted from zero.
        email: of who decided, lower case; `person_id` is theirs.
        instead_of: e-mail address of whom they stood in for, or empty.
        fingerprint: of what was shown to them.
    """

    step: int
    email: str
    person_id: str
    name: str
    at: datetime
    fingerprint: str
    instead_of: str = ""


@dataclass(eq=False)
class ApprovalRequest:
    """A cart that waits for somebody who may spend.

    Attributes:
        draft, quotation: exactly what is asked for, as shown.
        fingerprint: of draft and quotation; the decision binds to it.
        reason: which rule asked for approval (a text key).
        approver_contact_ids: the shop's contacts who were asked last.
        thread: questions and answers, oldest first: {"author", "text", "at"}.
        shown: cards that show it: {"conversation_id", "effect_id"}; all are edited on a change.
        policy_id: the version of the company's policy that it was made under; None: without one.
        steps: its tiers, pinned; empty for a request older than policies: one tier of whoever may.
        step: the tier that is asked now, counted from zero.
        decisions: every yes so far, oldest first.
        delegated: e-mail address of an approver to that of the colleague they passed it on to.
        raised_to: e-mail addresses of those it was escalated to within the present tier; the yes
            of one of them completes the tier.
        expires_at: when it ends undecided; None: never.
    """

    cart_id: str
    company_id: str
    requester_id: str
    requester_membership_id: str
    draft: OrderDraft
    quotation: Quotation
    fingerprint: str
    reason: str
    approver_contact_ids: list[str]
    created_at: datetime
    state: ApprovalState = ApprovalState.WAITING
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision_reason: str = ""
    thread: list[dict[str, str]] = field(default_factory=list)
    shown: list[dict[str, str]] = field(default_factory=list)
    policy_id: str | None = None
    steps: list[Step] = field(default_factory=list)
    step: int = 0
    decisions: list[Decision] = field(default_factory=list)
    delegated: dict[str, str] = field(default_factory=dict)
    raised_to: list[str] = field(default_factory=list)
    expires_at: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class CompanyPolicy:
    """A version of a company's approval policy; the one with the highest number holds.

    Attributes:
        number: 1 for a company's first; unique for each company.
        content: the policy as JSON of `bot.domain.policy.Policy`.
        set_by: who laid it down, for people.
        by_staff: whether the merchant did.
    """

    company_id: str
    number: int
    content: str
    set_by: str
    by_staff: bool
    set_at: datetime
    id: str = field(default_factory=new_id)
    version: int = 0


@dataclass(eq=False)
class Absence:
    """Somebody who decides nothing for a while, and who does instead.

    Attributes:
        email: of who is away, lower case.
        stand_in: e-mail address of who decides instead, with the authority of who is away; empty:
            nobody, the others of the tier do.
        starts, ends: civil times of `time_zone`, "2026-11-30T09:00"; it holds from `starts` on
            until before `ends`, whatever the clocks do in between.
        ended_at: when it was taken back; None while it holds.
    """

    company_id: str
    email: str
    stand_in: str
    starts: str
    ends: str
    time_zone: str
    set_at: datetime
    ended_at: datetime | None = None
    id: str = field(default_factory=new_id)
    version: int = 0
