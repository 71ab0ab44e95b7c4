"""Read the lines of an order out of a message: what to do with how much of which product.

Deterministic on purpose: quantities are money, and a rule can be read. The parser helps where a
product is named without a quantity, by saying where it saw one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from bot.intents.changes import instead, multiplied, replaced
from bot.intents.counts import Count, CountReader
from bot.intents.lexicon import Lexicon, load
from bot.intents.operations import Operations
from bot.intents.rows import read_rows
from bot.intents.schema import Intent, Line, LineOp
from bot.intents.segments import Segment, looks_like_sku, split
from bot.intents.spans import (
    Mention,
    chosen,
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
MAX_LINES = 200


@dataclass(frozen=True, slots=True)
class _Draft:
    """A line in the making: its product as tokens, so that it can still grow."""

    product: tuple[Token, ...]
    quantity: Decimal | None = None
    unit: str | None = None
    op: LineOp | None = None


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

    def __post_init__(self) -> None:
        self._counts = CountReader(self.intent, self.lexicon, self.mentions)
        self._operations = Operations(self.intent, self.lexicon)

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
        for segment, following in zip(segments, [*segments, None][1:], strict=True):
            tokens = segment.tokens
            has_sku = any(looks_like_sku(t.text) for t in tokens)
            is_listed = segment.joiner or (following and following.joiner)
            if anything_seen and not (within(tokens, self.mentions) or has_sku or is_listed):
                continue
            count = self._counts.leading(tokens)
            if count.quantity is None:
                count = self._counts.inner(tokens) or count
            if count.quantity is None or self.intent not in _COUNTING:
                count = Count(rest=tokens)
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
        count = self._counts.leading(new)
        product = counted_product(count.rest, self.lexicon) if count.quantity else ()
        previous = product_in(self._counts.leading(old).rest or old, self.lexicon)
        if count.quantity is not None and not product:
            self._drafts.append(_Draft(previous, count.quantity, count.unit, LineOp.SET))
            return
        product = product or product_in(new, self.lexicon)
        self._drafts.append(_Draft(previous, op=LineOp.REMOVE))
        self._drafts.append(_Draft(product, count.quantity, count.unit, LineOp.ADD))

    def _plain(self, segment: Segment, *, alone: bool, replaces: bool) -> None:
        tokens = segment.tokens
        if self._counts.negates(tokens):
            return
        count = self._counts.read(tokens)
        before = self._drafts[-1].op if self._drafts else None
        op = self._operations.of(segment, count, before, replaces=replaces)
        if count.quantity is not None:
            product = count.product(self.lexicon)
            self._counted(product, count, op)
            return
        if op is None or segment.heads:
            return
        product = chosen(self._past_cue(count.rest), self.mentions, self.lexicon)
        product, unit = self._unit_in(product, None)
        if not product or all(token.key in self.lexicon.anaphora for token in product):
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

    def _counted(self, product: tuple[Token, ...], count: Count, op: LineOp | None) -> None:
        previous = self._drafts[-1] if self._drafts else None
        is_open = previous and previous.quantity is None and previous.op is not LineOp.REMOVE
        if not product and previous and is_open:
            self._drafts[-1] = replace(previous, quantity=count.quantity, unit=count.unit)
            return
        if not product and previous and self.intent is Intent.ADD_LINES and previous.product:
            return
        self._drafts.append(_Draft(product, count.quantity, count.unit, op))


def corrects(text: str, lexicon: Lexicon) -> bool:
    """Whether a message says which number is not meant: "4 packs, not 2"."""
    counts = CountReader(Intent.CHANGE_LINE, lexicon)
    segments = split(tokenize(text), lexicon, at_cues=False)
    return any(counts.negates(segment.tokens) for segment in segments)


def read_lines(
    text: str, intent: Intent, lexicon: Lexicon, mentions: Sequence[Mention] = ()
) -> tuple[Line, ...]:
    """The lines that a message of this intent names; none for intents that have none."""
    return _lines(text, intent, lexicon.language, tuple(mentions))


@lru_cache(maxsize=8)
def _lines(
    text: str, intent: Intent, language: str, mentions: tuple[Mention, ...]
) -> tuple[Line, ...]:
    """Who settles the intent of a message reads its lines, and who then tells them again."""
    return LineReader(text, intent, load(language), mentions).read()
