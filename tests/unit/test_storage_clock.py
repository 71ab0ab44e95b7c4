"""Business time, and how stories move it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MovableClock, SystemClock


def test_the_clock_gives_aware_utc() -> None:
    assert SystemClock().now().tzinfo is UTC
    assert MovableClock().now().tzinfo is UTC


def test_a_story_moves_the_clock_three_days_on() -> None:
    clock = MovableClock()
    before = clock.now()
    clock.advance(timedelta(days=3))
    assert timedelta(days=3) <= clock.now() - before < timedelta(days=3, minutes=1)
    clock.advance(timedelta(hours=1))
    assert clock.now() - datetime.now(UTC) > timedelta(days=3, minutes=59)


def test_time_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        MovableClock().advance(timedelta(seconds=-1))
