"""Logs: one JSON object a line, without secrets and without personal data.

Three nets, because a log line outlives its reason: of what a call adds with `extra`, only fields
on a list come out; in every text, addresses, VAT numbers and long digit runs are blanked; of an
exception only its type and the places it went through are told, never its message.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

FIELDS: Final = frozenset(
    {
        "action",
        "attempt",
        "channel",
        "count",
        "delay",
        "effect_id",
        "error",
        "event_name",
        "exit_code",
        "inbox_id",
        "intent",
        "kind",
        "language",
        "method",
        "part",
        "path",
        "reason",
        "seconds",
        "state",
        "status",
        "worker",
    }
)
"""What a log call may add: ids of our own rows, kinds, counts and times; nothing a person typed."""

BLANK: Final = "[removed]"
_PERSONAL: Final = re.compile(
    r"""
    [\w.+%-]+@[\w-]+(?:\.[\w-]+)+              # an e-mail address
    | \b[A-Z]{2}[ .-]?[A-Z0-9]{0,2}(?:[ .-]?\d){7,12}(?:[ .-]?[A-Z0-9]{1,3})?\b  # a VAT number
    | (?<![\w.])(?!\d{4}-\d\d-\d\d|\d{1,3}(?:\.\d{1,3}){3}\b)  # not a date, not an IP address:
      \d(?:[ .-]?\d){5,}(?!\w)                 # a code, a telephone number, a card
    | (?<=://)[^/\s:@]*:[^/\s@]*(?=@)          # a password in a URL
    """,
    re.VERBOSE | re.IGNORECASE,
)


def scrub(text: str) -> str:
    """Blanks what looks like an address, a VAT number, a code, a telephone number or a password."""
    return _PERSONAL.sub(BLANK, text)


class JsonFormatter(logging.Formatter):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """See the module's docstring for what is left out."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": scrub(record.getMessage()),
        }
        for name in sorted(FIELDS & record.__dict__.keys()):
            value = record.__dict__[name]
            line[name] = value if isinstance(value, int | float | None) else scrub(str(value))
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["at"] = [
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False)


def configure(level: str, file: Path | None = None, stream: TextIO | None = None) -> None:
    """Sends every log to standard error, or to a file or another stream, in this format.

    Args:
        level: the least that is kept: DEBUG, INFO, WARNING or ERROR.
        file: where to; its folder is made, and only its owner may read it.
        stream: where to without a file.
    """
    handler: logging.Handler
    if file is None:
        handler = logging.StreamHandler(stream)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(level.upper())
    # The first four tell addresses with their query, which may hold what a person typed.
    for chatty in (
        "httpx",
        "httpcore",
        "zeep",
        "mail.log",
        "uvicorn",
        "alembic",
        "telegram",
        "slack_sdk",
    ):
        logging.getLogger(chatty).setLevel(logging.WARNING)
