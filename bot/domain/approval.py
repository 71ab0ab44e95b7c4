"""A request for approval as a machine: who is asked now, and what one more yes makes of it.

Nobody decides on their own request, nor twice in one chain unless the policy says so. Who may is
worked out anew each time, from the people of the company as they are then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.entities import ApprovalRequest, ApprovalState, Decision, Need, Step
from bot.domain.spending import deciders, may_decide, may_spend_alone
from shop_client.model import Contact, OrderDraft, Quotation, Role
from shop_client.money import Money

_ONE = (Step(),)
"""The tiers of a request that was made without a policy."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who may decide now.

    Attributes:
        instead_of: whom they stand in for; None when they are asked themselves.
    """

    contact: Contact
    instead_of: Contact | None = None

    @property
    def seat(self) -> Contact:
        """Whose place in the tier it is."""
        return self.instead_of or self.contact


@dataclass(frozen=True, slots=True)
class Company:
    """The people of a company as they are at the moment.

    Attributes:
        away: e-mail address of somebody who is away to that of their stand-in, or to "".
        same_person_twice: as `Policy.same_person_twice`.
    """

    people: tuple[Contact, ...]
    away: Mapping[str, str]
    same_person_twice: bool = False

    def active(self, email: str) -> Contact | None:
        """Who acts under this address today."""
        return next((c for c in self.people if c.email == email and c.active), None)


def steps_of(request: ApprovalRequest) -> tuple[Step, ...]:
    """Its tiers; those of a request older than policies are one of whoever may decide."""
    return tuple(request.steps) or _ONE


def asked(request: ApprovalRequest, requester: Contact, company: Company) -> list[Asked]:
    """Who may decide on a waiting request now, those whose turn in its tier is past left out."""
    if request.state is not ApprovalState.WAITING:
        return []
    step = steps_of(request)[request.step]
    gross = request.quotation.totals.gross
    seats = seats_of(step, requester, gross, company)
    done = _filled(request)
    places = [seat for seat in seats if seat.email not in done]
    raised = (company.active(email) for email in request.raised_to)
    places += [one for one in raised if one is not None]

    def able(email: str) -> Contact | None:
        one = company.active(email)
        return one if one and _may(one, requester, request, company) else None

    found: dict[str, Asked] = {}
    for seat in places:
        place = _placed(seat, request.delegated, company.away, able)
        if place is not None:
            found.setdefault(place.contact.email, place)
    return list(found.values())


def seats_of(step: Step, requester: Contact, gross: Money, company: Company) -> list[Contact]:
    """Those a tier asks, before anybody stands in for them."""
    if step.people:
        named = [company.active(email) for email in step.people]
        here = [one for one in named if one is not None and not _same(one, requester)]
        if not step.climbs:
            return here
        enough = [one for one in here if may_spend_alone(one, gross)]
        return enough[:1] or _administrators(requester, gross, company)
    if step.role is not None:
        holders = [c for c in company.people if step.role in c.roles]
        return [c for c in holders if may_decide(c, gross, requester)]
    return deciders(company.people, gross, requester)


def _administrators(requester: Contact, gross: Money, company: Company) -> list[Contact]:
    able = [c for c in company.people if may_decide(c, gross, requester)]
    return [c for c in able if Role.ADMINISTRATOR in c.roles]


def _placed(
    seat: Contact,
    delegated: Mapping[str, str],
    away: Mapping[str, str],
    able: Callable[[str], Contact | None],
) -> Asked | None:
    """Who decides in somebody's place: a colleague they passed it on to, their stand-in, or they.

    Both are followed from one to the next, but never in a circle. What was passed on to somebody
    who can't decide any more comes back.
    """
    now, passed = seat, {seat.email}
    while True:
        following = able(delegated.get(now.email, ""))
        if following is None or following.email in passed:
            if now.email not in away:
                here = able(now.email)
                return Asked(here, seat if now is not seat else None) if here else None
            following = able(away[now.email])
        if following is None or following.email in passed:
            return None
        passed.add(following.email)
        now = following


def _may(one: Contact, requester: Contact, request: ApprovalRequest, company: Company) -> bool:
    if _same(one, requester):
        return False
    return company.same_person_twice or all(d.email != one.email for d in counting(request))


def _same(one: Contact, other: Contact) -> bool:
    return one.id == other.id or one.email == other.email


def agree(
    request: ApprovalRequest,
    who: Asked,
    requester: Contact,
    company: Company,
    *,
    person_id: str,
    at: datetime,
) -> bool:
    """Notes a yes, and lets the next tier be asked when this one is complete.

    Returns:
        Whether everybody has agreed; the caller then ends the request.

    Raises:
        ValueError: they are not asked now.
    """
    if who not in asked(request, requester, company):
        raise ValueError("nobody decides who is not asked")
    request.decisions = [
        *request.decisions,
        Decision(
            step=request.step,
            email=who.contact.email,
            person_id=person_id,
            name=who.contact.name,
            at=at,
            fingerprint=request.fingerprint,
            instead_of=who.instead_of.email if who.instead_of else "",
        ),
    ]
    if not _complete(request, who, requester, company):
        return False
    if request.step + 1 >= len(steps_of(request)):
        return True
    request.step += 1
    request.raised_to = []
    return False


def _complete(request: ApprovalRequest, last: Asked, requester: Contact, company: Company) -> bool:
    step = steps_of(request)[request.step]
    raised = {last.contact.email, last.seat.email} & set(request.raised_to)
    if step.need is Need.ANY or raised:
        return True
    seats = seats_of(step, requester, request.quotation.totals.gross, company)
    # Who agreed to this very order in an earlier tier, and may not twice, is not waited for.
    before = {d.email for d in counting(request) if d.step < request.step}
    done = _filled(request) | (set() if company.same_person_twice else before)
    return all(seat.email in done for seat in seats)


def counting(request: ApprovalRequest) -> list[Decision]:
    """The decisions on what is asked for now; those before lines were cut count no more."""
    return [d for d in request.decisions if d.fingerprint == request.fingerprint]


def _filled(request: ApprovalRequest) -> set[str]:
    """Whose places in the present tier are past, by e-mail address."""
    return {d.instead_of or d.email for d in counting(request) if d.step == request.step}


def may_take_over(request: ApprovalRequest, requester: Contact, company: Company) -> list[Contact]:
    """Whom somebody who is asked may pass it on to: who is here and not asked themselves."""
    now = {place.contact.email for place in asked(request, requester, company)}
    return [
        one
        for one in company.people
        if one.active
        and one.email not in now
        and one.email not in company.away
        and _may(one, requester, request, company)
    ]


def pass_on(request: ApprovalRequest, giver: str, taker: str) -> None:
    """Lets a colleague decide instead, until they pass it on or back; by e-mail addresses."""
    delegated = {one: other for one, other in request.delegated.items() if one != taker}
    request.delegated = {**delegated, giver: taker}


def cut(
    request: ApprovalRequest, draft: OrderDraft, quotation: Quotation, fingerprint: str
) -> None:
    """Asks for less from now on: everybody is asked anew, from the first tier."""
    request.draft, request.quotation, request.fingerprint = draft, quotation, fingerprint
    request.step = 0
    request.raised_to = []


def first_asked(
    steps: Sequence[Step], requester: Contact, gross: Money, company: Company
) -> list[Contact]:
    """Whom a request with these tiers would be shown to first; nobody without any tier."""
    if not steps:
        return []
    seats = seats_of(steps[0], requester, gross, company)
    return [company.active(company.away.get(seat.email) or "") or seat for seat in seats]


def unfilled(
    steps: Iterable[Step], requester: Contact, gross: Money, company: Company
) -> list[int]:
    """The tiers, counted from zero, that nobody could agree to as things stand now."""
    return [
        number for number, step in enumerate(steps) if not seats_of(step, requester, gross, company)
    ]
