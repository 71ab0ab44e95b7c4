"""Each kind of payload, as what is to be persisted; anything else is nothing and breaks nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.inbound import (
    NOTHING,
    Inbound,
    Installed,
    Place,
    is_well_formed,
    translate,
    user_of,
)
from bot.messages import InboundKind, Sender
from channels.slack_server import SlackPerson, SmallSlack, payloads
from channels.slack_server.world import JSON

SHARED = "C0000000001"


@pytest.fixture
def person() -> SlackPerson:
    return SmallSlack().chat("U1", "Buyer One (sample)", "en")


def read(person: SlackPerson, inner: JSON) -> Inbound:
    workspace = person.workspace
    body = payloads.event(workspace, inner)
    installed = Installed(workspace.team_id, workspace.bot_user_id)
    assert user_of(body) == person.user.id
    return translate(body, installed, Sender(person.user.id))


def message(person: SlackPerson, text: str, channel: str = "", **more: Any) -> JSON:
    channel = channel or person.direct
    return payloads.message(person.user, channel, person.workspace.new_ts(), text, **more)


def test_both_events_of_a_mention_are_one(person: SlackPerson) -> None:
    said = message(person, f"<@{person.workspace.bot_user_id}> 10 boxes", SHARED)
    first, second = read(person, said), read(person, payloads.mention(said))
    assert first == second
    assert first.public == Place(SHARED, said["ts"])
    assert [m.text for m in first.messages] == ["10 boxes"]


def test_a_mention_in_a_thread_is_pointed_to_there(person: SlackPerson) -> None:
    said = message(person, f"<@{person.workspace.bot_user_id}> hi", SHARED, thread_ts="1.5")
    found = read(person, payloads.mention(said))
    assert found.public == Place(SHARED, "1.5")
    assert found.messages[0].thread == ""


def test_our_name_may_come_in_with_an_edit(person: SlackPerson) -> None:
    name = f"<@{person.workspace.bot_user_id}>"
    plain, mentioning = message(person, "10 boxes", SHARED), message(person, f"{name} 5", SHARED)
    (now,) = read(person, payloads.changed(plain, f"{name} 10 boxes", "U1", "2.1")).messages
    assert (now.kind, now.text) == (InboundKind.TEXT, "10 boxes")
    (edit,) = read(person, payloads.changed(mentioning, "6", "U1", "2.2")).messages
    assert (edit.kind, edit.text) == (InboundKind.EDIT, "6")
    assert read(person, payloads.changed(plain, "12 boxes", "U1", "2.3")) == NOTHING


def test_two_edits_of_one_message_are_two(person: SlackPerson) -> None:
    said = message(person, "10 boxes")
    edits = [
        read(person, payloads.changed(said, f"{n} boxes", "U1", f"2.{n}")).messages[0]
        for n in (11, 12)
    ]
    assert len({edit.external_id for edit in edits}) == 2


@pytest.mark.parametrize(
    "more",
    [
        {"bot_id": "B9"},
        {"user": "USLACKBOT"},
        {"subtype": "channel_join"},
        {"subtype": "bot_message"},
        {"subtype": "message_replied"},
    ],
)
def test_what_no_person_wrote_is_nothing(person: SlackPerson, more: JSON) -> None:
    body = payloads.event(person.workspace, {**message(person, "hello"), **more})
    installed = Installed(person.workspace.team_id, person.workspace.bot_user_id)
    assert translate(body, installed, Sender("U1")) == NOTHING


@pytest.mark.parametrize("subtype", ["thread_broadcast", "me_message"])
def test_other_ways_of_writing_count(person: SlackPerson, subtype: str) -> None:
    found = read(person, message(person, "10 boxes", subtype=subtype, thread_ts="1.5"))
    assert [(m.text, m.thread) for m in found.messages] == [("10 boxes", "1.5")]


def test_a_deleted_file_is_none(person: SlackPerson) -> None:
    gone = {"id": "F1", "mode": "tombstone"}
    listed = {"id": "F2", "mode": "file_access", "file_access": "check_file_info"}
    found = read(person, message(person, "see", subtype="file_share", files=[gone, listed]))
    (said,) = found.messages
    assert [(a.filename, a.reference) for a in said.attachments] == [("F2", "F2")]
    (alone,) = read(person, message(person, "see", subtype="file_share", files=[gone])).messages
    assert alone.kind is InboundKind.TEXT


def test_a_press_at_the_home_page_makes_that_page_anew(person: SlackPerson) -> None:
    button = {
        "type": "button",
        "text": {"type": "plain_text", "text": "Yes"},
        "value": "token",
        "action_id": "press-0",
    }
    view = {"id": "V1", "type": "home", "blocks": [{"type": "actions", "elements": [button]}]}
    person.workspace.homes["U1"] = view
    body = person.press_payload("token")
    installed = Installed(person.workspace.team_id, person.workspace.bot_user_id)
    press, home = translate(body, installed, Sender("U1")).messages
    assert (press.kind, press.token) == (InboundKind.BUTTON, "token")
    assert (home.kind, home.event) == (InboundKind.EVENT, "home.opened")
    again = translate(person.press_payload("token"), installed, Sender("U1")).messages
    assert {m.external_id for m in again}.isdisjoint({press.external_id, home.external_id})


names = st.sampled_from(
    [
        "type",
        "event",
        "user",
        "user_id",
        "actions",
        "container",
        "view",
        "message",
        "channel",
        "command",
        "text",
        "files",
        "ts",
        "subtype",
        "value",
        "action_ts",
        "team_id",
        "edited",
    ]
)
values = st.sampled_from(
    [
        "event_callback",
        "block_actions",
        "message_action",
        "message",
        "app_mention",
        "button",
        "message_changed",
        "app_home_opened",
        "home",
        "order_this",
        "D1",
        "U1",
        "<@U2|x>",
    ]
)
json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), values, st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(names, inner, max_size=6)),
    max_leaves=12,
)


@given(st.dictionaries(names, json, max_size=8))
def test_no_payload_does_more_than_be_refused(body: JSON) -> None:
    is_well_formed(body)
    user = user_of(body)
    assert isinstance(user, str)
    try:
        found = translate(body, Installed("T1", "U2"), Sender("U1"))
    except (LookupError, TypeError, AttributeError):
        return
    for each in found.messages:
        assert each.chat_id == "U1"
        assert isinstance(each.text, str)
