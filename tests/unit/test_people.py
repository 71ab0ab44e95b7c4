"""Who may act for a company, when the shop says one thing and a mandate another."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.entities import Mandate
from bot.domain.people import known_here_only, people_of
from shop_client.model import Contact, Role
from shop_client.money import Money

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
EMAILS = ("a@shop.example", "b@shop.example", "c@shop.example")

roles = st.frozensets(st.sampled_from(list(Role)), min_size=1)
limits = st.none() | st.integers(0, 5000).map(lambda n: Money(Decimal(n), "EUR"))


@st.composite
def contacts(draw: st.DrawFn) -> list[Contact]:
    emails = draw(st.lists(st.sampled_from(EMAILS), max_size=5))
    return [
        Contact(
            str(n),
            "1",
            f"Contact {n}",
            email,
            draw(roles),
            draw(limits),
            active=draw(st.booleans()),
        )
        for n, email in enumerate(emails)
    ]


@st.composite
def mandates(draw: st.DrawFn, over: list[Contact]) -> list[Mandate]:
    ids = {contact.email: contact.id for contact in over}
    emails = draw(st.lists(st.sampled_from(EMAILS), unique=True))
    return [
        Mandate(
            "1",
            email,
            email,
            sorted(draw(roles)),
            draw(limits),
            "staff",
            NOW,
            by_staff=True,
            contact_id=ids.get(email),
            removed_at=draw(st.none() | st.just(NOW)),
        )
        for email in emails
    ]


@given(st.data())
def test_a_mandate_wins_but_never_brings_back_whom_the_shop_archived(data: st.DataObject) -> None:
    shop = data.draw(contacts())
    laid_down = {m.email: m for m in data.draw(mandates(shop))}
    by_id = {contact.id: contact for contact in shop}
    people = people_of(shop, laid_down.values())
    assert {p.email for p in people} == {c.email for c in shop} | laid_down.keys()
    for person in people:
        mandate = laid_down.get(person.email)
        twin = by_id.get(person.id)
        removed = mandate is not None and mandate.removed_at is not None
        assert person.active == ((twin is None or twin.active) and not removed)
        if mandate:
            assert person.roles == frozenset(mandate.roles)
            assert person.spending_limit == mandate.spending_limit
        else:
            assert person in shop


@given(st.data())
def test_a_mandate_falls_with_the_contact_it_was_laid_over(data: st.DataObject) -> None:
    shop = data.draw(contacts())
    laid_down = data.draw(mandates(shop))
    gone = people_of([], laid_down)
    known = {contact.email for contact in shop}
    for person in gone:
        assert known_here_only(person.id)
        if person.email in known:
            assert not person.active
