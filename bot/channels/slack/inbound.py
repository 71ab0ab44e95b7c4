"""What Slack sends, as what is to be persisted: pure functions of its payloads.

A message is known by channel and time stamp, so that its second event (`app_mention` beside
`message`) and every repeat are one; what has no id of its own gets one of what makes it unique.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from bot.channels.slack.shown import shows_what_it_says
from bot.channels.slack.words import mentions, written
from bot.messages import Attachment, InboundKind, InboundMessage, Sender

CHANNEL = "slack"
ORDER_THIS = "order_this"
"""Callback id of the message shortcut."""
HOME_OPENED = "home.opened"
SAYS = "say"
"""Action id of a button that says its value in the name of whoever presses it."""

Body = Mapping[str, Any]

_OBJECTS = ("container", "event", "message", "view")
_SAID = (None, "file_share", "thread_broadcast", "me_message")
"""Subtypes of messages that people wrote."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in public something was said: a pointer to the answer may appear there."""

    channel: str
    thread: str


@dataclass(frozen=True, slots=True)
class Inbound:
    """What is to be persisted, in this order.

    Attributes:
        public: where it was said, if others may read along there.
        is_refused: whether somebody wants something of a message that we take nothing from.
    """

    messages: tuple[InboundMessage, ...]
    public: Place | None = None
    is_refused: bool = False


NOTHING = Inbound(())


@dataclass(frozen=True, slots=True)
class Installed:
    """The installation that a payload is for.

    Attributes:
        workspace: its team's id, whatever team the sender belongs to.
        bot_user_id: the name we have there.
    """

    workspace: str
    bot_user_id: str


def user_of(body: Body) -> str:
    """Id of whoever did this; empty when nobody did."""
    event = _mapping(body.get("event"))
    changed = _mapping(event.get("message"))
    for found in (_mapping(body.get("user")).get("id"), body.get("user_id")):
        if isinstance(found, str):
            return found
    found = changed.get("user") if event.get("subtype") == "message_changed" else event.get("user")
    return found if isinstance(found, str) else ""


def own_direct(body: Body) -> str:
    """The channel of our own direct messages with somebody, where an event shows it.

    The id of a channel does not tell them from those between two people; but of the latter we
    get no events.
    """
    event = _mapping(body.get("event"))
    channel = event.get("channel")
    return channel if isinstance(channel, str) and _is_direct(event) else ""


def is_known(body: Body) -> bool:
    """Whether we know what this kind of payload is, though it may be none of our business."""
    kind = body.get("type")
    if kind == "event_callback":
        known = ("message", "app_mention", "app_home_opened", "app_uninstalled", "tokens_revoked")
        return _mapping(body.get("event")).get("type") in known
    return "command" in body or kind in (
        "block_actions",
        "message_action",
        "view_submission",
        "view_closed",
    )


def is_well_formed(body: Body) -> bool:
    """Whether a payload has the outer shape that Bolt relies on before it asks us."""
    kind = body.get("type")
    if kind is not None and not isinstance(kind, str):
        return False
    objects = [body[name] for name in _OBJECTS if body.get(name) is not None]
    if kind == "event_callback":
        objects.append(body.get("event"))
    elif kind in ("view_submission", "view_closed"):
        objects.append(body.get("view"))
    elif kind == "block_actions":
        actions = body.get("actions")
        objects += actions if isinstance(actions, list) and actions else [None]
    return all(isinstance(found, Mapping) for found in objects)


def translate(body: Body, installed: Installed, sender: Sender) -> Inbound:
    """What a payload has for us; nothing where it is not for us.

    A modal that was sent off is `Dialogs`' to read.

    Raises:
        KeyError, TypeError: the payload is not as Slack makes them.
    """
    match body.get("type"):
        case "event_callback":
            return _event(body["event"], installed, sender)
        case "block_actions":
            return _pressed(body, installed, sender)
        case "message_action":
            return _shortcut(body, installed, sender)
        case None if "command" in body:
            return _command(body, installed, sender)
    return NOTHING


def home_opened(installed: Installed, sender: Sender, at: str) -> InboundMessage:
    """Lets the home page of a person be made anew; `at` tells this time from others."""
    return _message(
        installed, sender, f"home:{sender.external_id}:{at}", InboundKind.EVENT, event=HOME_OPENED
    )


def _message(
    installed: Installed, sender: Sender, external_id: str, kind: InboundKind, **more: Any
) -> InboundMessage:
    """Something in the private conversation of its sender, wherever it was said."""
    return InboundMessage(
        CHANNEL, installed.workspace, external_id, sender.external_id, kind, sender, **more
    )


def _event(event: Body, installed: Installed, sender: Sender) -> Inbound:
    match event.get("type"):
        case "message" | "app_mention" if event.get("subtype") in _SAID:
            return _said(event, installed, sender)
        case "message" if event.get("subtype") == "message_changed":
            return _changed(event, installed, sender)
        case "app_home_opened" if event.get("tab") == "home":
            return Inbound((home_opened(installed, sender, event["event_ts"]),))
    return NOTHING


def _said(event: Body, installed: Installed, sender: Sender) -> Inbound:
    if not _by_a_person(event, installed):
        return NOTHING
    channel, ts, text = event["channel"], event["ts"], event.get("text") or ""
    thread = event.get("thread_ts") or ""
    is_direct = _is_direct(event)
    if not is_direct and not mentions(text, installed.bot_user_id):
        return NOTHING
    message = _content(
        event, installed, sender, f"message:{channel}:{ts}", thread if is_direct else ""
    )
    return Inbound((message,), None if is_direct else Place(channel, thread or ts))


def _content(
    said: Body, installed: Installed, sender: Sender, external_id: str, thread: str = ""
) -> InboundMessage:
    """A message of somebody, with its files."""
    attachments = tuple(_attachments(said.get("files") or ()))
    return _message(
        installed,
        sender,
        external_id,
        InboundKind.FILE if attachments else InboundKind.TEXT,
        text=written(said.get("text") or "", installed.bot_user_id),
        thread=thread,
        attachments=attachments,
    )


def _attachments(files: Sequence[Body]) -> Iterator[Attachment]:
    """Files by their ids: an address in a payload could lead anywhere."""
    for file in files:
        if file.get("mode") != "tombstone":
            name = file.get("name") or file.get("title") or file["id"]
            yield Attachment(name, file.get("mimetype") or "", b"", reference=file["id"])


def _changed(event: Body, installed: Installed, sender: Sender) -> Inbound:
    """An edit; a preview of a link, which Slack adds in the same way, is none."""
    now, before = event["message"], _mapping(event.get("previous_message"))
    text, earlier = now.get("text") or "", before.get("text") or ""
    edited = _mapping(now.get("edited")).get("ts")
    if not edited or text == earlier or not _by_a_person(now, installed):
        return NOTHING
    channel, ts = event["channel"], now["ts"]
    thread = now.get("thread_ts") or ""
    is_direct = _is_direct(event)
    if not is_direct and not mentions(earlier, installed.bot_user_id):
        # Slack sends no `app_mention` when our name comes in with an edit.
        if not mentions(text, installed.bot_user_id):
            return NOTHING
        message = _content(now, installed, sender, f"message:{channel}:{ts}")
        return Inbound((message,), Place(channel, thread or ts))
    message = _message(
        installed,
        sender,
        f"edit:{channel}:{ts}:{edited}:{_short_hash(text)}",
        InboundKind.EDIT,
        text=written(text, installed.bot_user_id),
        thread=thread if is_direct else "",
    )
    return Inbound((message,))


def _pressed(body: Body, installed: Installed, sender: Sender) -> Inbound:
    """A button; at the home page, that page is to be made anew afterwards."""
    action, container = body["actions"][0], _mapping(body.get("container"))
    token = action.get("value")
    if action.get("type") != "button" or not token:
        return NOTHING
    at = action["action_ts"]
    where = (
        container.get("view_id") or f"{container.get('channel_id')}:{container.get('message_ts')}"
    )
    says = action.get("action_id") == SAYS
    press = _message(
        installed,
        sender,
        f"press:{sender.external_id}:{where}:{action.get('action_id')}:{at}",
        InboundKind.TEXT if says else InboundKind.BUTTON,
        text=token if says else "",
        token="" if says else token,
        thread=container.get("thread_ts") or "",
    )
    if _mapping(body.get("view")).get("type") == "home":
        return Inbound((press, home_opened(installed, sender, at)))
    return Inbound((press,))


def _shortcut(body: Body, installed: Installed, sender: Sender) -> Inbound:
    """Somebody orders what a message says; whoever wrote it, the answer is theirs.

    Another's words must not steer: they come as lines of an order, never as a command or an
    answer. What an app wrote, or shows otherwise than it reads, is not taken at all.
    """
    if body.get("callback_id") != ORDER_THIS:
        return NOTHING
    said, channel = body["message"], body["channel"]["id"]
    place = Place(channel, "")
    external_id = f"shortcut:{sender.external_id}:{channel}:{said['ts']}:{body['action_ts']}"
    found = _content(said, installed, sender, external_id)
    is_a_persons = (
        _by_a_person(said, installed)
        and not said.get("app_id")
        and said.get("subtype") in _SAID
        and shows_what_it_says(said)
    )
    if not is_a_persons or not (found.text or found.attachments):
        return Inbound((), place, is_refused=True)
    kind = found.kind if found.attachments else InboundKind.COMMAND
    text = f"/order {found.text}" if found.text else ""
    return Inbound((replace(found, kind=kind, text=text),), place)


def _command(body: Body, installed: Installed, sender: Sender) -> Inbound:
    """/order with lines, or with another command of ours behind it, since Slack knows one alone."""
    rest = written(body.get("text") or "", installed.bot_user_id)
    text = rest if rest.startswith("/") else f"{body['command']} {rest}".strip()
    command = _message(
        installed, sender, f"command:{body['trigger_id']}", InboundKind.COMMAND, text=text
    )
    return Inbound((command,), Place(str(body.get("channel_id")), ""))


def _by_a_person(said: Body, installed: Installed) -> bool:
    user = said.get("user")
    return (
        bool(user) and not said.get("bot_id") and user not in (installed.bot_user_id, "USLACKBOT")
    )


def _short_hash(text: str) -> str:
    """Tells two edits apart that Slack dates to the same second."""
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:8]


def _is_direct(event: Body) -> bool:
    return event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D")


def _mapping(found: Any) -> Body:
    return found if isinstance(found, Mapping) else {}
