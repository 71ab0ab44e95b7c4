"""The page's own sentences, from the same catalogues as the assistant's, for the page to fill."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Pattern, Placeable, TextElement, VariableReference

from bot.texts import LANGUAGES

_FILE = "sandbox.ftl"
_PREFIX = "sandbox-"
_FALLBACK = "en"


@cache
def page_texts(language: str) -> dict[str, str]:
    """Each text under its key, "{ $name }" standing for what the page puts in.

    What a language lacks is there in English.

    Raises:
        KeyError: a language that is not ours.
        ValueError: a text has more than words and plain variables.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    inherited = page_texts(_FALLBACK) if language != _FALLBACK else {}
    source = files("bot.texts").joinpath(language, _FILE).read_text(encoding="utf-8")
    return inherited | {
        entry.id.name: _filled_later(entry.id.name, entry.value)
        for entry in FluentParser().parse(source).body
        if isinstance(entry, Message) and entry.value and entry.id.name.startswith(_PREFIX)
    }


def language_for(accepted: str) -> str:
    """Which of our languages an Accept-Language header likes best."""

    def weight(part: str) -> float:
        value = part.partition(";q=")[2].strip() or "1"
        return float(value) if value.replace(".", "", 1).isdecimal() else 0.0

    for part in sorted(accepted.split(","), key=weight, reverse=True):
        language = part.strip()[:2].lower()
        if language in LANGUAGES:
            return language
    return _FALLBACK


def _filled_later(key: str, pattern: Pattern) -> str:
    parts = []
    for element in pattern.elements:
        if isinstance(element, TextElement):
            parts.append(str(element.value))
        elif isinstance(element, Placeable) and isinstance(element.expression, VariableReference):
            parts.append(f"{{ ${element.expression.id.name} }}")
        else:
            raise ValueError(f"{key}: only words and {{ $name }} can be filled in by the page")
    return "".join(parts)
