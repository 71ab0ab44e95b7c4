"""Cut a message into the parts that each speak of one product."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.intents.lexicon import Lexicon
from bot.intents.quantities import quantity_at
from bot.intents.tokens import Token
from bot.intents.units import unit_of

_SKU = re.compile(r"(?=[^\s]*\d)[A-Z0-9][A-Z0-9]*(?:[-_./][A-Z0-9]+)*", re.IGNORECASE)
_DASHED_CAPITALS = re.compile(r"[A-Z]{2,}(?:-[A-Z0-9]+)+")
_MIN_SKU = 3
_MIN_DIGITS_SKU = 5
_SPLITTING_MARKS = frozenset("\n;,.!?+&•|()[]{}:…")
_CONNECTORS = frozenset((":", "=", "->", "-", "–", "—", "x", "×", "*"))
_QUOTES = frozenset("\"'«»“”‘’`")
_BIG_NUMBER_WORDS = frozenset(("hundred", "thousand"))
_COLOURS = frozenset(
    (
        *("black", "white", "blue", "red", "green", "yellow", "grey"),
        *("noir", "noire", "noirs", "blanc", "blanche", "blancs", "bleu", "bleus", "rouge"),
        *("rouges", "vert", "verts", "jaune", "jaunes", "gris"),
        *("schwarz", "weiss", "blau", "rot", "grun", "gelb", "grau", "schwarze", "weisse"),
        *("zwart", "wit", "blauw", "rood", "groen", "geel", "grijs", "zwarte", "witte"),
    )
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a message, and the word that joined it to the part before.

    Attributes:
        joiner: folded; "" at a mark, at a line's end, or where a cue began a new part.
        heads: a colon follows, so it only announces what comes: "for the kitchen: …".
    """

    tokens: tuple[Token, ...]
    joiner: str
    heads: bool = False


def looks_like_sku(written: str) -> bool:
    """Whether a word can be an article number: capitals or dashes with digits, or 5+ digits."""
    if _DASHED_CAPITALS.fullmatch(written):
        return True
    if not _SKU.fullmatch(written) or len(written) < _MIN_SKU:
        return False
    if written.isdigit():
        return len(written) >= _MIN_DIGITS_SKU
    letters = sum(c.isalpha() for c in written)
    digits = sum(c.isdigit() for c in written)
    measure = re.fullmatch(r"[0-9.]+[a-zA-Z]{1,2}", written) and digits < _MIN_DIGITS_SKU
    return ("-" in written and letters > 1) or (letters > 0 and digits > 2 and not measure)


def _starts_quantity(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    quantity = quantity_at(tokens, position, lexicon)
    if quantity is None or quantity.end >= len(tokens):
        return quantity is not None
    return tokens[quantity.end].key not in lexicon.measures


def _is_connector(tokens: Sequence[Token], position: int, lexicon: Lexicon) -> bool:
    """Whether a ":" or "-" stands between a product and its quantity, with which the part ends."""
    quantity = quantity_at(tokens, position + 1, lexicon)
    if quantity is None:
        return False
    end = quantity.end
    if end < len(tokens) and unit_of(tokens[end], lexicon):
        end += 1
    if end >= len(tokens) or not tokens[end].is_word:
        return True
    goes_on = lexicon.joiners.at(tokens, end) or lexicon.cues["instead_of"].at(tokens, end)
    return goes_on is not None


def _splits(
    tokens: Sequence[Token], position: int, part: Sequence[Token], lexicon: Lexicon
) -> bool:
    token = tokens[position]
    if token.is_word or token.key in _QUOTES:
        return False
    if token.key in _CONNECTORS:
        return not (part and _is_connector(tokens, position, lexicon))
    after_unit = token.key == "." and bool(part) and unit_of(part[-1], lexicon) is not None
    return not after_unit


def _joins(
    tokens: Sequence[Token], position: int, part: Sequence[Token], lexicon: Lexicon
) -> tuple[str, int] | None:
    """A joining word at a position that really separates two products, and where it ends."""
    found = lexicon.joiners.at(tokens, position)
    if found is None:
        return None
    follows = tokens[found.end].key if found.end < len(tokens) else ""
    precedes = part[-1].key if part else ""
    if found.value == "plus" and not _starts_quantity(tokens, found.end, lexicon):
        return None
    if found.value == "plus" and precedes in lexicon.of | {"en", "de"}:
        return None
    if found.value == "or" and not lexicon.cues["remove"].first(part):
        return None
    if precedes in _COLOURS and follows in _COLOURS:
        return None
    if precedes in _BIG_NUMBER_WORDS and not lexicon.units.get(follows):
        return None
    return tokens[position].key, found.end


def split(tokens: Sequence[Token], lexicon: Lexicon, *, at_cues: bool) -> list[Segment]:
    """Cut tokens at marks and joining words, and where `at_cues` also before "without" and kin."""
    segments: list[Segment] = []
    part: list[Token] = []
    joiner = ""
    position = 0

    def close(next_joiner: str, *, heads: bool = False) -> None:
        nonlocal joiner
        if part:
            segments.append(Segment(tuple(part), joiner, heads))
            joiner = ""
            part.clear()
        joiner = next_joiner or joiner

    while position < len(tokens):
        token = tokens[position]
        if _splits(tokens, position, part, lexicon):
            close("", heads=token.key == ":")
            position += 1
            continue
        if join := _joins(tokens, position, part, lexicon):
            close(join[0])
            position = join[1]
            continue
        if at_cues and part and lexicon.cues["remove"].at(tokens, position):
            close("")
        if token.key not in _QUOTES and token.key != ".":
            part.append(token)
        position += 1
    close("")
    return segments
