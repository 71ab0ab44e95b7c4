"""What makes the heads of the evidence needs of the database."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from bot.domain.audit.heads import Head, LogHead, SignedHead
from bot.ports.queues import Effect


class Heads(Protocol):
    """The heads that were made, and what the next one has to say."""

    async def newest(self) -> tuple[Head, date] | None:
        """The newest head, and the day it was made for."""
        ...

    async def logs(self) -> list[LogHead]:
        """All logs as they are now."""
        ...

    async def add(self, day: date, head: SignedHead, effects: list[Effect]) -> None:
        """Keeps the head of a day, and adds effects with it.

        Raises:
            Conflict: another process has made the head of this day.
        """
        ...

    async def documents(self, most: int) -> dict[date, str]:
        """The newest heads as they go out, by their days."""
        ...
