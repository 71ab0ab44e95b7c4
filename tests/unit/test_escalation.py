"""Who else is asked when those who were asked do not decide."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from storage_samples import a_draft, a_quotation

from bot.domain.approval import Company, asked
from bot.domain.entities import ApprovalRequest, Step
from bot.domain.escalation import raise_to
from bot.domain.spending import may_decide
from shop_client.model import Contact, Role
from shop_client.money import Money


def person(name: str, *roles: Role, limit: str | None = None, active: bool = True) -> Contact:
    money = None if limit is None else Money(Decimal(limit), "EUR")
    return Contact(name, "c", name, f"{name}@x.example", frozenset(roles), money, active=active)


BUYER = person("buyer", Role.REQUESTER, limit="1")


def a_request(*named: str) -> ApprovalRequest:
    steps = [Step(people=tuple(f"{name}@x.example" for name in named))] if named else []
    return ApprovalRequest(
        cart_id="cart",
        company_id="c",
        requester_id="p",
        requester_membership_id="m",
        draft=a_draft(),
        quotation=a_quotation(),
        fingerprint="f",
        reason="",
        approver_contact_ids=[],
        created_at=datetime(2026, 11, 23, tzinfo=UTC),
        steps=steps,
    )


def company(*people: Contact, away: dict[str, str] | None = None) -> Company:
    return Company((BUYER, *people), away or {})


def raised(request: ApprovalRequest, there: Company, *named: str) -> list[str]:
    addresses = [f"{name}@x.example" for name in named]
    return [one.name for one in raise_to(request, BUYER, there, addresses)]


ANNA = person("anna", Role.APPROVER)
BERT = person("bert", Role.APPROVER, limit="90000")
CARL = person("carl", Role.APPROVER, limit="50000")
DORA = person("dora", Role.ADMINISTRATOR)
ERNA = person("erna", Role.ADMINISTRATOR)


def test_whom_the_policy_names_comes_first() -> None:
    there = company(ANNA, BERT, DORA, ERNA)
    assert raised(a_request("anna"), there, "erna", "dora") == ["erna", "dora"]
    assert raised(a_request("anna"), there, "anna", "buyer", "nobody") == ["bert"]


def test_then_the_approver_with_the_lowest_limit_that_is_enough() -> None:
    poor = person("poor", Role.APPROVER, limit="1")
    assert raised(a_request("dora"), company(ANNA, BERT, CARL, poor, DORA)) == ["carl"]
    assert raised(a_request("carl"), company(ANNA, BERT, CARL, poor, DORA)) == ["bert"]
    assert raised(a_request("carl", "bert"), company(ANNA, BERT, CARL, DORA)) == ["anna"]


def test_then_the_administrators_who_may() -> None:
    poor = person("poor", Role.ADMINISTRATOR, limit="1")
    assert raised(a_request("anna"), company(ANNA, DORA, ERNA, poor)) == ["dora", "erna"]
    assert raised(a_request(), company(ANNA, DORA)) == ["dora"]


def test_nobody_who_is_away_or_left() -> None:
    left = person("left", Role.APPROVER, active=False)
    away = {ERNA.email: ""}
    assert raised(a_request("anna"), company(ANNA, left, DORA, ERNA, away=away)) == ["dora"]
    assert raised(a_request("anna"), company(ANNA, left, ERNA, away=away), "left") == []


def test_it_climbs_as_often_as_it_has_to() -> None:
    request, there = a_request("carl"), company(ANNA, BERT, CARL, DORA)
    order = []
    while found := raise_to(request, BUYER, there, ()):
        order.append([one.name for one in found])
        request.raised_to = [*request.raised_to, *(one.email for one in found)]
    assert order == [["bert"], ["anna"], ["dora"]]


roles = st.frozensets(st.sampled_from(list(Role)), min_size=1)
limits = st.none() | st.sampled_from(["1", "50000"])


@st.composite
def companies(draw: st.DrawFn) -> Company:
    names = draw(st.lists(st.sampled_from("abcdefg"), unique=True, max_size=7))
    people = tuple(
        person(name, *draw(roles), limit=draw(limits), active=draw(st.booleans())) for name in names
    )
    away = draw(st.frozensets(st.sampled_from("abcdefg"), max_size=3))
    return Company((BUYER, *people), {f"{name}@x.example": "" for name in away})


@given(companies(), st.lists(st.sampled_from("abcdefg"), max_size=3, unique=True))
def test_whoever_it_is_raised_to_may_decide_and_was_not_asked(
    there: Company, named: list[str]
) -> None:
    request = a_request("a", "b")
    before = {place.contact.email for place in asked(request, BUYER, there)}
    addresses = [f"{name}@x.example" for name in named]
    found = raise_to(request, BUYER, there, addresses)
    for one in found:
        assert one.active
        assert one.email not in before
        assert one.email not in there.away
        assert one != BUYER
        assert one.email in addresses or may_decide(one, request.quotation.totals.gross, BUYER)
    request.raised_to = [one.email for one in found]
    after = {place.contact.email for place in asked(request, BUYER, there)}
    assert after == before | {one.email for one in found}
