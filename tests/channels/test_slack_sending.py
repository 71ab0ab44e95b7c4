"""What the assistant says arrives in Slack whole, once, at Slack's pace, or somebody is told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore

from bot.channels.slack.channel import SlackChannel
from bot.channels.slack.clients import Clients
from bot.channels.slack.config import SlackConfig
from bot.domain.entities import Conversation
from bot.errors import DeliveryFailed, Undeliverable, Unreachable
from bot.messages import Attachment, Button, Card, Row
from channels.slack_server import Fault, SlackPerson, SmallSlack
from channels.slack_server.connected import config_for
from channels.slack_server.world import StoredFile

CARD = Card(title="Your cart", text="10 boxes", buttons=(Button("Order", "token"),))
LONG = Card(title="Report", rows=tuple(Row("Line", "x" * 1_000) for _ in range(20)))


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[SmallSlack]:
    async with SmallSlack() as made:
        yield made


@pytest_asyncio.fixture
async def channel(slack: SmallSlack) -> AsyncIterator[SlackChannel]:
    clients = Clients(config_for(slack, socket=True))
    yield SlackChannel(clients, 0)
    await clients.close()


@pytest.fixture
def reader(slack: SmallSlack) -> SlackPerson:
    return slack.chat("U1", "Buyer One (sample)", "en")


def conversation(user_id: str = "U1", workspace: str = "T0000000001") -> Conversation:
    now = datetime(2026, 11, 2, tzinfo=UTC)
    key = f"slack\x1f{workspace}\x1f{user_id}"
    return Conversation(key, "slack", workspace, user_id, "person", now)


async def test_a_card_is_posted_to_the_person(channel: SlackChannel, reader: SlackPerson) -> None:
    handle = await channel.send(conversation(), CARD, message_id="m1")
    (seen,) = reader.seen()
    assert handle == seen.message_id
    assert seen.card.text == "Your cart\n10 boxes"
    assert [(b.label, b.token) for b in seen.card.buttons] == [("Order", "token")]
    (posted,) = reader.workspace.posts(reader.direct)
    assert posted.text == "Your cart\n10 boxes\n[Order]"
    assert posted.metadata["event_payload"]["message_id"] == "m1"


async def test_a_card_is_edited_where_it_stands(channel: SlackChannel, reader: SlackPerson) -> None:
    handle = await channel.send(conversation(), CARD, message_id="m1")
    decided = Card(title="Your cart", text="10 boxes", note="Ordered at 10:00.")
    again = await channel.send(conversation(), decided, message_id="m2", edit=handle)
    assert again == handle
    before, after = reader.seen()
    assert (after.message_id, after.edits) == (before.message_id, True)
    assert after.card.text.endswith("Ordered at 10:00.")
    assert after.card.buttons == ()


async def test_what_does_not_fit_is_paged_and_edited_as_pages(
    channel: SlackChannel, reader: SlackPerson
) -> None:
    handle = await channel.send(conversation(), LONG, message_id="m1")
    posts = reader.workspace.posts(reader.direct)
    assert len(posts) > 1
    assert handle == f"{reader.direct}:{','.join(p.ts for p in posts)}"

    shorter = await channel.send(conversation(), CARD, message_id="m2", edit=handle)
    (left,) = reader.workspace.posts(reader.direct)
    assert shorter == f"{reader.direct}:{left.ts}"
    longer = await channel.send(conversation(), LONG, message_id="m3", edit=shorter)
    now = reader.workspace.posts(reader.direct)
    assert longer == f"{reader.direct}:{','.join(p.ts for p in now)}"
    assert len(now) == len(posts)


async def test_an_edit_that_was_interrupted_is_taken_up(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson
) -> None:
    handle = await channel.send(conversation(), LONG, message_id="m1")
    slack.faults += [Fault("chat.delete", status=0, done=True)]
    with pytest.raises(DeliveryFailed):
        await channel.send(conversation(), CARD, message_id="m2", edit=handle)
    await channel.send(conversation(), CARD, message_id="m2", edit=handle)
    (left,) = reader.workspace.posts(reader.direct)
    assert handle.startswith(f"{reader.direct}:{left.ts},")


@pytest.mark.parametrize("handle", ["DU1:1.000001", ""])
async def test_an_edit_of_what_is_gone_is_sent_anew(
    channel: SlackChannel, reader: SlackPerson, handle: str
) -> None:
    await channel.send(conversation(), CARD, message_id="m1", edit=handle)
    (seen,) = reader.seen()
    assert not seen.edits


async def test_an_edit_where_the_channel_is_gone_is_sent_anew(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson
) -> None:
    handle = await channel.send(conversation(), LONG, message_id="m1")
    slack.faults += [Fault("chat.update", error="channel_not_found")]
    fresh = await channel.send(conversation(), CARD, message_id="m2", edit=handle)
    assert reader.seen()[-1].message_id == fresh
    assert not reader.seen()[-1].edits

    slack.faults += [Fault("chat.delete", error="channel_not_found", times=5)]
    kept = await channel.send(conversation(), CARD, message_id="m3", edit=handle)
    assert handle.startswith(f"{kept},")


async def test_an_answer_stays_in_its_thread(channel: SlackChannel, reader: SlackPerson) -> None:
    reader.slack.events_url = "http://127.0.0.1:9/nobody"
    reader.slack.pauses = ()
    said = await reader.say("10 boxes")
    await channel.send(conversation(), CARD, message_id="m1", thread=said["ts"])
    await channel.send(conversation(), CARD, message_id="m2", thread="1.000001")
    _, inside, beside = reader.workspace.posts(reader.direct)
    assert (inside.thread_ts, beside.thread_ts) == (said["ts"], "")


async def test_an_empty_file_is_not_sent_and_logged(
    channel: SlackChannel, reader: SlackPerson, caplog: pytest.LogCaptureFixture
) -> None:
    files = (
        Attachment("invoice.pdf", "application/pdf", b""),
        Attachment("", "image/png", b"png-sample"),
    )
    await channel.send(conversation(), Card(text="Here.", attachments=files), message_id="m1")
    _, upload = reader.seen()
    assert [f.filename for f in upload.card.attachments] == ["file"]
    (told,) = [record for record in caplog.records if record.msg == "empty files not sent"]
    assert told.__dict__["count"] == 1


async def test_files_come_with_the_message(
    channel: SlackChannel, reader: SlackPerson, caplog: pytest.LogCaptureFixture
) -> None:
    files = (
        Attachment("invoice.pdf", "application/pdf", b"%PDF-sample"),
        Attachment("picture.png", "image/png", b"png-sample"),
    )
    await channel.send(conversation(), Card(text="Here.", attachments=files), message_id="m1")
    text, upload = reader.seen()
    assert text.card.text == "Here."
    assert caplog.text == ""
    assert [(f.filename, f.content) for f in upload.card.attachments] == [
        ("invoice.pdf", b"%PDF-sample"),
        ("picture.png", b"png-sample"),
    ]


async def test_a_picture_tells_what_it_shows_to_those_who_do_not_see_it(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson
) -> None:
    shows = "Gloves\n<!channel> " + 2 * "very long " * 100
    picture = Attachment("gloves.png", "image/png", b"png-sample", description=shows)
    await channel.send(conversation(), Card(text="Here.", attachments=(picture,)), message_id="m1")
    (stored,) = reader.workspace.files.values()
    assert stored.shown
    assert stored.alt_text == shows.replace("\n", " ")[:1000]


async def test_pages_that_got_through_are_not_posted_again(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson
) -> None:
    slack.faults += [Fault("files.completeUploadExternal", error="internal_error")]
    card = Card(
        title="Report",
        rows=LONG.rows,
        attachments=(Attachment("report.csv", "text/csv", b"a;b"),),
    )
    with pytest.raises(DeliveryFailed):
        await channel.send(conversation(), card, message_id="m1")
    pages = len(reader.seen())
    handle = await channel.send(conversation(), card, message_id="m1")
    assert len(reader.seen()) == pages + 1
    assert len(handle.split(",")) == pages


async def test_slack_says_when_to_come_again(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson
) -> None:
    slack.faults += [Fault("chat.postMessage", retry_after=17)]
    with pytest.raises(DeliveryFailed) as failed:
        await channel.send(conversation(), CARD, message_id="m1")
    assert not isinstance(failed.value, Undeliverable)
    assert failed.value.retry_after == 17
    assert slack.calls.count("chat.postMessage") == 1


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("channel_not_found", Unreachable),
        ("user_not_found", Unreachable),
        ("account_inactive", Unreachable),
        ("token_revoked", Unreachable),
        ("cannot_dm_bot", Unreachable),
        ("is_archived", Unreachable),
        ("msg_blocks_too_long", Undeliverable),
        ("invalid_blocks", Undeliverable),
        ("invalid_auth", Undeliverable),
        ("missing_scope", Undeliverable),
        ("restricted_action", Undeliverable),
        ("file_not_found", DeliveryFailed),
        ("internal_error", DeliveryFailed),
        ("something_new", DeliveryFailed),
    ],
)
async def test_a_refusal_says_whether_a_retry_helps(
    channel: SlackChannel, slack: SmallSlack, error: str, kind: type[Exception]
) -> None:
    slack.faults += [Fault("chat.postMessage", error=error)]
    with pytest.raises(DeliveryFailed) as failed:
        await channel.send(conversation(), CARD, message_id="m1")
    assert type(failed.value) is kind
    assert str(failed.value) == error


async def test_what_a_person_must_mend_is_told_with_where(
    channel: SlackChannel, slack: SmallSlack, caplog: pytest.LogCaptureFixture
) -> None:
    slack.faults += [Fault("chat.postMessage", error="missing_scope")]
    with pytest.raises(Undeliverable):
        await channel.send(conversation(), CARD, message_id="m1")
    (told,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert "comptoir slack manifest" in str(told.__dict__["reason"])


@pytest.mark.parametrize("status", [0, 500, 503])
async def test_an_outage_is_waited_out(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson, status: int
) -> None:
    slack.faults += [Fault("chat.postMessage", status=status)]
    with pytest.raises(DeliveryFailed) as failed:
        await channel.send(conversation(), CARD, message_id="m1")
    assert not isinstance(failed.value, Undeliverable)
    await channel.send(conversation(), CARD, message_id="m1")
    assert len(reader.seen()) == 1


async def test_when_only_the_answer_was_lost_it_is_said_again_rather_than_never(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson
) -> None:
    slack.faults += [Fault("chat.postMessage", status=0, done=True)]
    with pytest.raises(DeliveryFailed):
        await channel.send(conversation(), CARD, message_id="m1")
    handle = await channel.send(conversation(), CARD, message_id="m1")
    assert [seen.message_id for seen in reader.seen()][-1] == handle


async def test_somebody_gone_can_not_be_reached(channel: SlackChannel, reader: SlackPerson) -> None:
    reader.user.fault = "user_disabled"
    with pytest.raises(Unreachable):
        await channel.send(conversation(), CARD, message_id="m1")
    with pytest.raises(Unreachable):
        await channel.send(conversation("UNOBODY"), CARD, message_id="m2")


async def test_a_silent_slack_ends_in_time(slack: SmallSlack, reader: SlackPerson) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(-1)
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    config = SlackConfig(f"http://127.0.0.1:{port}/", "xoxb-sample", timeout_seconds=0.2)
    clients = Clients(config)
    with pytest.raises(DeliveryFailed):
        await SlackChannel(clients, 0).send(conversation(), CARD, message_id="m1")
    await clients.close()
    server.close()


async def test_messages_to_one_person_are_paced_and_others_do_not_wait(
    slack: SmallSlack,
) -> None:
    clients = Clients(config_for(slack, socket=True))
    channel = SlackChannel(clients, 0.1)
    for user in ("U1", "U2"):
        slack.chat(user, user, "en")

    async def took(user: str, messages: int) -> float:
        began = time.monotonic()
        for number in range(messages):
            await channel.send(conversation(user), CARD, message_id=f"{user}{number}")
        return time.monotonic() - began

    slow, quick = await asyncio.gather(took("U1", 9), took("U2", 3))
    await clients.close()
    assert slow >= 0.5, "nine messages: three at once, then one each 0.1 s"
    assert quick < slow


async def test_after_the_end_a_message_waits_for_the_next_start(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson
) -> None:
    clients = Clients(config_for(slack, socket=True))
    ended = SlackChannel(clients, 0)
    await clients.close()
    with pytest.raises(DeliveryFailed) as failed:
        await ended.send(conversation(), CARD, message_id="m1")
    assert not isinstance(failed.value, Undeliverable)
    await channel.send(conversation(), CARD, message_id="m1")
    assert len(reader.seen()) == 1


async def test_the_home_page_is_published(channel: SlackChannel, reader: SlackPerson) -> None:
    await channel.show_home(conversation(), [CARD, CARD])
    home = reader.home()
    assert home is not None
    assert [b.token for b in home.buttons] == ["token", "token"]
    await channel.show_home(conversation(), [Card(text="Nothing waits.")])
    changed = reader.home()
    assert changed is not None
    assert changed.text == "Nothing waits."


def _stored(reader: SlackPerson, **changes: Any) -> Attachment:
    file = StoredFile("F1", "list.csv", "text/csv", b"PAP-A4;10", reader.user.id, 9)
    for name, value in changes.items():
        setattr(file, name, value)
    reader.workspace.files[file.id] = file
    return Attachment("list.csv", "text/csv", b"", reference="F1")


async def test_a_file_is_fetched(channel: SlackChannel, reader: SlackPerson) -> None:
    fetched = await channel.fetch(reader.workspace.team_id, _stored(reader))
    assert (fetched.filename, fetched.content) == ("list.csv", b"PAP-A4;10")


async def test_a_file_too_large_or_gone_is_not_fetched(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson
) -> None:
    large = _stored(reader, content=bytes(20_000_001))
    with pytest.raises(Undeliverable, match="too large"):
        await channel.fetch(slack.team_id, large)
    _stored(reader, content=b"", length=21_000_000)
    with pytest.raises(Undeliverable, match="too large"):
        await channel.fetch(slack.team_id, large)
    with pytest.raises(Undeliverable, match="file_not_found"):
        await channel.fetch(slack.team_id, Attachment("x", "", b"", reference="F404"))
    slack.faults += [Fault("files.info", error="access_denied")]
    with pytest.raises(Undeliverable, match="access_denied"):
        await channel.fetch(slack.team_id, large)


async def test_the_token_goes_to_slack_alone(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachment = _stored(reader)
    monkeypatch.setattr(slack, "url", "https://slack.com.evil.example")
    with pytest.raises(Undeliverable, match="elsewhere"):
        await channel.fetch(slack.team_id, attachment)


class TwoWorkspaces(AsyncInstallationStore):
    """Tokens of two workspaces, kept in memory."""

    def __init__(self, tokens: dict[str, str]) -> None:
        self._tokens = tokens

    async def async_save(self, installation: Installation) -> None:
        raise NotImplementedError

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        token = self._tokens.get(team_id or "")
        if token is None:
            return None
        return Bot(team_id=team_id, bot_token=token, bot_id="B", bot_user_id="U", installed_at=1.0)


async def test_each_workspace_has_its_own_token(slack: SmallSlack) -> None:
    second = slack.install("T0000000002", "second")
    second.user("U2")
    tokens = {slack.team_id: slack.bot_token, second.team_id: second.bot_token}
    clients = Clients(config_for(slack, socket=True), TwoWorkspaces(tokens))
    channel = SlackChannel(clients, 0)
    await channel.send(conversation("U2", second.team_id), CARD, message_id="m1")
    with pytest.raises(Unreachable):
        await channel.send(conversation("U2", "T0000000003"), CARD, message_id="m2")
    await clients.close()
    assert len(second.posts("DU2")) == 1
