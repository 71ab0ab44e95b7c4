"""A policy as a file: YAML of `bot.domain.policy.Policy`, read strictly and by its lines."""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import yaml

from bot.domain.policy import Policy
from bot.errors import ComptoirError

_PLACE = re.compile(r"^(?P<problem>.*?)(?: - at `(?:key in )?\$(?P<place>[^`]*)`)?$", re.DOTALL)
_PART = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")
_ALIKE = 0.6


class PolicyFileError(ComptoirError):
    """A file is no policy; the message names the line and the field."""


class _Loader(yaml.SafeLoader):
    """Keeps every scalar but null as it was written: 09:00, NO and 10.50 mean what they say."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the base class has it
        first: [entry for entry in resolvers if entry[0] == "tag:yaml.org,2002:null"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class PolicyFile:
    """The text of a policy with the lines its parts stand on.

    Attributes:
        policy: what it says.

    Raises:
        PolicyFileError: it can't be read.
    """

    policy: Policy

    def __init__(self, text: str) -> None:
        try:
            root = yaml.compose(text, Loader=_Loader)
            data = yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise PolicyFileError(f"line {line}: this is no YAML: {error.problem}") from error
        except yaml.YAMLError as error:
            raise PolicyFileError(f"this is no YAML: {error}") from error
        self._lines = dict(_lines(root, ())) if root else {}
        self.policy = self._converted({} if data is None else data)

    def line_of(self, place: str) -> int:
        """The line where a part stands, such as "rules[0].ask[1]", or what it would stand in."""
        path = tuple(int(number) if number else name for name, number in _PART.findall(place))
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def _converted(self, data: Any) -> Policy:
        try:
            return msgspec.convert(data, Policy, strict=False)
        except msgspec.ValidationError as error:
            found = _PLACE.match(str(error))
            problem, place = (found["problem"], found["place"]) if found else (str(error), "")
            place = (place or "").lstrip(".")
            at = place
            if unknown := _UNKNOWN.search(problem):
                at = f"{place}.{unknown[1]}".lstrip(".")
            where = f"{place}: " if place else ""
            raise PolicyFileError(
                f"line {self.line_of(at)}: {where}{problem}{_hint(problem)}"
            ) from error


def schema() -> dict[str, Any]:
    """The JSON schema of a policy, for editors; numbers may be written without quotation marks."""
    described: dict[str, Any] = _writable(msgspec.json.schema(Policy))
    title = "An approval policy for `comptoir policy`"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **described}


def _writable(part: Any) -> Any:
    if isinstance(part, dict):
        if part.get("format") == "decimal":
            return {"type": ["number", "string"]}
        return {name: _writable(value) for name, value in part.items()}
    if isinstance(part, str):
        return inspect.cleandoc(part)
    return [_writable(one) for one in part] if isinstance(part, list | tuple) else part


def to_json(policy: Policy) -> str:
    """A policy as it is stored."""
    return msgspec.json.encode(policy).decode()


def from_json(content: str) -> Policy:
    """A policy as it was stored."""
    return msgspec.json.decode(content, type=Policy)


def written(policy: Policy) -> str:
    """A policy as YAML, without what is as it would be anyway."""
    plain = _without_defaults(policy)
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True) if plain else "{}\n"


def _without_defaults(part: Any) -> Any:
    if isinstance(part, msgspec.Struct):
        fields = msgspec.structs.fields(part)
        return {
            field.name: _without_defaults(getattr(part, field.name))
            for field in fields
            if getattr(part, field.name) != _default(field)
        }
    if isinstance(part, tuple):
        return [_without_defaults(one) for one in part]
    return msgspec.to_builtins(part)


def _default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default_factory is not msgspec.NODEFAULT:
        return field.default_factory()
    return field.default


def _hint(problem: str) -> str:
    unknown = _UNKNOWN.search(problem)
    if unknown is None:
        return ""
    alike = difflib.get_close_matches(unknown[1], _field_names(Policy), 1, _ALIKE)
    return f"; did you mean `{alike[0]}`?" if alike else ""


def _field_names(kind: type[msgspec.Struct]) -> list[str]:
    """The names of all fields of a policy and its parts."""
    return sorted(
        name
        for part in msgspec.json.schema(kind)["$defs"].values()
        for name in part.get("properties", {})
    )


def _lines(
    node: yaml.Node, at: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Where each part stands. Raises PolicyFileError for a field that stands twice."""
    yield at, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                line = key.start_mark.line + 1
                raise PolicyFileError(
                    f"line {line}: `{name}` stands twice; the first would be lost"
                )
            seen.add(name)
            for path, line in _lines(value, (*at, name)):
                yield path, key.start_mark.line + 1 if path == (*at, name) else line
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _lines(item, (*at, number))
