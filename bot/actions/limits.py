"""Counting the uses of what is rate-limited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.actions.turn import Turn
from bot.domain import verification as rules
from bot.domain.entities import Attempt


async def may_use(turn: Turn, limits: Mapping[str, tuple[str, Sequence[rules.Limit]]]) -> bool:
    """Counts one more use under every limit; counts none when one of them is reached.

    Args:
        turn: this one.
        limits: by kind: whose uses are counted, and how many there may be.
    """
    uses = []
    for kind, (whose, allowed) in limits.items():
        key = rules.attempt_key(whose, turn.services.secret)
        past = await turn.store.attempts(kind, key, turn.now - rules.look_back(allowed))
        if not rules.allowed(past, turn.now, allowed):
            return False
        uses.append(Attempt(kind, key, turn.now))
    turn.store.add(*uses)
    return True
