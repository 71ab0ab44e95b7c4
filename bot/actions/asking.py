"""The first question to somebody who acts for no company."""

from __future__ import annotations

from bot.actions.turn import Turn


def ask_vat_number(turn: Turn, key: str = "ask-vat-number") -> None:
    """Asks for the VAT number of the company."""
    turn.ask("vat_number")
    turn.say(key, merchant=turn.services.shop_info.merchant_name)
