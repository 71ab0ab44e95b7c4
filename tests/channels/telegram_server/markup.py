"""Telegram's HTML as its servers read it (https://core.telegram.org/bots/api#html-style)."""

from __future__ import annotations

import html
import re

_TAGS = frozenset({"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a"})
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)((?:\s[^<>]*)?)>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(lt|gt|amp|quot|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)


class MarkupError(Exception):
    """Telegram would refuse the text."""


def plain(marked_up: str) -> str:
    """What is read of a text.

    Raises:
        MarkupError: a tag that there is not, one left open or closed twice, or a bare "<".
    """
    text, open_tags, position = "", [], 0
    for tag in _TAG.finditer(marked_up):
        text += _words(marked_up[position : tag.start()])
        position = tag.end()
        name = tag[2].lower()
        if name not in _TAGS:
            raise MarkupError(f"unsupported start tag {name}")
        if not tag[1]:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            raise MarkupError(f"unexpected end tag {name}")
    if open_tags:
        raise MarkupError(f"can't find end tag for {open_tags[-1]}")
    return text + _words(marked_up[position:])


def _words(part: str) -> str:
    if "<" in part or ">" in part:
        raise MarkupError("a bare angle bracket")
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), part)
