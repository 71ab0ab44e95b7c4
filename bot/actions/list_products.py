"""Which products the lines of a file mean, and how much of each; the uncertain ones stay apart."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from rapidfuzz import process

from bot.actions.lines import bought_before
from bot.actions.pending import (
    MOST_CANDIDATES,
    Question,
    product_of,
    product_question,
    quantity_question,
)
from bot.actions.turn import Turn
from bot.domain.lines import LineOp
from bot.domain.units import canonical, in_units_of_sale
from bot.intents.order_list.lines import FileLine
from bot.intents.order_list.numbers import Misread
from bot.ports import Grounding, Match
from shop_client.model import Product

_NEAREST = 3
_ALIKE = 80
"""Of 100: how alike two article numbers are of which one may be the other mistyped."""
_SINGLE = frozenset(("piece", "bottle", "can", "roll"))
"""Units of which one is a piece; 200 pieces of what is sold by the box are not 200 boxes."""


class Trouble(StrEnum):
    """Why a line is not in the cart."""

    UNKNOWN = "unknown"
    SEVERAL = "several"
    DISAGREE = "disagree"
    QUANTITY = "quantity"
    UNIT = "unit"
    PACK = "pack"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that is not in the cart.

    Attributes:
        skus: the products that are meant, or may be; the first is certain for QUANTITY and below.
        question: what would settle it, or None.
        more: further lines of the same product, added up with this one.
    """

    line: FileLine
    trouble: Trouble
    skus: tuple[str, ...] = ()
    question: Question | None = None
    more: tuple[FileLine, ...] = ()


@dataclass(slots=True)
class Wanted:
    """A product that is certain, with what all its lines come to, in its own unit."""

    sku: str
    ground: str
    quantity: Decimal = Decimal(0)
    lines: list[FileLine] = field(default_factory=list)


@dataclass(slots=True)
class Sorted:
    """The lines of a file, each in one place; `headings` are those that say nothing to order."""

    wanted: dict[str, Wanted] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    headings: list[FileLine] = field(default_factory=list)


async def sort_lines(turn: Turn, lines: Sequence[FileLine]) -> Sorted:
    """Grounds every line in the catalogue."""
    sorter = _Sorter(turn, await bought_before(turn))
    await sorter.learn_codes(lines)
    for line in lines:
        await sorter.sort(line)
        await asyncio.sleep(0)  # the index is read on the loop: others may have a word between
    return sorter.found


class _Sorter:
    def __init__(self, turn: Turn, history: frozenset[str]) -> None:
        self.found = Sorted()
        self._turn = turn
        self._history = history
        self._grounded: dict[str, Grounding] = {}
        self._codes_are_ours = False

    async def learn_codes(self, lines: Sequence[FileLine]) -> None:
        """Whether the codes are the shop's, so that an unknown one is a mistake, or their own."""
        for line in lines:
            if line.code and _is_sku((await self._ground(line.code)).certain):
                self._codes_are_ours = True
                return

    async def sort(self, line: FileLine) -> None:
        match, candidates, disagree = await self._meant(line)
        if match is None:
            await self._unsure(line, candidates, disagree)
            return
        if line.quantity is None:
            asks = line.misread in (Misread.MISSING, Misread.NO_NUMBER, Misread.AMBIGUOUS)
            question = quantity_question(match.sku, LineOp.ADD) if asks else None
            self._problem(line, Trouble.QUANTITY, (match.sku,), question)
            return
        product = await product_of(self._turn, match.sku)
        if not _sold_by(product, line.unit):
            question = quantity_question(match.sku, LineOp.ADD)
            self._problem(line, Trouble.UNIT, (match.sku,), question)
            return
        quantity, _ = in_units_of_sale(product, line.quantity, line.unit)
        wanted = self.found.wanted.setdefault(match.sku, Wanted(match.sku, match.ground))
        wanted.quantity += quantity
        wanted.lines.append(line)

    async def _meant(self, line: FileLine) -> tuple[Match | None, list[str], bool]:
        """The product that is certain, else those it may be, and whether code and name disagree."""
        by_code = await self._ground(line.code) if line.code else None
        by_name = await self._ground(line.name) if line.name else None
        named = by_name.certain if by_name else None
        if by_code and by_code.certain:
            certain = by_code.certain
            says_other = named and named.ground == "exact" and named.sku != certain.sku
            if named and says_other and _is_sku(certain):
                return None, [certain.sku, named.sku], True
            if _is_sku(certain) or not by_name:
                return certain, [], False
        trusted = not (line.code and self._codes_are_ours)
        if named and (trusted or named.ground == "exact"):
            return named, [], False
        groundings = [grounding for grounding in (by_code, by_name) if grounding]
        likely = dict.fromkeys(match.sku for g in groundings for match in g.candidates)
        return None, list(likely)[:MOST_CANDIDATES], False

    async def _unsure(self, line: FileLine, candidates: list[str], disagree: bool) -> None:
        said = line.name or line.code
        if line.alone and line.misread is Misread.MISSING:
            self.found.headings.append(line)
        elif candidates:
            question = product_question(said, LineOp.ADD, line.quantity, line.unit, candidates)
            trouble = Trouble.DISAGREE if disagree else Trouble.SEVERAL
            self._problem(line, trouble, tuple(candidates), question)
        else:
            self._problem(line, Trouble.UNKNOWN, await self._nearest(line))

    async def _nearest(self, line: FileLine) -> tuple[str, ...]:
        """What an unknown line may have been meant for: a code like it that they buy, or a name."""
        known = self._history | self.found.wanted.keys()
        like = process.extract(line.code.upper(), known, limit=_NEAREST, score_cutoff=_ALIKE)
        found = [sku for sku, _, _ in like] if line.code else []
        if not found and (said := line.name or line.code):
            search = self._turn.services.catalogue.search
            matches = await search(said, self._turn.language, self._history, _NEAREST)
            found = [match.sku for match in matches]
        return tuple(found)

    def _problem(
        self,
        line: FileLine,
        trouble: Trouble,
        skus: tuple[str, ...],
        question: Question | None = None,
    ) -> None:
        self.found.problems.append(Problem(line, trouble, skus, question))

    async def _ground(self, phrase: str) -> Grounding:
        if phrase not in self._grounded:
            self._grounded[phrase] = await self._turn.services.catalogue.ground(
                phrase, self._turn.language, self._history
            )
        return self._grounded[phrase]


def _is_sku(match: Match | None) -> bool:
    return match is not None and match.ground == "sku"


def _sold_by(product: Product, unit: str | None) -> bool:
    """Whether a quantity in this unit is one of the product: its own, a piece, or packs."""
    said = canonical(unit) if unit else None
    if said is None or said == product.unit:
        return True
    if said == "piece":
        return product.unit in _SINGLE
    _, in_packs = in_units_of_sale(product, Decimal(1), unit)
    return in_packs
