"""Forms as modals: opened at the press, checked in the acknowledgement, then persisted.

Source: https://docs.slack.dev/surfaces/modals: a trigger lives for three seconds and opens one
view; what a submission's acknowledgement says of a field is shown beneath it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from slack_sdk.web.async_client import AsyncWebClient

from bot import texts
from bot.channels.slack.inbound import CHANNEL, user_of
from bot.channels.slack.words import ELLIPSIS, shortened
from bot.domain.entities import ButtonToken, Conversation
from bot.domain.forms import problem_of
from bot.messages import Card, Form, InboundKind, InboundMessage, Input, InputKind, Sender
from bot.ports import Store, UnitOfWorkFactory

_TITLE = 24
"""Characters of a modal's title and of its buttons."""
_LABEL = 150
"""Slack takes 2000; a label is read at a glance."""
_LONGEST = 3000
_CALLBACK = "form"

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A button that asks for a form, pressed by whom it was shown to."""

    token: ButtonToken
    conversation: Conversation
    form: Form
    language: str


class FormDialogs:
    """Implements `bot.channels.slack.dialogs.Dialogs`; it reads, and changes nothing."""

    def __init__(self, units: UnitOfWorkFactory) -> None:
        self._units = units

    async def pressed(self, body: Body, client: AsyncWebClient) -> bool:
        """Opens a modal where the pressed button has a form.

        A used, foreign or unknown button gets none: the turn of its press explains it.

        Raises:
            SlackClientError, aiohttp.ClientError, TimeoutError: it could not be opened.
        """
        action = body["actions"][0]
        async with self._units() as unit:
            asked = await _asked(unit.store, str(action.get("value") or ""), body)
        if asked is None or asked.token.used_at is not None:
            return False
        thread = (body.get("container") or {}).get("thread_ts") or ""
        view = modal(asked.form, asked.language, {"token": asked.token.token, "thread": thread})
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        return True

    async def submitted(self, body: Body, workspace: str) -> dict[str, Any] | InboundMessage:
        """What was filled in, or what is wrong with it, in the reader's language."""
        view = body["view"]
        kept = json.loads(view["private_metadata"])
        async with self._units() as unit:
            asked = await _asked(unit.store, kept["token"], body)
        if asked is None:
            # The token went with its conversation; the turn says that it is not known.
            return _message(body, workspace, kept, {})
        values = {field.name: _value(view, field) for field in asked.form.inputs}
        problems = {
            field.name: texts.text(asked.language, key, count=field.longest)
            for field in asked.form.inputs
            if (key := problem_of(field, values[field.name])) is not None
        }
        if problems:
            return {"response_action": "errors", "errors": problems}
        return _message(body, asked.conversation.workspace, kept, values)

    async def workspace_of(self, body: Body) -> str | None:
        """The workspace of the button's conversation, once that is this person's."""
        token = _token_of(body)
        if not token:
            return None
        async with self._units() as unit:
            found = await unit.store.button(token)
            if found is None:
                return None
            conversation = await unit.store.conversation(found.conversation_id)
        is_theirs = (conversation.channel, conversation.chat_id) == (CHANNEL, user_of(body))
        return conversation.workspace if is_theirs else None


def _token_of(body: Body) -> str:
    """The button that was pressed, or that the modal is for; empty where there is none."""
    token = None
    if body.get("type") == "block_actions":
        token = body["actions"][0].get("value")
    elif body.get("type") in ("view_submission", "view_closed"):
        try:
            token = json.loads(body["view"]["private_metadata"])["token"]
        except (LookupError, TypeError, ValueError):
            return ""
    return token if isinstance(token, str) else ""


async def _asked(store: Store, token: str, body: Body) -> _Asked | None:
    """The button and its form; None where there is no form, or it is not this person's."""
    found = await store.button(token)
    if found is None:
        return None
    conversation = await store.conversation(found.conversation_id)
    # Not by the workspace: what a guest does comes under the name of their own.
    if (conversation.channel, conversation.chat_id) != (CHANNEL, user_of(body)):
        return None
    form = await _form(store, found)
    if form is None:
        return None
    person = await store.person(found.person_id)
    return _Asked(found, conversation, form, person.language)


async def _form(store: Store, token: ButtonToken) -> Form | None:
    """As it was shown: in the message, or kept with a button of the home page."""
    if "form" in token.data:
        return msgspec.convert(token.data["form"], Form)
    payload = await store.effect_payload(token.group)
    if payload is None:
        return None
    card = msgspec.convert(payload["card"], Card)
    return next((b.form for b in card.buttons if b.token == token.token), None)


def modal(form: Form, language: str, kept: dict[str, str]) -> dict[str, Any]:
    """A form as a view that Slack opens.

    Args:
        form: labels and values may be anybody's words.
        language: of the reader.
        kept: comes back with the submission; the reader could see it.
    """
    return {
        "type": "modal",
        "callback_id": _CALLBACK,
        "private_metadata": json.dumps(kept),
        "title": _plain(form.title, _TITLE),
        "submit": _plain(form.submit, _TITLE),
        "close": _plain(texts.text(language, "form-cancel"), _TITLE),
        "blocks": [_input(field) for field in form.inputs],
    }


def _input(field: Input) -> dict[str, Any]:
    # A number input of Slack's takes points alone, and no commas.
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": field.name,
        "multiline": field.kind is InputKind.TEXT,
        "max_length": min(field.longest, _LONGEST),
    }
    if field.value:
        element["initial_value"] = field.value[: element["max_length"]]
    return {
        "type": "input",
        "block_id": field.name,
        "label": _plain(field.label, _LABEL),
        "element": element,
        "optional": not field.required,
    }


def _plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": shortened(text, most) or ELLIPSIS, "emoji": False}


def _value(view: Body, field: Input) -> str:
    """What stands in an input; Slack sends null for an empty one."""
    block = view["state"]["values"].get(field.name) or {}
    return (block.get(field.name) or {}).get("value") or ""


def _message(
    body: Body, workspace: str, kept: Mapping[str, str], values: dict[str, str]
) -> InboundMessage:
    """The press, with what was filled in; sent off twice, it is one."""
    view = body["view"]
    user_id = user_of(body)
    return InboundMessage(
        channel=CHANNEL,
        workspace=workspace,
        external_id=f"view:{view['id']}:{view['hash']}",
        chat_id=user_id,
        kind=InboundKind.BUTTON,
        sender=Sender(user_id),
        thread=kept["thread"],
        token=kept["token"],
        data=values,
    )
