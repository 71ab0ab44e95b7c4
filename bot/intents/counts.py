"""How much of a product a part of a message speaks of, and which of its words remain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.intents.lexicon import Lexicon
from bot.intents.schema import Intent
from bot.intents.segments import looks_like_sku
from bot.intents.spans import (
    Counted,
    Mention,
    counted_at,
    counted_product,
    is_lead,
    product_in,
    within,
)
from bot.intents.tokens import Token

_YEAR = re.compile(r"20[2-3]\d")
_MAX_BARE = 500  # a number behind a product, with nothing between, above this is a model's
_LONGEST_CUE = 3  # words, as in "passe à" or "should be"
_SIGNS = frozenset(("x", "×", "*", "-", "–", ":"))
_QUANTITY = frozenset(("qty", "quantite", "quantity", "menge", "aantal"))


@dataclass(frozen=True, slots=True)
class Count:
    """What a part says about how much.

    Attributes:
        definite: "the 3 boxes": all there are.
        to: "to 5": the quantity that shall be, whatever was there.
        rest: the words that name the product, with what stands around them.
        behind: the quantity stands behind the product.
    """

    quantity: Decimal | None = None
    unit: str | None = None
    definite: bool = False
    to: bool = False
    rest: tuple[Token, ...] = ()
    behind: bool = False

    def product(self, lexicon: Lexicon) -> tuple[Token, ...]:
        """The product's words: those behind a quantity, or those it stands behind."""
        if self.behind:
            return product_in(self.rest, lexicon)
        return counted_product(self.rest, lexicon)


@dataclass(frozen=True, slots=True)
class CountReader:
    """Finds the quantity of a part of a message of one intent."""

    intent: Intent
    lexicon: Lexicon
    mentions: Sequence[Mention] = ()

    def read(self, tokens: tuple[Token, ...]) -> Count:
        """The quantity before, behind or amid the product; without one, all words remain."""
        leading = self.leading(tokens)
        if leading.quantity is not None:
            return leading
        return self._trailing(tokens) or self.inner(tokens) or Count(rest=tokens)

    def negates(self, tokens: tuple[Token, ...]) -> bool:
        """Whether a part only says what is not meant: "10, not 20"."""
        if self.lexicon.cues["not"].at(tokens, 0) is None:
            return False
        count = self.leading(tokens)
        return count.quantity is not None and not count.rest

    def leading(self, tokens: tuple[Token, ...]) -> Count:
        """A quantity that only words of no weight precede."""
        position = 0
        while position < len(tokens):
            counted = counted_at(tokens, position, self.lexicon)
            if counted and self._is_meant(tokens, counted, position):
                return self._of(counted, tokens)
            cue = self._cue_at(tokens, position)
            if cue is not None:
                position = cue
            elif is_lead(tokens, position, self.lexicon):
                position += 1
            else:
                break
        return Count()

    def inner(self, tokens: tuple[Token, ...]) -> Count | None:
        """A quantity amid words we do not know, with a unit or right before what the parser saw."""
        seen = within(tokens, self.mentions)
        for position in range(1, len(tokens)):
            counted = counted_at(tokens, position, self.lexicon)
            if counted is None or counted.quantity.article:
                continue
            rest = tokens[counted.end :]
            before_seen = bool(seen and rest and rest[0] == seen[0])
            unit_of_unseen = counted.unit and not (seen and seen[0].start < tokens[position].start)
            is_meant = self._is_meant(tokens, counted, position)
            if is_meant and (before_seen or unit_of_unseen) and counted_product(rest, self.lexicon):
                return self._of(counted, tokens)
        return None

    def _cue_at(self, tokens: tuple[Token, ...], position: int) -> int | None:
        for name in ("remove", "add", "increase", "decrease", "another", "set"):
            if found := self.lexicon.cues[name].at(tokens, position):
                return found.end
        return None

    def _is_meant(self, tokens: tuple[Token, ...], counted: Counted, position: int) -> bool:
        quantity = counted.quantity
        if position + 1 == quantity.end and looks_like_sku(tokens[position].text):
            return False
        if quantity.article:
            return counted.unit is not None or self.intent is Intent.ADD_LINES
        if counted.definite and quantity.value == 1:  # "the one from March"
            return False
        if counted.unit is None and _YEAR.fullmatch(tokens[position].text):  # "2027 diaries"
            return False
        return not (position and tokens[position - 1].key in self.lexicon.attributes)

    def _of(self, counted: Counted, tokens: tuple[Token, ...]) -> Count:
        rest = tokens[counted.end :]
        return Count(counted.quantity.value, counted.unit, counted.definite, False, rest)

    def _trailing(self, tokens: tuple[Token, ...]) -> Count | None:
        """A quantity behind the product: "gloves x 4", "paper to 8 boxes", "A4 paper 10"."""
        for position in range(len(tokens) - 1, 0, -1):
            counted = counted_at(tokens, position, self.lexicon)
            if counted is None or counted.quantity.article:
                continue
            if product_in(tokens[counted.end :], self.lexicon):
                continue
            before, connected, is_to = self._before(tokens, position)
            if not before or (position == 1 and looks_like_sku(tokens[1].text)):
                continue
            quantity = counted.quantity
            product = product_in(before, self.lexicon)
            is_sku = len(product) == 1 and looks_like_sku(product[0].text)
            is_bare = self._is_bare(tokens, position, quantity.value)
            if connected or quantity.times or is_sku or is_bare:
                return Count(quantity.value, counted.unit, False, is_to, before, behind=True)
        return None

    def _before(
        self, tokens: tuple[Token, ...], position: int
    ) -> tuple[tuple[Token, ...], bool, bool]:
        """What precedes a trailing quantity, whether something ties them, and if that is "to"."""
        for name in ("to", "by"):
            for start in range(max(0, position - _LONGEST_CUE), position):
                found = self.lexicon.cues[name].at(tokens, start)
                if found and found.end == position:
                    return tokens[:start], True, name == "to"
        if tokens[position - 1].key in _SIGNS:
            return tokens[: position - 1], True, False
        if tokens[position - 1].key in _QUANTITY:
            return tokens[: position - 1], True, True
        return tokens[:position], False, False

    def _is_bare(self, tokens: Sequence[Token], position: int, value: Decimal) -> bool:
        before = tokens[position - 1]
        return (
            tokens[position].text.isdigit()
            and value <= _MAX_BARE
            and before.key not in self.lexicon.attributes
            and before.is_word
        )
