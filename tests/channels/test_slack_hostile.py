"""Whatever does not come from Slack, or makes no sense, is refused and counted; nothing breaks."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
import pytest_asyncio
from prometheus_client import REGISTRY

from bot.clock import MovableClock
from bot.messages import InboundKind
from bot.storage import Storage, open_storage
from channels.slack_server import SlackPerson, payloads
from channels.slack_server.connected import Connected, arrived, connected
from channels.slack_server.world import JSON, Posted

JSON_TYPE = {"content-type": "application/json"}
FORM_TYPE = {"content-type": "application/x-www-form-urlencoded"}
NO_JSON = [
    (b'{"type": "event_callback", ', JSON_TYPE),
    (b"[1, 2]", JSON_TYPE),
    (b"null", JSON_TYPE),
    (b'"text"', JSON_TYPE),
    (b"", JSON_TYPE),
    (b"\xff\xfe\x00", JSON_TYPE),
    (b"[" * 100_000, JSON_TYPE),
    (b"payload=%7Bbroken", FORM_TYPE),
    (b"payload=[]", FORM_TYPE),
]
NO_SENSE: list[JSON] = [
    {"type": "event_callback", "event": {"type": "reaction_added", "user": "U1"}},
    {"type": "event_callback", "event": {"type": "message", "user": "U1"}},
    {"type": "event_callback", "event": {"type": "message", "user": {"id": "U1"}}},
    {"type": "event_callback", "event": "message"},
    {"type": "event_callback"},
    {"type": "app_rate_limited", "minute_rate_limited": 1},
    {"type": "something_new"},
    {"type": ["a"], "event": []},
    {"type": "block_actions", "user": {"id": "U1"}, "actions": []},
    {"type": "block_actions", "user": {"id": "U1"}, "actions": "none"},
    {"type": "message_action", "user": {"id": "U1"}, "callback_id": "order_this"},
    {"type": "message_action", "user": {"id": "U1"}, "callback_id": "other"},
    {"type": "view_submission", "user": {"id": "U1"}, "view": None},
    {"type": "view_closed", "user": {"id": "U1"}},
    {"command": "/order", "user_id": "U1"},
    {"nothing": "at all"},
]


@pytest_asyncio.fixture
async def storage(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Storage]:
    url = f"sqlite+aiosqlite:///{shutil.copy(sqlite_template, tmp_path)}"
    async with await open_storage(url, MovableClock()) as opened:
        yield opened


@pytest_asyncio.fixture
async def here(storage: Storage) -> AsyncIterator[Connected]:
    async with connected(storage.inbox, socket=False) as made:
        yield made


@pytest.fixture
def person(here: Connected) -> SlackPerson:
    return here.slack.chat("U1", "Buyer One (sample)", "en")


def refused(reason: str) -> float:
    labels = {"channel": "slack", "reason": reason}
    return REGISTRY.get_sample_value("comptoir_inbound_refused_total", labels) or 0.0


def count(name: str) -> float:
    return REGISTRY.get_sample_value(f"comptoir_inbound_{name}_total", {"channel": "slack"}) or 0.0


def _said(person: SlackPerson, text: str = "10 boxes") -> JSON:
    ts = person.workspace.new_ts()
    inner = payloads.message(person.user, person.direct, ts, text)
    return payloads.event(person.workspace, inner)


async def test_a_forged_signature_is_refused(
    here: Connected, storage: Storage, person: SlackPerson
) -> None:
    body = json.dumps(_said(person)).encode()
    before = refused("signature")
    good = here.slack.signed(body)
    forged = [
        {},
        {**good, "x-slack-signature": "v0=" + "0" * 64},
        {**good, "x-slack-signature": "\xe9"},
        {**here.slack.signed(body + b" ")},
        {**good, "x-slack-request-timestamp": str(int(time.time()) - 1)},
        {**good, "x-slack-request-timestamp": "soon"},
        {**good, "x-slack-request-timestamp": "-5"},
        {**good, "x-slack-request-timestamp": "9" * 400},
        {"x-slack-signature": good["x-slack-signature"]},
    ]
    for headers in forged:
        status, answer = await here.slack.request(body, {**JSON_TYPE, **headers})
        assert (status, answer) == (401, {})
    assert refused("signature") == before + len(forged)
    assert await arrived(storage) == []


async def test_a_recording_is_refused_once_it_is_old_and_has_no_effect_before(
    here: Connected, storage: Storage, person: SlackPerson
) -> None:
    body = json.dumps(_said(person)).encode()
    old = here.slack.signed(body, at=time.time() - 301)
    early = here.slack.signed(body, at=time.time() + 400)
    stale, repeated = refused("stale"), count("repeated")
    for headers in (old, early):
        assert (await here.slack.request(body, {**JSON_TYPE, **headers}))[0] == 401
    assert refused("stale") == stale + 2

    fresh = {**JSON_TYPE, **here.slack.signed(body)}
    for _ in range(3):
        assert (await here.slack.request(body, fresh))[0] == 200
    assert count("repeated") == repeated + 2
    assert len(await arrived(storage)) == 1


async def test_a_replayed_press_is_one_press(
    here: Connected, storage: Storage, person: SlackPerson
) -> None:
    _show_button(person)
    payload = person.press_payload("token")
    for _ in range(2):
        assert (await here.slack.deliver("interactive", payload)).acknowledged
    (press,) = await arrived(storage)
    assert (press.kind, press.token) == (InboundKind.BUTTON, "token")


def _show_button(person: SlackPerson, value: str = "token") -> None:
    text = {"type": "plain_text", "text": "Yes"}
    button = {"type": "button", "text": text, "value": value, "action_id": "press-0"}
    blocks = [{"type": "actions", "elements": [button]}]
    person.workspace.keep(
        Posted(person.direct, person.workspace.new_ts(), "UBOT", "Yes?", blocks, by_bot=True)
    )


async def test_an_oversized_body_is_refused(here: Connected, storage: Storage) -> None:
    body = b'{"type": "event_callback", "x": "' + b"x" * 1_100_000 + b'"}'
    before = refused("size")
    status, _ = await here.slack.request(body, {**JSON_TYPE, **here.slack.signed(body)})
    # A server that stops reading may lose its answer on the way.
    assert status in (413, None)
    assert refused("size") == before + 1
    assert await arrived(storage) == []


async def test_what_is_no_json_is_refused(here: Connected, storage: Storage) -> None:
    for body, headers in NO_JSON:
        status, _ = await here.slack.request(body, {**headers, **here.slack.signed(body)})
        assert status in (400, 401), body[:40]
    assert await arrived(storage) == []


async def test_what_makes_no_sense_is_acknowledged_and_has_no_effect(
    here: Connected, storage: Storage, person: SlackPerson
) -> None:
    for payload in NO_SENSE:
        complete: dict[str, Any] = {"team_id": here.slack.team_id, **payload}
        is_event = "event" in payload or "minute_rate_limited" in payload
        kind = "events_api" if is_event else "interactive"
        assert (await here.slack.deliver(kind, complete)).acknowledged, payload
        assert await arrived(storage) == [], payload


async def test_a_press_of_something_else_is_ignored_and_a_foreign_token_is_passed_on(
    here: Connected, storage: Storage, person: SlackPerson
) -> None:
    _show_button(person, "foreign' OR 1=1 --")
    payload = person.press_payload("foreign' OR 1=1 --")
    select = {**payload["actions"][0], "type": "static_select"}
    await here.slack.deliver("interactive", {**payload, "actions": [select]})
    assert await arrived(storage) == []
    await here.slack.deliver("interactive", payload)
    (press,) = await arrived(storage)
    assert press.token == "foreign' OR 1=1 --"


async def test_hostile_words_come_in_as_they_are_read(
    storage: Storage, here: Connected, person: SlackPerson
) -> None:
    await person.say("&lt;script&gt; <!channel> \u202egnp.exe " + "x" * 10_000)
    await person.say("null\x00byte")
    person.user.name = "<!everyone> " + "n" * 10_000
    first, second = await arrived(storage)
    assert first.text == "<script> @channel \u202egnp.exe " + "x" * 10_000
    assert second.text == "nullbyte"


async def test_only_posts_are_answered(here: Connected) -> None:
    assert here.slack.events_url is not None
    async with httpx.AsyncClient() as browser:
        assert (await browser.get(here.slack.events_url)).status_code == 405


async def test_form_fields_can_not_pass_for_an_event(
    here: Connected, storage: Storage, person: SlackPerson
) -> None:
    body = urlencode({"type": "event_callback", "event": "message"}).encode()
    status, _ = await here.slack.request(body, {**FORM_TYPE, **here.slack.signed(body)})
    assert status == 200
    assert await arrived(storage) == []


async def test_rubbish_in_the_socket_does_not_end_it(storage: Storage) -> None:
    async with connected(storage.inbox, socket=True) as here:
        person = here.slack.chat("U1", "Buyer One (sample)", "en")
        for frame in ('{"type": "events_api"}', '{"type": "what", "envelope_id": "1"}', "rubbish"):
            await here.slack.sockets.send_raw(frame)
        answer = await here.slack.deliver("events_api", {"type": "event_callback", "event": 1})
        assert answer.acknowledged
        await person.say("10 boxes")
    assert [message.text for message in await arrived(storage)] == ["10 boxes"]
