"""Which product a phrase means, when there is no doubt. The thresholds, in docs/adr/0007.

A product is certain when
- the phrase is its SKU, or names it in the middle of other words ("sku");
- the phrase, of two words or more, is its full name or the head of its name, and no other
  product's ("exact"), unless the company buys another one that fits as well;
- it is the only one that has every word of the phrase, few typos counted in ("name", or "synonym"
  when the phrase is one of its synonyms), or the only one of those that can be ordered;
- of those that have every word, it is the only one the company has bought ("history").
Otherwise nothing is certain: the candidates are for the person to choose from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalogue.matching import Fit
from bot.ports import Grounding, Match

MOST_CANDIDATES = 10
WEAKEST_CANDIDATE = 0.45
"""Least coverage of a candidate."""
NEAR_THE_BEST = 0.7
"""Least coverage of a candidate as a part of the best one's."""
LEAST_CERTAIN = 0.85
"""Least coverage of a certain product: one edit in six letters, or in a phrase of more words."""
_FOREIGN = 0.97
"""What a fit in another language than the person's counts."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product found, and how the phrase fits it.

    Attributes:
        own: the fit in the person's language; `any` that in all languages taken together.
    """

    sku: str
    name: str
    orderable: bool
    bought: bool
    own: Fit
    any: Fit

    @property
    def coverage(self) -> float:
        """The better of the two fits, a foreign one counting a little less."""
        return max(self.own.coverage, self.any.coverage * _FOREIGN)

    @property
    def score(self) -> float:
        """For ranking: mostly coverage, then what the company buys, then precision."""
        precision = max(self.own.precision, self.any.precision)
        return 0.85 * self.coverage + 0.08 * self.bought + 0.07 * precision

    def match(self, ground: str, score: float | None = None) -> Match:
        """As the port tells it."""
        return Match(self.sku, self.name, round(self.score if score is None else score, 4), ground)


def _ground(candidate: Candidate) -> str:
    return candidate.own.exact or candidate.any.exact or "name"


def ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Best first; what can't be ordered comes after what can."""
    return sorted(candidates, key=lambda c: (not c.orderable, -c.score, c.sku))


def _strong(candidates: Sequence[Candidate]) -> list[Candidate]:
    return (
        [c for c in candidates if c.own.full]
        or [c for c in candidates if c.own.nearly]
        or [c for c in candidates if c.any.full]
        or [c for c in candidates if c.any.nearly]
    )


def _certain(strong: Sequence[Candidate], words: int) -> Match | None:
    bought = [c for c in strong if c.bought]
    named = [c for c in strong if c.own.exact == "exact"] if words > 1 else []
    if len(named) == 1:
        # The name of one, but the company buys another that fits: either may be meant.
        return named[0].match("exact", 1.0) if named[0].bought or not bought else None
    if len(bought) == 1 and len(strong) > 1:
        return bought[0].match("history")
    only = _only(strong)
    if only is None or bought not in ([], [only]) or only.coverage < LEAST_CERTAIN:
        return None
    return only.match(_ground(only))


def _only(strong: Sequence[Candidate]) -> Candidate | None:
    """The only one, or the only one to be had that no other fits better than."""
    if len(strong) == 1:
        return strong[0]
    orderable = [c for c in strong if c.orderable]
    if len(orderable) == 1 and all(c.score <= orderable[0].score for c in strong):
        return orderable[0]
    return None


def ground(phrase: str, words: int, found: Sequence[Candidate]) -> Grounding:
    """Decides, from what was found for a phrase of so many words."""
    strong = _strong(found)
    certain = _certain(strong, words)
    best = max((c.coverage for c in found), default=0.0)
    least = max(WEAKEST_CANDIDATE, NEAR_THE_BEST * best)
    likely = strong or [c for c in found if c.coverage >= least]
    matches = [c.match(_ground(c)) for c in ranked(likely)]
    if certain:
        matches = [certain, *(m for m in matches if m.sku != certain.sku)]
    return Grounding(phrase, certain, tuple(matches[:MOST_CANDIDATES]))
