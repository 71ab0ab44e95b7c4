"""Business time: the system's, or one that stories move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        return datetime.now(UTC)


class MovableClock:
    """The machine's clock plus an offset that only grows; goes on ticking."""

    def __init__(self) -> None:
        self._offset = timedelta()

    def now(self) -> datetime:
        """The present instant as moved, aware UTC."""
        return datetime.now(UTC) + self._offset

    def advance(self, by: timedelta) -> None:
        """Moves time forward. Raises ValueError for a negative step."""
        if by < timedelta():
            raise ValueError("time does not run backwards")
        self._offset += by
