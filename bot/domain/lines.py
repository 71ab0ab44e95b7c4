"""What can be done to a line of a cart."""

from __future__ import annotations

from enum import StrEnum


class LineOp(StrEnum):
    """What to do with a line of a cart."""

    ADD = "add"
    SET = "set"
    REMOVE = "remove"
    INCREASE = "increase"
    DECREASE = "decrease"
    MULTIPLY = "multiply"
