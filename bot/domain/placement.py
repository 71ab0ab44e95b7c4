"""Placing an order as a state machine, and how what the shop took is compared with what was asked.

    held ⇄ prepared ⇄ sending → placed | different | refused
                         └→ unknown → (looked up) → placed | different | refused | handed
                                                         handed → placed | different | refused
                                       different → placed | refused

A shop that keeps the client reference unique may be sent the order again as often as needed: that
is its look-up, and nothing is ever unknown. Any other shop is asked whether it has the order, at
last after the longest time that it may take to commit late; what it has not by then is handed to a
person and never sent again, for it might still commit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from bot.domain.entities import (
    LineDifference,
    OrderDifference,
    PlacementState,
    PurchaseOrder,
    SettledHow,
)
from shop_client.model import Order, PricedLine, Quotation

_EARLY_LOOKS = tuple(timedelta(seconds=seconds) for seconds in (2, 10, 60, 300))
"""After the doubt: an order whose answer alone was lost is found by the first of them."""
_LATER_LOOKS = timedelta(hours=1)
"""Between look-ups of an order that is with staff: it may turn up all the same."""
_AFTERWARDS = timedelta(days=1)
"""For so long an order that staff did not find is still looked for."""


class Stage(StrEnum):
    """Where the placing of an order stands."""

    HELD = "held"
    PREPARED = "prepared"
    SENDING = "sending"
    UNKNOWN = "unknown"
    """The shop may have it; it is being looked up."""
    HANDED = "handed"
    """The shop may have it; a person has to find out."""
    DIFFERENT = "different"
    """The shop has it, and not as it was approved; the company has to agree."""
    PLACED = "placed"
    REFUSED = "refused"
    """The shop has it not."""


_KNOWN = frozenset({Stage.PLACED, Stage.DIFFERENT, Stage.REFUSED})
TRANSITIONS: Mapping[Stage, frozenset[Stage]] = {
    Stage.HELD: frozenset({Stage.PREPARED, Stage.REFUSED}),
    # What is known may be the late answer to a sending before.
    Stage.PREPARED: frozenset({Stage.HELD, Stage.SENDING}) | _KNOWN,
    Stage.SENDING: frozenset({Stage.PREPARED, Stage.UNKNOWN}) | _KNOWN,
    Stage.UNKNOWN: frozenset({Stage.HANDED}) | _KNOWN,
    Stage.HANDED: _KNOWN,
    Stage.DIFFERENT: frozenset({Stage.PLACED, Stage.REFUSED}),
    Stage.PLACED: frozenset(),
    Stage.REFUSED: frozenset(),
}
"""Where each stage may lead."""

_STATES = {
    Stage.HANDED: PlacementState.UNKNOWN,
    Stage.DIFFERENT: PlacementState.PLACED,
}


class IllegalTransition(ValueError):  # noqa: N818 - what it names is no failure of the machine
    """An order can't go from where it stands to there."""

    def __init__(self, order: PurchaseOrder, to: Stage) -> None:
        super().__init__(f"{stage_of(order)} does not lead to {to}")


def stage_of(order: PurchaseOrder) -> Stage:
    """Where it stands."""
    match order.state:
        case PlacementState.UNKNOWN:
            # The version before handed an order to staff as soon as it called it unknown.
            handed = order.handed_at is not None or order.unknown_since is None
            return Stage.HANDED if handed else Stage.UNKNOWN
        case PlacementState.PLACED:
            agreed = order.difference is None or order.settled_at is not None
            return Stage.PLACED if agreed else Stage.DIFFERENT
        case other:
            return Stage(other.value)


def advance(
    order: PurchaseOrder,
    to: Stage,
    now: datetime,
    *,
    how: SettledHow | None = None,
    by: str = "",
    number: str | None = None,
    difference: OrderDifference | None = None,
    failure: str = "",
) -> None:
    """Takes an order to its next stage.

    Args:
        order: changed in place.
        to: the next stage.
        now: the present instant, kept as when it happened.
        how: how it became certain, for the stages that say what the shop did.
        by: who settled it, if somebody had to.
        number: the shop's, where it has the order.
        difference: what the shop took otherwise; only for `Stage.DIFFERENT`.
        failure: why it is refused or held.

    Raises:
        IllegalTransition: there is no such way.
    """
    if to not in TRANSITIONS[stage_of(order)]:
        raise IllegalTransition(order, to)
    order.state = _STATES.get(to) or PlacementState(to.value)
    order.failure = failure
    if to is Stage.SENDING:
        order.first_sent_at = order.first_sent_at or now
    elif to is Stage.UNKNOWN:
        order.unknown_since = now
    elif to is Stage.HANDED:
        order.unknown_since = order.unknown_since or now
        order.handed_at = now
    if to in _KNOWN:
        order.settled_at = None if to is Stage.DIFFERENT else now
        order.settled_how, order.settled_by = how, by
        order.order_number = number or order.order_number
        order.difference = difference or order.difference


def next_look(unknown_since: datetime, now: datetime, late_commit: timedelta) -> datetime:
    """When to ask the shop next whether it has an order.

    Args:
        unknown_since: when the last request for it may have been on its way.
        now: the present instant.
        late_commit: how long after that the shop may still take it.
    """
    final = unknown_since + late_commit
    early = (unknown_since + pause for pause in _EARLY_LOOKS)
    upcoming = (look for look in (*early, final) if now < look <= final)
    return next(upcoming, now + _LATER_LOOKS)


def is_sought(order: PurchaseOrder, now: datetime) -> bool:
    """Whether the shop is asked for it: in doubt, or just settled as not placed by staff."""
    stage = stage_of(order)
    if stage is Stage.REFUSED and order.settled_how is SettledHow.STAFF:
        if order.handed_at is None or order.settled_at is None or order.order_number is not None:
            return False
        return now < order.settled_at + _AFTERWARDS
    return stage in (Stage.UNKNOWN, Stage.HANDED)


def is_final(unknown_since: datetime, asked_at: datetime, late_commit: timedelta) -> bool:
    """Whether the shop's no to a look-up of that time lets a person be asked."""
    return asked_at >= unknown_since + late_commit


def difference_of(quotation: Quotation, order: Order) -> OrderDifference | None:
    """What the shop took otherwise than was approved; None when it is the same.

    Quantities count by product and the total to the cent. Prices of single units are compared only
    where the total differs: engines round and write them each in their own way.
    """
    asked, taken = _by_sku(quotation.lines), _by_sku(order.lines)
    prices_count = quotation.totals.gross != order.totals.gross
    lines = []
    for sku in dict.fromkeys([*asked, *taken]):
        before, after = asked.get(sku), taken.get(sku)
        known = before or after
        if known is None:
            continue
        line = LineDifference(
            sku=sku,
            name=known[1].name,
            unit=known[1].unit,
            approved=before[0] if before else Decimal(0),
            taken=after[0] if after else Decimal(0),
            price=before[1].unit_price if before else None,
            charged=after[1].unit_price if after else None,
        )
        if line.approved != line.taken or (prices_count and line.price != line.charged):
            lines.append(line)
    if not lines and not prices_count:
        return None
    return OrderDifference(tuple(lines), quotation.totals.gross, order.totals.gross)


def _by_sku(lines: tuple[PricedLine, ...]) -> dict[str, tuple[Decimal, PricedLine]]:
    found: dict[str, tuple[Decimal, PricedLine]] = {}
    for line in lines:
        quantity, first = found.get(line.sku, (Decimal(0), line))
        found[line.sku] = quantity + line.quantity, first
    return found


def costs_more(difference: OrderDifference) -> bool:
    """Whether it goes beyond what was approved: a dearer total, or more of anything."""
    return (
        difference.taken.amount > difference.approved.amount
        or difference.taken.currency != difference.approved.currency
        or any(line.taken > line.approved for line in difference.lines)
    )


def minute(at: datetime) -> str:
    """An instant for staff and for a search in the shop, to the minute."""
    return f"{at:%Y-%m-%d %H:%M} UTC"
