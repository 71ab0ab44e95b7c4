"""An order as a file that a back office can read."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import Any

from babel.numbers import get_decimal_symbol

from bot.actions.card import CardBuilder
from bot.actions.registry import on_button
from bot.actions.turn import Turn
from bot.messages import Attachment
from shop_client.model import Order

_FORMULA = tuple("=+-@\t\r")


@on_button("order.file")
async def send_file(turn: Turn, data: dict[str, Any]) -> None:
    """Sends the lines of an order as a file; the button may be pressed again."""
    order = await turn.services.shop.order(turn.member.company_id, data["number"])
    card = turn.say("order-file", number=order.number)
    filename = re.sub(r"[^\w-]+", "-", order.number).strip("-") or "order"
    card.attach(Attachment(f"{filename}.csv", "text/csv", order_csv(card, order)))


def order_csv(card: CardBuilder, order: Order) -> bytes:
    """The lines of an order: CSV in UTF-8 with its mark, semicolons, the reader's decimal mark.

    Nothing in it is a formula to a spreadsheet: a text that begins like one gets an apostrophe.
    """
    mark = get_decimal_symbol(card.language)

    def number(value: Decimal) -> str:
        return f"{value.normalize():f}".replace(".", mark)

    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            card.text("file-order"),
            card.text("po-number"),
            card.text("file-sku"),
            card.text("file-product"),
            card.text("file-quantity"),
            card.text("file-unit"),
            card.text("file-unit-price"),
            card.text("file-net"),
            card.text("file-currency"),
        ]
    )
    for line in order.lines:
        texts = (order.number, order.po_number or "", line.sku, line.name)
        writer.writerow(
            [
                *(_harmless(text) for text in texts),
                number(line.quantity),
                _harmless(line.unit),
                number(line.unit_price.amount),
                number(line.net.amount),
                line.net.currency,
            ]
        )
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
