"""Business time."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Business time; stories move it. Leases use real time instead."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        ...
