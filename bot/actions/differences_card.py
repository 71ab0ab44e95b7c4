"""What differs between an order as it was approved and as it is, as people see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.actions.card import CardBuilder
from bot.actions.turn import Turn
from bot.domain.differences import Difference, What
from shop_client.money import Money

_OF_LINE = {
    What.ADDED: "difference-added",
    What.GONE: "difference-gone",
    What.QUANTITY: "difference-quantity",
    What.PRICE: "difference-price",
    What.LINE_TOTAL: "difference-line-total",
    What.STOCK: "difference-stock",
}
_LABELS = {
    What.TAX: "difference-tax",
    What.DELIVERY_DATE: "difference-delivery-date",
    What.TERMS: "payment-terms",
    What.PO_NUMBER: "po-number",
    What.PROMISED: "promised-date",
    What.TOTAL: "total-gross",
}
_NOTES = {What.ADDRESS: "difference-address", What.BACK_ORDER: "difference-back-order"}


def show_differences(card: CardBuilder, differences: Sequence[Difference]) -> None:
    """Lists on a card what differs: a row for each line, then charges, tax, terms and total."""
    for name, said in _lines(card, differences):
        card.row(name, " · ".join(said))
    for one in differences:
        change = f"{_written(card, one.before)} → {_written(card, one.after)}"
        if one.what in _NOTES:
            card.note(_NOTES[one.what])
        elif one.what is What.CHARGE and one.charge is not None:
            card.field("charge-" + one.charge.value.replace("_", "-"), change)
        elif one.what is What.TAX_BASE and one.rate is not None:
            card.field("difference-tax-base", change, rate=card.quantity(one.rate))
        elif one.what in _LABELS:
            card.field(_LABELS[one.what], change)


def in_short(card: CardBuilder, differences: Sequence[Difference]) -> str:
    """What differs in the lines, in one sentence."""
    return "; ".join(f"{name}: {', '.join(said)}" for name, said in _lines(card, differences))


async def in_words_of(
    card: CardBuilder, turn: Turn, differences: Sequence[Difference]
) -> list[Difference]:
    """The differences with their products named in the reader's language."""
    named = []
    for one in differences:
        product = await turn.services.catalogue.product(one.sku) if one.sku else None
        named.append(replace(one, name=card.name(product.name)) if product else one)
    return named


def _lines(card: CardBuilder, differences: Sequence[Difference]) -> list[tuple[str, list[str]]]:
    """Products that something differs about, each with what does."""
    found: dict[str, tuple[str, list[str]]] = {}
    for one in differences:
        if one.what in _OF_LINE:
            before, after = (
                _written(card, one.before, one.unit),
                _written(card, one.after, one.unit),
            )
            said = card.text(_OF_LINE[one.what], before=before, after=after)
            found.setdefault(one.sku, (one.name or one.sku, []))[1].append(said)
    return list(found.values())


def _written(card: CardBuilder, value: Money | Decimal | date | str | None, unit: str = "") -> str:
    if isinstance(value, Money):
        return card.money(value)
    if isinstance(value, Decimal):
        return card.quantity(value, unit)
    if isinstance(value, date):
        return card.day(value)
    return value or "–"
