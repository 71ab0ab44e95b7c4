"""Which SMTP server takes our mail, and as whom we send."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from enum import StrEnum
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from bot.errors import SetupError


class Tls(StrEnum):
    """How the connection is encrypted."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    OFF = "off"


_DEFAULT_PORTS = {Tls.IMPLICIT: 465, Tls.STARTTLS: 587, Tls.OFF: 25}


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """A server, a login and a sender.

    Attributes:
        timeout: seconds for handing one mail over, from connecting to the last answer.
    """

    host: str
    port: int
    tls: Tls
    sender: Address
    username: str | None = None
    password: str | None = None
    timeout: float = 15.0

    def __repr__(self) -> str:
        """Tells the server alone: a login is a secret."""
        return f"SmtpSettings({self.host}:{self.port}, tls={self.tls.value})"

    @classmethod
    def from_url(cls, url: str, sender: str) -> Self:
        """Reads `smtp://user:password@host:port` or `smtps://…`.

        `smtps` encrypts from the start. `smtp` demands STARTTLS, except on the loopback; `?tls=off`
        does without for a server in one's own network, and then without a login.

        Args:
            url: user and password percent-encoded.
            sender: an address, or "Name <address>".

        Raises:
            SetupError: it can't be read, or would send a password in the clear.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise SetupError("The SMTP address has a malformed port.") from error
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise SetupError("The SMTP address must be smtp://host:port or smtps://host:port.")
        wants_off = parse_qs(parts.query).get("tls") == ["off"]
        local = _is_loopback(parts.hostname)
        tls = Tls.OFF if local or wants_off else Tls.STARTTLS
        tls = Tls.IMPLICIT if parts.scheme == "smtps" else tls
        if tls is Tls.OFF and parts.username and not local:
            raise SetupError("A mail password needs encryption: leave out tls=off or the login.")
        return cls(
            host=parts.hostname,
            port=port or _DEFAULT_PORTS[tls],
            tls=tls,
            sender=_sender(sender),
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
        )


def _sender(text: str) -> Address:
    name, spec = parseaddr(text)
    try:
        address = Address(display_name=name, addr_spec=spec)
    except (ValueError, LookupError) as error:
        raise SetupError("The sender of mails is not a mail address.") from error
    if not address.domain:
        raise SetupError("The sender of mails is not a mail address.")
    return address


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
