"""Which entries hold something personal of somebody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.domain.audit.chain import AuditEntry


@dataclass(frozen=True, slots=True)
class Traces:
    """What somebody is known by.

    Attributes:
        ids: pseudonyms: `Actor.id`s.
        names: as they were written, and e-mail addresses.
    """

    ids: frozenset[str]
    names: frozenset[str]


def mentions(entry: AuditEntry, of: Traces) -> bool:
    """Whether the personal content, which is still there, is by somebody or about them.

    Of two people with the same name both are meant: too much is erased rather than too little.
    """
    if entry.personal is None:
        return False
    if entry.who in of.ids or not of.ids.isdisjoint(_written(entry.facts)):
        return True
    names = {name.casefold() for name in of.names}
    for written in _written(entry.personal):
        folded = written.casefold()
        if folded in names or any(name in folded for name in names if "@" in name):
            return True
    return False


def _written(content: str) -> Iterator[str]:
    try:
        yield from _strings(json.loads(content))
    except ValueError:  # somebody changed it
        yield content


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
