"""A policy as a file, and the command that checks it without a server."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli.policy import app
from bot.domain.policy import Policy, Tolerance
from bot.domain.policy.bounds import loosens
from bot.domain.policy.changes import Change, changed
from bot.policy_file import PolicyFile, PolicyFileError, from_json, schema, to_json, written

DOCS = Path(__file__).resolve().parents[2] / "docs"
PUBLISHED = DOCS / "reference" / "policy.schema.json"
EXAMPLE = """\
rules:
  - name: Large orders
    when: {total_over: 1000}
    ask:
      - role: approver
      - people: [office@company.example]
  - name: Workshop
    when:
      budget: Workshop
    ask: [{role: administrator}]
budgets:
  - {name: Workshop, amount: 500.50, period: month, cost_centre: W1}
times: {starts: 08:30, country: NO}
"""


def test_numbers_times_and_countries_are_what_they_say() -> None:
    policy = PolicyFile(EXAMPLE).policy
    assert policy.budgets[0].amount == Decimal("500.50")
    assert (policy.times.starts, policy.times.country) == ("08:30", "NO")


def test_an_empty_file_is_the_policy_of_a_company_without_one() -> None:
    assert PolicyFile("").policy == Policy()
    assert PolicyFile(written(Policy())).policy == Policy()


def test_a_policy_comes_back_as_it_was_written() -> None:
    policy = PolicyFile(EXAMPLE).policy
    assert PolicyFile(written(policy)).policy == policy
    assert from_json(to_json(policy)) == policy


@given(percent=st.decimals(0, 100, places=2), twice=st.booleans(), own=st.booleans())
def test_what_is_not_said_is_as_it_would_be_anyway(
    percent: Decimal, twice: bool, own: bool
) -> None:
    policy = Policy(tolerance=Tolerance(percent), same_person_twice=twice, own_limits=own)
    assert PolicyFile(written(policy)).policy == policy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rules:\n  - nam: x", "line 2: rules[0]: .*unknown field `nam`; did you mean `name`"),
        ("rules:\n- name: x\n  ask: []\n  when:\n    total_over: much", "line 5: .*total_over"),
        ("own_limits: maybe", "line 1: own_limits"),
        ("times:\n  days: [1, 9]", "line 2: times.days"),
        ("rules:\n- name: x\n  name: y", "line 3: `name` stands twice"),
        ("rules: [", "line 1: this is no YAML"),
        ("- a\n- b", "line 1: "),
        ("x: !!python/object:os.system {}", "no YAML"),
    ],
)
def test_a_mistake_is_told_by_its_line(text: str, said: str) -> None:
    with pytest.raises(PolicyFileError, match=said.replace("[", r"\[").replace("]", r"\]")):
        PolicyFile(text)


def test_the_published_schema_is_the_one_in_use() -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published == schema()
    validator = jsonschema.Draft202012Validator(published)
    validator.check_schema(published)
    validator.validate(yaml.safe_load(EXAMPLE.replace("08:30", '"08:30"').replace("NO", "'NO'")))
    assert not validator.is_valid({"rule": []})


def test_the_examples_of_the_guide_are_policies() -> None:
    guide = (DOCS / "how-to" / "approval-policy.md").read_text(encoding="utf-8")
    examples = [part.split("```")[0] for part in guide.split("```yaml\n")[1:]]
    assert examples
    for example in examples:
        assert PolicyFile(example).policy != Policy()


def checked(tmp_path: Path, text: str, *more: str) -> tuple[int, str, BaseException | None]:
    file = tmp_path / "policy.yml"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(file), *more])
    return result.exit_code, result.stdout, result.exception


def test_check_explains_and_says_by_line_what_to_do(tmp_path: Path) -> None:
    code, said, _ = checked(tmp_path, EXAMPLE)
    assert code == 0
    assert "«Large orders»: if the total is above 1,000, the agreement of an approver" in said
    code, said, _ = checked(tmp_path, EXAMPLE.replace("1000", "-3"), "--language", "fr")
    assert code == 1
    assert "policy.yml:3: error: -3" in said
    assert "«" not in said


def test_check_of_no_policy_fails_with_the_line(tmp_path: Path) -> None:
    code, _, problem = checked(tmp_path, "rules: 3")
    assert code == 1
    assert str(problem).startswith("policy.yml, line 1: rules: ")


LAID_DOWN = PolicyFile(EXAMPLE).policy


@pytest.mark.parametrize(
    ("change", "looser"),
    [
        (Change(remove="Large orders"), True),
        (Change(own_limits=False), True),
        (Change(own_limits=True), False),
        (Change(tolerance=Tolerance(Decimal(1))), True),
        (Change(tolerance=Tolerance(Decimal(0), Decimal(5))), False),
        (Change(budget=LAID_DOWN.budgets[0]), False),
        (Change(add=PolicyFile(EXAMPLE.replace("Large", "All")).policy.rules[0]), False),
    ],
)
def test_what_staff_laid_down_is_only_tightened(change: Change, looser: bool) -> None:
    assert loosens(changed(LAID_DOWN, change, LAID_DOWN), LAID_DOWN) == looser


def test_a_budget_goes_with_the_last_rule_that_looks_at_it() -> None:
    gone = changed(LAID_DOWN, Change(remove="Workshop"), None)
    assert gone.budgets == ()
    assert changed(LAID_DOWN, Change(remove="Workshop"), LAID_DOWN).budgets == LAID_DOWN.budgets
