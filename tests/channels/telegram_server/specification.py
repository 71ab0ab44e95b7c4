"""What the published description of the Bot API allows in a request."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from channels.telegram_server.markup import MarkupError, plain
from channels.telegram_server.world import JSON, Refused

DESCRIPTION = (
    Path(__file__).resolve().parents[4] / "shared" / "data" / "telegram_bot_api" / "api.min.json"
)
ABSENT = f"the description of the Bot API is not there: ../shared/data/{DESCRIPTION.parent.name}"

_LENGTH = re.compile(r"(\d+)-(\d+) (characters|bytes)")
_MOST = re.compile(r"At most (\d+)")
_ARRAY = "Array of "


class Upload(bytes):
    """The content of a file in a request; `filename` as it was named there."""

    filename: str = ""


@cache
def _description() -> JSON:
    found: JSON = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    return found


def check_request(method: str, given: JSON) -> JSON:
    """The parameters of a request with their types, from a form.

    Raises:
        Refused: as the Bot API would, or because the description does not allow it.
    """
    known = _description()["methods"].get(method)
    if known is None:
        raise Refused(404, "Not Found")
    fields = {field["name"]: field for field in known.get("fields", [])}
    _check_names(method, fields, given)
    typed = {name: _from_form(fields[name], value) for name, value in given.items()}
    for name, value in typed.items():
        _check_length(fields[name], value, typed)
    return typed


def check_object(kind: str, value: Any, place: str = "") -> None:
    """Holds an object against its description. Raises Refused."""
    known = _description()["types"][kind]
    place = place or kind
    if "subtypes" in known:
        if not any(_fits(subtype, value) for subtype in known["subtypes"]):
            raise Refused(400, f"{place} is none of {known['subtypes']}")
        return
    if not isinstance(value, dict):
        raise Refused(400, f"{place} is no object")
    fields = {field["name"]: field for field in known.get("fields", [])}
    _check_names(place, fields, value)
    for name, inner in value.items():
        _check_value(fields[name]["types"], inner, f"{place}.{name}")
        _check_length(fields[name], inner, {})
    if kind == "InlineKeyboardButton":
        _check_button(value)


def _check_names(place: str, fields: JSON, given: JSON) -> None:
    for name in given:
        if name not in fields:
            raise Refused(400, f"{place} has no {name}")
    for name, field in fields.items():
        if field["required"] and name not in given:
            raise Refused(400, f"{place} lacks {name}")


def _check_button(button: JSON) -> None:
    if len(button.keys() - {"text", "style", "icon_custom_emoji_id"}) != 1:
        raise Refused(400, "a button does exactly one thing")
    if not button["text"].strip():
        raise Refused(400, "text buttons are unallowed in the inline keyboard")


def _from_form(field: JSON, value: Any) -> Any:
    """Everything but a file comes as text; what is neither text nor file is JSON."""
    types: list[str] = field["types"]
    if isinstance(value, Upload):
        if "InputFile" not in types:
            raise Refused(400, f"{field['name']} takes no file")
        return value
    if "Integer" in types and re.fullmatch(r"-?\d{1,19}", value):
        return int(value)
    if "String" in types:
        return value
    try:
        typed = json.loads(value)
    except ValueError:
        raise Refused(400, f"{field['name']} is not JSON") from None
    _check_value(types, typed, field["name"])
    return typed


def _check_value(types: list[str], value: Any, place: str) -> None:
    problems = []
    for kind in types:
        try:
            _check_type(kind, value, place)
        except Refused as problem:
            problems.append(problem)
        else:
            return
    raise problems[-1]


def _fits(kind: str, value: Any) -> bool:
    try:
        check_object(kind, value)
    except Refused:
        return False
    return True


def _check_type(kind: str, value: Any, place: str) -> None:
    if kind.startswith(_ARRAY):
        if not isinstance(value, list):
            raise Refused(400, f"{place} is no array")
        for number, item in enumerate(value):
            _check_type(kind.removeprefix(_ARRAY), item, f"{place}[{number}]")
        return
    simple = {"String": str, "Integer": int, "Boolean": bool, "Float": (int, float)}
    if kind in simple:
        expected: Any = simple[kind]
        if not isinstance(value, expected) or (isinstance(value, bool) and kind != "Boolean"):
            raise Refused(400, f"{place} is no {kind}")
        return
    check_object(kind, value, place)


def _check_length(field: JSON, value: Any, request: JSON) -> None:
    description: str = field["description"]
    most = _MOST.search(description)
    if most and isinstance(value, list) and len(value) > int(most[1]):
        raise Refused(400, f"{field['name']} are too many")
    found = _LENGTH.search(description)
    if found is None or not isinstance(value, str):
        return
    text = value
    if "parsing" in description and request.get("parse_mode") == "HTML":
        try:
            text = plain(value)
        except MarkupError as problem:
            raise Refused(400, f"can't parse entities: {problem}") from None
    # Counted in UTF-16 units, which are never fewer than characters.
    length = len(text.encode() if found[3] == "bytes" else text.encode("utf-16-le")) // (
        1 if found[3] == "bytes" else 2
    )
    if length > int(found[2]):
        raise Refused(400, "message is too long" if field["name"] == "text" else "too long")
    if length < int(found[1]) or (field["name"] == "text" and not text.strip()):
        raise Refused(400, "message text is empty")
