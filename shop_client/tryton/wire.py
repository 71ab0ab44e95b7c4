"""Tryton's JSON: what JSON lacks travels as an object with a `__class__`.

Source: trytond/protocols/jsonrpc.py of Tryton 8.2.
"""

from __future__ import annotations

import base64
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def dumps(value: object) -> bytes:
    """Encodes a request. Raises TypeError for a value that Tryton's protocol does not know."""
    return json.dumps(value, default=_encode, separators=(",", ":")).encode()


def _encode(value: object) -> dict[str, object]:
    # A datetime is a date: none is ever sent, so that one is not cut short unnoticed.
    if isinstance(value, date) and not isinstance(value, datetime):
        return {"__class__": "date", "year": value.year, "month": value.month, "day": value.day}
    if isinstance(value, Decimal):
        return {"__class__": "Decimal", "decimal": str(value)}
    raise TypeError(f"{type(value).__name__} can't be sent to Tryton")


def loads(content: bytes) -> Any:
    """Decodes an answer. Raises ValueError when it is not JSON; a float is read as a Decimal."""
    return json.loads(content, object_hook=_decode, parse_float=Decimal)


def _decode(value: dict[str, Any]) -> Any:
    match value.get("__class__"):
        case "Decimal":
            return Decimal(value["decimal"])
        case "date":
            return date(value["year"], value["month"], value["day"])
        case "bytes":
            return base64.b64decode(value["base64"])
        case _:
            return value
