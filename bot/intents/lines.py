"""Read the lines of an order out of a message: what to do with how much of which product.

Deterministic on purpose: quantities are money, and a rule can be read. The parser helps where a
product is named without a quantity, by saying where it saw one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bot.intents.changes import instead, multiplied, replaced
from bot.intents.lexicon import Lexicon
from bot.intents.quantities import quantity_at
from bot.intents.rows import read_rows
from bot.intents.schema import Intent, Line, LineOp
from bot.intents.segments import Segment, looks_like_sku, split
from bot.intents.spans import (
    Counted,
    Mention,
    chosen,
    counted_at,
    counted_product,
    is_attribute,
    is_lead,
    product_in,
    unit_at,
    within,
)
from bot.intents.tokens import Token, cut, tokenize

CHANGING = frozenset((Intent.ADD_LINES, Intent.CHANGE_LINE, Intent.REMOVE_LINES, Intent.REORDER))
ASKING = frozenset(
    (
        Intent.SEARCH_PRODUCTS,
        Intent.ASK_PRICE,
        Intent.ASK_STOCK,
        Intent.ASK_PRODUCT,
        Intent.REQUEST_QUOTE,
    )
)
_COUNTING = frozenset((Intent.ASK_PRICE, Intent.ASK_STOCK, Intent.REQUEST_QUOTE))
_MAX_UNSEEN = 6  # words of a product that only the rules see
_MAX_BARE = 500  # a number behind a product, with nothing between, above this is a model's
MAX_LINES = 200


@dataclass(frozen=True, slots=True)
class _Draft:
    """A line in the making: its product as tokens, so that it can still grow."""

    product: tuple[Token, ...]
    quantity: Decimal | None = None
    unit: str | None = None
    op: LineOp | None = None


@dataclass(frozen=True, slots=True)
class _Count:
    """What a part says about how much, and its remaining words."""

    quantity: Decimal | None = None
    unit: str | None = None
    definite: bool = False
    to: bool = False
    rest: tuple[Token, ...] = ()
    behind: bool = False

    def product(self, lexicon: Lexicon) -> tuple[Token, ...]:
        """The product's words: those behind a quantity, or those it stands behind."""
        return (
            product_in(self.rest, lexicon) if self.behind else counted_product(self.rest, lexicon)
        )


@dataclass
class LineReader:
    """Reads the lines of one message.

    Attributes:
        text: the message; parts already understood otherwise (a date) blanked with ";".
        mentions: where the parser saw products.
    """

    text: str
    intent: Intent
    lexicon: Lexicon
    mentions: Sequence[Mention] = ()
    _drafts: list[_Draft] = field(default_factory=list)

    def read(self) -> tuple[Line, ...]:
        """The lines, in the order they were said; products are cut out of the text."""
        if self.intent in CHANGING:
            rows = read_rows(self.text)
            if rows is not None:
                op = LineOp.SET if self.intent is Intent.REORDER else LineOp.ADD
                return tuple(Line(sku, quantity, None, op) for sku, quantity in rows[:MAX_LINES])
            segments = split(
                tokenize(self.text), self.lexicon, at_cues=self.intent is Intent.REORDER
            )
            for segment in segments:
                self._change(segment, alone=len(segments) == 1)
        elif self.intent in ASKING:
            self._ask(split(tokenize(self.text), self.lexicon, at_cues=False))
        return tuple(
            Line(cut(self.text, d.product), d.quantity, d.unit, d.op)
            for d in self._drafts[:MAX_LINES]
        )

    def _ask(self, segments: Sequence[Segment]) -> None:
        anything_seen = any(within(s.tokens, self.mentions) for s in segments)
        for segment, following in zip(segments, [*segments[1:], None], strict=True):
            tokens = segment.tokens
            has_sku = any(looks_like_sku(t.text) for t in tokens)
            is_listed = segment.joiner or (following and following.joiner)
            if anything_seen and not (within(tokens, self.mentions) or has_sku or is_listed):
                continue
            count = self._leading(tokens)
            if count.quantity is None:
                count = self._inner(tokens) or count
            if count.quantity is None or self.intent not in _COUNTING:
                count = self._uncounted(tokens)
            if self.intent is Intent.ASK_PRODUCT and not anything_seen and not has_sku:
                continue
            if count.quantity is not None:
                product = counted_product(count.rest, self.lexicon)
            elif self.intent is Intent.ASK_PRODUCT and (seen := within(tokens, self.mentions)):
                product = product_in(seen, self.lexicon)
            else:
                product = chosen(count.rest, self.mentions, self.lexicon)
            product, unit = self._unit_in(product, count.unit)
            if product and (anything_seen or has_sku or len(product) <= _MAX_UNSEEN):
                self._drafts.append(_Draft(product, count.quantity, unit))

    def _unit_in(
        self, product: tuple[Token, ...], unit: str | None
    ) -> tuple[tuple[Token, ...], str | None]:
        """Split "box of staples" where no quantity was said."""
        if unit is None and (found := unit_at(product, 0, None, self.lexicon)):
            return product_in(product[1:], self.lexicon), found
        return product, unit

    def _change(self, segment: Segment, *, alone: bool) -> None:
        tokens = segment.tokens
        if pair := replaced(tokens, self.lexicon):
            self._replace(*pair)
            return
        tokens, is_instead, gone = instead(tokens, self.lexicon)
        if gone:
            self._drafts.append(_Draft(product_in(gone, self.lexicon), op=LineOp.REMOVE))
        tokens, factor = multiplied(tokens, self.lexicon)
        if factor is not None:
            product = chosen(tokens, self.mentions, self.lexicon)
            self._drafts.append(_Draft(product, factor, None, LineOp.MULTIPLY))
            return
        if is_instead and not tokens:
            return
        self._plain(replace(segment, tokens=tokens), alone=alone, replaces=is_instead or bool(gone))

    def _replace(self, old: tuple[Token, ...], new: tuple[Token, ...]) -> None:
        count = self._leading(new)
        product = counted_product(count.rest, self.lexicon) if count.quantity else ()
        previous = product_in(self._leading(old).rest or old, self.lexicon)
        if count.quantity is not None and not product:
            self._drafts.append(_Draft(previous, count.quantity, count.unit, LineOp.SET))
            return
        product = product or product_in(new, self.lexicon)
        self._drafts.append(_Draft(previous, op=LineOp.REMOVE))
        self._drafts.append(_Draft(product, count.quantity, count.unit, LineOp.ADD))

    def _plain(self, segment: Segment, *, alone: bool, replaces: bool) -> None:
        tokens = segment.tokens
        if self.negates(tokens):
            return
        count = self._count(tokens)
        op = self._op(segment, count, replaces=replaces)
        if count.quantity is not None:
            product = count.product(self.lexicon)
            self._counted(product, count, op)
            return
        if op is None or segment.heads:
            return
        product = chosen(self._past_cue(count.rest), self.mentions, self.lexicon)
        product, unit = self._unit_in(product, None)
        if not product:
            return
        previous = self._drafts[-1] if self._drafts else None
        if previous and previous.quantity is not None:
            if not previous.product:
                self._drafts[-1] = replace(previous, product=product)
                return
            if not segment.joiner and is_attribute(product, self.lexicon):
                self._drafts[-1] = replace(previous, product=previous.product + product)
                return
        if self._is_trusted(segment, product, op, alone=alone):
            self._drafts.append(_Draft(product, None, unit, op))

    def _past_cue(self, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
        """Words without a leading "without" or "no more"."""
        found = self.lexicon.cues["remove"].first(tokens)
        if found and all(is_lead(tokens, i, self.lexicon) for i in range(found.start)):
            return tokens[found.end :] or tokens
        return tokens

    def _is_trusted(
        self, segment: Segment, product: Sequence[Token], op: LineOp, *, alone: bool
    ) -> bool:
        if within(product, self.mentions) or any(looks_like_sku(t.text) for t in product):
            return True
        if len(product) > _MAX_UNSEEN:
            return False
        cue = "remove" if op is LineOp.REMOVE else "add"
        return alone or bool(segment.joiner) or bool(self.lexicon.cues[cue].first(segment.tokens))

    def _counted(self, product: tuple[Token, ...], count: _Count, op: LineOp | None) -> None:
        previous = self._drafts[-1] if self._drafts else None
        is_open = previous and previous.quantity is None and previous.op is not LineOp.REMOVE
        if not product and previous and is_open:
            self._drafts[-1] = replace(previous, quantity=count.quantity, unit=count.unit)
            return
        if not product and previous and self.intent is Intent.ADD_LINES and previous.product:
            return
        self._drafts.append(_Draft(product, count.quantity, count.unit, op))

    def negates(self, tokens: tuple[Token, ...]) -> bool:
        """Whether a part only says what is not meant: "10, not 20"."""
        negated = self.lexicon.cues["not"].at(tokens, 0)
        if negated is None:
            return False
        count = self._leading(tokens)
        return count.quantity is not None and not count.rest

    def _count(self, tokens: tuple[Token, ...]) -> _Count:
        leading = self._leading(tokens)
        if leading.quantity is not None:
            return leading
        return self._trailing(tokens) or self._inner(tokens) or self._uncounted(tokens)

    def _leading(self, tokens: tuple[Token, ...]) -> _Count:
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
        return _Count()

    def _cue_at(self, tokens: tuple[Token, ...], position: int) -> int | None:
        for name in ("remove", "add", "increase", "decrease", "another", "set"):
            if found := self.lexicon.cues[name].at(tokens, position):
                return found.end
        return None

    def _is_meant(self, tokens: tuple[Token, ...], counted: Counted, position: int) -> bool:
        quantity = counted.quantity
        if quantity is None:
            return False
        if position + 1 == quantity.end and looks_like_sku(tokens[position].text):
            return False
        if quantity.article:
            return counted.unit is not None or self.intent is Intent.ADD_LINES
        if counted.definite and quantity.value == 1:  # "the one from March"
            return False
        return not (position and tokens[position - 1].key in self.lexicon.attributes)

    def _of(self, counted: Counted, tokens: tuple[Token, ...]) -> _Count:
        value = counted.quantity.value if counted.quantity else None
        return _Count(value, counted.unit, counted.definite, False, tokens[counted.end :])

    def _trailing(self, tokens: tuple[Token, ...]) -> _Count | None:
        """A quantity behind the product: "gloves x 4", "paper to 8 boxes", "A4 paper 10"."""
        for position in range(len(tokens) - 1, 0, -1):
            quantity = quantity_at(tokens, position, self.lexicon)
            if quantity is None or quantity.article:
                continue
            counted = counted_at(tokens, position, self.lexicon)
            if counted is None or product_in(tokens[counted.end :], self.lexicon):
                continue
            before, connected, is_to = self._before(tokens, position)
            if not before or (position == 1 and looks_like_sku(tokens[1].text)):
                continue
            product = product_in(before, self.lexicon)
            is_sku = len(product) == 1 and looks_like_sku(product[0].text)
            if (
                connected
                or quantity.times
                or is_sku
                or self._is_bare(tokens, position, quantity.value)
            ):
                return _Count(quantity.value, counted.unit, False, is_to, before, behind=True)
        return None

    def _inner(self, tokens: tuple[Token, ...]) -> _Count | None:
        """A quantity amid words we do not know, with a unit or right before what the parser saw."""
        seen = within(tokens, self.mentions)
        for position in range(1, len(tokens)):
            counted = counted_at(tokens, position, self.lexicon)
            if counted is None or not counted.quantity or counted.quantity.article:
                continue
            rest = tokens[counted.end :]
            before_seen = bool(seen and rest and rest[0] == seen[0])
            unit_of_unseen = counted.unit and not (seen and seen[0].start < tokens[position].start)
            is_meant = self._is_meant(tokens, counted, position)
            if is_meant and (before_seen or unit_of_unseen) and counted_product(rest, self.lexicon):
                return self._of(counted, tokens)
        return None

    def _before(
        self, tokens: tuple[Token, ...], position: int
    ) -> tuple[tuple[Token, ...], bool, bool]:
        """What precedes a trailing quantity, whether something ties them, and if that is "to"."""
        for name in ("to", "by"):
            for start in range(max(0, position - 3), position):
                found = self.lexicon.cues[name].at(tokens, start)
                if found and found.end == position:
                    return tokens[:start], True, name == "to"
        if tokens[position - 1].key in ("x", "×", "*", "-", "–", ":"):
            return tokens[: position - 1], True, False
        if tokens[position - 1].key in ("qty", "quantite", "quantity", "menge", "aantal"):
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

    def _uncounted(self, tokens: tuple[Token, ...]) -> _Count:
        return _Count(rest=tokens)

    def _op(self, segment: Segment, count: _Count, *, replaces: bool) -> LineOp | None:
        tokens, cues = segment.tokens, self.lexicon.cues
        counted = count.quantity is not None
        if replaces:
            return LineOp.SET if counted and self.intent is not Intent.ADD_LINES else LineOp.ADD
        if cues["remove"].first(tokens) and not self._is_only_tail(tokens):
            partly = counted and not count.definite and self.intent is not Intent.REORDER
            return LineOp.DECREASE if partly else LineOp.REMOVE
        if counted and not count.to:
            if cues["decrease"].first(tokens):
                return LineOp.DECREASE
            if cues["increase"].first(tokens):
                return LineOp.INCREASE
            if cues["another"].first(tokens) and self.intent is not Intent.ADD_LINES:
                return LineOp.INCREASE
        return self._default_op(segment, counted=counted)

    def _is_only_tail(self, tokens: Sequence[Token]) -> bool:
        """A bare "not"/"no" of "why not" kind never takes a counted line out of an order."""
        found = self.lexicon.cues["remove"].first(tokens)
        return self.intent is Intent.ADD_LINES and found is not None and found.start > 0

    def _default_op(self, segment: Segment, *, counted: bool) -> LineOp | None:
        previous = self._drafts[-1].op if self._drafts else None
        if self.intent is Intent.REMOVE_LINES:
            return LineOp.DECREASE if counted else LineOp.REMOVE
        if self.intent is Intent.ADD_LINES:
            return LineOp.ADD
        if not counted and previous is LineOp.REMOVE and segment.joiner:
            return LineOp.REMOVE
        if segment.joiner == "plus" or self.lexicon.cues["add"].first(segment.tokens):
            return LineOp.ADD
        if self.intent is Intent.CHANGE_LINE:
            return LineOp.SET
        return LineOp.SET if counted else None


def corrects(text: str, lexicon: Lexicon) -> bool:
    """Whether a message says which number is not meant: "4 packs, not 2"."""
    reader = LineReader(text, Intent.CHANGE_LINE, lexicon)
    return any(
        reader.negates(segment.tokens) for segment in split(tokenize(text), lexicon, at_cues=False)
    )


def read_lines(
    text: str, intent: Intent, lexicon: Lexicon, mentions: Sequence[Mention] = ()
) -> tuple[Line, ...]:
    """The lines that a message of this intent names; none for intents that have none."""
    return LineReader(text, intent, lexicon, mentions).read()
