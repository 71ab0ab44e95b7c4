"""The named points at which a process of the assistant is killed, and who passes them."""

from __future__ import annotations

import os
import signal
from enum import StrEnum
from pathlib import Path


class Point(StrEnum):
    """Between any two of these something became durable, here or elsewhere."""

    BEFORE_RECEIVE = "inbox: before what arrived is kept"
    RECEIVED = "inbox: what arrived is kept"
    TURN_CLAIMED = "turn: claimed"
    BEFORE_COMMIT = "turn: before the commit"
    COMMITTED = "turn: committed"
    MESSAGE_CLAIMED = "outbox: message claimed"
    BEFORE_SEND = "outbox: before the channel"
    SENT = "outbox: the channel has it"
    BEFORE_MESSAGE_DONE = "outbox: before the message is noted as sent"
    MESSAGE_DONE = "outbox: the message is noted as sent"
    BEFORE_PUT_OFF = "outbox: before something is put off"
    PUT_OFF = "outbox: something is put off"
    ORDER_CLAIMED = "placement: claimed"
    BEFORE_NOTE = "placement: before its stage is noted"
    NOTED_SENDING = "placement: sending is noted"
    BEFORE_CALL = "placement: before the shop is called"
    ANSWERED = "placement: the shop has answered"
    SILENT = "placement: the shop gave no answer"
    BEFORE_ORDER_DONE = "placement: before it is noted as done"
    ORDER_DONE = "placement: noted as done"
    NOTED_NOT_SENT = "placement: not sent is noted"
    NOTED_DOUBT = "placement: the doubt is noted"
    LOOK_UP_CLAIMED = "look-up: claimed"
    BEFORE_LOOK = "look-up: before the shop is asked"
    LOOKED = "look-up: the shop has said"
    NOTED_LOOK = "look-up: noted"


OF_DOUBT = frozenset(
    {
        Point.NOTED_NOT_SENT,
        Point.NOTED_DOUBT,
        Point.LOOK_UP_CLAIMED,
        Point.BEFORE_LOOK,
        Point.LOOKED,
        Point.NOTED_LOOK,
    }
)
"""Passed only where the shop does not keep references unique."""


class Fate:
    """Where this process dies.

    Args:
        point: None: nowhere.
        passing: at which passing of it, from 1 on.
        book: of deaths, a line each.
    """

    def __init__(self, point: Point | None, passing: int, book: Path) -> None:
        self._point = point
        self._left = passing
        self._book = book

    def pass_by(self, point: Point | None) -> None:
        """Dies here, if here it is."""
        if point is None or point is not self._point:
            return
        self._left -= 1
        if self._left:
            return
        with self._book.open("a", encoding="utf-8") as book:
            book.write(f"{point.value}\n")
        os.kill(os.getpid(), signal.SIGKILL)


def deaths(book: Path) -> list[Point]:
    """The points at which processes have died so far."""
    if not book.exists():
        return []
    return [Point(line) for line in book.read_text(encoding="utf-8").splitlines()]
