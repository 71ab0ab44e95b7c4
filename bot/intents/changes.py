"""The ways to say "this instead of that" and "twice as much"."""

from __future__ import annotations

from decimal import Decimal

from bot.intents.lexicon import Lexicon
from bot.intents.quantities import quantity_at
from bot.intents.spans import counted_at, is_lead, product_in
from bot.intents.tokens import Token

Tokens = tuple[Token, ...]


def replaced(tokens: Tokens, lexicon: Lexicon) -> tuple[Tokens, Tokens] | None:
    """What is replaced and by what, of "replace A by B"; None for any other sentence."""
    verb = lexicon.cues["replace"].first(tokens)
    if verb is None:
        return None
    by = lexicon.cues["with"].first(tokens, verb.end + 1)
    if by is None or by.end >= len(tokens):
        return None
    return tokens[verb.end : by.start], tokens[by.end :]


def instead(tokens: Tokens, lexicon: Lexicon) -> tuple[Tokens, bool, Tokens]:
    """Take "instead of 3 boxes" or "instead of tea" out of a part.

    Returns:
        what is left, whether something was replaced, and the replaced product's words.
    """
    phrase = lexicon.cues["instead_of"].first(tokens)
    if phrase is None:
        return _without_origin(tokens, lexicon), False, ()
    before, after = tokens[: phrase.start], tokens[phrase.end :]
    old = counted_at(after, 0, lexicon)
    if old and not old.quantity.article:
        return before + after[old.end :], True, ()
    if any(not is_lead(before, i, lexicon) for i in range(len(before))):
        gone = product_in(after, lexicon)
        return before, True, gone if len(gone) == len(after) or gone else ()
    return _product_first(after, lexicon)


def _product_first(after: Tokens, lexicon: Lexicon) -> tuple[Tokens, bool, Tokens]:
    """Read "instead of tea give me coffee": the old product ends where the next verb begins."""
    start = 0
    while start < len(after) and is_lead(after, start, lexicon):
        start += 1
    end = start
    while end < len(after) and (after[end].key not in lexicon.lead or after[end].key in lexicon.of):
        end += 1
    return after[end:], True, after[start:end]


def _without_origin(tokens: Tokens, lexicon: Lexicon) -> Tokens:
    """Drop "from 2" of "from 2 to 4"."""
    for position in range(1, len(tokens) - 2):
        old = quantity_at(tokens, position, lexicon)
        to = lexicon.cues["to"].at(tokens, old.end) if old and not old.article else None
        if old and to and quantity_at(tokens, to.end, lexicon):
            return tokens[: position - 1] + tokens[old.end :]
    return tokens


def multiplied(tokens: Tokens, lexicon: Lexicon) -> tuple[Tokens, Decimal | None]:
    """Take "double" or "multiply by 3" out of a part; the factor, or None if it has none."""
    if found := lexicon.multiply.first(tokens):
        return tokens[: found.start] + tokens[found.end :], found.value
    verb = lexicon.cues["multiply_by"].first(tokens)
    if verb is None:
        return tokens, None
    return _by_factor(tokens, verb.end, lexicon)


def _by_factor(tokens: Tokens, start: int, lexicon: Lexicon) -> tuple[Tokens, Decimal | None]:
    for position in range(start, len(tokens)):
        by = lexicon.cues["by"].at(tokens, position)
        factor = quantity_at(tokens, by.end, lexicon) if by else None
        if by and factor:
            return tokens[start:position] + tokens[factor.end :], factor.value
    return tokens, None
