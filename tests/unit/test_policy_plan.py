"""Which tiers an order needs: nobody is left out, nobody asked twice, nobody on their own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from policy_samples import ANNA, BERT, BUYER, COMPANY, OFFICE, eur, order, somebody

from bot.domain.approval import Company, seats_of
from bot.domain.entities import Need, Step
from bot.domain.policy import Condition, Policy, Rule, Spending, Tier
from bot.domain.policy.facts import Facts
from bot.domain.policy.model import Period
from bot.domain.policy.plan import plan
from bot.domain.policy.reach import can_be_agreed
from bot.domain.spending import deciders
from shop_client.model import Contact, Role
from shop_client.money import Money

NAMES = ("a", "b", "c", "d")
emails = st.sampled_from([f"{name}@company.example" for name in NAMES])
needs = st.sampled_from(list(Need))
tiers = st.one_of(
    st.builds(
        Tier, people=st.lists(emails, min_size=1, max_size=3, unique=True).map(tuple), need=needs
    ),
    st.builds(Tier, role=st.sampled_from([Role.APPROVER, Role.ADMINISTRATOR]), need=needs),
    st.just(Tier(manager=True)),
)
amounts = st.integers(0, 1000).map(Decimal)
deciding = st.frozensets(st.sampled_from(list(Role)), min_size=1)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    rules = draw(
        st.lists(
            st.tuples(amounts, st.lists(tiers, min_size=1, max_size=3)), min_size=1, max_size=4
        )
    )
    return Policy(
        rules=tuple(
            Rule(f"Rule {number}", tuple(ask), Condition(total_over=over))
            for number, (over, ask) in enumerate(rules)
        ),
        managers=draw(st.dictionaries(emails, emails, max_size=4)),
        own_limits=draw(st.booleans()),
        same_person_twice=draw(st.booleans()),
    )


@st.composite
def people(draw: st.DrawFn, *, limits: bool) -> tuple[Contact, ...]:
    limit = st.none() | amounts.map(str) if limits else st.none()
    return tuple(
        somebody(name, *draw(deciding), limit=draw(limit), active=draw(st.booleans()))
        for name in NAMES
    )


def facts(total: Decimal) -> Facts:
    return order(str(total))


def seats(step: Step, requester: Contact, total: Decimal, company: Company) -> set[str]:
    return {one.email for one in seats_of(step, requester, eur(total), company)}


@given(policy=policies(), here=people(limits=True), total=amounts)
def test_a_tier_is_empty_only_where_nobody_of_the_company_may_decide(
    policy: Policy, here: tuple[Contact, ...], total: Decimal
) -> None:
    requester, company = here[0], Company(here, {}, policy.same_person_twice)
    for step in plan(policy, facts(total), requester, company):
        asked = seats(step, requester, total, company)
        assert requester.email not in asked
        assert asked or not deciders(here, eur(total), requester)


@given(policy=policies(), here=people(limits=True), total=amounts, data=st.data())
def test_whoever_completes_the_tiers_has_agreed_to_every_rule(
    policy: Policy, here: tuple[Contact, ...], total: Decimal, data: st.DataObject
) -> None:
    requester, company = here[0], Company(here, {}, policy.same_person_twice)
    agreed: set[str] = set()
    for step in plan(policy, facts(total), requester, company):
        asked = seats(step, requester, total, company)
        if step.need is Need.ALL:
            agreed |= asked
        elif asked:
            agreed.add(data.draw(st.sampled_from(sorted(asked))))
    for rule in policy.rules:
        if rule.when.total_over is None or total <= rule.when.total_over:
            continue
        for tier in rule.ask:
            if tier.manager:
                continue
            wanted = seats(Step(tier.people, tier.role, tier.need), requester, total, company)
            if tier.need is Need.ALL:
                assert wanted <= agreed
            else:
                assert wanted & agreed or not wanted


def consents(steps: tuple[Step, ...], here: tuple[Contact, ...], company: Company) -> int:
    return sum(
        len(seats(step, here[0], Decimal(0), company)) if step.need is Need.ALL else 1
        for step in steps
    )


@given(policy=policies(), here=people(limits=False), low=amounts, more=amounts)
def test_a_higher_total_never_needs_fewer_to_agree(
    policy: Policy, here: tuple[Contact, ...], low: Decimal, more: Decimal
) -> None:
    company = Company(here, {}, policy.same_person_twice)
    cheap = plan(policy, facts(low), here[0], company)
    dear = plan(policy, facts(low + more), here[0], company)
    assert consents(dear, here, company) >= consents(cheap, here, company)


@given(policy=policies(), here=people(limits=True), total=amounts)
def test_an_order_in_another_currency_never_passes(
    policy: Policy, here: tuple[Contact, ...], total: Decimal
) -> None:
    foreign = Facts(total=Money(total, "USD"), currency="EUR")
    unlimited = tuple(replace(one, spending_limit=None) for one in here)
    assert plan(policy, foreign, here[0], Company(unlimited, {}))


def rule(name: str, *ask: Tier, **when: object) -> Rule:
    return Rule(name, ask, Condition(**when))  # type: ignore[arg-type]


def asked(policy: Policy, total: str = "5000", requester: Contact = BUYER) -> list[set[str]]:
    company = replace(COMPANY, same_person_twice=policy.same_person_twice)
    steps = plan(policy, order(total), requester, company)
    assert can_be_agreed(steps, requester, eur(total), company)
    return [{one.name for one in seats_of(step, requester, eur(total), company)} for step in steps]


def test_without_rules_only_ones_own_limit_asks() -> None:
    assert asked(Policy(), "250.00") == []
    assert asked(Policy(), "250.01") == [{"Anna", "Bert"}]
    assert asked(Policy(own_limits=False), "5000") == []
    assert asked(Policy(), "5000", ANNA) == []


def test_a_narrower_tier_of_another_rule_stands_for_the_wider_one() -> None:
    policy = Policy(rules=(rule("Anna", Tier(people=(ANNA.email,)), total_over=Decimal(1000)),))
    (step,) = plan(policy, order("1500"), BUYER, COMPANY)
    assert step.people == (ANNA.email,)
    assert [because.key for because in step.because] == ["reason-over-limit", "reason-total-over"]


def test_two_approvers_one_after_the_other_are_two_people() -> None:
    policy = Policy(rules=(rule("Four eyes", Tier(role=Role.APPROVER), Tier(role=Role.APPROVER)),))
    steps = plan(policy, order("1500"), BUYER, COMPANY)
    assert len(steps) == 2
    assert can_be_agreed(steps, BUYER, eur(1500), COMPANY)


def test_who_must_agree_later_is_not_used_up_before() -> None:
    any_of = Tier(people=(ANNA.email, BERT.email))
    policy = Policy(rules=(rule("Anna last", any_of, Tier(people=(ANNA.email,))),))
    assert asked(policy, "100") == [{"Bert"}, {"Anna"}]
    both = Policy(rules=policy.rules, same_person_twice=True)
    assert asked(both, "100") == [{"Anna", "Bert"}, {"Anna"}]


def test_whoever_agrees_with_all_is_not_asked_again_with_all() -> None:
    first = rule("One", Tier(people=(ANNA.email, BERT.email), need=Need.ALL))
    second = rule("Two", Tier(people=(BERT.email, OFFICE.email), need=Need.ALL))
    assert asked(Policy(rules=(first, second)), "100") == [{"Anna", "Bert"}, {"Office"}]


def test_a_rule_for_somebody_is_for_nobody_else() -> None:
    tier = (Tier(role=Role.ADMINISTRATOR),)
    policy = Policy(rules=(Rule("Anna's", tier, requesters=(ANNA.email,)),))
    assert asked(policy, "10") == []
    assert asked(policy, "10", ANNA) == [{"Office"}]


def test_the_line_of_managers_is_climbed_to_who_may_spend_that_much() -> None:
    managers = {BUYER.email: BERT.email, BERT.email: ANNA.email, ANNA.email: BUYER.email}
    policy = Policy(rules=(rule("Managers", Tier(manager=True)),), managers=managers)
    assert asked(policy, "200") == [{"Bert"}]
    assert asked(replace_own_limits(policy), "2000.01") == [{"Anna"}]


def replace_own_limits(policy: Policy) -> Policy:
    return Policy(rules=policy.rules, managers=policy.managers, own_limits=False)


def test_a_tier_nobody_can_fill_is_asked_of_an_administrator_and_says_so() -> None:
    policy = Policy(rules=(rule("Gone", Tier(people=("gone@company.example", BUYER.email))),))
    (step,) = plan(policy, order("100"), BUYER, COMPANY)
    assert step.role is Role.ADMINISTRATOR
    assert step.because[-1].key == "reason-nobody-left"


def test_a_limit_in_another_currency_asks() -> None:
    foreign = replace(BUYER, spending_limit=Money(Decimal(10_000), "USD"))
    (step,) = plan(Policy(), order("1"), foreign, COMPANY)
    assert step.because[0].key == "reason-limit-currency"


def test_spending_that_cannot_be_added_up_asks() -> None:
    spending = Spending(Decimal(10_000), Period.MONTH)
    policy = Policy(rules=(rule("Month", Tier(role=Role.APPROVER), spent_over=spending),))
    unknown = replace(order("1"), spent={Period.MONTH: None})
    (step,) = plan(policy, unknown, BUYER, COMPANY)
    assert step.because[0].key == "reason-spent-unknown"
    assert plan(policy, replace(unknown, spent={Period.MONTH: eur(5)}), BUYER, COMPANY) == ()


def test_an_approver_whose_limit_is_in_another_currency_decides_on_nothing() -> None:
    foreign = replace(BERT, spending_limit=Money(Decimal(10_000), "USD"))
    company = Company((BUYER, ANNA, foreign), {})
    (step,) = plan(Policy(), order("500"), BUYER, company)
    assert [one.name for one in seats_of(step, BUYER, eur(500), company)] == ["Anna"]
