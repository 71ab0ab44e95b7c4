"""What may stand in an input of a form, and how a quantity is read and written there."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.messages import Input, InputKind

MOST_DIGITS = 12
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_SPACES = re.compile(r"\s+")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
"""«1.500» is a thousand and a half to some and one and a half to others."""


def problem_of(field: Input, written: str) -> str | None:
    """The text key of what is wrong with what was filled in; None when nothing is.

    The text gets `count`, the most characters that the input takes.
    """
    said = written.strip()
    if not said:
        return "form-missing" if field.required else None
    if len(said) > field.longest:
        return "form-too-long"
    if field.kind is InputKind.QUANTITY and read_quantity(said) is None:
        return "form-unclear-quantity" if is_ambiguous(said) else "form-no-quantity"
    return None


def read_quantity(written: str) -> Decimal | None:
    """The number that is meant, not negative; None when it is none, or could be two."""
    plain = _SPACES.sub("", written)
    if len(plain) > MOST_DIGITS or not _NUMBER.fullmatch(plain) or is_ambiguous(plain):
        return None
    return Decimal(plain.replace(",", "."))


def is_ambiguous(written: str) -> bool:
    """Whether a point or a comma in it may part thousands as well as decimals."""
    return _AMBIGUOUS.fullmatch(_SPACES.sub("", written)) is not None


def written_quantity(value: Decimal) -> str:
    """A quantity as it stands in an input at first; `read_quantity` gives the same number."""
    plain = f"{value.normalize():f}"
    return f"{plain}0" if is_ambiguous(plain) else plain
