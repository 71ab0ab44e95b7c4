"""Mail over SMTP."""

from __future__ import annotations

import asyncio
import re
import ssl
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime

import aiosmtplib

from bot.mail.port import Mail, MailRefused, MailUnavailable
from bot.mail.settings import SmtpSettings, Tls
from bot.ports import Clock

_MESSAGE_ID = re.compile(r"[A-Za-z0-9._=+-]{1,200}")
_PERMANENT = 500


class SmtpMailer:
    """Hands each mail to one SMTP server, on a connection of its own."""

    def __init__(
        self, settings: SmtpSettings, clock: Clock, *, tls_context: ssl.SSLContext | None = None
    ) -> None:
        """Connects to nobody.

        Args:
            settings: the server and the sender.
            clock: dates the mails.
            tls_context: trusts other authorities than the system's; None is the usual.
        """
        self._settings = settings
        self._clock = clock
        self._tls_context = tls_context

    async def send(self, mail: Mail) -> None:
        """Hands a mail over within the settings' time-out.

        Errors name a code of SMTP and no address, so that they can be logged.

        Raises:
            MailUnavailable: not now: unreachable, busy, too slow, or refusing our own login,
                sender or encryption, which is for the merchant to mend.
            MailRefused: never: malformed or refused address, refused content.
        """
        message = build_message(mail, self._settings.sender, self._clock)
        try:
            async with asyncio.timeout(self._settings.timeout):
                await self._deliver(message, mail.to)
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _refusal(error.recipients[0].code) from error
        except (aiosmtplib.SMTPSenderRefused, aiosmtplib.SMTPAuthenticationError) as error:
            raise MailUnavailable(f"the server refuses our sender: {error.code}") from error
        except aiosmtplib.SMTPDataError as error:
            raise _refusal(error.code) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise MailUnavailable(type(error).__name__) from error

    async def _deliver(self, message: EmailMessage, to: str) -> None:
        settings = self._settings
        client = aiosmtplib.SMTP(
            hostname=settings.host,
            port=settings.port,
            username=settings.username,
            password=settings.password,
            timeout=settings.timeout,
            use_tls=settings.tls is Tls.IMPLICIT,
            start_tls=settings.tls is Tls.STARTTLS,
            tls_context=self._tls_context,
            # The library's default looks its own name up, which can block on a slow resolver.
            local_hostname=settings.sender.domain,
        )
        async with client:
            await client.send_message(
                message, sender=settings.sender.addr_spec, recipients=[parse_address(to).addr_spec]
            )


def build_message(mail: Mail, sender: Address, clock: Clock) -> EmailMessage:
    """The mail as it goes over the wire; nothing in it can add a header or a recipient.

    Raises:
        MailRefused: an address or the message id is malformed.
    """
    if not _MESSAGE_ID.fullmatch(mail.message_id):
        raise MailRefused("malformed message id")
    message = EmailMessage(policy=SMTP_POLICY)
    message["From"] = sender
    message["To"] = parse_address(mail.to)
    message["Subject"] = _one_line(mail.subject)
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{mail.message_id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.reply_to is not None:
        message["Reply-To"] = parse_address(mail.reply_to)
    try:
        message.set_content(mail.text)
    except UnicodeError as error:
        raise MailRefused("the text can't be encoded") from error
    return message


def parse_address(text: str) -> Address:
    """One address without a name, its domain in ASCII.

    Raises:
        MailRefused: it is none; a local part beyond ASCII counts so, since few servers take it.
    """
    local, at, domain = text.strip().rpartition("@")
    try:
        address = Address(addr_spec=f"{local}{at}{domain.encode('idna').decode()}")
        address.addr_spec.encode("ascii")
    except (ValueError, LookupError, MessageError) as error:
        raise MailRefused("malformed address") from error
    if not address.username or not address.domain or not text.isprintable():
        raise MailRefused("malformed address")
    return address


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _refusal(code: int) -> MailRefused | MailUnavailable:
    refused = MailRefused if code >= _PERMANENT else MailUnavailable
    return refused(f"the server refuses the mail: {code}")
