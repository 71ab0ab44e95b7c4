"""Whether a message says what it shows: people see its blocks, and we read its text.

Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block, which is what Slack makes
of everything that a person writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

_TARGET = re.compile(r"<(?:mailto:|tel:)?[@#!]?(?:subteam\^)?([^<>|]*)(?:\|([^<>]*))?>")
_EMOJI = re.compile(r":[\w+'-]+:")
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}|[a-z]{1,3})\.\s", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+")
_NAMES = {
    "broadcast": "range",
    "channel": "channel_id",
    "color": "value",
    "user": "user_id",
    "usergroup": "usergroup_id",
}
"""Elements that name something, with the attribute that holds its id."""


def shows_what_it_says(said: Mapping[str, Any]) -> bool:
    """Whether nothing but what the text says is shown, and everything of it."""
    blocks = said.get("blocks") or []
    if not blocks:
        return True
    if any(block["type"] != "rich_text" for block in blocks):
        return False
    parts = [part for block in blocks for part in block["elements"]]
    shown = "\n".join("".join(_shown(part)) for part in parts)
    told = _TARGET.sub(_named, said.get("text") or "")
    if any(part["type"] == "rich_text_list" and part.get("style") == "ordered" for part in parts):
        shown, told = _NUMBERED.sub("", shown), _NUMBERED.sub("", told)
    return _words(shown) == _words(unescape(told))


def _shown(part: Mapping[str, Any]) -> Iterator[str]:
    """What is read in a part of a rich text."""
    kind = part["type"]
    if "elements" in part:
        # The parts of a list are its entries, each on its line.
        between = "\n" if kind == "rich_text_list" else ""
        for inner in part["elements"]:
            yield from _shown(inner)
            yield between
    elif kind == "text":
        yield part["text"]
    elif kind == "link":
        yield part.get("text") or part["url"]
    elif name := _NAMES.get(kind):
        yield part[name]


def _named(found: re.Match[str]) -> str:
    """A link by its label, anybody and anything else by its id, as blocks have them."""
    is_link = found[0][1] not in "@#!"
    return (found[2] if is_link and found[2] else found[1]) or ""


def _words(text: str) -> list[str]:
    return _WORD.findall(_EMOJI.sub(" ", text))
