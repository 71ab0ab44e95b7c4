"""Settle the intent: the parser's guess, put right by what the message plainly contains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.intents.commands import language_named
from bot.intents.identifiers import find_email, find_vat
from bot.intents.lexicon import Lexicon, table
from bot.intents.lines import corrects, read_lines
from bot.intents.phrases import Phrases
from bot.intents.rasa import Parsed
from bot.intents.references import find_order, find_po, names_past_order
from bot.intents.schema import Intent, Line, LineOp
from bot.intents.segments import looks_like_sku
from bot.intents.spans import Mention
from bot.intents.tokens import tokenize

THRESHOLD = 0.3
_NEXT_BEST = 0.05  # below this, a second guess is none
_SMALL_TALK = frozenset((Intent.GREET, Intent.GOODBYE, Intent.THANK, Intent.OUT_OF_SCOPE))
_CART_DETAILS = frozenset((Intent.SET_PO_NUMBER, Intent.SET_DELIVERY))
_ALMOST_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Resolver:
    """Settles one message's intent.

    Attributes:
        text: the message.
        lexicon: the words of its language.
        today: for the dates in it.
        mentions: where the parser saw products.
    """

    text: str
    lexicon: Lexicon
    today: date
    mentions: Sequence[Mention] = ()

    def resolve(self, parsed: Parsed) -> tuple[Intent, float]:
        """The intent and its confidence; out_of_scope when nothing is likely enough."""
        intent, confidence = self._believed(parsed)
        if intent in _SMALL_TALK and (find_vat(self.text) or find_email(self.text)):
            return Intent.IDENTIFY, 1.0
        if intent in _CART_DETAILS and names_past_order(self.text, self.lexicon.language):
            return Intent.REORDER, confidence
        if intent in _CART_DETAILS and self._orders_units():
            return Intent.ADD_LINES, confidence
        if confidence < _ALMOST_SURE and self._is_plain_order():
            return self._by_operations(Intent.ADD_LINES), _ALMOST_SURE
        if confidence < THRESHOLD:
            return Intent.OUT_OF_SCOPE, 1.0 - confidence
        return self._by_operations(intent), confidence

    def _believed(self, parsed: Parsed) -> tuple[Intent, float]:
        """The best guess that the message bears out; what it rules out counts for nothing."""
        ranking = parsed.ranking or ((parsed.intent, parsed.confidence),)
        left = 1.0
        for name, confidence in ranking:
            intent = _known(name)
            if confidence < _NEXT_BEST:
                break
            if intent and self._bears_out(intent):
                return intent, min(1.0, confidence / max(left, confidence))
            left -= confidence
        return Intent.OUT_OF_SCOPE, 0.0

    def _bears_out(self, intent: Intent) -> bool:
        language = self.lexicon.language
        said = _evidence(language).get(intent)
        if said and said.first(tokenize(self.text)):
            return True
        if intent is Intent.REORDER:
            return find_order(self.text, language, intent, self.today) is not None
        if intent is Intent.SET_PO_NUMBER:
            if find_po(self.text, language, Intent.REORDER):  # by its full name
                return True
            takes_away = self.lexicon.cues["remove"].first(tokenize(self.text))
            return not takes_away and find_po(self.text, language, intent) is not None
        if intent is Intent.CHANGE_LANGUAGE:
            return language_named(self.text) is not None
        return said is None

    def _is_plain_order(self) -> bool:
        """Nothing but products with quantities, and words of courtesy, whatever they are called."""
        lines = read_lines(self.text, Intent.ADD_LINES, self.lexicon, self.mentions)
        if not lines or not all(self._is_plain(line) for line in lines):
            return False
        first = self.text.index(lines[0].product)
        before = [t.key for t in tokenize(self.text[:first]) if t.is_word]
        counted = sum(key.isdigit() for key in before)
        return counted > 0 and all(k.isdigit() or k in self._courtesy() for k in before)

    def _is_plain(self, line: Line) -> bool:
        """A quantity of what is surely a product: in a unit, by its number, or seen as one."""
        if line.quantity is None or not line.product:
            return False
        seen = any(self.text[m.start : m.end] in line.product for m in self.mentions)
        is_sku = any(looks_like_sku(t.text) for t in tokenize(line.product))
        return is_sku or line.unit is not None or seen

    def _orders_units(self) -> bool:
        """Products in boxes or the like, to be delivered somewhere: first of all an order."""
        lines = read_lines(self.text, Intent.ADD_LINES, self.lexicon, self.mentions)
        return any(line.unit and line.quantity and line.product for line in lines)

    def _courtesy(self) -> frozenset[str]:
        return _courtesy(self.lexicon.language) | frozenset(self.lexicon.units) | self.lexicon.of

    def _by_operations(self, intent: Intent) -> Intent:
        """Taking a part of a line away changes it; taking all of it removes it."""
        if intent not in (Intent.ADD_LINES, Intent.CHANGE_LINE, Intent.REMOVE_LINES):
            return intent
        ops = {line.op for line in read_lines(self.text, intent, self.lexicon, self.mentions)}
        if intent is Intent.REMOVE_LINES and ops == {LineOp.DECREASE}:
            return Intent.CHANGE_LINE
        if intent is Intent.CHANGE_LINE and ops == {LineOp.REMOVE}:
            return Intent.REMOVE_LINES
        is_correction = ops == {LineOp.MULTIPLY} or corrects(self.text, self.lexicon)
        if intent is Intent.ADD_LINES and is_correction:
            return Intent.CHANGE_LINE
        return intent


def _known(name: str) -> Intent | None:
    """None for a model trained on other intents than ours."""
    try:
        return Intent(name)
    except ValueError:
        return None


@cache
def _evidence(language: str) -> dict[Intent, Phrases[bool]]:
    return {
        Intent(intent): Phrases.of(phrases, True)
        for intent, phrases in table(language)["evidence"].items()
    }


@cache
def _courtesy(language: str) -> frozenset[str]:
    words = table(language)["grammar"]["courtesy"]
    return frozenset(token.key for token in tokenize(words))
