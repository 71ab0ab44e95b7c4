"""What tells entities apart."""

from __future__ import annotations

import uuid


def new_id() -> str:
    """A fresh identity, unguessable."""
    return uuid.uuid4().hex
