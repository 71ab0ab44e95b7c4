"""No path through a request's tiers ends in a yes that is not everybody's, on exactly that order.

People get and lose roles and limits, leave, go away and come back, pass requests on, are asked by
escalation, and cut the order, in any order.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from bot.domain.approval import (
    Asked,
    Company,
    agree,
    asked,
    counting,
    cut,
    may_take_over,
    pass_on,
    seats_of,
)
from bot.domain.entities import ApprovalRequest, ApprovalState, Decision, Need, Step
from shop_client.model import Contact, OrderDraft, PaymentTerms, Quotation, Role, Totals
from shop_client.money import Money

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
EMAILS = tuple(f"person{number}@example.com" for number in range(6))
REQUESTER = EMAILS[0]

emails = st.sampled_from(EMAILS)
roles = st.frozensets(st.sampled_from(list(Role)), min_size=1)
limits = st.none() | st.sampled_from([100, 1000]).map(lambda n: Money(Decimal(n), "EUR"))
contacts = st.builds(
    Contact,
    id=st.just(""),
    company_id=st.just("1"),
    name=st.just("Somebody"),
    email=st.just(""),
    roles=roles,
    spending_limit=limits,
)
named = st.lists(emails, min_size=1, max_size=3, unique=True).map(tuple)
needs = st.sampled_from(Need)
steps = st.lists(
    st.builds(Step, people=named, need=needs, climbs=st.booleans())
    | st.builds(Step, role=st.sampled_from(Role), need=needs)
    | st.builds(Step, need=needs),
    min_size=0,
    max_size=3,
)


def quoted(gross: int) -> Quotation:
    zero, whole = Money(Decimal(0), "EUR"), Money(Decimal(gross), "EUR")
    return Quotation((), (), (), Totals(whole, zero, whole), PaymentTerms("", 0), None, None)


def waiting(tiers: list[Step], gross: int = 500) -> ApprovalRequest:
    return ApprovalRequest(
        cart_id="1",
        company_id="1",
        requester_id="1",
        requester_membership_id="1",
        draft=OrderDraft("1", ()),
        quotation=quoted(gross),
        fingerprint=f"order of {gross}",
        reason="reason-no-limit",
        approver_contact_ids=[],
        created_at=NOW,
        steps=tiers,
    )


class Approval(RuleBasedStateMachine):
    """One request, and a company in which everything changes all the time."""

    @initialize(
        everybody=st.lists(contacts, min_size=len(EMAILS), max_size=len(EMAILS)),
        tiers=steps,
        twice=st.booleans(),
    )
    def begin(self, everybody: list[Contact], tiers: list[Step], twice: bool) -> None:
        self.people = {
            email: replace(contact, id=email, email=email)
            for email, contact in zip(EMAILS, everybody, strict=True)
        }
        self.away: dict[str, str] = {}
        self.twice = twice
        self.request = waiting(tiers)

    @property
    def company(self) -> Company:
        return Company(tuple(self.people.values()), dict(self.away), self.twice)

    @property
    def requester(self) -> Contact:
        return self.people[REQUESTER]

    @property
    def tiers(self) -> list[Step]:
        return self.request.steps or [Step()]

    def asked_now(self) -> list[Asked]:
        return asked(self.request, self.requester, self.company)

    def seats(self) -> list[Contact]:
        gross = self.request.quotation.totals.gross
        tier = self.tiers[self.request.step]
        return seats_of(tier, self.requester, gross, self.company)

    @property
    def is_waiting(self) -> bool:
        return self.request.state is ApprovalState.WAITING

    @precondition(lambda self: self.is_waiting and self.asked_now())
    @rule(data=st.data())
    def say_yes(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(self.asked_now()))
        self.check_authority(who)
        step, seats, raised = self.request.step, self.seats(), set(self.request.raised_to)
        before = {d.email for d in counting(self.request) if d.step < step}
        finished = agree(
            self.request, who, self.requester, self.company, person_id=who.contact.id, at=NOW
        )
        moved = finished or self.request.step != step
        mine = [d for d in counting(self.request) if d.step == step]
        by_raised = {d.email for d in mine} | {d.instead_of for d in mine}
        if moved and self.tiers[step].need is Need.ALL and not by_raised & raised:
            filled = {d.instead_of or d.email for d in mine}
            done = filled if self.twice else filled | before
            assert {seat.email for seat in seats} <= done
        if finished:
            self.check_everybody()
            self.request.state = ApprovalState.APPROVED

    def check_authority(self, who: Asked) -> None:
        """Whoever decides is named by the tier or was raised to, or stands in for such a one."""
        assert who.contact.active
        assert who.contact.email != REQUESTER
        origins = {seat.email for seat in self.seats()} | set(self.request.raised_to)
        assert who.seat.email in origins
        reached, todo = {who.seat.email}, [who.seat.email]
        while todo:
            one = todo.pop()
            ways = [way[one] for way in (self.request.delegated, self.away) if one in way]
            todo += [email for email in ways if email not in reached]
            reached |= set(ways)
        assert who.contact.email in reached

    def check_everybody(self) -> None:
        """Every tier agreed to this very order, by people who may, and nobody twice."""
        said = counting(self.request)
        assert [d.step for d in said] == sorted(d.step for d in said)
        assert {d.step for d in said} == set(range(len(self.tiers)))
        assert all(d.fingerprint == self.request.fingerprint for d in said)
        assert REQUESTER not in {d.email for d in said}
        if not self.twice:
            assert len({d.email for d in said}) == len(said)

    @precondition(lambda self: self.is_waiting)
    @rule(email=emails, instead=st.none() | emails)
    def nobody_else_can_say_yes(self, email: str, instead: str | None) -> None:
        forged = Asked(self.people[email], self.people[instead] if instead else None)
        if forged not in self.asked_now():
            before = list(self.request.decisions)
            with pytest.raises(ValueError, match="not asked"):
                agree(self.request, forged, self.requester, self.company, person_id=email, at=NOW)
            assert self.request.decisions == before

    @rule(email=emails, contact=contacts)
    def gets_another_role(self, email: str, contact: Contact) -> None:
        active = self.people[email].active
        self.people[email] = replace(contact, id=email, email=email, active=active)

    @rule(email=st.sampled_from(EMAILS[1:]))
    def leaves_or_comes_back(self, email: str) -> None:
        one = self.people[email]
        self.people[email] = replace(one, active=not one.active)

    @rule(email=emails, stand_in=st.just("") | emails)
    def goes_away(self, email: str, stand_in: str) -> None:
        if stand_in != email:
            self.away[email] = stand_in

    @rule(email=emails)
    def is_back(self, email: str) -> None:
        self.away.pop(email, None)

    @precondition(lambda self: self.is_waiting and self.asked_now())
    @rule(data=st.data())
    def passes_it_on(self, data: st.DataObject) -> None:
        giver = data.draw(st.sampled_from(self.asked_now()))
        takers = may_take_over(self.request, self.requester, self.company)
        assert REQUESTER not in {one.email for one in takers}
        if takers:
            taker = data.draw(st.sampled_from(takers))
            pass_on(self.request, giver.contact.email, taker.email)
            assert taker.email in {place.contact.email for place in self.asked_now()}

    @precondition(lambda self: self.is_waiting)
    @rule(email=emails)
    def is_escalated_to(self, email: str) -> None:
        self.request.raised_to = [*self.request.raised_to, email]

    @precondition(lambda self: self.is_waiting)
    @rule()
    def is_cut(self) -> None:
        less = int(self.request.quotation.totals.gross.amount) - 50
        if less > 0:
            cut(self.request, self.request.draft, quoted(less), f"order of {less}")
            assert self.request.step == 0
            assert counting(self.request) == []

    @invariant()
    def nobody_is_asked_who_may_not(self) -> None:
        places = self.asked_now()
        if not self.is_waiting:
            assert places == []
        said = {d.email for d in counting(self.request)}
        assert len({place.contact.email for place in places}) == len(places)
        for place in places:
            assert place.contact.active
            assert place.contact.email != REQUESTER
            assert self.twice or place.contact.email not in said

    @invariant()
    def who_is_here_and_never_asked_is_asked(self) -> None:
        if not self.is_waiting:
            return
        said = {d.email for d in self.request.decisions}
        places = {d.instead_of for d in self.request.decisions}
        now = {place.contact.email for place in self.asked_now()}
        for seat in self.seats():
            moved = seat.email in self.away or seat.email in self.request.delegated
            gone = seat.email in said or seat.email in places or not seat.active
            assert moved or gone or seat.email in now


TestApproval = Approval.TestCase
TestApproval.settings = settings(
    max_examples=150,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much],
)


def person(number: int, *held: Role) -> Contact:
    email = EMAILS[number]
    found = frozenset(held or {Role.APPROVER})
    return Contact(email, "1", f"Person {number}", email, found, None)


PEOPLE = (person(0, Role.REQUESTER), *(person(number) for number in range(1, 6)))


def yes(request: ApprovalRequest, number: int, company: Company) -> bool:
    places = {p.contact.email: p for p in asked(request, PEOPLE[0], company)}
    who = places[EMAILS[number]]
    return agree(request, who, PEOPLE[0], company, person_id=who.contact.id, at=NOW)


def asked_numbers(request: ApprovalRequest, company: Company) -> set[int]:
    return {EMAILS.index(p.contact.email) for p in asked(request, PEOPLE[0], company)}


def test_what_was_agreed_to_before_a_cut_counts_no_more() -> None:
    company = Company(PEOPLE, {})
    request = waiting([Step((EMAILS[1],)), Step((EMAILS[2],))])
    assert not yes(request, 1, company)
    assert asked_numbers(request, company) == {2}
    cut(request, request.draft, quoted(400), "less")
    assert asked_numbers(request, company) == {1}
    assert not yes(request, 1, company)
    assert yes(request, 2, company)
    assert [d.fingerprint for d in request.decisions] == ["order of 500", "less", "less"]


def test_a_colleague_decides_in_the_place_of_who_passed_it_on() -> None:
    company = Company(PEOPLE, {})
    request = waiting([Step((EMAILS[1], EMAILS[2]), need=Need.ALL)])
    pass_on(request, EMAILS[1], EMAILS[3])
    assert asked_numbers(request, company) == {2, 3}
    assert not yes(request, 3, company)
    assert request.decisions[0].instead_of == EMAILS[1]
    assert asked_numbers(request, company) == {2}
    assert yes(request, 2, company)


def test_what_was_passed_on_can_be_passed_on_again_and_back() -> None:
    company = Company(PEOPLE, {})
    request = waiting([Step((EMAILS[1],))])
    pass_on(request, EMAILS[1], EMAILS[2])
    pass_on(request, EMAILS[2], EMAILS[3])
    assert asked_numbers(request, company) == {3}
    pass_on(request, EMAILS[3], EMAILS[1])
    assert asked_numbers(request, company) == {1}
    assert yes(request, 1, company)


def test_it_comes_back_from_a_colleague_who_leaves() -> None:
    request = waiting([Step((EMAILS[1],))])
    pass_on(request, EMAILS[1], EMAILS[2])
    people = tuple(replace(p, active=p.email != EMAILS[2]) for p in PEOPLE)
    assert asked_numbers(request, Company(people, {})) == {1}


def test_who_was_asked_by_escalation_can_pass_it_on() -> None:
    company = Company(PEOPLE, {})
    request = waiting([Step((EMAILS[1], EMAILS[2]), need=Need.ALL)])
    request.raised_to = [EMAILS[3]]
    pass_on(request, EMAILS[3], EMAILS[4])
    assert asked_numbers(request, company) == {1, 2, 4}
    assert yes(request, 4, company)


def test_who_agreed_in_an_earlier_tier_is_not_waited_for_again() -> None:
    """They may not agree twice; what they agreed to is this very order."""
    company = Company(PEOPLE, {})
    request = waiting([Step((EMAILS[1],)), Step((EMAILS[1], EMAILS[2]), need=Need.ALL)])
    assert not yes(request, 1, company)
    assert asked_numbers(request, company) == {2}
    assert yes(request, 2, company)


def test_one_person_never_fills_two_places_of_a_tier() -> None:
    """A stand-in who is asked anyway agrees once; the other place stays open."""
    company = Company(PEOPLE, {EMAILS[1]: EMAILS[2]})
    request = waiting([Step((EMAILS[1], EMAILS[2]), need=Need.ALL)])
    assert not yes(request, 2, company)
    assert asked_numbers(request, company) == set()


def test_a_decision_of_another_order_is_no_decision() -> None:
    company = Company(PEOPLE, {})
    request = waiting([Step((EMAILS[1],))])
    request.decisions = [Decision(0, EMAILS[1], "1", "Person 1", NOW, "another order")]
    assert asked_numbers(request, company) == {1}
