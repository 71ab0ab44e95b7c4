"""The local index of the shop's products."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from shop_client.model import Product


@dataclass(frozen=True, slots=True)
class Match:
    """A product that a phrase may mean.

    Attributes:
        score: 0 to 1; comparable within one phrase.
        ground: why: "sku", "exact", "name", "synonym", "history".
    """

    sku: str
    name: str
    score: float
    ground: str


@dataclass(frozen=True, slots=True)
class Grounding:
    """What a phrase means in the catalogue.

    Attributes:
        certain: the one product it means, when there is no doubt; else None.
        candidates: the likely ones, best first, at most ten.
    """

    phrase: str
    certain: Match | None
    candidates: tuple[Match, ...] = field(default_factory=tuple)


class Catalogue(Protocol):
    """The local index of the shop's products."""

    def close(self) -> None:
        """Lets go of the index; for the end."""
        ...

    async def refresh(self) -> int:
        """Takes the shop's changes in; returns how many products changed."""
        ...

    async def ground(
        self, phrase: str, language: str, history: frozenset[str] = frozenset()
    ) -> Grounding:
        """What a phrase means, orderable products first; `history`: SKUs this company bought."""
        ...

    async def search(
        self, phrase: str, language: str, history: frozenset[str] = frozenset(), limit: int = 10
    ) -> tuple[Match, ...]:
        """What a person looking around may want to see, best first."""
        ...

    async def product(self, sku: str) -> Product | None:
        """A product as last seen in the shop, discontinued ones too; None when unknown."""
        ...
