"""When a rule asks for an approval."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from policy_samples import eur, line, order

from bot import texts
from bot.actions.policy_words import PolicyWords
from bot.domain.entities import Because
from bot.domain.policy import Budget, Condition, Period, Policy, Rule, Spending, Tier
from bot.domain.policy.conditions import why
from bot.domain.policy.facts import Facts, Needed, needed
from bot.domain.policy.periods import first_day, start_of
from shop_client.model import Role
from shop_client.money import Money

ASK = (Tier(role=Role.APPROVER),)
BUDGETS = (
    Budget("All", Decimal(1000), Period.MONTH),
    Budget("Workshop", Decimal(500), Period.MONTH, "Workshop"),
    Budget("Office", Decimal(500), Period.MONTH, "Office"),
)
POLICY = Policy(budgets=BUDGETS)
KNOWN = replace(
    order("100"),
    po_number="4711",
    cost_centre="Workshop",
    spent={Period.WEEK: eur(400)},
    used={"All": eur(900), "Workshop": eur(400)},
    categories={"PAP": "Paper"},
    discounts={"PAP": Decimal("10")},
    largest={"PAP": Decimal(5)},
    last_paid={"PAP": eur(4)},
)


def holds(when: Condition, facts: Facts = KNOWN, policy: Policy = POLICY) -> tuple[Because, ...]:
    rule = Rule("Rule", ASK, when)
    reasons = why(rule, policy, facts)
    words = PolicyWords("en", "EUR", {})
    assert words.rule(rule, policy)
    for because in reasons:
        values = {name: texts.money("en", m) for name, m in because.amounts.items()}
        assert "Rule" in texts.text("en", because.key, **values, **because.words)
    return reasons


@pytest.mark.parametrize(
    ("when", "facts", "wanted"),
    [
        (Condition(), KNOWN, True),
        (Condition(total_over=Decimal("99.99")), KNOWN, True),
        (Condition(total_over=Decimal("100.00")), KNOWN, False),
        (Condition(spent_over=Spending(Decimal("499.99"), Period.WEEK)), KNOWN, True),
        (Condition(spent_over=Spending(Decimal(500), Period.WEEK)), KNOWN, False),
        (Condition(spent_over=Spending(Decimal(9000), Period.YEAR)), KNOWN, True),
        (Condition(budget="All"), KNOWN, False),
        (Condition(budget="All"), replace(KNOWN, total=eur("100.01")), True),
        (Condition(budget="Workshop"), replace(KNOWN, total=eur("100.01")), True),
        (Condition(budget="Office"), replace(KNOWN, total=eur("5000")), False),
        (Condition(budget="Workshop"), replace(KNOWN, cost_centre=None), True),
        (Condition(budget="Workshop"), replace(KNOWN, used={}), True),
        (Condition(budget="None such"), KNOWN, True),
        (Condition(skus=("pap", "TON")), KNOWN, True),
        (Condition(skus=("TON",)), KNOWN, False),
        (Condition(categories=("PAPER",)), KNOWN, True),
        (Condition(categories=("Toner",)), KNOWN, False),
        (Condition(unusual_quantity=Decimal("1.9")), KNOWN, True),
        (Condition(unusual_quantity=Decimal(2)), KNOWN, False),
        (Condition(unusual_quantity=Decimal(2)), replace(KNOWN, largest={}), False),
        (Condition(new_product=True), KNOWN, False),
        (Condition(new_product=True), replace(KNOWN, largest={}), True),
        (Condition(new_address=True), KNOWN, False),
        (Condition(new_address=True), replace(KNOWN, new_address=True), True),
        (Condition(price_over_last=Decimal(0)), KNOWN, False),
        (Condition(price_over_last=Decimal(5)), replace(KNOWN, lines=(line(price="4.21"),)), True),
        (Condition(price_over_last=Decimal(5)), replace(KNOWN, lines=(line(price="4.20"),)), False),
        (Condition(price_over_last=Decimal(5)), replace(KNOWN, last_paid={}), False),
        (Condition(without_po_number=True), KNOWN, False),
        (Condition(without_po_number=True), replace(KNOWN, po_number=""), True),
        (Condition(discount_over=Decimal("9.99")), KNOWN, True),
        (Condition(discount_over=Decimal(10)), KNOWN, False),
        (Condition(total_over=Decimal(50), without_po_number=True), KNOWN, False),
        (Condition(total_over=Decimal(50), skus=("PAP",)), KNOWN, True),
    ],
)
def test_a_condition_holds_above_its_number_and_not_at_it(
    when: Condition, facts: Facts, wanted: bool
) -> None:
    assert bool(holds(when, facts)) == wanted


@pytest.mark.parametrize(
    ("when", "facts"),
    [
        (Condition(total_over=Decimal(10_000)), replace(KNOWN, total=Money(Decimal(1), "USD"))),
        (
            Condition(spent_over=Spending(Decimal(10_000), Period.WEEK)),
            replace(KNOWN, spent={Period.WEEK: Money(Decimal(1), "USD")}),
        ),
        (
            Condition(budget="All"),
            replace(KNOWN, used={"All": Money(Decimal(1), "USD")}),
        ),
        (
            Condition(price_over_last=Decimal(1000)),
            replace(KNOWN, last_paid={"PAP": Money(Decimal(1000), "USD")}),
        ),
    ],
)
def test_what_is_in_another_currency_is_asked_about(when: Condition, facts: Facts) -> None:
    assert holds(when, facts)
    dollars = Policy(currency="USD", budgets=BUDGETS)
    if when.total_over is not None:
        assert holds(when, KNOWN, dollars)
        assert not holds(when, facts, dollars)


def test_only_what_the_rules_look_at_is_found_out() -> None:
    nothing = needed((Rule("Total", ASK, Condition(total_over=Decimal(5))),), POLICY)
    assert nothing == Needed(frozenset(), (), False, False, False, False)
    rules = [Rule("Budget", ASK, Condition(budget="Workshop", new_product=True))]
    some = needed(rules, POLICY)
    assert [budget.name for budget in some.budgets] == ["Workshop"]
    assert some.history
    assert not some.categories


@pytest.mark.parametrize(
    ("period", "first"),
    [
        (Period.DAY, date(2026, 11, 25)),
        (Period.WEEK, date(2026, 11, 23)),
        (Period.MONTH, date(2026, 11, 1)),
        (Period.QUARTER, date(2026, 10, 1)),
        (Period.YEAR, date(2026, 1, 1)),
    ],
)
def test_a_period_begins_on_its_first_day(period: Period, first: date) -> None:
    assert first_day(period, date(2026, 11, 25)) == first


def test_a_period_begins_at_midnight_where_the_company_is() -> None:
    """Half past eleven at night in UTC is the next day, month and year in Brussels."""
    now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    for period in (Period.DAY, Period.MONTH, Period.YEAR):
        began = start_of(period, now, "Europe/Brussels")
        assert began == datetime(2026, 12, 31, 23, tzinfo=UTC)
    assert start_of(Period.DAY, now, "UTC") == datetime(2026, 12, 31, tzinfo=UTC)
    summer = start_of(Period.YEAR, datetime(2026, 7, 1, tzinfo=UTC), "Europe/Brussels")
    assert summer == datetime(2025, 12, 31, 23, tzinfo=UTC)
