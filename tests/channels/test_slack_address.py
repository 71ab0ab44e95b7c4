"""Where a work e-mail is asked for, Slack offers the profile's: to be said, never as a proof."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.channels.slack.blocks import Page
from bot.channels.slack.channel import SlackChannel
from bot.channels.slack.clients import Clients
from bot.channels.slack.inbound import Installed, translate
from bot.channels.slack.suggesting import with_address
from bot.domain.entities import Conversation
from bot.messages import Button, Card, InboundKind, Sender
from channels.slack_assistant import BUYER, VAT_NUMBER, slack_assistant
from channels.slack_server import Fault, SlackPerson, SmallSlack
from channels.slack_server.connected import config_for

ASKING = Card(text="What is your work e-mail?")


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[SmallSlack]:
    async with SmallSlack() as made:
        yield made


@pytest_asyncio.fixture
async def clients(slack: SmallSlack) -> AsyncIterator[Clients]:
    made = Clients(config_for(slack, socket=True))
    yield made
    await made.close()


@pytest.fixture
def channel(clients: Clients) -> SlackChannel:
    return SlackChannel(clients, 0)


@pytest.fixture
def reader(slack: SmallSlack) -> SlackPerson:
    chat = slack.chat("U1", "Buyer One (sample)", "fr")
    chat.user.email = BUYER
    return chat


def asked(awaiting: str | None = "email") -> Conversation:
    key = "slack\x1fT0000000001\x1fU1"
    now = datetime(2026, 11, 2, tzinfo=UTC)
    made = Conversation(key, "slack", "T0000000001", "U1", "person", now)
    made.awaiting = awaiting
    return made


async def test_the_address_of_the_profile_is_offered(
    channel: SlackChannel, reader: SlackPerson
) -> None:
    await channel.send(asked(), ASKING, message_id="m1")
    (offered,) = reader.seen()[-1].card.buttons
    assert (offered.label, offered.token) == (f"Utiliser {BUYER}", BUYER)
    (posted,) = reader.workspace.posts(reader.direct)
    assert posted.text == f"What is your work e-mail?\n[Utiliser {BUYER}]"


@pytest.mark.parametrize(
    ("conversation", "card"),
    [
        (asked("code"), ASKING),
        (asked(None), ASKING),
        (asked(), replace(ASKING, buttons=(Button("Talk to our team", "token"),))),
    ],
    ids=["another question", "no question", "another choice"],
)
async def test_it_is_offered_only_where_it_is_asked_for(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson, conversation: Conversation,
    card: Card,
) -> None:  # fmt: skip
    await channel.send(conversation, card, message_id="m1")
    assert len(reader.seen()[-1].card.buttons) == len(card.buttons)
    assert "users.info" not in slack.calls


async def test_a_workspace_that_does_not_tell_addresses_is_asked_to_type_them(
    channel: SlackChannel, reader: SlackPerson
) -> None:
    reader.workspace.scopes = reader.workspace.scopes - {"users:read.email"}
    await channel.send(asked(), ASKING, message_id="m1")
    assert reader.seen()[-1].card == ASKING


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a b@atelier-nord.example", "a@b\n@example.com", f"{'a' * 250}@b.example"],
)
async def test_what_is_no_address_is_not_offered(
    channel: SlackChannel, reader: SlackPerson, address: str
) -> None:
    reader.user.email = address
    await channel.send(asked(), ASKING, message_id="m1")
    assert reader.seen()[-1].card == ASKING


@pytest.mark.parametrize(
    "fault",
    [Fault("users.info", status=500, times=9), Fault("users.info", status=0, times=9)],
    ids=["refused", "silent"],
)
async def test_the_question_is_asked_when_slack_does_not_answer(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson, fault: Fault
) -> None:
    slack.faults.append(fault)
    await channel.send(asked(), ASKING, message_id="m1")
    assert reader.seen()[-1].card == ASKING


async def test_a_full_message_takes_no_more(clients: Clients, reader: SlackPerson) -> None:
    full = [Page([{"type": "divider"}] * 50, "full")]
    client = await clients.of("T0000000001")
    assert await with_address(client, "U1", full) == full


async def test_the_press_is_what_would_have_been_typed(
    channel: SlackChannel, slack: SmallSlack, reader: SlackPerson
) -> None:
    await channel.send(asked(), ASKING, message_id="m1")
    body = reader.press_payload(BUYER)
    (message,) = translate(body, Installed("T0000000001", "UBOT"), Sender("U1")).messages
    assert (message.kind, message.text, message.token) == (InboundKind.TEXT, BUYER, "")


async def test_pressing_it_proves_nothing(tmp_path: Path) -> None:
    async with slack_assistant(tmp_path) as there:
        somebody = there.stranger("U77")
        somebody.user.email = BUYER
        await there.says(somebody, "hello")
        await there.says(somebody, VAT_NUMBER)
        told = await there.presses(somebody, f"Use {BUYER}")
        assert "six-digit code" in told.text
        assert BUYER in told.text
        assert told.buttons == ()
        async with there.app.uow() as unit:
            key = there.slack.conversation_key(somebody.user.id)
            conversation = await unit.store.conversation_by_key(key)
            assert conversation is not None
            assert conversation.awaiting == "code"
            assert await unit.store.memberships_of(conversation.person_id) == []
            verification = await unit.store.pending_verification(conversation.id)
        assert verification is not None
        assert verification.email == BUYER
