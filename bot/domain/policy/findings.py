"""What is wrong with a policy: errors that keep it from being laid down, and warnings."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from shop_client.money import Money


class Gravity(StrEnum):
    """Whether a policy can be laid down as it is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right, as a sentence of the catalogues that says what to do.

    Attributes:
        place: where in the policy, as it stands in the file ("rules[0].ask[1]").
        key: of the sentence; what is in `words` and `amounts` are its values.
    """

    gravity: Gravity
    place: str
    key: str
    words: dict[str, str] = field(default_factory=dict)
    amounts: dict[str, Money] = field(default_factory=dict)


def error(place: str, key: str, **words: str) -> Finding:
    """What keeps a policy from being laid down."""
    return Finding(Gravity.ERROR, place, key, words)


def warning(place: str, key: str, **words: str) -> Finding:
    """What is allowed and hardly meant."""
    return Finding(Gravity.WARNING, place, key, words)
