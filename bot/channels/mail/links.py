"""Links in mails: signed, bound to one message of one mailbox, good for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer

LIFETIME = timedelta(days=7)
_SALT = "decision-link"


class LinkError(Exception):
    """The link is not one of ours."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a link leads to.

    Attributes:
        key: of the conversation, which belongs to one mailbox.
        message_id: the message that it shows first.
        expires_at: from then on nothing can be decided by it.
    """

    key: str
    message_id: str
    expires_at: datetime


class Links:
    """Makes and reads them; `secret` is the server's own."""

    def __init__(self, secret: bytes) -> None:
        self._serializer = URLSafeSerializer(secret, salt=_SALT)

    def token(self, key: str, message_id: str, now: datetime) -> str:
        """The last part of a link's address."""
        expires_at = int((now + LIFETIME).timestamp())
        made: str = self._serializer.dumps([key, message_id, expires_at])
        return made

    def read(self, token: str) -> Link:
        """What a token says. Raises LinkError."""
        try:
            key, message_id, expires_at = self._serializer.loads(token)
        except (BadSignature, ValueError, TypeError) as error:
            raise LinkError from error
        return Link(key, message_id, datetime.fromtimestamp(expires_at, UTC))
