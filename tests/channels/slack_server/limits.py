"""What Slack refuses in blocks and views: what its SDK checks, and what the SDK does not."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from channels.slack_server.api import Refused
from channels.slack_server.world import JSON

MOST_IN_MESSAGE = 50
MOST_IN_VIEW = 100
LONGEST_TEXT = 40_000
LONGEST_BLOCKS = 11_000
"""All texts of a message's blocks together; not documented, met at little more than that."""
LONGEST_METADATA = 3000
_SURFACES = {
    "message": {"section", "divider", "image", "actions", "context", "header", "rich_text"},
    "modal": {"section", "divider", "image", "actions", "context", "header", "input"},
    "home": {"section", "divider", "image", "actions", "context", "header", "input"},
}
_PLAIN_TITLES = {"title": 24, "submit": 24, "close": 24}

logging.getLogger("slack_sdk.models.blocks").setLevel(logging.ERROR)


def check_blocks(given: Any, surface: str) -> list[JSON]:
    """The blocks, if Slack would take them there. Raises Refused ("invalid_blocks")."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except json.JSONDecodeError:
            raise Refused("invalid_blocks_format") from None
    if not isinstance(given, list) or not all(isinstance(block, dict) for block in given):
        raise Refused("invalid_blocks_format")
    problems = list(_problems(given, surface))
    if problems:
        raise Refused("invalid_blocks", *problems)
    if surface == "message" and sum(map(_characters, given)) > LONGEST_BLOCKS:
        raise Refused("msg_blocks_too_long")
    return given


def _characters(part: Any) -> int:
    """Of every text inside."""
    if isinstance(part, list):
        return sum(map(_characters, part))
    if not isinstance(part, dict):
        return 0
    own = len(part["text"]) if isinstance(part.get("text"), str) else 0
    return own + sum(map(_characters, part.values()))


def check_text(text: str) -> None:
    """Raises Refused where the text of a message is longer than Slack takes, or unprintable."""
    if len(text) > LONGEST_TEXT:
        raise Refused("msg_too_long")
    if "\x00" in text:
        raise Refused("invalid_arguments", "[ERROR] null byte")


def check_view(given: Any, types: set[str]) -> JSON:
    """The view, if Slack would show it. Raises Refused."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except json.JSONDecodeError:
            raise Refused("invalid_arguments", "[ERROR] view is no JSON") from None
    if not isinstance(given, dict) or given.get("type") not in types:
        raise Refused("invalid_arguments", "[ERROR] wrong type of view")
    check_blocks(given.get("blocks"), given["type"])
    for name, most in {"private_metadata": LONGEST_METADATA, "callback_id": 255}.items():
        if len(given.get(name, "")) > most:
            raise Refused("invalid_arguments", f"[ERROR] {name} is longer than {most}")
    if given["type"] == "modal":
        _check_modal(given)
    return given


def _check_modal(view: JSON) -> None:
    has_inputs = any(block["type"] == "input" for block in view["blocks"])
    for name in _PLAIN_TITLES:
        text = view.get(name)
        needed = name == "title" or (name == "submit" and has_inputs)
        if text is None and not needed:
            continue
        problems = list(_text_problems(text, name, _PLAIN_TITLES[name], {"plain_text"}))
        if problems:
            raise Refused("invalid_arguments", *problems)


def _problems(blocks: list[JSON], surface: str) -> Iterator[str]:
    most = MOST_IN_MESSAGE if surface == "message" else MOST_IN_VIEW
    if len(blocks) > most:
        yield f"more than {most} blocks"
    block_ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(block_ids) != len(set(block_ids)):
        yield "block_id stands twice"
    action_ids: list[str] = []
    for place, block in enumerate(blocks):
        if block.get("type") not in _SURFACES[surface]:
            yield f"unsupported type: {block.get('type')} [{place}]"
            continue
        try:
            parsed = Block.parse(dict(block))
            if parsed is None:
                yield f"unknown block [{place}]"
                continue
            parsed.validate_json()
        except (SlackObjectFormationError, TypeError, AttributeError) as error:
            yield f"{error} [{place}]"
            continue
        yield from (f"{problem} [{place}]" for problem in _block_problems(block, action_ids))
    if len(action_ids) != len(set(action_ids)):
        yield "action_id stands twice"


def _block_problems(block: JSON, action_ids: list[str]) -> Iterator[str]:
    yield from _id_problems(block, "block_id")
    both = {"plain_text", "mrkdwn"}
    match block["type"]:
        case "header":
            yield from _text_problems(block.get("text"), "header", 150, {"plain_text"})
        case "section":
            if "text" in block:
                yield from _text_problems(block["text"], "section", 3000, both)
            for text in block.get("fields", ()):
                yield from _text_problems(text, "field", 2000, both)
            if not 0 <= len(block.get("fields", ())) <= 10:
                yield "more than 10 fields"
        case "context":
            if not 1 <= len(block.get("elements", ())) <= 10:
                yield "a context has 1 to 10 elements"
            for text in block.get("elements", ()):
                yield from _text_problems(text, "context", 3000, both)
        case "actions":
            if not 1 <= len(block.get("elements", ())) <= 25:
                yield "actions have 1 to 25 elements"
            for element in block.get("elements", ()):
                yield from _element_problems(element, action_ids)
        case "input":
            yield from _text_problems(block.get("label"), "label", 2000, {"plain_text"})
            yield from _element_problems(block.get("element", {}), action_ids)


def _element_problems(element: JSON, action_ids: list[str]) -> Iterator[str]:
    yield from _id_problems(element, "action_id")
    if "action_id" in element:
        action_ids.append(element["action_id"])
    match element.get("type"):
        case "button":
            yield from _text_problems(element.get("text"), "button", 75, {"plain_text"})
            if len(element.get("value", "")) > 2000:
                yield "value is longer than 2000"
            if element.get("style", "primary") not in ("primary", "danger"):
                yield "unknown style"
        case "plain_text_input" | "number_input":
            value = element.get("initial_value")
            if value is not None and len(value) > min(3000, element.get("max_length", 3000)):
                yield "initial_value is too long"
            if not 1 <= element.get("max_length", 1) <= 3000:
                yield "max_length is 1 to 3000"
        case other:
            yield f"unknown element {other}"


def _id_problems(holder: JSON, name: str) -> Iterator[str]:
    if name in holder and not 1 <= len(holder[name]) <= 255:
        yield f"{name} has 1 to 255 characters"


def _text_problems(text: Any, where: str, most: int, types: set[str]) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in types:
        yield f"{where}: wrong text object"
        return
    said = text.get("text")
    if not isinstance(said, str) or not said:
        yield f"{where}: must be more than 0 characters"
    elif len(said) > most:
        yield f"{where}: must be less than {most + 1} characters"
    elif "\x00" in said:
        yield f"{where}: null byte"
    if text["type"] == "mrkdwn" and "emoji" in text:
        yield f"{where}: emoji goes with plain_text"
