"""From what somebody wrote to what it means: parser and rules, joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from bot.errors import ParserUnavailable
from bot.intents import references
from bot.intents.commands import command_in, language_named
from bot.intents.fallback import identifies, is_order_list, keyword, without_parser
from bot.intents.identifiers import find_email, find_vat
from bot.intents.language import choose_language, detected
from bot.intents.lexicon import Lexicon, load
from bot.intents.lines import read_lines
from bot.intents.rasa import Parsed
from bot.intents.resolve import Resolver
from bot.intents.schema import Intent, Line, Understanding
from bot.intents.spans import Mention

MAX_CHARS = 4000


class Parser(Protocol):
    """What guesses intents: the Rasa client, or another that answers alike."""

    async def parse(self, text: str) -> Parsed:
        """Parse one text; raises ParserUnavailable."""
        ...


class Understander:
    """Understands utterances; keeps no state of its own."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser

    async def understand(self, text: str, *, language: str | None, today: date) -> Understanding:
        """Understand one utterance; never raises because of what it says.

        Args:
            text: as it came; beyond 4000 characters it is ignored.
            language: what the person last spoke, None if unknown.
            today: the civil date that "Friday" is counted from, in the person's time zone.
        """
        message = text[:MAX_CHARS].replace("\0", " ")
        lexicon = load(choose_language(message, language))
        base = Understanding(text, detected(message), Intent.OUT_OF_SCOPE, 1.0)
        if not message.strip():
            return base
        if command := command_in(message):
            intent, rest = command
            wanted = language_named(rest) if intent is Intent.CHANGE_LANGUAGE else None
            return replace(base, intent=intent, language_wanted=wanted)
        return await self._read(message, base, lexicon, today)

    async def _read(
        self, message: str, base: Understanding, lexicon: Lexicon, today: date
    ) -> Understanding:
        if identifies(message):
            return _filled(replace(base, intent=Intent.IDENTIFY), message, lexicon, today, {})
        if is_order_list(message):
            return _filled(replace(base, intent=Intent.ADD_LINES), message, lexicon, today, {})
        if found := keyword(message, lexicon.language):
            return _filled(replace(base, intent=found), message, lexicon, today, {})
        try:
            parsed = await self._parser.parse(message)
        except ParserUnavailable:
            intent = without_parser(message, lexicon)
            guess = replace(base, intent=intent, confidence=1.0, degraded=True)
            return _filled(guess, message, lexicon, today, {})
        resolver = Resolver(message, lexicon, today, parsed.mentions.get("product", ()))
        intent, confidence = resolver.resolve(parsed)
        guess = replace(base, intent=intent, confidence=round(confidence, 3))
        return _filled(guess, message, lexicon, today, parsed.mentions)


def _blank(text: str, places: Iterable[tuple[int, int]]) -> str:
    """The text with some places blanked, everything else where it was."""
    for start, end in places:
        text = text[:start] + ";" + " " * (end - start - 1) + text[end:]
    return text


def _filled(
    base: Understanding,
    message: str,
    lexicon: Lexicon,
    today: date,
    mentions: dict[str, tuple[Mention, ...]],
) -> Understanding:
    """Everything that the message says besides its intent; what is read once is blanked."""
    language, intent = lexicon.language, base.intent
    vat, email = find_vat(message), find_email(message)
    rest = _blank(message, [found[1] for found in (vat, email) if found])
    po = None if vat else references.find_po(rest, language, intent)
    rest = _blank(rest, [(po.start, po.end)] if po else [])
    of_an_order = intent in references.OF_AN_ORDER
    order = references.find_order(rest, language, intent, today) if of_an_order else None
    rest = _blank(rest, [(order.start, order.end)] if order else [])
    day = references.find_delivery_date(rest, language, intent, today)
    rest = _blank(rest, [(day.start, day.end)] if day else [])
    seen = mentions.get("delivery_address", ())
    address = references.find_address(rest, language, intent, seen)
    rest = _blank(rest, [(address.start, address.end)] if address else [])
    return replace(
        base,
        lines=read_lines(rest, intent, lexicon, mentions.get("product", ())),
        order_ref=order.value if order else None,
        po_number=po.value if po else None,
        delivery_date=day.value if day else None,
        delivery_address=address.value if address else None,
        vat_number=vat[0] if vat else None,
        email=email[0] if email else None,
        language_wanted=language_named(message) if intent is Intent.CHANGE_LANGUAGE else None,
    )


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _line(line: Line) -> dict[str, Any]:
    said = {
        "op": line.op.value if line.op else None,
        "quantity": None if line.quantity is None else _number(line.quantity),
        "unit": line.unit,
        "product": line.product or None,
    }
    return {key: value for key, value in said.items() if value is not None}


def to_contract(understanding: Understanding, *, language: str | None = None) -> dict[str, Any]:
    """The JSON object that `comptoir understand` prints.

    Args:
        understanding: what was understood.
        language: the person's own, for a message too short to tell.
    """
    return {
        "text": understanding.text,
        "lang": understanding.language or choose_language(understanding.text, language),
        "intent": understanding.intent.value,
        "confidence": understanding.confidence,
        "order_ref": understanding.order_ref,
        "lines": [_line(line) for line in understanding.lines],
        "po_number": understanding.po_number,
        "delivery_date": understanding.delivery_date,
        "delivery_address": understanding.delivery_address,
        "vat_number": understanding.vat_number,
    }
