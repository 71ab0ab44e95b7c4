"""What is to be done with a line: added, set, removed, increased or decreased."""

from __future__ import annotations

from dataclasses import dataclass

from bot.intents.counts import Count
from bot.intents.lexicon import Lexicon
from bot.intents.schema import Intent, LineOp
from bot.intents.segments import Segment


@dataclass(frozen=True, slots=True)
class Operations:
    """Tells the operation of a part of a message of one intent."""

    intent: Intent
    lexicon: Lexicon

    def of(
        self, segment: Segment, count: Count, previous: LineOp | None, *, replaces: bool
    ) -> LineOp | None:
        """The operation; None for a part that asks for nothing.

        Args:
            segment: the part.
            count: its quantity.
            previous: the operation of the line before, which "and" carries on.
            replaces: something is named that this comes instead of.
        """
        tokens, cues = segment.tokens, self.lexicon.cues
        counted = count.quantity is not None
        if replaces:
            return LineOp.SET if counted and self.intent is not Intent.ADD_LINES else LineOp.ADD
        if self._takes_away(segment):
            partly = counted and not count.definite and self.intent is not Intent.REORDER
            return LineOp.DECREASE if partly else LineOp.REMOVE
        if counted and not count.to:
            if cues["decrease"].first(tokens):
                return LineOp.DECREASE
            if cues["increase"].first(tokens):
                return LineOp.INCREASE
            if cues["another"].first(tokens) and self.intent is not Intent.ADD_LINES:
                return LineOp.INCREASE
        return self._by_intent(segment, previous, counted=counted)

    def _takes_away(self, segment: Segment) -> bool:
        """In an order, only a part that begins with "without" takes something away."""
        found = self.lexicon.cues["remove"].first(segment.tokens)
        return found is not None and not (self.intent is Intent.ADD_LINES and found.start > 0)

    def _by_intent(
        self, segment: Segment, previous: LineOp | None, *, counted: bool
    ) -> LineOp | None:
        if self.intent is Intent.REMOVE_LINES:
            return LineOp.DECREASE if counted else LineOp.REMOVE
        if self.intent is Intent.ADD_LINES:
            return LineOp.ADD
        if not counted and previous is LineOp.REMOVE and segment.joiner:
            return LineOp.REMOVE
        if segment.joiner == "plus" or self.lexicon.cues["add"].first(segment.tokens):
            return LineOp.ADD
        if self.intent is Intent.CHANGE_LINE or counted:
            return LineOp.SET
        return None
