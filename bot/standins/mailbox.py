"""A mail catcher: an SMTP server on the loopback that delivers nothing and keeps everything."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as default_policy
from pathlib import Path
from types import TracebackType
from typing import Self

from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.standins.loopback import LOOPBACK, bind_loopback

KEPT = 200
"""How many mails are kept, in memory and in the folder."""


@dataclass(frozen=True, slots=True)
class CaughtMail:
    """A mail that was handed in.

    Attributes:
        to: the recipients of the envelope, as given.
        raw: all headers and parts.
    """

    to: tuple[str, ...]
    sender: str
    subject: str
    text: str
    message_id: str
    raw: EmailMessage


class MailCatcher:
    """Catches mail while its context is open."""

    def __init__(self, port: int = 0, folder: Path | None = None) -> None:
        """Prepares it.

        Args:
            port: 0 lets the system choose.
            folder: each mail is also written here as a file (.eml), readable by the owner alone.
        """
        self._port = port
        self._folder = folder
        self._mails: deque[CaughtMail] = deque(maxlen=KEPT)
        self._arrival = asyncio.Condition()
        self._connections: list[SMTP] = []
        self._server: asyncio.Server | None = None

    @property
    def messages(self) -> list[CaughtMail]:
        """The newest 200, oldest first."""
        return list(self._mails)

    @property
    def url(self) -> str:
        """Its address, as the SMTP settings want it."""
        return f"smtp://{LOOPBACK}:{self._port}"

    def to(self, address: str) -> list[CaughtMail]:
        """The mails to an address, oldest first."""
        wanted = address.casefold()
        return [mail for mail in self._mails if wanted in (to.casefold() for to in mail.to)]

    async def wait_for(self, to: str, timeout: float = 5.0, count: int = 1) -> CaughtMail:
        """The mail number `count` to an address, as soon as it is there.

        Raises:
            TimeoutError: after `timeout` seconds.
        """
        async with asyncio.timeout(timeout), self._arrival:
            await self._arrival.wait_for(lambda: len(self.to(to)) >= count)
        return self.to(to)[count - 1]

    async def __aenter__(self) -> Self:
        """Listens. Raises SetupError where the port is taken."""
        if self._folder is not None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        bound = bind_loopback(self._port)
        self._port = bound.getsockname()[1]
        self._server = await asyncio.get_running_loop().create_server(self._connection, sock=bound)
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Ends, and with it every connection."""
        if self._server is None:
            return
        self._server.close()
        for connection in self._connections:
            if connection.transport is not None:
                connection.transport.close()
        await self._server.wait_closed()

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keeps a mail; the answer to the client says so."""
        content = envelope.content
        raw = content if isinstance(content, bytes) else (content or "").encode()
        message = message_from_bytes(raw, EmailMessage, policy=default_policy)
        body = message.get_body(preferencelist=("plain",))
        mail = CaughtMail(
            to=tuple(envelope.rcpt_tos),
            sender=envelope.mail_from or "",
            subject=str(message["Subject"] or ""),
            text=body.get_content().replace("\r\n", "\n") if body is not None else "",
            message_id=str(message["Message-ID"] or ""),
            raw=message,
        )
        async with self._arrival:
            if self._folder is not None:
                await asyncio.to_thread(_write, self._folder, raw)
            self._mails.append(mail)
            self._arrival.notify_all()
        return "250 Kept"

    def _connection(self) -> SMTP:
        self._connections = [known for known in self._connections if known.transport is not None]
        connection = SMTP(
            self,
            hostname="localhost",
            enable_SMTPUTF8=True,
            loop=asyncio.get_running_loop(),
        )
        self._connections.append(connection)
        return connection


def _write(folder: Path, raw: bytes) -> None:
    """Writes one mail, numbered after the newest, and removes those beyond the kept."""
    files = sorted(folder.glob("[0-9]" * 6 + ".eml"))
    number = int(files[-1].stem) + 1 if files else 1
    path = folder / f"{number:06d}.eml"
    path.touch(mode=0o600)
    path.write_bytes(raw)
    for old in files[: max(0, len(files) + 1 - KEPT)]:
        old.unlink(missing_ok=True)
