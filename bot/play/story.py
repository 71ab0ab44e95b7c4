"""Reads a story and says, by its line, what is wrong with it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema
import yaml
from jsonschema.exceptions import best_match

from bot.play.grammar import SENTENCES, Sentence, schema, sentence_of

_ALIKE = 0.6
_Lines = dict[tuple[str | int, ...], int]


class StoryError(Exception):
    """A story can't be played; the message names the file, the line and what to do."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path.name}:{line}: {problem}")


@dataclass(frozen=True)
class Cast:
    """A person of a story."""

    name: str
    language: str | None


@dataclass(frozen=True)
class Step:
    """One sentence with what was put into it.

    Attributes:
        line: in the file, from one.
        words: what stands for PERSON, STAFF and so on.
        value: what goes after the colon; scalars are text, nothing is "".
    """

    line: int
    text: str
    sentence: Sentence
    words: Mapping[str, str]
    value: Any


@dataclass(frozen=True)
class Story:
    """A story, checked; `people` by the word that stands for them."""

    path: Path
    title: str
    people: Mapping[str, Cast]
    staff: tuple[str, ...]
    steps: tuple[Step, ...]


def load(path: Path) -> Story:
    """Reads and checks a story. Raises StoryError."""
    try:
        text = path.read_text(encoding="utf-8")
        # BaseLoader keeps every scalar as it was written: a button may be called Yes.
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    except OSError as error:
        raise StoryError(path, 1, f"can't be read: {error.strerror}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise StoryError(path, line, f"is no YAML: {error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise StoryError(path, 1, f"is no YAML: {error}") from error
    lines: _Lines = dict(_lines(root, ())) if root else {}
    _check_steps_are_known(path, data, lines)
    validator = jsonschema.Draft202012Validator(schema())
    problem = best_match(validator.iter_errors(data))
    if problem is not None:
        raise StoryError(path, _line(lines, problem.absolute_path), _in_words(problem))
    return _story(path, data, lines)


def _lines(
    node: yaml.Node, at: tuple[str | int, ...]
) -> Iterable[tuple[tuple[str | int, ...], int]]:
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*at, str(key.value)), key.start_mark.line + 1
            yield from (
                (p, n) for p, n in _lines(value, (*at, str(key.value))) if len(p) > len(at) + 1
            )
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _lines(item, (*at, number))


def _line(lines: _Lines, at: Iterable[str | int]) -> int:
    path = tuple(at)
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path, 1)


def _check_steps_are_known(path: Path, data: Any, lines: _Lines) -> None:
    steps = data.get("steps") if isinstance(data, dict) else None
    for number, step in enumerate(steps if isinstance(steps, list) else ()):
        for text in step if isinstance(step, dict) else [step]:
            if isinstance(text, str) and sentence_of(text) is None:
                raise StoryError(path, _line(lines, ("steps", number)), _unknown(text))


def _unknown(text: str) -> str:
    likeness, template = max((_likeness(text, s.template), s.template) for s in SENTENCES)
    hint = f"; did you mean “{template}”?" if likeness > _ALIKE else ""
    return f"no step is written “{text}”{hint}"


def _likeness(text: str, template: str) -> float:
    """How alike they are, with the names of people or without the first word."""
    said, written = text.casefold(), template.casefold()
    pairs = [(said, written), (said.partition(" ")[2], written.partition(" ")[2])]
    return max(difflib.SequenceMatcher(None, *pair).ratio() for pair in pairs)


def _in_words(problem: jsonschema.ValidationError) -> str:
    where = ".".join(str(part) for part in problem.absolute_path if not isinstance(part, int))
    return f"{where}: {problem.message}" if where else str(problem.message)


def _story(path: Path, data: dict[str, Any], lines: _Lines) -> Story:
    language = data.get("language")
    people = {
        word: Cast(
            name=(details or {}).get("name", word),
            language=(details or {}).get("language", language),
        )
        for word, details in data["people"].items()
    }
    staff = tuple(data.get("staff", ()))
    both = set(people) & set(staff)
    if both:
        raise StoryError(path, _line(lines, ("staff",)), f"{min(both)} is a person and staff")
    steps = []
    for number, step in enumerate(data["steps"]):
        line = _line(lines, ("steps", number))
        text, value = next(iter(step.items())) if isinstance(step, dict) else (step, "")
        made = _step(path, line, text, value, people, staff)
        steps.append(made)
    return Story(path, data["story"], people, staff, tuple(steps))


def _step(
    path: Path,
    line: int,
    text: str,
    value: Any,
    people: Mapping[str, Cast],
    staff: tuple[str, ...],
) -> Step:
    found = sentence_of(text)
    if found is None:
        raise StoryError(path, line, _unknown(text))
    sentence, words = found
    wanted = [words["person"]] if "person" in words else []
    if sentence.key in ("takes", "hands_back", "releases"):
        wanted.append(value)
    elif sentence.key == "same_answer":
        wanted += value
    for person in wanted:
        if person not in people:
            known = ", ".join(people)
            raise StoryError(path, line, f"nobody is called {person}: people are {known}")
    if "staff" in words and words["staff"] not in staff:
        raise StoryError(path, line, f"{words['staff']} is not among the staff of this story")
    for pattern in _patterns(sentence.key, value):
        try:
            re.compile(re.sub(r"\$\{\w+\}", "x", pattern))
        except re.error as error:
            raise StoryError(path, line, f"“{pattern}” is no pattern: {error}") from error
    return Step(line, text, sentence, words, value)


def _patterns(key: str, value: Any) -> Iterable[str]:
    if key == "answers" and isinstance(value, str):
        yield value
    if isinstance(value, dict) and key in ("answers", "mail", "sees_case"):
        for name in ("text", "not", "subject"):
            given = value.get(name, [])
            yield from [given] if isinstance(given, str) else given
