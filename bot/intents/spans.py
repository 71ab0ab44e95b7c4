"""Find the words that name a product among those that stand around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.intents.lexicon import Lexicon
from bot.intents.quantities import Quantity, quantity_at
from bot.intents.segments import looks_like_sku
from bot.intents.tokens import Token
from bot.intents.units import is_loose, unit_of

_TIMES = frozenset(("x", "×", "*", "fois", "times", "mal", "keer", "maal"))
_MEASURE = re.compile(r"\d+(?:[.,]\d+)?[a-z]{1,3}")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where the parser saw a product: text[start:end]."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with its unit, and where the words after them begin."""

    quantity: Quantity
    unit: str | None
    end: int
    definite: bool = False


def is_lead(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Whether a word may stand before a product without being part of its name."""
    token = tokens[position]
    if looks_like_sku(token.text):
        return False
    return (
        not token.is_word
        or token.key in lexicon.lead
        or token.key.endswith(lexicon.endings)
        or token.key in lexicon.of
        or token.key in lexicon.articles
    )


def _breaks_off(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    return bool(
        lexicon.breaks.at(tokens, position) or tokens[position].key.endswith(lexicon.endings)
    )


def product_in(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """Tokens without what leads to the product, what follows it, and what breaks off."""
    start = 0
    while start < len(tokens) and is_lead(tokens, start, lexicon):
        start += 1
    end = start
    while end < len(tokens) and not (end > start and _breaks_off(tokens, end, lexicon)):
        end += 1
    while end > start and (not tokens[end - 1].is_word or tokens[end - 1].key in lexicon.tail):
        end -= 1
    return tuple(tokens[start:end])


def counted_product(tokens: Sequence[Token], lexicon: Lexicon) -> tuple[Token, ...]:
    """The product behind a quantity: it begins there, even with a word like "still" or "extra"."""
    found = product_in(tokens, lexicon)
    if not found:
        return ()
    start = 0
    while tokens[start].key in lexicon.of or lexicon.determiners.at(tokens, start):
        start += 1
    if not tokens[start].is_word:
        return found
    return tuple(tokens[start : tokens.index(found[-1]) + 1])


def within(tokens: Sequence[Token], mentions: Sequence[Mention]) -> tuple[Token, ...]:
    """The tokens of the first mention among these tokens; none if there is none."""
    for mention in mentions:
        inside = tuple(t for t in tokens if t.start < mention.end and mention.start < t.end)
        while inside and not inside[-1].is_word:
            inside = inside[:-1]
        if inside:
            return inside
    return ()


def chosen(
    tokens: Sequence[Token], mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[Token, ...]:
    """The product of an uncounted part: by the rules, put right by what the parser saw."""
    by_rule = product_in(tokens, lexicon)
    seen = product_in(within(tokens, mentions), lexicon)
    for before, token in pairwise(by_rule):
        if before.key in lexicon.codes and looks_like_sku(token.text):
            return (token,)
    if not seen or not by_rule:
        return seen or by_rule
    if unit_at(by_rule, 0, None, lexicon):
        return by_rule
    if seen[0] not in by_rule:
        return seen
    start = by_rule.index(seen[0])
    if (
        start
        and by_rule[start - 1].key not in lexicon.of
        and not lexicon.determiners.at(by_rule, start - 1)
    ):
        start = 0
    return by_rule[start:]


def unit_at(
    tokens: Sequence[Token], position: int, quantity: Quantity | None, lexicon: Lexicon
) -> str | None:
    """The unit at a position, unless the word there begins the product's name."""
    if position >= len(tokens):
        return None
    token = tokens[position]
    unit = unit_of(token, lexicon)
    if unit is None:
        return None
    rest = tokens[position + 1 :]
    if all(not t.is_word or t.key in lexicon.tail for t in rest):
        return unit if quantity else None
    if rest[0].key in lexicon.of:
        return unit if quantity or not is_loose(unit, lexicon) else None
    if quantity is None or (quantity.article and lexicon.units_take_of):
        return None
    is_written_out = token.key == unit
    if lexicon.plural_is_unit:
        return unit if not is_written_out or quantity.value == 1 else None
    return None if is_loose(unit, lexicon) else unit


def counted_at(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> Counted | None:
    """A quantity and its unit at a position, with all that joins them to a product."""
    quantity = quantity_at(tokens, start, lexicon)
    if quantity is None:
        return None
    end = quantity.end
    if end < len(tokens) and tokens[end].key in lexicon.measures and not quantity.times:
        return None
    while end < len(tokens) and tokens[end].key in _TIMES:
        end += 1
    end = _past_markers(tokens, end, lexicon)
    unit = lexicon.units[quantity.unit_key] if quantity.unit_key else None
    if unit is None:
        unit = unit_at(tokens, end, quantity, lexicon)
        end += 1 if unit else 0
    definite = start > 0 and tokens[start - 1].key in lexicon.definite
    return Counted(quantity, unit, _past_markers(tokens, end, lexicon), definite)


def _past_markers(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> int:
    """Skip "more", "less", "of" and articles."""
    while position < len(tokens):
        marker = next(
            (
                found
                for name in ("increase", "decrease", "another")
                if (found := lexicon.cues[name].at(tokens, position))
            ),
            None,
        )
        if marker:
            position = marker.end
        elif tokens[position].key in lexicon.of or lexicon.determiners.at(tokens, position):
            position += 1
        else:
            break
    return position


def is_attribute(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a part only describes the product before it: "size L", "80g"."""
    return tokens[0].key in lexicon.attributes or bool(_MEASURE.fullmatch(tokens[0].key))
