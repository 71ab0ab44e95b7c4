"""What the small Slack sends has the keys that Slack documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from channels.slack_server import SlackPerson, SmallSlack, files, payloads
from channels.slack_server.views import complete
from channels.slack_server.world import JSON, Posted, StoredFile

SHAPES = Path(__file__).resolve().parents[3] / "shared" / "data" / "slack_payloads"
FREE = {
    "AppHomeOpenedPayload": {"event.view.blocks", "event.view.state.values"},
    "BlockActionPayload": {"message.blocks", "state.values"},
    "ViewSubmissionPayload": {"view.blocks", "view.state.values"},
    "ViewClosedPayload": {"view.blocks", "view.state.values"},
}
"""Places whose keys are the app's own."""


def keys(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"{path}{key}"
            yield from keys(inner, f"{path}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner, path)


@pytest.fixture
def person() -> SlackPerson:
    return SmallSlack().chat("U1", "Buyer One (sample)", "en")


def _view(person: SlackPerson, kind: str) -> JSON:
    text = {"type": "plain_text", "text": "Sample", "emoji": False}
    view = {"type": kind, "blocks": [], "title": text, "submit": text, "close": text}
    return complete(view, person.workspace)


def _message(person: SlackPerson, **more: Any) -> JSON:
    return payloads.message(person.user, person.direct, "1.000001", "10 boxes", **more)


def _event(person: SlackPerson, inner: JSON) -> JSON:
    return payloads.event(person.workspace, inner)


def _pressed(person: SlackPerson) -> JSON:
    text = {"type": "plain_text", "text": "Yes", "emoji": False}
    button = {"type": "button", "text": text, "value": "t", "action_id": "a", "style": "primary"}
    blocks = [{"type": "actions", "block_id": "b", "elements": [button]}]
    posted = Posted(person.direct, "1.1", "UBOT", "Yes?", blocks, "1.0", by_bot=True)
    person.workspace.keep(posted)
    return person.press_payload("t")


def _file(person: SlackPerson) -> JSON:
    file = StoredFile("F1", "list.csv", "text/csv", b"x", person.user.id, 1)
    return _message(person, subtype="file_share", files=[files.as_json(file, person.slack)])


def _command(person: SlackPerson) -> JSON:
    return payloads.slash_command(
        person.workspace, person.user, person.direct, "/order", "10 boxes", "https://x.example"
    )


SENT: dict[str, Callable[[SlackPerson], JSON]] = {
    "MessagePayload": lambda p: _event(p, _message(p)),
    "AppMentionPayload": lambda p: _event(p, payloads.mention(_message(p))),
    "MessageChangedPayload": lambda p: _event(
        p, payloads.changed(_message(p), "12 boxes", p.user.id, "1.000002")
    ),
    "MessageDeletedPayload": lambda p: _event(p, payloads.deleted(_message(p), "1.000002")),
    "MessageFileSharePayload": lambda p: _event(p, _file(p)),
    "AppHomeOpenedPayload": lambda p: _event(
        p, payloads.home_opened(p.user, p.direct, "1.1", _view(p, "home"))
    ),
    "BlockActionPayload": _pressed,
    "ViewSubmissionPayload": lambda p: payloads.submitted(
        p.workspace, p.user, _view(p, "modal"), {}
    ),
    "ViewClosedPayload": lambda p: payloads.closed(p.workspace, p.user, _view(p, "modal")),
    "SlashCommandPayload": _command,
}
KNOWN_BESIDE = {"MessageFileSharePayload": {"event.client_msg_id", "event.team"}}
"""Keys that Slack sends and that the samples happen not to have."""


@pytest.mark.skipif(not SHAPES.is_dir(), reason="no Slack payload samples beside this repository")
@pytest.mark.parametrize("name", sorted(SENT))
def test_a_payload_has_no_key_that_slack_does_not_send(name: str, person: SlackPerson) -> None:
    sample = set(keys(json.loads((SHAPES / f"{name}.json").read_text(encoding="utf-8"))))
    free = tuple(FREE.get(name, ()))
    sent = {key for key in keys(SENT[name](person)) if not key.startswith(free)}
    assert sent - sample - KNOWN_BESIDE.get(name, set()) == set()
