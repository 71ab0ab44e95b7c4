"""The process that reads one file: bytes on its standard input, JSON on its standard output.

It has a minute share of what the assistant has: no secrets in its environment, a bound on memory
and processor time. A file that overtaxes the parser ends this process and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import sys
from decimal import Decimal

from bot.intents.order_list.reading import read_tables
from bot.intents.order_list.tables import Unreadable

_MOST_MEMORY = 1024 * 1024 * 1024
_MOST_SECONDS = 5


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's time-out has to do
        return
    for what, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_CPU, _MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # macOS bounds no address space
            resource.setrlimit(what, (most, most))


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)


def main() -> None:
    """Reads the file and tells its tables, or its flaw."""
    _bound()
    content = sys.stdin.buffer.read()
    try:
        sheets = read_tables(content)
        told: dict[str, object] = {
            "sheets": [
                {
                    "name": sheet.name,
                    "rows": [[row.number, row.cells] for row in sheet.rows],
                    "cut": sheet.cut,
                }
                for sheet in sheets
            ]
        }
    except Unreadable as error:
        told = {"flaw": error.flaw.value}
    except MemoryError:
        told = {"flaw": "too-large"}
    sys.stdout.write(json.dumps(told, default=_number, ensure_ascii=False))


if __name__ == "__main__":
    main()
