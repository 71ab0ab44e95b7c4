"""What a guest does through Slack Connect is for the workspace that they were answered in."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.installations import EncryptedInstallations, cipher_of
from bot.channels.slack.modals import FormDialogs
from bot.clock import MovableClock
from bot.domain.entities import ButtonToken, Conversation, Person
from bot.messages import Button, Card, Form, InboundKind, Input, InputKind
from bot.storage import Storage, open_storage
from channels.slack_server import SlackPerson, SmallSlack
from channels.slack_server.connected import Connected, arrived, connected

THEIRS = "T0000000077"
FORM = Form("Reject", "Send", (Input("reason", "Why", InputKind.LINE),))


@pytest_asyncio.fixture
async def storage(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Storage]:
    url = f"sqlite+aiosqlite:///{shutil.copy(sqlite_template, tmp_path)}"
    async with await open_storage(url, MovableClock()) as opened:
        yield opened


@asynccontextmanager
async def in_slack(
    storage: Storage, *, many: bool, dialogs: FormDialogs | None = None
) -> AsyncIterator[Connected]:
    """Connected, with one token or with installations of both workspaces."""
    async with SmallSlack() as slack:
        theirs = slack.install(THEIRS, "theirs")
        more: dict[str, Any] = {}
        if many:
            cipher = cipher_of(Fernet.generate_key().decode(), b"a secret")
            more["installations"] = EncryptedInstallations(storage.database, cipher)
            for workspace in (slack.home, theirs):
                await more["installations"].async_save(
                    Installation(
                        team_id=workspace.team_id,
                        user_id="UADMIN",
                        bot_token=workspace.bot_token,
                        bot_id=workspace.bot_id,
                        bot_user_id=workspace.bot_user_id,
                    )
                )
        async with connected(
            storage.inbox,
            socket=False,
            slack=slack,
            changes={"bot_token": None} if many else {},
            dialogs=dialogs or FormDialogs(storage.unit_of_work),
            **more,
        ) as here:
            yield here


async def guest_with(
    here: Connected, storage: Storage, token: str, form: Form | None = None
) -> SlackPerson:
    """A guest who was shown a button in our workspace."""
    guest = here.slack.chat("UGUEST", "Guest (sample)", "en")
    guest.user.team_id = THEIRS
    now = MovableClock().now()
    person = Person("Guest (sample)", "en", now)
    key = here.slack.conversation_key("UGUEST")
    conversation = Conversation(key, "slack", here.slack.team_id, "UGUEST", person.id, now)
    data = {"form": msgspec.to_builtins(form)} if form else {}
    button = ButtonToken(token, conversation.id, person.id, None, "reject", data, "group", now)
    async with storage.unit_of_work() as unit:
        unit.store.add(person, conversation, button)
        await unit.commit()
    card = Card(text="Well?", buttons=(Button("Reject", token, form=form),))
    await here.platform.channel.send(conversation, card, message_id="m1")
    return guest


@pytest.mark.parametrize("many", [False, True])
async def test_a_press_belongs_to_where_the_button_was_shown(storage: Storage, many: bool) -> None:
    async with in_slack(storage, many=many) as here:
        guest = await guest_with(here, storage, "token")
        await guest.press("token")
        assert guest.last.acknowledged
        (press,) = await arrived(storage)
    assert press.kind is InboundKind.BUTTON
    assert press.conversation_key == here.slack.conversation_key("UGUEST")
    assert press.sender is not None
    assert press.sender.name == "Guest (sample)"


@pytest.mark.parametrize("many", [False, True])
async def test_a_guest_fills_a_modal_in(storage: Storage, many: bool) -> None:
    async with in_slack(storage, many=many) as here:
        guest = await guest_with(here, storage, "token", FORM)
        await guest.press("token")
        assert guest.dialog() is not None
        await guest.submit({"reason": "Too much"})
        sent, home = await arrived(storage)
    assert (sent.kind, sent.data) == (InboundKind.BUTTON, {"reason": "Too much"})
    for message in (sent, home):
        assert message.conversation_key == here.slack.conversation_key("UGUEST")


async def test_the_button_of_somebody_else_leads_nowhere_else(storage: Storage) -> None:
    async with in_slack(storage, many=True) as here:
        await guest_with(here, storage, "token")
        body = here.slack.chat("UGUEST", "", "en").press_payload("token")
        body["user"]["id"] = "USOMEBODY"
        assert (await here.slack.deliver("interactive", body)).acknowledged
        (press,) = await arrived(storage)
    assert (press.workspace, press.chat_id) == (THEIRS, "USOMEBODY")


class Failing(FormDialogs):
    """Modals whose forms can't be read, or not in time."""

    seconds = 0.0

    async def pressed(self, body: Mapping[str, Any], client: AsyncWebClient) -> bool:
        await asyncio.sleep(self.seconds)
        raise RuntimeError("a form that nobody can read")


@pytest.mark.parametrize("seconds", [0.0, 60.0])
async def test_a_press_whose_modal_fails_is_left_to_its_turn_in_time(
    storage: Storage, seconds: float, caplog: pytest.LogCaptureFixture
) -> None:
    dialogs = Failing(storage.unit_of_work)
    dialogs.seconds = seconds
    async with in_slack(storage, many=False, dialogs=dialogs) as here:
        guest = await guest_with(here, storage, "token", FORM)
        pressed_at = time.monotonic()
        await guest.press("token")
        took = time.monotonic() - pressed_at
        assert guest.last.acknowledged
        (press,) = await arrived(storage)
    assert press.token == "token"
    assert took < 30, "never the minute that the modal takes"
    assert "nobody can read" not in caplog.text
