"""What somebody did, as it goes into the evidence: what is kept for ever, and what is personal."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

import msgspec

from bot.domain.audit.kinds import AuditKind
from bot.domain.cart import fingerprint
from shop_client.model import OrderDraft, Quotation

PERSONAL = frozenset({"name", "names", "email", "emails", "text", "note", "content"})
"""Fields of a content that name people or were written by them."""

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something.

    Attributes:
        id: a pseudonym, kept for ever: a person's id, "staff:" and a keyed hash, "assistant".
        name: which can be erased; "" for the assistant.
    """

    id: str
    name: str = ""


ASSISTANT = Actor("assistant")
"""Whatever happens by itself: timers, answers of the shop."""


def staff_member(name: str, key: bytes) -> Actor:
    """A member of the merchant's staff, who has no id of ours.

    Args:
        name: as they gave it.
        key: of hashes, which is not in the database.
    """
    same = " ".join(name.split()).casefold()
    return Actor(f"staff:{hmac.new(key, same.encode(), hashlib.sha256).hexdigest()[:32]}", name)


class Subject(Protocol):
    """What an entry is about: an entity of a company, which has the log."""

    @property
    def id(self) -> str:
        """Its identity."""
        ...

    @property
    def company_id(self) -> str:
        """The shop's id of the company."""
        ...


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One step, ready for its place in the log.

    Attributes:
        kind: a word of `AuditKind`, or of a later version's.
        who: an `Actor.id`.
        facts: JSON, kept for ever.
        personal: JSON, erasable.
        salt: hexadecimal; goes with `personal`.
    """

    company_id: str
    at: datetime
    kind: str
    subject: str
    who: str
    facts: str
    personal: str
    salt: str


def recorded(
    kind: AuditKind, subject: Subject, *, at: datetime, by: Actor, **content: Any
) -> AuditRecord:
    """Something that is done.

    Args:
        kind: which says what else belongs into the content.
        subject: what it is about.
        at: business time.
        by: who does it.
        **content: plain values, amounts, dates, entities' values and lists of them. What is None
            or empty is left out.
    """
    given = {"name": by.name, **content}
    plain = {
        name: msgspec.to_builtins(value)
        for name, value in given.items()
        if value is not None and value != ""
    }
    return AuditRecord(
        company_id=subject.company_id,
        at=at,
        kind=kind.value,
        subject=subject.id,
        who=by.id,
        facts=canonical({name: plain[name] for name in plain if name not in PERSONAL}),
        personal=canonical({name: plain[name] for name in plain if name in PERSONAL}),
        salt=secrets.token_hex(_SALT_BYTES),
    )


def seen(draft: OrderDraft, quotation: Quotation) -> dict[str, Any]:
    """What somebody was shown of a cart: its fingerprint and all that the fingerprint covers."""
    return {
        "fingerprint": fingerprint(draft, quotation),
        "total": quotation.totals.gross,
        "draft": replace(draft, note=""),
        "quotation": quotation,
        "note": draft.note,
    }


def canonical(content: Mapping[str, Any]) -> str:
    """The one JSON of plain values: sorted names, no spaces, ASCII, so that any database keeps it.

    Raises:
        ValueError: a number that is none.
        TypeError: a value that JSON does not know.
    """
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False)
