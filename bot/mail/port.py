"""What the assistant needs of a mail system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.errors import DeliveryFailed, Undeliverable


class MailUnavailable(DeliveryFailed):
    """The mail system could not take the mail now, or its set-up is wrong: to be tried again."""


class MailRefused(Undeliverable):
    """This mail can never be delivered: a malformed or refused address, or refused content."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A plain text for one mailbox.

    Attributes:
        to: one address, without a name.
        subject: one line; control characters and line breaks in it become spaces.
        message_id: ours, without "@", the same on a repeat.
        reply_to: where an answer goes; None means the sender.
    """

    to: str
    subject: str
    text: str
    message_id: str
    reply_to: str | None = None


class Mailer(Protocol):
    """Sends mail."""

    async def send(self, mail: Mail) -> None:
        """Hands a mail over to the mail system.

        Raises:
            MailUnavailable: not now.
            MailRefused: never.
        """
        ...
