"""What Slack sends to an app, in the shapes that it documents."""

from __future__ import annotations

import time
from typing import Any

from channels.slack_server.world import JSON, User, Workspace

TOKEN = "verification-token"  # the old way of proof, sent still, and worth nothing


def event(workspace: Workspace, inner: JSON, *, outside: bool = False) -> JSON:
    """An event's envelope.

    Args:
        outside: whether it happened in a channel shared with another organisation.
    """
    return {
        "token": TOKEN,
        "team_id": workspace.team_id,
        "api_app_id": workspace.app_id,
        "type": "event_callback",
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team_id,
                "user_id": workspace.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": outside,
        "event_id": workspace.new_id("Ev"),
        "event_time": int(time.time()),
        "event_context": "4-context",
        "event": inner,
    }


def message(user: User, channel: str, ts: str, text: str, **more: Any) -> JSON:
    """A message that somebody wrote."""
    kind = "im" if channel.startswith("D") else "channel"
    return {
        "client_msg_id": f"client-{ts}",
        "type": "message",
        "user": user.id,
        "team": user.team_id,
        "channel": channel,
        "text": text,
        "blocks": [],
        "ts": ts,
        "event_ts": ts,
        "channel_type": kind,
        **more,
    }


def mention(of_message: JSON) -> JSON:
    """The second event that a message with a mention makes."""
    kept = {k: v for k, v in of_message.items() if k not in ("channel_type", "subtype")}
    return {**kept, "type": "app_mention"}


def changed(before: JSON, text: str, editor: str, ts: str, **more: Any) -> JSON:
    """An earlier message reads anew. `more` goes into the message, as unfurled links do."""
    inside = {
        k: before[k] for k in ("client_msg_id", "type", "user", "team", "text", "blocks", "ts")
    }
    if "thread_ts" in before:
        inside["thread_ts"] = before["thread_ts"]
    edited = {"edited": {"user": editor, "ts": ts}} if text != before["text"] else {}
    return {
        "type": "message",
        "subtype": "message_changed",
        "channel": before["channel"],
        "hidden": True,
        "message": {**inside, "text": text, **edited, **more},
        "previous_message": inside,
        "event_ts": ts,
        "ts": ts,
        "channel_type": before["channel_type"],
    }


def deleted(before: JSON, ts: str) -> JSON:
    """An earlier message went away."""
    inside = {k: before[k] for k in ("client_msg_id", "type", "user", "team", "text", "ts")}
    return {
        "type": "message",
        "subtype": "message_deleted",
        "channel": before["channel"],
        "hidden": True,
        "deleted_ts": before["ts"],
        "previous_message": inside,
        "event_ts": ts,
        "ts": ts,
        "channel_type": before["channel_type"],
    }


def home_opened(user: User, channel: str, ts: str, view: JSON | None, tab: str = "home") -> JSON:
    """Somebody looks at the app's home."""
    shown = {"view": view} if view and tab == "home" else {}
    return {
        "type": "app_home_opened",
        "user": user.id,
        "channel": channel,
        "tab": tab,
        "event_ts": ts,
        **shown,
    }


def slash_command(
    workspace: Workspace, user: User, channel: str, command: str, text: str, response_url: str
) -> JSON:
    """The fields of a slash command."""
    direct = channel.startswith("D")
    return {
        "token": TOKEN,
        "team_id": workspace.team_id,
        "team_domain": workspace.name,
        "channel_id": channel,
        "channel_name": "directmessage" if direct else workspace.channels[channel],
        "user_id": user.id,
        "user_name": user.name.lower(),
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": workspace.trigger(user.id),
    }


def _interaction(workspace: Workspace, user: User, kind: str) -> JSON:
    return {
        "type": kind,
        "user": {
            "id": user.id,
            "username": user.name.lower(),
            "name": user.name.lower(),
            "team_id": user.team_id,
        },
        "api_app_id": workspace.app_id,
        "token": TOKEN,
        # Of whoever acts, wherever that is: a guest's own.
        "team": {"id": user.team_id, "domain": user.team_id.lower()},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def pressed(workspace: Workspace, user: User, button: JSON, block_id: str, where: JSON) -> JSON:
    """A button was pressed.

    Args:
        where: `container` and, of a message, `channel` and `message`; of a home page, `view`.
    """
    action = {
        "action_id": button["action_id"],
        "block_id": block_id,
        "text": button["text"],
        "value": button.get("value", ""),
        "type": "button",
        "action_ts": workspace.new_ts(),
    }
    if "style" in button:
        action["style"] = button["style"]
    return {
        **_interaction(workspace, user, "block_actions"),
        "trigger_id": workspace.trigger(user.id),
        "response_url": "https://hooks.slack.example/actions/none",
        "state": {"values": {}},
        "actions": [action],
        **where,
    }


def submitted(workspace: Workspace, user: User, view: JSON, values: JSON) -> JSON:
    """A modal was sent off; `values` by block id, then action id."""
    shown = {k: v for k, v in view.items() if not k.startswith("_")}
    return {
        **_interaction(workspace, user, "view_submission"),
        "trigger_id": workspace.trigger(user.id),
        "view": {**shown, "state": {"values": values}},
    }


def closed(workspace: Workspace, user: User, view: JSON) -> JSON:
    """A modal was closed without sending it off."""
    shown = {k: v for k, v in view.items() if not k.startswith("_")}
    return {
        **_interaction(workspace, user, "view_closed"),
        "view": shown,
        "is_cleared": False,
    }


def message_shortcut(
    workspace: Workspace, user: User, callback_id: str, of_message: JSON, response_url: str
) -> JSON:
    """A shortcut was chosen from a message's menu."""
    channel = of_message["channel"]
    return {
        **_interaction(workspace, user, "message_action"),
        "action_ts": workspace.new_ts(),
        "callback_id": callback_id,
        "trigger_id": workspace.trigger(user.id),
        "response_url": response_url,
        "message_ts": of_message["ts"],
        "channel": {"id": channel, "name": workspace.channels.get(channel, "directmessage")},
        "message": {k: v for k, v in of_message.items() if k not in ("channel", "channel_type")},
    }
