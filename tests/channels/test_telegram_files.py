"""Files to and from people, through the real protocol."""

from __future__ import annotations

import struct
import zlib

import pytest

from bot import texts
from bot.domain.entities import Conversation
from bot.errors import DeliveryFailed, Undeliverable, Unreachable
from bot.messages import Attachment, Button, Card
from channels.telegram_server import ABSENT, DESCRIPTION, Fault, SmallTelegram, TelegramPerson
from channels.telegram_server.connected import Connected

pytestmark = pytest.mark.skipif(not DESCRIPTION.exists(), reason=ABSENT)


def a_picture() -> bytes:
    """A grey dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\x00\x7f"))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b"")


async def test_files_stand_above_the_text_with_the_buttons(
    us: Connected, theirs: Conversation, buyer: TelegramPerson, telegram: SmallTelegram
) -> None:
    files = (
        Attachment("invoice.pdf", "application/pdf", b"%PDF-1.7 sample"),
        Attachment("gloves.png", "image/png", a_picture()),
        Attachment("broken.png", "image/png", b"not a picture"),
    )
    card = Card(text="Your invoice", attachments=files, buttons=(Button("Thanks", "t"),))
    handle = await us.platform.channel.send(theirs, card, message_id="m1")
    *sent, last = buyer.seen()
    assert [file.content for seen in sent for file in seen.card.attachments] == [
        file.content for file in files
    ]
    assert [name for name in telegram.calls if name.startswith("send")] == [
        "sendDocument",
        "sendPhoto",
        "sendPhoto",
        "sendDocument",
        "sendMessage",
    ]
    assert (last.message_id, last.card.text) == (handle, "Your invoice")


async def test_a_file_that_is_too_large_is_told_and_the_rest_is_sent(
    us: Connected, theirs: Conversation, buyer: TelegramPerson
) -> None:
    large = Attachment("film.mp4", "video/mp4", bytes(50_000_001))
    await us.platform.channel.send(
        theirs, Card(text="Here it is", attachments=(large,)), message_id="m1"
    )
    said = texts.text("en", "file-too-large-to-send", name="film.mp4", size="50.0 MB")
    assert buyer.shown() == [f"Here it is\n\n{said}"]


@pytest.mark.parametrize(
    ("status", "description"),
    [(400, "wrong type of the web page content"), (413, "Request Entity Too Large")],
    ids=str,
)
async def test_a_file_that_telegram_refuses_is_named_and_the_rest_is_sent(
    us: Connected,
    theirs: Conversation,
    buyer: TelegramPerson,
    telegram: SmallTelegram,
    status: int,
    description: str,
) -> None:
    telegram.faults.append(Fault("sendDocument", status, description))
    files = (
        Attachment("first.pdf", "application/pdf", b"%PDF-1.7 first"),
        Attachment("second.pdf", "application/pdf", b"%PDF-1.7 second"),
    )
    card = Card(text="Your invoices", attachments=files, buttons=(Button("Thanks", "t"),))
    handle = await us.platform.channel.send(theirs, card, message_id="m1")
    sent, last = buyer.seen()
    assert [file.content for file in sent.card.attachments] == [files[1].content]
    said = texts.text("en", "file-refused-to-send", name="first.pdf")
    assert (last.message_id, last.card.text) == (handle, f"Your invoices\n\n{said}")
    assert buyer.tokens() == ["t"]


async def test_an_empty_file_is_named_and_the_rest_is_sent(
    us: Connected, theirs: Conversation, buyer: TelegramPerson, telegram: SmallTelegram
) -> None:
    files = (
        Attachment("empty.pdf", "application/pdf", b""),
        Attachment("empty.png", "image/png", b""),
    )
    await us.platform.channel.send(theirs, Card(attachments=files), message_id="m1")
    said = [texts.text("en", "file-refused-to-send", name=file.filename) for file in files]
    assert buyer.shown() == ["\n\n".join(said)]
    assert telegram.refused == []


async def test_another_try_remembers_which_file_was_refused(
    us: Connected, theirs: Conversation, buyer: TelegramPerson, telegram: SmallTelegram
) -> None:
    telegram.faults += [Fault("sendDocument", 400, "refused"), Fault("sendMessage", 502)]
    files = (
        Attachment("first.pdf", "application/pdf", b"%PDF-1.7 first"),
        Attachment("second.pdf", "application/pdf", b"%PDF-1.7 second"),
    )
    card = Card(text="Your invoices", attachments=files)
    with pytest.raises(DeliveryFailed):
        await us.platform.channel.send(theirs, card, message_id="m1")
    await us.platform.channel.send(theirs, card, message_id="m1")
    sent, last = buyer.seen()
    assert [file.content for file in sent.card.attachments] == [files[1].content]
    said = texts.text("en", "file-refused-to-send", name="first.pdf")
    assert last.card.text == f"Your invoices\n\n{said}"


@pytest.mark.parametrize("state", ["blocked", "away"])
async def test_a_file_that_does_not_arrive_for_another_reason_is_not_given_up(
    us: Connected, theirs: Conversation, buyer: TelegramPerson, telegram: SmallTelegram, state: str
) -> None:
    buyer.room.blocked = state == "blocked"
    if state == "away":
        telegram.faults.append(Fault("sendDocument", 502))
    file = Attachment("invoice.pdf", "application/pdf", b"%PDF-1.7 sample")
    expected = Unreachable if state == "blocked" else DeliveryFailed
    with pytest.raises(expected) as caught:
        await us.platform.channel.send(
            theirs, Card(text="Your invoice", attachments=(file,)), message_id="m1"
        )
    assert type(caught.value) is expected
    assert buyer.seen() == []


async def test_a_file_that_somebody_sent_is_fetched(us: Connected, buyer: TelegramPerson) -> None:
    await buyer.upload("list.csv", "text/csv", b"PAP-A4-80;10\n")
    (message,) = await us.arrived()
    (attachment,) = message.attachments
    assert (attachment.filename, attachment.media_type) == ("list.csv", "text/csv")
    assert attachment.content == b""
    fetched = await us.platform.channel.fetch("", attachment)
    assert fetched.content == b"PAP-A4-80;10\n"


@pytest.mark.parametrize("how", ["too large", "unknown", "gone"])
async def test_a_file_that_cannot_be_had(
    us: Connected, buyer: TelegramPerson, telegram: SmallTelegram, how: str
) -> None:
    size = 20_000_001 if how == "too large" else 0
    await buyer.send(buyer.document("list.csv", "text/csv", b"x", size=size))
    (message,) = await us.arrived()
    (attachment,) = message.attachments
    if how != "too large":
        found = telegram.files.pop(attachment.reference)
        if how == "gone":
            telegram.faults.append(Fault("getFile", 400, "file is temporarily unavailable"))
            telegram.files[attachment.reference] = found
    with pytest.raises(Undeliverable):
        await us.platform.channel.fetch("", attachment)
