"""Which past order, which purchase order number, delivered when and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from bot.intents.dates import Moment, moments
from bot.intents.lexicon import load, table
from bot.intents.phrases import Phrases
from bot.intents.schema import Intent
from bot.intents.spans import Mention
from bot.intents.tokens import Token, cut, tokenize

OF_AN_ORDER = frozenset(
    (Intent.REORDER, Intent.ORDER_STATUS, Intent.GET_INVOICE, Intent.CANCEL_ORDER)
)
OF_A_CART = frozenset(
    (
        Intent.ADD_LINES,
        Intent.CHANGE_LINE,
        Intent.REMOVE_LINES,
        Intent.REORDER,
        Intent.SUBMIT_CART,
        Intent.SET_PO_NUMBER,
        Intent.SET_DELIVERY,
        Intent.REQUEST_QUOTE,
        Intent.ASK_STOCK,
    )
)
_WITHOUT_PRODUCTS = frozenset((Intent.SUBMIT_CART, Intent.SET_PO_NUMBER, Intent.SET_DELIVERY))
_ORDER_NUMBER = re.compile(r"#?(?:[a-z]{1,5}[-/_]?)?\d[\d/_-]*(?:[-/_][a-z0-9]+)*", re.IGNORECASE)
_SURE_ORDER_NUMBER = re.compile(r"[a-z]{2,5}[-/_]?\d{3,}(?:[-/_]\d+)*|20\d\d[-/_]\d{2,}", re.I)
_PO_VALUE = re.compile(r"#?[a-z0-9][a-z0-9./_#-]*", re.IGNORECASE)
_ISO_MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])")
_CUE_REACH = 3  # words between "order" and its number
_MIN_PLAIN_NUMBER = 3  # digits, without anything else to tell it is an order's
_DELIVERY_REACH = 6  # words between "deliver" and "to"


@dataclass(frozen=True, slots=True)
class Found:
    """Something found in the text, and where: text[start:end]."""

    value: str
    start: int
    end: int


@dataclass(frozen=True)
class _Words:
    last: Phrases[str]
    usual: Phrases[str]
    order: Phrases[bool]
    number: Phrases[bool]
    po: Phrases[bool]
    po_weak: Phrases[bool]
    fillers: frozenset[str]
    deliver: Phrases[bool]
    at: Phrases[bool]
    not_place: Phrases[bool]


@cache
def _words(language: str) -> _Words:
    words = table(language)["references"]
    return _Words(
        last=Phrases.of(words["last"], "last"),
        usual=Phrases.of(words["usual"], "usual"),
        order=Phrases.of(words["order"], True),
        number=Phrases.of(words["number"], True),
        po=Phrases.of(words["po"], True),
        po_weak=Phrases.of([*words["po"], *words["po_weak"]], True),
        fillers=frozenset(t.key for w in words["fillers"] for t in tokenize(w)),
        deliver=Phrases.of(words["deliver"], True),
        at=Phrases.of(words["at"], True),
        not_place=Phrases.of(words["not_place"], True),
    )


def find_po(text: str, language: str, intent: Intent) -> Found | None:
    """The purchase order number, as written, behind what people call it.

    Where the whole message is about the number, the one word with a digit is enough.
    """
    tokens, words = tokenize(text), _words(language)
    # with products, "the reference" is that of a product
    cues = words.po_weak if intent in _WITHOUT_PRODUCTS else words.po
    position = 0
    while cue := cues.first(tokens, position):
        at = cue.end
        while at < len(tokens) and (not tokens[at].is_word or tokens[at].key in words.fillers):
            if tokens[at].key in ("\n", ",", ";"):
                break
            at += 1
        if at < len(tokens) and _is_po(tokens[at]):
            return Found(tokens[at].text, tokens[at].start, tokens[at].end)
        position = cue.end
    if intent is Intent.SET_PO_NUMBER:
        numbered = [t for t in tokens if _is_po(t)]
        if len(numbered) == 1:
            return Found(numbered[0].text, numbered[0].start, numbered[0].end)
    return None


def _is_po(token: Token) -> bool:
    return (
        token.is_word
        and any(c.isdigit() for c in token.text)
        and _PO_VALUE.fullmatch(token.text) is not None
    )


def find_order(text: str, language: str, intent: Intent, today: date) -> Found | None:
    """Which past order is meant: a number, a day or month, "last" or "usual"."""
    tokens, words = tokenize(text), _words(language)
    if number := _order_number(tokens, words):
        return number
    said = [
        moment
        for moment in moments(tokens, language, today, past=True)
        if _lies_behind(moment, today)
        and not (intent is Intent.REORDER and _is_of_delivery(tokens, moment.start, words))
    ]
    if said:
        return Found(said[0].iso(), tokens[said[0].start].start, tokens[said[0].end - 1].end)
    usual, last = words.usual.first(tokens), words.last.first(tokens)
    match = usual or last
    if match is None:
        return None
    return Found(match.value, tokens[match.start].start, tokens[match.end - 1].end)


def _is_of_delivery(tokens: Sequence[Token], position: int, words: _Words) -> bool:
    near = range(max(0, position - _CUE_REACH), position)
    return any(words.deliver.at(tokens, i) for i in near)


def _lies_behind(moment: Moment, today: date) -> bool:
    day = moment.as_date()
    return day <= today if day else (moment.year, moment.month) <= (today.year, today.month)


def _order_number(tokens: Sequence[Token], words: _Words) -> Found | None:
    for token in tokens:
        if _SURE_ORDER_NUMBER.fullmatch(token.text) and not _ISO_MONTH.fullmatch(token.text):
            return Found(token.text, token.start, token.end)
    for position, token in enumerate(tokens):
        if not _ORDER_NUMBER.fullmatch(token.text) or not token.text[-1].isalnum():
            continue
        if _ISO_MONTH.fullmatch(token.text):
            continue
        digits = sum(c.isdigit() for c in token.text)
        before = range(max(0, position - _CUE_REACH), position)
        hash_before = position > 0 and tokens[position - 1].key == "#"
        cued = any((m := words.order.at(tokens, i)) and m.end <= position for i in before)
        if digits >= _MIN_PLAIN_NUMBER and (cued or hash_before or len(tokens) <= _CUE_REACH):
            return Found(token.text, token.start, token.end)
    return None


def find_delivery_date(text: str, language: str, intent: Intent, today: date) -> Found | None:
    """The day of delivery: a day ahead, where the message is about a cart or an order to come."""
    if intent not in OF_A_CART:
        return None
    tokens = tokenize(text)
    for moment in moments(tokens, language, today, past=False):
        day = moment.as_date()
        if day is None or day < today or moment.backwards:
            continue
        return Found(day.isoformat(), tokens[moment.start].start, tokens[moment.end - 1].end)
    return None


def find_address(text: str, language: str, intent: Intent, seen: Sequence[Mention]) -> Found | None:
    """The words that name the place of delivery, as written.

    Args:
        text: the message, with the delivery date already blanked.
        language: whose words to look for.
        intent: an address that only the parser saw is believed where delivery is the matter.
        seen: the parts that the parser takes for an address.
    """
    if intent not in OF_A_CART:
        return None
    tokens, words, lexicon = tokenize(text), _words(language), load(language)
    position = 0
    while cue := words.deliver.first(tokens, position):
        position = cue.end
        for start in range(cue.end, min(len(tokens), cue.end + _DELIVERY_REACH)):
            at = words.at.at(tokens, start)
            if at is None:
                continue
            place = _place(tokens, at.end, words, lexicon.definite)
            if place:
                return Found(cut(text, place), place[0].start, place[-1].end)
    if intent is Intent.SET_DELIVERY and seen:
        first, last = seen[0], seen[-1]
        inside = [t for t in tokens if first.start <= t.start and t.end <= last.end]
        place = _place(inside, 0, words, lexicon.definite)
        if place:
            return Found(cut(text, place), place[0].start, place[-1].end)
    return None


def _place(
    tokens: Sequence[Token], start: int, words: _Words, definite: frozenset[str]
) -> tuple[Token, ...]:
    """The place that begins at a position, up to where the sentence turns; maybe none."""
    while start < len(tokens) and (tokens[start].key in definite or tokens[start].key == ":"):
        start += 1
    if start >= len(tokens) or words.not_place.at(tokens, start) or words.at.at(tokens, start):
        return ()
    end = start
    while end < len(tokens) and tokens[end].key not in ("\n", ";", "!", "?"):
        end += 1
    polite = frozenset(("svp", "stp", "please", "pls", "bitte", "aub", "merci", "thanks", "graag"))
    while end > start and (not tokens[end - 1].is_word or tokens[end - 1].key in polite):
        end -= 1
    return tuple(tokens[start:end])


def names_past_order(text: str, language: str) -> bool:
    """Whether a message says "the usual", "same as last time" or the like."""
    tokens, words = tokenize(text), _words(language)
    return bool(words.usual.first(tokens) or words.last.first(tokens))
