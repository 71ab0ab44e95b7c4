"""Methods of messages, conversations and people."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from aiohttp import web

from channels.slack_server.api import Call, Refused, is_text, method, page
from channels.slack_server.limits import check_blocks, check_text
from channels.slack_server.world import JSON, Posted, User, Workspace

if TYPE_CHECKING:
    from channels.slack_server.server import SlackServer


def as_json(posted: Posted, workspace: Workspace) -> JSON:
    """A message as Slack shows it to apps."""
    shown: JSON = {
        "type": "message",
        "user": posted.user,
        "team": workspace.team_id,
        "text": posted.text,
        "ts": posted.ts,
    }
    if posted.by_bot:
        shown |= {"bot_id": workspace.bot_id, "app_id": workspace.app_id}
    if posted.blocks:
        shown["blocks"] = copy.deepcopy(posted.blocks)
    if posted.thread_ts:
        shown["thread_ts"] = posted.thread_ts
    if posted.metadata:
        shown["metadata"] = posted.metadata
    if posted.files:
        shown["files"] = posted.files
    return shown


def _reachable(user: User | None) -> User:
    if user is None:
        raise Refused("channel_not_found")
    if user.fault:
        raise Refused(user.fault)
    return user


def place(call: Call) -> str:
    """The channel that a message is for; a user's id means the direct messages with them."""
    workspace, channel = call.workspace, call.text("channel")
    if channel.startswith("U"):
        return workspace.direct(_reachable(workspace.users.get(channel)).id)
    if channel.startswith("D"):
        _reachable(workspace.user_of_direct(channel))
    elif channel not in workspace.channels:
        raise Refused("channel_not_found")
    return channel


def _content(call: Call) -> tuple[str, list[JSON]]:
    text = call.text("text", "")
    if not is_text(text):
        raise Refused("no_text", "[ERROR] the fallback text is missing")
    check_text(text)
    blocks: Any = call.fields.get("blocks")
    return text, check_blocks(blocks, "message") if blocks else []


@method("chat.postMessage", scope="chat:write")
async def post(call: Call) -> JSON:
    """A new message."""
    workspace, channel = call.workspace, place(call)
    text, blocks = _content(call)
    thread = call.text("thread_ts", "")
    if thread and (channel, thread) not in workspace.messages:
        raise Refused("thread_not_found")
    posted = Posted(
        channel,
        workspace.new_ts(),
        workspace.bot_user_id,
        text,
        blocks,
        thread,
        call.fields.get("metadata") or {},
        by_bot=True,
    )
    workspace.keep(posted)
    return {"channel": channel, "ts": posted.ts, "message": as_json(posted, workspace)}


@method("chat.update", scope="chat:write")
async def update(call: Call) -> JSON:
    """A message of the app's own reads anew."""
    workspace, channel = call.workspace, call.text("channel")
    if channel.startswith("U"):
        raise Refused("channel_not_found")
    posted = workspace.messages.get((place(call), call.text("ts")))
    if posted is None:
        raise Refused("message_not_found")
    if not posted.by_bot:
        raise Refused("cant_update_message")
    posted.text, posted.blocks = _content(call)
    workspace.keep(posted, edits=True)
    return {"channel": channel, "ts": posted.ts, "text": posted.text}


@method("chat.postEphemeral", scope="chat:write")
async def post_ephemeral(call: Call) -> JSON:
    """A message that one member of a channel sees."""
    workspace, channel = call.workspace, place(call)
    text, blocks = _content(call)
    user = _reachable(workspace.users.get(call.text("user")))
    posted = Posted(
        channel,
        workspace.new_ts(),
        workspace.bot_user_id,
        text,
        blocks,
        call.text("thread_ts", ""),
        only_for=user.id,
        by_bot=True,
    )
    workspace.keep(posted)
    return {"message_ts": posted.ts}


@page("POST", "/hooks/{team_id}/{channel}/{user_id}")
async def respond(slack: SlackServer, request: web.Request) -> web.Response:
    """Words for the one who did something, wherever that was: the address is the permission."""
    workspace = slack.workspaces[request.match_info["team_id"]]
    said = await request.json()
    if said.get("response_type") != "ephemeral":
        return web.Response(status=500, text="not for everybody")
    workspace.keep(
        Posted(
            request.match_info["channel"],
            workspace.new_ts(),
            workspace.bot_user_id,
            said["text"],
            only_for=request.match_info["user_id"],
            by_bot=True,
        )
    )
    return web.Response(text="ok")


@method("chat.delete", scope="chat:write")
async def delete(call: Call) -> JSON:
    """A message of the app's own goes away."""
    channel, ts = place(call), call.text("ts")
    if call.workspace.messages.pop((channel, ts), None) is None:
        raise Refused("message_not_found")
    return {"channel": channel, "ts": ts}


@method("conversations.open", scope="im:write")
async def open_conversation(call: Call) -> JSON:
    """The direct messages with a user."""
    user = _reachable(call.workspace.users.get(call.text("users")))
    return {"channel": {"id": call.workspace.direct(user.id)}}


@method("conversations.info", scope="channels:read")
async def conversation(call: Call) -> JSON:
    """What is known of a channel."""
    channel = place(call)
    name = call.workspace.channels.get(channel, "")
    direct = channel.startswith("D")
    return {"channel": {"id": channel, "name": name, "is_im": direct, "is_channel": not direct}}


@method("users.info", scope="users:read")
async def user_info(call: Call) -> JSON:
    """What is known of a user; the locale where it is asked for."""
    user = call.workspace.users.get(call.text("user"))
    if user is None:
        raise Refused("user_not_found")
    profile = {"real_name": user.name, "display_name": user.name}
    if "users:read.email" in call.workspace.scopes:
        profile["email"] = user.email
    shown: JSON = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name.lower(),
        "real_name": user.name,
        "is_bot": False,
        "deleted": user.fault in ("account_inactive", "user_disabled"),
        "profile": profile,
    }
    if call.fields.get("include_locale") in ("1", "true", True):
        shown["locale"] = user.locale
    return {"user": shown}


@method("api.test", needs="nothing")
async def api_test(call: Call) -> JSON:
    """Whether anybody is there."""
    return {"args": {}}


@method("auth.test")
async def auth_test(call: Call) -> JSON:
    """Whose token this is."""
    workspace = call.workspace
    return {
        "url": f"https://{workspace.name}.slack.example/",
        "team": workspace.name,
        "user": "comptoir",
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user_id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }
