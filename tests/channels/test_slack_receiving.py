"""What people do in Slack is committed once, before Slack is told that it arrived."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.slack.platform import SlackPlatform
from bot.clock import MovableClock
from bot.errors import SetupError
from bot.messages import Card, InboundKind, InboundMessage
from bot.ports import Inbox
from bot.storage import Storage, open_storage
from channels.slack_server import SmallSlack, payloads
from channels.slack_server.connected import Connected, arrived, config_for, connected
from channels.slack_server.person import SlackPerson
from channels.slack_server.server import Fault
from channels.slack_server.world import Posted

BUYER = "UBUYER"
SHARED = "C0000000001"


class Away:
    """An inbox whose database is away for so many messages."""

    def __init__(self, inbox: Inbox, times: int) -> None:
        self._inbox = inbox
        self.times = times

    async def receive(self, message: InboundMessage, shown: Card | None = None) -> bool:
        if self.times > 0:
            self.times -= 1
            raise ConnectionError("the database is away")
        return await self._inbox.receive(message, shown)


@pytest_asyncio.fixture
async def storage(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Storage]:
    url = f"sqlite+aiosqlite:///{shutil.copy(sqlite_template, tmp_path)}"
    async with await open_storage(url, MovableClock()) as opened:
        yield opened


@pytest.fixture(params=["socket", "http"])
def socket(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "socket")


@pytest_asyncio.fixture
async def here(storage: Storage, socket: bool) -> AsyncIterator[Connected]:
    async with connected(storage.inbox, socket=socket) as made:
        yield made


def buyer(here: Connected) -> SlackPerson:
    return here.slack.chat(BUYER, "Buyer One (sample)", "fr")


async def test_a_message_is_committed_with_its_sender(here: Connected, storage: Storage) -> None:
    said = await buyer(here).say("10 boxes &amp; <mailto:one@buyer.example|one@buyer.example>")

    (message,) = await arrived(storage)
    assert message.kind is InboundKind.TEXT
    assert message.text == "10 boxes & one@buyer.example"
    assert message.conversation_key == here.slack.conversation_key(BUYER)
    assert message.external_id == f"message:{said['channel']}:{said['ts']}"
    assert message.sender is not None
    assert (message.sender.external_id, message.sender.name, message.sender.language) == (
        BUYER,
        "Buyer One (sample)",
        "fr-FR",
    )


async def test_a_repeated_event_has_no_second_effect(here: Connected, storage: Storage) -> None:
    person = buyer(here)
    said = await person.say("10 boxes")
    for _ in range(3):
        answer = await here.slack.deliver("events_api", payloads.event(person.workspace, said))
        assert answer.acknowledged
        assert answer.attempts == 1

    assert [message.text for message in await arrived(storage)] == ["10 boxes"]


async def test_what_is_not_committed_is_not_acknowledged_and_comes_again(
    storage: Storage, socket: bool
) -> None:
    inbox = Away(storage.inbox, times=2)
    async with connected(inbox, socket=socket) as here:  # type: ignore[arg-type]
        here.slack.ack_seconds = 0.5
        await buyer(here).say("10 boxes")
        answer = buyer(here).last

    assert (answer.acknowledged, answer.attempts) == (True, 3)
    assert [message.text for message in await arrived(storage)] == ["10 boxes"]


async def test_a_retry_counts_even_if_the_first_try_never_arrived(
    here: Connected, storage: Storage
) -> None:
    person = buyer(here)
    inner = payloads.message(person.user, person.direct, person.workspace.new_ts(), "10 boxes")
    answer = await here.slack._attempt("events_api", payloads.event(person.workspace, inner), 3)

    assert answer.acknowledged
    assert [message.text for message in await arrived(storage)] == ["10 boxes"]


async def test_while_slack_does_not_say_who_we_are_nothing_is_lost(
    storage: Storage, socket: bool
) -> None:
    async with SmallSlack() as slack:
        slack.ack_seconds = 0.5
        slack.faults.append(Fault("auth.test", retry_after=1, times=2))
        slack.faults.append(Fault("auth.test", status=503, times=1))
        async with connected(storage.inbox, socket=socket, slack=slack) as here:
            await buyer(here).say("10 boxes")
            answer = buyer(here).last

    assert (answer.acknowledged, answer.attempts) == (True, 3)
    assert [message.text for message in await arrived(storage)] == ["10 boxes"]


async def test_a_message_comes_in_while_names_can_not_be_asked(
    here: Connected, storage: Storage
) -> None:
    here.slack.faults.append(Fault("users.info", retry_after=30))
    await buyer(here).say("10 boxes")
    await buyer(here).say("5 boxes")

    first, second = await arrived(storage)
    assert first.sender is not None
    assert second.sender is not None
    assert (first.sender.name, second.sender.name) == ("", "Buyer One (sample)")


async def test_messages_of_one_person_stay_in_order(here: Connected, storage: Storage) -> None:
    for number in range(10):
        await buyer(here).say(f"{number} boxes")
    assert [m.text for m in await arrived(storage)] == [f"{n} boxes" for n in range(10)]


async def test_a_mention_is_one_message_answered_in_private(
    here: Connected, storage: Storage
) -> None:
    person = buyer(here)
    said = await person.mention("10 boxes of PAP-A4")

    (message,) = await arrived(storage)
    assert message.text == "10 boxes of PAP-A4"
    assert message.conversation_key == here.slack.conversation_key(BUYER)
    assert message.thread == ""
    pointer = await _pointer(here)
    assert pointer.thread_ts == said["ts"]
    assert pointer.text == f"<@{BUYER}> Je vous ai répondu en privé."
    posts = here.slack.home.posts(SHARED)
    assert len([post for post in posts if post.by_bot]) == 1


async def _pointer(here: Connected) -> Posted:
    async with asyncio.timeout(30):
        while not (found := [p for p in here.slack.home.posts(SHARED) if p.by_bot]):
            await asyncio.sleep(0.005)
    return found[0]


async def test_talk_of_others_in_a_channel_is_none_of_our_business(
    here: Connected, storage: Storage
) -> None:
    await buyer(here).say("lunch?", channel=SHARED)
    assert buyer(here).last.acknowledged
    assert await arrived(storage) == []


async def test_an_edit_comes_with_the_new_wording_and_a_preview_is_none(
    here: Connected, storage: Storage
) -> None:
    person = buyer(here)
    said = await person.say("10 boxes https://shop.example")
    await person.edit(said, said["text"], attachments=[{"title": "Shop"}])
    await person.edit(said, "12 boxes")

    first, edit = await arrived(storage)
    assert (first.kind, edit.kind) == (InboundKind.TEXT, InboundKind.EDIT)
    assert edit.text == "12 boxes"


async def test_a_deleted_message_and_our_own_are_ignored(here: Connected, storage: Storage) -> None:
    person = buyer(here)
    said = await person.say("10 boxes")
    await person._event(payloads.deleted(said, person.workspace.new_ts()))
    ours = payloads.message(person.user, person.direct, person.workspace.new_ts(), "Hello")
    await person._event({**ours, "user": person.workspace.bot_user_id, "bot_id": "B1"})
    assert person.last.acknowledged
    assert len(await arrived(storage)) == 1


async def test_a_thread_is_kept(here: Connected, storage: Storage) -> None:
    person = buyer(here)
    said = await person.say("10 boxes")
    await person.say("make that 12", thread=said["ts"])
    _, second = await arrived(storage)
    assert second.thread == said["ts"]


async def test_a_file_comes_by_its_id(here: Connected, storage: Storage) -> None:
    await buyer(here).upload("list.csv", "text/csv", b"PAP-A4;10")
    (message,) = await arrived(storage)
    assert message.kind is InboundKind.FILE
    (file,) = message.attachments
    assert (file.filename, file.media_type, file.content) == ("list.csv", "text/csv", b"")

    fetched = await here.platform.channel.fetch(message.workspace, file)
    assert fetched.content == b"PAP-A4;10"


async def test_the_slash_command_is_answered_privately(here: Connected, storage: Storage) -> None:
    person = buyer(here)
    there = await person.command("/order 10 boxes", channel=SHARED)
    between_people = await person.command("/order", channel="DOTHER")
    await person.say("hello")
    alone = await person.command("/order")
    other = await person.command("/order /company")

    commands = [m for m in await arrived(storage) if m.kind is InboundKind.COMMAND]
    assert [m.text for m in commands] == ["/order 10 boxes", "/order", "/order", "/company"]
    assert {m.conversation_key for m in commands} == {here.slack.conversation_key(BUYER)}
    assert there.body == {"response_type": "ephemeral", "text": "Je vous ai répondu en privé."}
    assert between_people.body == there.body
    assert (alone.body, other.body) == ({}, {})


async def test_the_home_page_is_asked_for_each_time_it_is_opened(
    here: Connected, storage: Storage
) -> None:
    person = buyer(here)
    await person.open_home()
    await person.open_home("messages")
    await person.open_home()

    opened = await arrived(storage)
    assert [(m.kind, m.event) for m in opened] == [(InboundKind.EVENT, "home.opened")] * 2
    assert len({m.external_id for m in opened}) == 2


async def test_two_edits_within_a_second_are_two(here: Connected, storage: Storage) -> None:
    person = buyer(here)
    said = await person.say("10 boxes")
    for text in ("12 boxes", "15 boxes", "15 boxes"):
        edit = payloads.changed(said, text, person.user.id, "1795000000.000000")
        await person._event(edit)
    assert [m.text for m in await arrived(storage)] == ["10 boxes", "12 boxes", "15 boxes"]


async def test_at_the_start_slack_says_who_we_are_once_for_all(
    here: Connected, storage: Storage
) -> None:
    await buyer(here).say("10 boxes")
    assert len(await arrived(storage)) == 1
    assert here.slack.calls.count("auth.test") == 1


async def test_a_guest_of_another_organisation_belongs_to_our_installation(
    here: Connected, storage: Storage
) -> None:
    guest = here.slack.chat("UGUEST", "Guest (sample)", "en")
    guest.user.team_id = "T0OUTSIDE"
    await guest.say("hello")
    (message,) = await arrived(storage)
    assert (message.workspace, message.chat_id) == (here.slack.team_id, "UGUEST")


async def test_an_event_for_an_installation_of_others_is_refused(
    here: Connected, storage: Storage
) -> None:
    elsewhere = here.slack.install("T0000000099", "elsewhere")
    user = elsewhere.user("UX")
    inner = payloads.message(user, elsewhere.direct(user.id), elsewhere.new_ts(), "hello")
    answer = await here.slack.deliver("events_api", payloads.event(elsewhere, inner))
    assert answer.acknowledged
    assert await arrived(storage) == []


async def test_logs_tell_nothing_that_people_wrote_and_no_secret(
    storage: Storage, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("bot", "slack_bolt", "slack_sdk"):
        caplog.set_level(logging.DEBUG, logger=name)
    async with connected(Away(storage.inbox, times=1), socket=True) as here:  # type: ignore[arg-type]
        here.slack.ack_seconds = 0.5
        here.slack.faults.append(Fault("users.info", error="internal_error"))
        await buyer(here).mention("ten boxes of sugar")
        await buyer(here).command("/order ten boxes of sugar")
        secrets = [here.slack.bot_token, here.slack.app_token, here.slack.signing_secret]
    assert "not received" in caplog.text
    for told in ("sugar", "Buyer One", *secrets):
        assert told not in caplog.text


async def test_slack_checks_the_address(storage: Storage) -> None:
    async with connected(storage.inbox, socket=False) as here:
        body = b'{"type": "url_verification", "token": "t", "challenge": "sample"}'
        headers = {"content-type": "application/json", **here.slack.signed(body)}
        assert await here.slack.request(body, headers) == (200, {"challenge": "sample"})


async def test_a_lost_socket_is_opened_again(storage: Storage) -> None:
    async with connected(storage.inbox, socket=True) as here:
        await here.slack.sockets.refresh()
        await buyer(here).say("10 boxes")
        await here.slack.sockets.drop()
        await buyer(here).say("5 boxes")
    assert [message.text for message in await arrived(storage)] == ["10 boxes", "5 boxes"]


async def test_what_came_while_we_were_stopped_arrives_after_the_start(storage: Storage) -> None:
    async with SmallSlack() as slack:
        async with connected(storage.inbox, socket=True, slack=slack) as here:
            person = buyer(here)
        waiting = asyncio.create_task(person.say("10 boxes"))
        async with connected(storage.inbox, socket=True, slack=slack):
            await waiting
    assert [message.text for message in await arrived(storage)] == ["10 boxes"]


@pytest.mark.parametrize("wrong", ["bot_token", "app_token"])
async def test_a_wrong_token_is_said_at_the_start(storage: Storage, wrong: str) -> None:
    async with SmallSlack() as slack:
        with pytest.raises(SetupError, match=f"COMPTOIR_SLACK_{wrong.upper()}"):
            async with connected(
                storage.inbox, socket=True, slack=slack, changes={wrong: "xoxb-wrong"}
            ):
                pass


async def test_without_a_way_in_it_is_not_set_up(storage: Storage) -> None:
    async with SmallSlack() as slack:
        config = config_for(slack, socket=False)
        with pytest.raises(SetupError, match="COMPTOIR_SLACK_SIGNING_SECRET"):
            SlackPlatform(replace(config, signing_secret=None), inbox=storage.inbox)
        with pytest.raises(SetupError, match="COMPTOIR_SLACK_BOT_TOKEN"):
            SlackPlatform(replace(config, bot_token=None), inbox=storage.inbox)
