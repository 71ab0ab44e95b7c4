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


def a_picture(width: int = 1, height: int = 1) -> bytes:
    """A grey area."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress((b"\x00" + b"\x7f" * width) * height))
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


def of_gloves(
    content: bytes, media_type: str = "image/png", shows: str = "Gloves <L> & co"
) -> Card:
    """A card that is a picture and what it shows."""
    file = Attachment("gloves.png", media_type, content, description=shows)
    return Card(text=shows, context="Atelier Nord", attachments=(file,))


async def test_a_picture_and_what_it_shows_are_one_message(
    us: Connected, theirs: Conversation, buyer: TelegramPerson, telegram: SmallTelegram
) -> None:
    handle = await us.platform.channel.send(theirs, of_gloves(a_picture()), message_id="m1")
    (seen,) = buyer.seen()
    assert (seen.message_id, seen.card.text) == (handle, "Atelier Nord\n\nGloves <L> & co")
    assert [file.content for file in seen.card.attachments] == [a_picture()]
    assert [name for name in telegram.calls if name.startswith("send")] == ["sendPhoto"]
    later = await us.platform.channel.send(theirs, Card(text="Gone"), message_id="m2", edit=handle)
    assert buyer.seen()[-1].card.text == "Gone"
    assert later != handle


@pytest.mark.parametrize(
    "card",
    [
        of_gloves(a_picture(21, 1)),
        of_gloves(a_picture(9000, 1001)),
        of_gloves(b"GIF89a sample", "image/gif"),
        of_gloves(b"\x89PNG\r\n\x1a\n".ljust(10_000_001, b"\0")),
        of_gloves(b"not a picture"),
    ],
    ids=["oblong", "sides", "gif", "bytes", "none"],
)
async def test_a_picture_that_is_no_photo_for_telegram_goes_as_a_document(
    us: Connected, theirs: Conversation, buyer: TelegramPerson, telegram: SmallTelegram, card: Card
) -> None:
    await us.platform.channel.send(theirs, card, message_id="m1")
    (seen,) = buyer.seen()
    assert seen.card.text == "Atelier Nord\n\nGloves <L> & co"
    assert [file.content for file in seen.card.attachments] == [card.attachments[0].content]
    assert telegram.calls[-1] == "sendDocument"


async def test_a_text_too_long_to_stand_below_a_picture_is_a_message_of_its_own(
    us: Connected, theirs: Conversation, buyer: TelegramPerson
) -> None:
    card = of_gloves(a_picture(), shows="gloves " * 200)
    handle = await us.platform.channel.send(theirs, card, message_id="m1")
    picture, text = buyer.seen()
    assert (picture.card.text, len(picture.card.attachments)) == ("", 1)
    assert (text.message_id, text.card.text.count("gloves")) == (handle, 200)


async def test_a_picture_that_telegram_takes_in_no_way_is_named(
    us: Connected, theirs: Conversation, buyer: TelegramPerson, telegram: SmallTelegram
) -> None:
    telegram.faults += [Fault("sendPhoto", 400, "refused"), Fault("sendDocument", 400, "refused")]
    await us.platform.channel.send(theirs, of_gloves(a_picture()), message_id="m1")
    said = texts.text("en", "file-refused-to-send", name="gloves.png")
    assert buyer.shown() == [f"Atelier Nord\n\nGloves <L> & co\n\n{said}"]


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
