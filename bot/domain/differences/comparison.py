"""Holding an order against what was shown or approved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from bot.domain.differences.amounts import by_sku, charges, lines, taxes
from bot.domain.differences.model import Difference, Direction, Value, What, amount
from shop_client.model import OrderDraft, PaymentTerms, PricedLine, Quotation, Stock


def compare(
    draft: OrderDraft,
    asked: Quotation,
    today: Quotation,
    stock: Mapping[str, Stock],
    then: OrderDraft | None = None,
) -> tuple[Difference, ...]:
    """What differs, lines first and the total last; empty when nothing does.

    Args:
        draft: what would be ordered now.
        asked: as it was priced when it was shown or approved.
        today: as `draft` is priced now.
        stock: by SKU, of the lines that may not wait for what is short.
        then: what was shown or approved; None: the same as `draft`.
    """
    before = then or draft
    return (
        *lines(asked.lines, today.lines),
        *_short(today.lines, stock),
        *charges(asked, today),
        *taxes(asked, today),
        *_terms_of_order(before, draft),
        *_payment(asked.payment_terms, today.payment_terms),
        *_promised(before, asked, draft, today),
        *amount(What.TOTAL, asked.totals.gross, today.totals.gross),
    )


def _short(today: Iterable[PricedLine], stock: Mapping[str, Stock]) -> Iterator[Difference]:
    for sku, line in by_sku(today).items():
        there = stock.get(sku)
        if there is not None and there.available < line.quantity:
            yield Difference(
                What.STOCK,
                Direction.DOWN,
                line.quantity,
                max(there.available, Decimal(0)),
                sku,
                line.name,
                line.unit,
            )


def _terms_of_order(then: OrderDraft, draft: OrderDraft) -> Iterator[Difference]:
    yield from _changed(What.ADDRESS, then.delivery_address_id, draft.delivery_address_id)
    yield from _changed(What.DELIVERY_DATE, then.delivery_date, draft.delivery_date)
    yield from _changed(
        What.BACK_ORDER,
        "yes" if then.back_order else None,
        "yes" if draft.back_order else None,
    )
    yield from _changed(What.PO_NUMBER, then.po_number, draft.po_number)


def _payment(old: PaymentTerms, new: PaymentTerms) -> Iterator[Difference]:
    if old.name != new.name:
        yield from _changed(What.TERMS, old.name, new.name)
    else:
        yield from _changed(What.TERMS, f"{old.name} ({old.days})", f"{new.name} ({new.days})")


def _promised(
    then: OrderDraft, asked: Quotation, draft: OrderDraft, today: Quotation
) -> Iterator[Difference]:
    old, new = _day(then, asked), _day(draft, today)
    if old is not None and new is not None and new > old:
        yield Difference(What.PROMISED, Direction.UP, old, new)


def _day(draft: OrderDraft, quotation: Quotation) -> date | None:
    promised = quotation.promised_date
    return max(promised, draft.delivery_date or promised) if promised else None


def _changed(what: What, old: Value, new: Value) -> list[Difference]:
    return [] if old == new else [Difference(what, Direction.CHANGED, old, new)]
