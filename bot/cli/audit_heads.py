"""Heads of the evidence, as somebody kept them: files that were copied away, or saved mails."""

from __future__ import annotations

import email.policy
from email import message_from_bytes
from pathlib import Path

from bot.domain.audit.heads import SignedHead, read_head
from bot.errors import SetupError

_KEPT_AS = {".json", ".eml", ".txt"}


def read_heads(place: Path) -> list[SignedHead]:
    """The head in a file, or those in all files of a folder; none where there is no folder.

    Raises:
        SetupError: a file has none.
    """
    if place.is_dir():
        files = sorted(path for path in place.iterdir() if path.suffix in _KEPT_AS)
    else:
        files = [place] if place.exists() else []
    return [_read(path) for path in files]


def _read(path: Path) -> SignedHead:
    content = path.read_bytes()
    mail = message_from_bytes(content, policy=email.policy.default)
    body = mail.get_body(("plain",)) if mail.get("MIME-Version") else None
    text = body.get_content() if body else content.decode("utf-8", "replace")
    try:
        return read_head(text)
    except ValueError as error:
        raise SetupError(f"{path} holds no head of the evidence.") from error
