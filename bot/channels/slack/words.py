"""Plain text to Slack's and back: what anybody wrote must steer neither Slack nor us."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.channels.rendering import harmless, harmless_line

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ESCAPES = str.maketrans(_ENTITIES)
_MARKED = re.compile(r"<(?=\S)([^<>|]*)(?:\|([^<>]*))?>")
_NULL = "\x00"


def escaped(text: str) -> str:
    """Text on its lines, unable to mention, link or steer."""
    return harmless(text).translate(_ESCAPES)


def escaped_line(text: str) -> str:
    """As `escaped`, on one line."""
    return harmless_line(text).translate(_ESCAPES)


def shortened(text: str, most: int) -> str:
    """One escaped line of at most so many characters, an ellipsis where something is missing."""
    line = harmless_line(text).strip()
    fits = _fitting(line, most)
    if fits == len(line):
        return line.translate(_ESCAPES)
    fits = _fitting(line, most - len(ELLIPSIS))
    return line[:fits].rstrip().translate(_ESCAPES) + ELLIPSIS


def pieces(text: str, most: int) -> Iterator[str]:
    """Escaped parts of at most so many characters, cut where a paragraph, line or word ends."""
    rest = harmless(text).strip()
    while rest:
        cut = _fitting(rest, most)
        if cut < len(rest):
            ends = (rest.rfind(end, cut // 2, cut + 1) for end in ("\n\n", "\n", " "))
            cut = next((end for end in ends if end > 0), cut)
        yield rest[:cut].rstrip().translate(_ESCAPES)
        rest = rest[cut:].lstrip()


def _fitting(text: str, most: int) -> int:
    """How many characters of the text fit once they are escaped; at least one."""
    length = 0
    for place, character in enumerate(text):
        length += len(_ENTITIES.get(character, character))
        if length > most:
            return max(place, 1)
    return len(text)


def written(text: str, bot_user_id: str) -> str:
    """What somebody wrote, as they see it: without Slack's marks and without our own name.

    Source: https://docs.slack.dev/messaging/formatting-message-text (retrieving messages).
    """
    plain = _MARKED.sub(lambda found: _as_seen(found[1], found[2], bot_user_id), text)
    for character, entity in reversed(_ENTITIES.items()):
        plain = plain.replace(entity, character)
    return plain.replace(_NULL, "").strip()


def _as_seen(target: str, label: str | None, bot_user_id: str) -> str:
    if target == f"@{bot_user_id}":
        return ""
    if label:
        sign = target[:1] if target[:1] in ("@", "#") else ""
        return label if label.startswith(sign) else f"{sign}{label}"
    if target.startswith("!"):
        return f"@{target[1:].partition('^')[0]}"
    return target.removeprefix("mailto:").removeprefix("tel:")


def mentions(text: str, user_id: str) -> bool:
    """Whether a text names somebody."""
    return f"<@{user_id}>" in text or f"<@{user_id}|" in text
