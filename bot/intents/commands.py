"""Slash commands: understood without the parser, the same in every channel and language."""

from __future__ import annotations

import re

from bot.intents.lexicon import LANGUAGES, table
from bot.intents.phrases import Phrases
from bot.intents.schema import Intent
from bot.intents.tokens import fold, tokenize

_COMMAND = re.compile(r"/([a-z_]{2,32})(?:@\w{1,64})?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)

COMMANDS = {
    "start": Intent.GREET,
    "help": Intent.HELP,
    "cart": Intent.SHOW_CART,
    "clear": Intent.EMPTY_CART,
    "order": Intent.SUBMIT_CART,
    "reorder": Intent.REORDER,
    "orders": Intent.LIST_ORDERS,
    "status": Intent.ORDER_STATUS,
    "invoice": Intent.GET_INVOICE,
    "human": Intent.TALK_TO_HUMAN,
    "language": Intent.CHANGE_LANGUAGE,
}
# the same commands, as people of the other languages type them
ALIASES = {
    "aide": "help",
    "hilfe": "help",
    "hulp": "help",
    "panier": "cart",
    "warenkorb": "cart",
    "mandje": "cart",
    "vider": "clear",
    "leeren": "clear",
    "leegmaken": "clear",
    "commander": "order",
    "bestellen": "order",
    "recommander": "reorder",
    "nachbestellen": "reorder",
    "herbestellen": "reorder",
    "commandes": "orders",
    "bestellungen": "orders",
    "bestellingen": "orders",
    "statut": "status",
    "facture": "invoice",
    "rechnung": "invoice",
    "factuur": "invoice",
    "humain": "human",
    "mensch": "human",
    "mens": "human",
    "langue": "language",
    "sprache": "language",
    "taal": "language",
}


def command_in(text: str) -> tuple[Intent, str] | None:
    """The intent of a slash command and what follows it; None for text and unknown commands."""
    match = _COMMAND.fullmatch(text.strip())
    if match is None:
        return None
    name = fold(match[1])
    intent = COMMANDS.get(ALIASES.get(name, name))
    return (intent, (match[2] or "").strip()) if intent else None


def language_named(text: str) -> str | None:
    """The language that is named last, in its own or another of our languages, or by its code."""
    names = Phrases(
        {
            **{code: code for code in LANGUAGES if code not in ("de", "en")},
            **{
                name: code
                for language in LANGUAGES
                for name, code in table(language)["references"]["change_language"].items()
            },
        }
    )
    tokens = tokenize(text)
    if len(tokens) == 1 and tokens[0].key in LANGUAGES:
        return tokens[0].key
    named = None
    position = 0
    while found := names.first(tokens, position):
        named, position = found.value, found.end
    return named
