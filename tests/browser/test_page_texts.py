"""What the page says is written in every language, and nothing is written that it never says."""

from __future__ import annotations

import re
from pathlib import Path

from bot import texts
from bot.sandbox import routes

PREFIX = "sandbox-"
STATIC = Path(routes.__file__).with_name("static")
NAMED_BY_THE_SERVER = ("case-", "data-", "order-", "invoice-", "vat-", "why-", "error-", "author-")
"""Keys that end with a value of the server's: an order's state, a case's kind."""
SERVED_ELSEWHERE = {"off-title", "off-text"}
_CALL = re.compile(r"\bt\(\s*\"([a-z0-9_-]+)\"")
_ATTRIBUTE = re.compile(r"data-(?:text|label|placeholder)=\"([a-z0-9_-]+)\"")
_QUOTED = re.compile(r"\"([a-z0-9_-]+)\"")
_TEMPLATE = re.compile(r"`([a-z-]+-\$\{[^`]+)`")
_VALUE = re.compile(r"\$\{[^}]+\}")


def _sources() -> list[str]:
    files = [STATIC / "index.html", *(STATIC / "js").glob("*.js")]
    return [path.read_text(encoding="utf-8") for path in files]


def _written() -> set[str]:
    keys = texts.keys("en")
    return {key.removeprefix(PREFIX) for key in keys if key.startswith(PREFIX)}


def test_what_the_page_says_is_written() -> None:
    said = {key for source in _sources() for key in _CALL.findall(source)}
    said |= {key for source in _sources() for key in _ATTRIBUTE.findall(source)}
    assert said
    assert said - _written() == set()


def test_nothing_is_written_that_the_page_never_says() -> None:
    quoted = {key for source in _sources() for key in _QUOTED.findall(source)}
    templates = {made for source in _sources() for made in _TEMPLATE.findall(source)}
    made = [re.compile(_VALUE.sub("[a-z0-9_-]+", template)) for template in templates]
    unsaid = {
        key
        for key in _written() - quoted - SERVED_ELSEWHERE
        if not key.startswith(NAMED_BY_THE_SERVER)
        and not any(pattern.fullmatch(key) for pattern in made)
    }
    assert unsaid == set()


def test_values_of_the_page_are_simple_names() -> None:
    """The page fills { $name } and knows no more of Fluent."""
    for path in Path(texts.__file__).parent.glob("*/sandbox.ftl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            rest = re.sub(r"\{ \$[a-z]+ \}", "", line)
            assert line.startswith("#") or not set("{}") & set(rest), line
