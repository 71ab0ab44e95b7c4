"""Letting business time pass: every timer on the way fires at its own time."""

from __future__ import annotations

import time
from datetime import timedelta

from bot.bootstrap import App
from bot.ports import EffectKind
from bot.sandbox.sandbox import Sandbox

_PATIENCE_SECONDS = 5.0
"""For all timers on the way; what is left of them fires late."""


async def pass_time(sandbox: Sandbox, app: App, by: timedelta) -> None:
    """Moves business time forward from timer to timer.

    People are reminded in their working hours alone: a jump from one night into the next would
    never meet any.
    """
    left, deadline = by, time.monotonic() + _PATIENCE_SECONDS
    while (step := await _to_next_timer(sandbox, app)) < left and time.monotonic() < deadline:
        sandbox.advance(step)
        left -= step
        app.outbox.wake()
        try:
            await app.idle(deadline - time.monotonic())
        except TimeoutError:
            break
    sandbox.advance(left)
    app.outbox.wake()


async def _to_next_timer(sandbox: Sandbox, app: App) -> timedelta:
    due = await app.outbox.next_due([EffectKind.EVENT])
    return timedelta.max if due is None else max(due - sandbox.now, timedelta())
