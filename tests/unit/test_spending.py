"""Who may spend, who decides for others, and what fits a company's credit."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.spending import check_credit, deciders, may_decide, may_spend_alone, reaches
from shop_client.model import Contact, Role
from shop_client.money import Money

amounts = st.decimals(min_value=0, max_value=100_000, places=2).map(lambda a: Money(a, "EUR"))
limits = st.none() | amounts
roles = st.frozensets(st.sampled_from(list(Role)), min_size=1)


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    number = draw(st.integers(1, 4))
    return Contact(
        id=str(number),
        company_id="1",
        name=f"Contact {number}",
        email=f"contact{number}@example.com",
        roles=draw(roles),
        spending_limit=draw(limits),
        active=draw(st.booleans()),
    )


@given(people=st.lists(contacts(), max_size=6), requester=contacts(), gross=amounts)
def test_nobody_decides_on_their_own_request_or_beyond_their_limit(
    people: list[Contact], requester: Contact, gross: Money
) -> None:
    for decider in deciders(people, gross, requester):
        assert decider.id != requester.id
        assert decider.email != requester.email
        assert decider.active
        assert decider.roles & {Role.APPROVER, Role.ADMINISTRATOR}
        assert decider.spending_limit is None or decider.spending_limit >= gross


@given(people=st.lists(contacts(), max_size=6), requester=contacts(), gross=amounts)
def test_somebody_decides_whenever_anybody_may(
    people: list[Contact], requester: Contact, gross: Money
) -> None:
    able = [person for person in people if may_decide(person, gross, requester)]
    assert bool(deciders(people, gross, requester)) == bool(able)


def contact(*held: Role, limit: str | None = None) -> Contact:
    money = Money(Decimal(limit), "EUR") if limit else None
    return Contact("1", "1", "Contact", "contact@example.com", frozenset(held), money)


def test_a_requester_without_a_limit_may_spend_nothing_alone() -> None:
    assert not may_spend_alone(contact(Role.REQUESTER), Money(Decimal("0.01"), "EUR"))


def test_an_approver_without_a_limit_may_spend_anything() -> None:
    assert may_spend_alone(contact(Role.APPROVER), Money(Decimal(10**6), "EUR"))


def test_a_limit_is_meant_to_the_cent() -> None:
    buyer = contact(Role.REQUESTER, limit="300")
    assert may_spend_alone(buyer, Money(Decimal("300.00"), "EUR"))
    assert not may_spend_alone(buyer, Money(Decimal("300.01"), "EUR"))


@given(free=amounts, reserved=st.lists(amounts, max_size=4), gross=amounts)
def test_credit_never_fits_more_than_is_left(
    free: Money, reserved: list[Money], gross: Money
) -> None:
    check = check_credit(free, reserved, gross)
    held = sum((money.amount for money in reserved), Decimal(0))
    assert check.fits == (held + gross.amount <= free.amount)
    assert check.missing.amount == gross.amount - (free.amount - held)


@given(one=contacts(), other=contacts(), gross=amounts)
def test_whoever_reaches_another_may_spend_whatever_that_one_may(
    one: Contact, other: Contact, gross: Money
) -> None:
    if reaches(one, other) and may_spend_alone(other, gross):
        assert may_spend_alone(one, gross)
    assert reaches(one, one)
