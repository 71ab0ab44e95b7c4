"""Mail goes out as it was meant, over real SMTP to the catcher."""

import asyncio
import os
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import DeliveryFailed, SetupError, Undeliverable
from bot.mail.port import Mail, MailRefused, MailUnavailable
from bot.mail.settings import SmtpSettings, Tls
from bot.mail.smtp import SmtpMailer, build_message
from bot.standins.mailbox import KEPT, MailCatcher

SENDER = "Comptoir Sample Supplies <orders@comptoir-sample.example>"
MAIL = Mail(
    to="buyer@atelier-nord.example",
    subject="Votre code à six chiffres",
    text="Bonjour,\n\nvotre code : 042137\n.\nÀ bientôt\n",
    message_id="8f3a",
)


@dataclass(frozen=True)
class Clock:
    time: datetime = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


def mailer(url: str, timeout: float = 5.0) -> SmtpMailer:
    return SmtpMailer(replace(SmtpSettings.from_url(url, SENDER), timeout=timeout), Clock())


@pytest.fixture
async def catcher(tmp_path: Path) -> AsyncIterator[MailCatcher]:
    async with MailCatcher(folder=tmp_path / "mail") as catcher:
        yield catcher


async def test_a_mail_arrives_as_it_was_written(catcher: MailCatcher) -> None:
    await mailer(catcher.url).send(MAIL)
    caught = await catcher.wait_for("Buyer@atelier-nord.example")
    assert caught.subject == MAIL.subject
    assert caught.text == MAIL.text
    assert caught.sender == "orders@comptoir-sample.example"
    assert caught.message_id == "<8f3a@comptoir-sample.example>"
    assert caught.raw["From"] == SENDER
    assert caught.raw["Date"] == "Mon, 23 Nov 2026 12:00:00 +0000"
    assert caught.raw["Auto-Submitted"] == "auto-generated"


async def test_each_mail_is_a_file_for_its_owner_alone(
    catcher: MailCatcher, tmp_path: Path
) -> None:
    for number in range(3):
        await mailer(catcher.url).send(replace(MAIL, message_id=f"m{number}"))
    files = sorted((tmp_path / "mail").glob("*.eml"))
    assert [b"<m%d@" % n in file.read_bytes() for n, file in enumerate(files)] == [True] * 3
    assert {oct(file.stat().st_mode & 0o777) for file in files} == {"0o600"}


async def test_only_the_newest_mails_are_kept(tmp_path: Path) -> None:
    for number in range(1, KEPT + 6):
        (tmp_path / f"{number:06d}.eml").touch()
    async with MailCatcher(folder=tmp_path) as catcher:
        await mailer(catcher.url).send(MAIL)
    names = sorted(os.listdir(tmp_path))
    assert len(names) == KEPT
    assert names[-1] == f"{KEPT + 6:06d}.eml"


async def test_somebody_waits_for_a_mail_that_comes_later(catcher: MailCatcher) -> None:
    waiting = asyncio.create_task(catcher.wait_for(MAIL.to, count=2))
    await mailer(catcher.url).send(MAIL)
    await mailer(catcher.url).send(replace(MAIL, message_id="second"))
    assert (await waiting).message_id.startswith("<second@")


async def test_waiting_for_a_mail_that_never_comes_ends(catcher: MailCatcher) -> None:
    with pytest.raises(TimeoutError):
        await catcher.wait_for("nobody@atelier-nord.example", timeout=0.05)


async def test_no_subject_can_add_a_header_or_a_recipient(catcher: MailCatcher) -> None:
    hostile = "Code\r\nBcc: thief@example.com\u2028X-Evil: 1\0"
    await mailer(catcher.url).send(replace(MAIL, subject=hostile))
    caught = await catcher.wait_for(MAIL.to)
    assert caught.subject == "Code Bcc: thief@example.com X-Evil: 1"
    assert caught.to == (MAIL.to,)
    assert caught.raw["Bcc"] is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@example.com",
        "buyer@",
        "a@example.com, b@example.com",
        "a@example.com\r\nBcc: b@example.com",
        "Name <a@example.com>",
        "bücher@example.com",
        "a b@example.com",
    ],
)
async def test_what_is_no_single_address_is_refused(catcher: MailCatcher, address: str) -> None:
    with pytest.raises(MailRefused):
        await mailer(catcher.url).send(replace(MAIL, to=address))
    with pytest.raises(MailRefused):
        await mailer(catcher.url).send(replace(MAIL, reply_to=address))
    assert catcher.messages == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_people_write_a_mail_has_the_same_headers(subject: str, text: str) -> None:
    settings = SmtpSettings.from_url("smtp://127.0.0.1:25", SENDER)
    mail = replace(MAIL, subject=subject, text=text)
    try:
        message = build_message(mail, settings.sender, Clock())
    except MailRefused:
        return
    head = message.as_bytes().split(b"\r\n\r\n", 1)[0]
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if line[:1] not in b" \t"]
    assert names[:6] == [b"From", b"To", b"Subject", b"Date", b"Message-ID", b"Auto-Submitted"]
    assert {name.lower() for name in names[6:]} == {
        b"mime-version",
        b"content-type",
        b"content-transfer-encoding",
    }


class Refusing:
    """Answers each recipient with a code."""

    def __init__(self, answer: str, at_data: str = "250 OK") -> None:
        self.answer = answer
        self.at_data = at_data

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        return self.at_data


async def send_to(handler: Refusing) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(handler, hostname="localhost", loop=loop), "127.0.0.1", 0
    )
    async with server:
        await mailer(f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}").send(MAIL)


@pytest.mark.parametrize(
    ("handler", "error"),
    [
        (Refusing("550 no such mailbox"), MailRefused),
        (Refusing("451 greylisted"), MailUnavailable),
        (Refusing("250 OK", "554 content refused"), MailRefused),
        (Refusing("250 OK", "452 disk full"), MailUnavailable),
    ],
)
async def test_a_refusal_for_good_is_told_from_one_for_now(
    handler: Refusing, error: type[DeliveryFailed]
) -> None:
    with pytest.raises(error) as caught:
        await send_to(handler)
    assert MAIL.to not in str(caught.value)
    assert isinstance(caught.value, Undeliverable) == (error is MailRefused)


async def test_a_server_that_is_not_there_is_tried_again_later() -> None:
    async with MailCatcher() as catcher:
        url = catcher.url
    with pytest.raises(MailUnavailable):
        await mailer(url).send(MAIL)


async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


async def test_a_server_that_says_nothing_costs_the_time_out_and_no_more() -> None:
    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with silent:
        port = silent.sockets[0].getsockname()[1]
        with pytest.raises(MailUnavailable):
            await asyncio.wait_for(mailer(f"smtp://127.0.0.1:{port}", timeout=0.1).send(MAIL), 5)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and its certificate for "localhost", in one file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is needed to make a certificate")
    folder = tmp_path_factory.mktemp("tls")
    request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj"
    names = ["/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(folder / "key"), "-out", str(folder / "cert")]
    subprocess.run([openssl, *request.split(), *names, *files], check=True, capture_output=True)
    both = folder / "both"
    both.write_text((folder / "key").read_text() + (folder / "cert").read_text())
    return both


def login(
    server: SMTP, session: Session, envelope: Envelope, kind: str, data: object
) -> AuthResult:
    return AuthResult(success=data == LoginPassword(b"shop", b"secret"), handled=False)


@pytest.mark.parametrize(
    ("password", "trusted", "error"),
    [("secret", True, None), ("wrong", True, MailUnavailable), ("secret", False, MailUnavailable)],
)
async def test_a_login_goes_over_a_trusted_connection_alone(
    password: str, trusted: bool, error: type[Exception] | None, certificate: Path
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    loop = asyncio.get_running_loop()
    catcher = MailCatcher()
    server = await loop.create_server(
        lambda: SMTP(
            catcher,
            hostname="localhost",
            loop=loop,
            authenticator=login,
            auth_required=True,
            tls_context=context,
            require_starttls=True,
        ),
        "127.0.0.1",
        0,
    )
    port = server.sockets[0].getsockname()[1]
    settings = replace(
        SmtpSettings.from_url(f"smtp://shop:{password}@localhost:{port}", SENDER), tls=Tls.STARTTLS
    )
    authorities = ssl.create_default_context(cafile=str(certificate) if trusted else None)
    sending = SmtpMailer(settings, Clock(), tls_context=authorities).send(MAIL)
    async with server:
        if error is None:
            await sending
        else:
            with pytest.raises(error) as caught:
                await sending
            assert "secret" not in str(caught.value)
    assert len(catcher.messages) == (error is None)


async def test_a_taken_port_is_a_clear_sentence(catcher: MailCatcher) -> None:
    with pytest.raises(SetupError, match="choose another port"):
        async with MailCatcher(port=int(catcher.url.rpartition(":")[2])):
            pass


@pytest.mark.parametrize(
    ("url", "host", "port", "tls"),
    [
        ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, Tls.OFF),
        ("smtp://localhost", "localhost", 25, Tls.OFF),
        ("smtp://mail.example.com", "mail.example.com", 587, Tls.STARTTLS),
        ("smtps://mail.example.com", "mail.example.com", 465, Tls.IMPLICIT),
        ("smtp://relay.example.com:25?tls=off", "relay.example.com", 25, Tls.OFF),
    ],
)
def test_encryption_follows_from_the_address(url: str, host: str, port: int, tls: Tls) -> None:
    settings = SmtpSettings.from_url(url, SENDER)
    assert (settings.host, settings.port, settings.tls) == (host, port, tls)


def test_a_login_is_read_and_never_shown() -> None:
    settings = SmtpSettings.from_url("smtps://us%40er:p%3Ass@mail.example.com", SENDER)
    assert (settings.username, settings.password) == ("us@er", "p:ss")
    assert "p:ss" not in repr(settings)


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("http://mail.example.com", SENDER),
        ("smtp://", SENDER),
        ("smtp://mail.example.com:port", SENDER),
        ("smtp://user:secret@mail.example.com?tls=off", SENDER),
        ("smtp://mail.example.com", "nobody"),
        ("smtp://mail.example.com", ""),
    ],
)
def test_a_wrong_set_up_is_told_at_the_start(url: str, sender: str) -> None:
    with pytest.raises(SetupError) as caught:
        SmtpSettings.from_url(url, sender)
    assert "secret" not in str(caught.value)
