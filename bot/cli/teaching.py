"""Help texts that teach: examples in a docstring keep their lines."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

_EXAMPLES = re.compile(r"\n\n(?= {4})")


def keep_examples(text: str) -> str:
    """Marks indented paragraphs so that the help does not flow them together."""
    return _EXAMPLES.sub("\n\n\b\n", text)


def taught_by(function: Callable[..., Any]) -> str:
    """The help text of a command: its docstring."""
    return keep_examples(inspect.getdoc(function) or "")
