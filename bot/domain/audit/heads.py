"""Heads: what all logs were at an instant, signed, and kept where nobody can change it any more.

Who can write the database can write a whole new chain; but not one that fits a head that is
already out of their reach. Heads are numbered and chained themselves, so that none goes missing
unnoticed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

FORMAT = "comptoir heads 1"


@dataclass(frozen=True, slots=True)
class LogHead:
    """One log at that instant.

    Attributes:
        log: hash of its first entry: a pseudonym, which only the log itself can dissolve.
        entries: how many it had.
        last: hash of the last of them.
    """

    log: str
    entries: int
    last: str


@dataclass(frozen=True, slots=True)
class Head:
    """All logs at an instant.

    Attributes:
        number: from 1 on, without gaps.
        previous: digest of the head before; "" for the first.
        logs: by their pseudonyms.
    """

    number: int
    made_at: datetime
    previous: str
    logs: tuple[LogHead, ...]

    def statement(self) -> bytes:
        """What is signed."""
        return json.dumps(
            [
                FORMAT,
                self.number,
                self.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
                self.previous,
                [[one.log, one.entries, one.last] for one in self.logs],
            ],
            separators=(",", ":"),
        ).encode()

    def digest(self) -> str:
        """SHA-256 of the statement, in hexadecimal."""
        return hashlib.sha256(self.statement()).hexdigest()


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head and its Ed25519 signature, in hexadecimal, by the key whose public half is named."""

    head: Head
    signature: str
    key: str

    def document(self) -> str:
        """The file that goes out: JSON in short lines, which survives a plain mail."""
        shown = {
            "format": FORMAT,
            "number": self.head.number,
            "made_at": self.head.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "previous": self.head.previous,
            "logs": [asdict(one) for one in self.head.logs],
            "digest": self.head.digest(),
            "signature": self.signature,
            "key": self.key,
        }
        return json.dumps(shown, indent=1)

    @property
    def is_signed(self) -> bool:
        """Whether its own key signed it; whether that key is ours is another question."""
        # Loaded only where a signature is checked or made: it takes a while.
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key))
            key.verify(bytes.fromhex(self.signature), self.head.statement())
        except (InvalidSignature, ValueError):
            return False
        return True


def signed(head: Head, seed: bytes) -> SignedHead:
    """A head, signed.

    Args:
        head: what to sign.
        seed: the 32 bytes of the private key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(head.statement())
    return SignedHead(head, signature.hex(), public_key(seed))


def public_key(seed: bytes) -> str:
    """The public half of a key, in hexadecimal, which anybody may have."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


def read_head(text: str) -> SignedHead:
    """A head as it went out, also from within a saved mail.

    Raises:
        ValueError: there is none in it.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    try:
        found: Any = json.loads("\n".join(lines[lines.index("{") : lines.index("}") + 1]))
        if found["format"] != FORMAT:
            raise ValueError(f"a head of another format: {found['format']}")
        head = msgspec.convert({name: found[name] for name in Head.__slots__}, Head)
        if head.made_at.utcoffset() is None:
            raise ValueError("a head without a time zone")
        return SignedHead(head, str(found["signature"]), str(found["key"]))
    except (KeyError, TypeError, IndexError, msgspec.ValidationError) as error:
        raise ValueError("not a head") from error


def next_head(logs: Iterable[LogHead], at: datetime, last: tuple[int, str] | None) -> Head:
    """The head that follows on another.

    Args:
        logs: as they are now.
        at: business time.
        last: number and digest of the head before; None for the first.
    """
    number, previous = last or (0, "")
    return Head(number + 1, at, previous, tuple(sorted(logs, key=lambda one: one.log)))
