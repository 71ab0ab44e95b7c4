"""Understands utterances for the command line, in the form of the contract or for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import typer

from bot.cli.home import reuse
from bot.embedded import Embedded, Part
from bot.intents.rasa import RasaParser
from bot.intents.understand import Understander, to_contract
from bot.settings import Settings

LIMITED = "comptoir: the parser does not answer; only rules were applied (see `comptoir doctor`)."


async def explain(
    utterances: Sequence[tuple[str, str | None]], today: date, *, as_json: bool
) -> None:
    """Prints what each utterance means, in order.

    Args:
        utterances: a text and its language, or None to detect it.
        today: what relative dates are counted from.
        as_json: one JSON object a line instead of words for people.
    """
    async with Embedded(reuse(Settings()), parts={Part.PARSER}) as embedded:
        await embedded.parser_settled()
        parser = RasaParser(embedded.settings.nlu_url or "")
        try:
            understander = Understander(parser)
            degraded = False
            for text, language in utterances:
                found = await understander.understand(text, language=language, today=today)
                degraded |= found.degraded
                contract = to_contract(found, language=language)
                typer.echo(
                    json.dumps(contract, ensure_ascii=False) if as_json else _words(contract)
                )
        finally:
            await parser.aclose()
    if degraded:
        typer.echo(LIMITED, err=True)


def _words(contract: dict[str, Any]) -> str:
    said = [f"{contract['intent']} ({contract['confidence']:.0%}, {contract['lang'] or '?'})"]
    for line in contract["lines"]:
        words = (line.get(key) for key in ("op", "quantity", "unit", "product"))
        said.append("  " + " ".join(str(word) for word in words if word is not None))
    said += [
        f"  {name.replace('_', ' ')}: {contract[name]}"
        for name in ("order_ref", "po_number", "delivery_date", "delivery_address", "vat_number")
        if contract[name]
    ]
    return "\n".join(said)
