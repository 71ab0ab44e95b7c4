"""What of a card has gone out, so that another try does not send it twice."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable

_MOST = 1000
"""Cards that wait for another try at the same time."""


class Steps:
    """The results of the messages that one card needs, in order.

    A try does the same steps in the same order as the one before it.
    """

    def __init__(self) -> None:
        self._done: list[int] = []
        self._next = 0

    def begin(self) -> None:
        """Another try."""
        self._next = 0

    async def once(self, step: Callable[[], Awaitable[int]]) -> int:
        """The step's result, from an earlier try if that came so far."""
        if self._next == len(self._done):
            self._done.append(await step())
        self._next += 1
        return self._done[self._next - 1]


class Progress:
    """Steps by our own id of a message, as long as this process lives."""

    def __init__(self) -> None:
        self._steps: OrderedDict[str, Steps] = OrderedDict()

    def of(self, message_id: str) -> Steps:
        """What was done for a message before."""
        steps = self._steps.setdefault(message_id, Steps())
        self._steps.move_to_end(message_id)
        if len(self._steps) > _MOST:
            self._steps.popitem(last=False)
        steps.begin()
        return steps

    def forget(self, message_id: str) -> None:
        """It was sent, or never will be."""
        self._steps.pop(message_id, None)
