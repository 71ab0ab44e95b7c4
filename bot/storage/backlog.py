"""How much waits in the database, for whoever watches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text

from bot.domain.entities import PlacementState
from bot.ports import Clock
from bot.storage import leases
from bot.storage.database import Database
from bot.storage.tables import inbox, outbox, purchase_order
from bot.storage.tables_orders import NOT_SETTLED


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits at this moment, whichever process is to do it.

    Attributes:
        messages: that were received and are not answered.
        messages_seconds: how long the oldest of them has waited.
        effects: that are due and have not happened: cards, mails, orders, reminders.
        effects_seconds: for how long the oldest of them has been due.
        orders_in_doubt: orders of which the shop has not said whether it took them.
    """

    messages: int
    messages_seconds: float
    effects: int
    effects_seconds: float
    orders_in_doubt: int


async def backlog(database: Database, clock: Clock) -> Backlog:
    """Counts it; reads only what is open."""
    now = clock.now()
    waiting: Any = select(
        func.count().label("many"), func.min(inbox.c.received_at).label("since")
    ).where(leases.is_open(inbox))
    due: Any = select(func.count().label("many"), func.min(outbox.c.due_at).label("since")).where(
        leases.is_open(outbox), outbox.c.due_at <= now
    )
    # In the words of its index, so that the orders of years past are not looked at.
    doubtful = select(func.count(purchase_order.c.seq)).where(
        text(f"({NOT_SETTLED})"), purchase_order.c.state == PlacementState.UNKNOWN
    )
    messages = (await database.fetch(waiting))[0]
    effects = (await database.fetch(due))[0]
    return Backlog(
        messages.many,
        (now - messages.since).total_seconds() if messages.many else 0.0,
        effects.many,
        (now - effects.since).total_seconds() if effects.many else 0.0,
        await database.fetch_value(doubtful),
    )
