"""What is wrong with a policy is found, and said in four languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from policy_samples import ANNA, BERT, BUYER, OFFICE, somebody

from bot import texts
from bot.actions.policy_words import PolicyWords
from bot.domain.policy import Policy
from bot.domain.policy.check import check
from bot.domain.policy.check_company import Surroundings, check_company
from bot.domain.policy.findings import Finding, Gravity
from bot.policy_file import PolicyFile
from shop_client.model import Role

AROUND = Surroundings("EUR", (BUYER, ANNA, BERT, OFFICE), frozenset({"PAP"}), frozenset({"Paper"}))
RULE = "rules: [{name: R, ask: [{role: approver}]"


def policy(text: str) -> Policy:
    return PolicyFile(text).policy


def keys(findings: tuple[Finding, ...]) -> list[str]:
    for finding in findings:
        for language in texts.LANGUAGES:
            assert PolicyWords(language, "EUR", {}).finding(finding)
    return [finding.key.removeprefix("policy-") for finding in findings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (f"{RULE}}}]", []),
        (f"{RULE}, when: {{total_over: -1}}}}]", ["negative"]),
        (f"{RULE}, when: {{total_over: 1e12}}}}]", ["too-large"]),
        (f"{RULE}, when: {{total_over: NaN}}}}]", ["no-number"]),
        (f"{RULE}, when: {{discount_over: 100}}}}]", ["never-holds"]),
        (f"{RULE}, when: {{unusual_quantity: 0}}}}]", ["factor-too-small"]),
        (f"{RULE}, when: {{price_over_last: -5}}}}]", ["negative"]),
        (f"{RULE}, when: {{budget: B}}}}]", ["unknown-budget"]),
        (
            f"{RULE}, when: {{total_over: 500, spent_over: {{amount: 300, period: day}}}}}}]",
            ["needless-condition"],
        ),
        ("rules: [{name: R, ask: []}]", ["asks-nobody"]),
        ("rules: [{name: ' ', ask: [{manager: true}]}]", ["no-name", "no-managers"]),
        ("rules: [{name: R, ask: [{}]}]", ["tier-unclear"]),
        ("rules: [{name: R, ask: [{role: approver, people: [a@b.example]}]}]", ["tier-unclear"]),
        ("rules: [{name: R, ask: [{role: requester}]}]", ["role-cannot-decide"]),
        ("rules: [{name: R, ask: [{people: [A@b.example]}]}]", ["bad-email"]),
        (
            "rules: [{name: R, requesters: [a@b.example], ask: [{people: [a@b.example]}]}]",
            ["requester-alone"],
        ),
        (
            "rules: [{name: R, ask: [{people: [a@b.example]}, {people: [a@b.example]}]}]",
            ["person-twice"],
        ),
        (
            "same_person_twice: true\n"
            "rules: [{name: R, ask: [{people: [a@b.example]}, {people: [a@b.example]}]}]",
            [],
        ),
        (
            "rules: [{name: R, ask: [{role: approver}]}, {name: R, ask: [{manager: true}]}]\n"
            "managers: {a@b.example: c@d.example}",
            ["name-twice", "same-condition"],
        ),
        (
            "rules: [{name: R, ask: [{manager: true}]}]\n"
            "managers: {a@b.example: c@d.example, c@d.example: a@b.example}",
            ["manager-loop"],
        ),
        ("managers: {a@b.example: c@d.example}", ["managers-unused"]),
        ("budgets: [{name: B, amount: 5, period: week}]", ["budget-unused"]),
        ("own_limits: false", ["nothing-asked"]),
        ("currency: euro", ["bad-currency"]),
        ("tolerance: {percent: 101}", ["bad-tolerance"]),
        ("tolerance: {amount: 5}", ["tolerance-unused"]),
        ("times: {time_zone: Brussels}", ["bad-zone"]),
        ("times: {country: Belgium}", ["bad-country"]),
        ("times: {country: NO, time_zone: Europe/Oslo}", []),
        ("times: {days: []}", ["bad-days"]),
        ("times: {starts: '9'}", ["bad-time"]),
        ("times: {starts: '18:00'}", ["day-too-short"]),
        ("times: {digest_below: 50, digest_at: '23:00'}", ["digest-at-night"]),
        ("times: {escalate_after: 0}", ["bad-hours"]),
        ("times: {remind_after: [8, 4]}", ["reminders-unordered"]),
        ("times: {expires_after: 1}", ["reminder-too-late"]),
        ("times: {escalate_to: [nobody]}", ["bad-email"]),
    ],
)
def test_what_is_wrong_by_itself(text: str, found: list[str]) -> None:
    assert keys(check(policy(text))) == found


PEOPLE = "rules: [{name: R, ask: [{people: [%s]}]}]"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{RULE}}}]", []),
        (PEOPLE % "anna@company.example", []),
        (PEOPLE % "nobody@company.example", ["unknown-person"]),
        (PEOPLE % "gone@company.example", ["archived-person"]),
        (PEOPLE % "buyer@company.example", ["no-approver-role", "nobody-left"]),
        ("currency: USD", ["other-currency"]),
        (f"{RULE}, when: {{skus: [pap, TON]}}}}]", ["unknown-sku"]),
        (f"{RULE}, when: {{categories: [paper, Toner]}}}}]", ["unknown-category"]),
        (
            "rules: [{name: R, when: {total_over: 3000}, ask: [{people: [bert@company.example]}]}]",
            ["limit-too-low"],
        ),
        (
            "rules: [{name: R, ask: [{manager: true}]}]\n"
            "managers: {buyer@company.example: anna@company.example, "
            "bert@company.example: anna@company.example, office@company.example: "
            "anna@company.example}",
            ["without-manager"],
        ),
        ("times: {escalate_to: [nobody@company.example]}", ["unknown-person"]),
    ],
)
def test_what_is_wrong_for_a_company(text: str, found: list[str]) -> None:
    gone = somebody("gone", Role.APPROVER, active=False)
    around = replace(AROUND, people=(*AROUND.people, gone))
    assert check(policy(text)) == ()
    said = check_company(policy(text), around)
    named = [f for f in keys(said) if not (f == "nobody-left" and "nobody-left" not in found)]
    assert list(dict.fromkeys(named)) == found


def test_a_number_that_is_always_asked_for_is_never_missing() -> None:
    text = f"{RULE}, when: {{without_po_number: true}}}}]"
    assert "po-always-asked" not in keys(check_company(policy(text), AROUND))
    asked = replace(AROUND, po_required=True)
    assert "po-always-asked" in keys(check_company(policy(text), asked))


def test_amounts_that_nobody_may_approve_are_a_gap() -> None:
    (gap,) = check_company(Policy(), replace(AROUND, people=(BUYER, BERT)))
    assert (gap.key, gap.gravity) == ("policy-gap", Gravity.WARNING)
    assert gap.words == {"names": "Buyer, Bert"}
    assert str(gap.amounts["amount"].amount) == "2000.01"


def test_two_steps_of_one_person_are_a_gap() -> None:
    text = "rules: [{name: R, ask: [{role: approver}, {role: approver}]}]"
    alone = replace(AROUND, people=(BUYER, ANNA))
    (gap,) = [f for f in check_company(policy(text), alone) if f.key == "policy-gap"]
    assert gap.words == {"names": "Buyer, Anna"}
    twice = check_company(policy("same_person_twice: true\n" + text), alone)
    (gap,) = [finding for finding in twice if finding.key == "policy-gap"]
    assert gap.words == {"names": "Anna"}


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_policy_is_explained_in_every_language(language: str) -> None:
    said = PolicyWords(language, "EUR", {"anna@company.example": "Anna"}).whole(
        policy(
            """
            rules:
              - name: All of it
                when:
                  total_over: 500
                  spent_over: {amount: 900, period: quarter}
                  budget: Workshop
                  skus: [PAP, TON]
                  categories: [Paper]
                  unusual_quantity: 2.5
                  new_product: true
                  new_address: true
                  price_over_last: 5
                  without_po_number: true
                  discount_over: 10
                requesters: [buyer@company.example]
                ask:
                  - {people: [anna@company.example, bert@company.example], need: all}
                  - {role: approver, need: all}
                  - {role: administrator}
                  - {manager: true}
            budgets: [{name: Workshop, amount: 500, period: month, cost_centre: W1}]
            managers: {buyer@company.example: anna@company.example}
            same_person_twice: true
            tolerance: {percent: 2, amount: 20}
            times: {digest_below: 50}
            """
        )
    )
    assert len(said) == 9
    assert "All of it" in said[1]
    assert "Anna" in said[1]
    assert "bert@company.example" in said[1]
    assert not any("{" in sentence or "  " in sentence for sentence in said)
