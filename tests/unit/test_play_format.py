"""A merchant's mistake in a story is told by its line, in words; the schema and reference hold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from bot.play.grammar import SENTENCES, schema, sentence_of
from bot.play.story import StoryError, load
from bot.play.values import duration, number

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"

MISTAKES = [
    ("story: x\npeople: {buyer: }\nsteps:\n- buyer sayz: Hello\n", 4, "did you mean “PERSON says”"),
    ("story: x\npeople: {buyer: }\nsteps:\n- bot answer buyer: Hello\n", 4, "“bot answers PERSON”"),
    ("story: x\npeople: {buyer: }\nsteps:\n- bot answers bayer: Hello\n", 4, "nobody is called"),
    (
        "story: x\npeople: {buyer: }\nsteps:\n- buyer says: a\n- desk takes case of: buyer\n",
        5,
        "staff",
    ),
    ("story: x\npeople: {buyer: }\nsteps:\n- bot answers buyer: '(a'\n", 4, "is no pattern"),
    ("story: x\npeople: {buyer: }\nsteps:\n- bot answers buyer: {txt: a}\n", 4, "txt"),
    ("story: x\npeople: {buyer: }\nsteps:\n- shop: broken\n", 4, "broken"),
    ("story: x\npeople: {buyer: }\nsteps: []\n", 3, "steps"),
    ("story: x\npeople: {Buyer: }\nsteps:\n- wait: 1 day\n", 2, "Buyer"),
    ("story: x\nsteps:\n- wait: 1 day\n", 1, "people"),
    ("story: x\npeople: {bot: }\nsteps:\n- wait: 1 day\n", 2, "bot"),
    ("story: x\npeople: {desk: }\nstaff: [desk]\nsteps:\n- wait: 1 day\n", 3, "desk is a person"),
    ("story: x\n  people: [\n", 2, "is no YAML"),
    ("", 1, "object"),
    ("- a\n", 1, "object"),
]


@pytest.mark.parametrize(("text", "line", "problem"), MISTAKES)
def test_a_mistake_is_told_by_its_line(tmp_path: Path, text: str, line: int, problem: str) -> None:
    path = tmp_path / "story.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoryError) as caught:
        load(path)
    said = str(caught.value)
    assert said.startswith(f"story.yml:{line}: ")
    assert problem in said


def test_a_story_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="can't be read"):
        load(tmp_path / "story.yml")


def test_the_published_schema_is_the_one_in_use() -> None:
    published = json.loads((REFERENCE / "story.schema.json").read_text(encoding="utf-8"))
    assert published == schema()
    jsonschema.Draft202012Validator.check_schema(published)


def test_the_reference_tells_every_sentence() -> None:
    text = (REFERENCE / "stories.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `([^`]+)` \| (.+?) \|$", text, re.MULTILINE)
    assert told == [(sentence.template, sentence.help) for sentence in SENTENCES]


def test_the_examples_of_the_reference_are_stories(tmp_path: Path) -> None:
    text = (REFERENCE / "stories.md").read_text(encoding="utf-8")
    examples = [e for e in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "story:" in e]
    assert examples
    for example in examples:
        path = tmp_path / "story.yml"
        path.write_text(example, encoding="utf-8")
        assert load(path).steps
        # An editor reads scalars as YAML does; the schema lets those through too.
        jsonschema.validate(yaml.safe_load(example), schema())


def test_no_two_sentences_can_be_mistaken_for_each_other() -> None:
    words = {"PERSON": "buyer", "STAFF": "desk", "SKU": "A-1", "ADDRESS": "a@b.example"}
    for sentence in SENTENCES:
        said = " ".join(
            words.get(w, "BE1" if w == "COMPANY" else w) for w in sentence.template.split()
        )
        assert [s.key for s in SENTENCES if s.match(said) is not None] == [sentence.key]
        found = sentence_of(said)
        assert found is not None
        assert found[0] is sentence


@pytest.mark.parametrize("text", ["1 234,50 €", "1.234,50", "1,234.50", "1234.5", "EUR 1234.50"])
def test_an_amount_is_read_in_any_country(text: str) -> None:
    assert number(text) == number("1234.50")


def test_a_duration_may_have_parts() -> None:
    assert duration("1 week 2 days, 3 hours").total_seconds() == (9 * 24 + 3) * 3600
