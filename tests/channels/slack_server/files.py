"""Files: uploads by the app in three steps, and downloads of what people sent."""

from __future__ import annotations

import json
import mimetypes
from typing import TYPE_CHECKING

from aiohttp import web

from channels.slack_server.api import Call, Refused, method, page
from channels.slack_server.messages import place
from channels.slack_server.world import JSON, Posted, StoredFile

if TYPE_CHECKING:
    from channels.slack_server.server import SlackServer

LONGEST_ALT_TEXT = 1000
"""Characters; https://docs.slack.dev/reference/methods/files.getUploadURLExternal."""


def as_json(file: StoredFile, slack: SlackServer) -> JSON:
    """A file as Slack describes it."""
    url = f"{slack.url}/files-pri/{file.id}/{file.name}"
    return {
        "id": file.id,
        "created": 1,
        "timestamp": 1,
        "name": file.name,
        "title": file.name,
        "mimetype": file.media_type,
        "filetype": file.name.rpartition(".")[2],
        "pretty_type": "File",
        "user": file.user,
        "mode": "hosted",
        "is_external": False,
        "size": len(file.content) or file.length,
        "alt_txt": file.alt_text,
        "url_private": url,
        "url_private_download": f"{url}?download=1",
    }


@method("files.getUploadURLExternal", scope="files:write")
async def upload_url(call: Call) -> JSON:
    """Where to upload a file of a length."""
    name, length = call.text("filename"), int(call.text("length"))
    alt_text = call.text("alt_txt", "")
    if length <= 0 or len(alt_text) > LONGEST_ALT_TEXT:
        raise Refused("invalid_arguments", "[ERROR] length")
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    bot = call.workspace.bot_user_id
    file = StoredFile(
        call.workspace.new_id("F"), name, media_type, user=bot, length=length, alt_text=alt_text
    )
    call.workspace.files[file.id] = file
    return {"file_id": file.id, "upload_url": f"{call.slack.url}/upload/v1/{file.id}"}


@page("POST", "/upload/v1/{file_id}")
async def upload(slack: SlackServer, request: web.Request) -> web.Response:
    """The bytes themselves; the address is the permission."""
    for workspace in slack.workspaces.values():
        file = workspace.files.get(request.match_info["file_id"])
        if file is not None and not file.shown:
            file.content = await request.read()
            return web.Response(text=f"OK - {len(file.content)}")
    return web.Response(status=404, text="no such upload")


@method("files.completeUploadExternal", scope="files:write")
async def complete_upload(call: Call) -> JSON:
    """Shows uploaded files in a conversation."""
    workspace = call.workspace
    given = call.fields.get("files")
    entries = json.loads(given) if isinstance(given, str) else given
    files = []
    for entry in entries or ():
        file = workspace.files.get(entry["id"])
        if file is None or len(file.content) != file.length:
            raise Refused("file_not_found")
        files.append(file)
    channel = call.text("channel_id", "")
    if channel:
        channel = place(
            Call(call.slack, call.method, call.request, {"channel": channel}, workspace)
        )
        described = [as_json(file, call.slack) for file in files]
        posted = Posted(
            channel,
            workspace.new_ts(),
            workspace.bot_user_id,
            call.text("initial_comment", ""),
            thread_ts=call.text("thread_ts", ""),
            files=described,
            by_bot=True,
        )
        workspace.keep(posted)
    for file in files:
        file.shown = True
    return {"files": [as_json(file, call.slack) for file in files]}


@method("files.info", scope="files:read")
async def info(call: Call) -> JSON:
    """What is known of a file."""
    file = call.workspace.files.get(call.text("file"))
    if file is None:
        raise Refused("file_not_found")
    return {"file": as_json(file, call.slack)}


@page("GET", "/files-pri/{file_id}/{name}")
async def download(slack: SlackServer, request: web.Request) -> web.Response:
    """A file's content, for its workspace's token alone; others get the login page, as in Slack."""
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    workspace = slack.workspace_of(token)
    if workspace is None or workspace.revoked:
        return web.Response(text="<!DOCTYPE html><title>Sign in</title>", content_type="text/html")
    if "files:read" not in workspace.scopes:
        return web.Response(status=403, text="missing scope")
    file = workspace.files.get(request.match_info["file_id"])
    if file is None:
        return web.Response(status=404, text="gone")
    return web.Response(body=file.content, content_type=file.media_type)
