"""Methods of views: modals and the home page."""

from __future__ import annotations

import secrets
import time

from channels.slack_server.api import Call, Refused, method
from channels.slack_server.limits import check_view
from channels.slack_server.world import JSON, Change, Posted, Workspace


def complete(view: JSON, workspace: Workspace, view_id: str = "") -> JSON:
    """A view with what Slack adds to it."""
    view_id = view_id or workspace.new_id("V")
    texts = {name: view.get(name) for name in ("title", "submit", "close")}
    return {
        "id": view_id,
        "team_id": workspace.team_id,
        "type": view["type"],
        "blocks": view["blocks"],
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
        "external_id": view.get("external_id", ""),
        "state": {"values": {}},
        "hash": f"{int(time.time())}.{secrets.token_hex(4)}",
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
        "submit_disabled": False,
        "root_view_id": view_id,
        "previous_view_id": None,
        "app_id": workspace.app_id,
        "app_installed_team_id": workspace.team_id,
        "bot_id": workspace.bot_id,
        **texts,
    }


def _use_trigger(call: Call) -> str:
    """Whose trigger it was. Raises Refused where it is too late or was used."""
    trigger = call.text("trigger_id")
    found = call.workspace.triggers.get(trigger)
    if found is None:
        raise Refused("invalid_trigger_id")
    user_id, until = found
    if until == 0.0:
        raise Refused("exchanged_trigger_id")
    if time.monotonic() > until:
        raise Refused("expired_trigger_id")
    call.workspace.triggers[trigger] = (user_id, 0.0)
    return user_id


@method("views.open")
async def open_view(call: Call) -> JSON:
    """Shows a modal to whoever pulled the trigger."""
    view = check_view(call.fields.get("view"), {"modal"})
    user_id = _use_trigger(call)
    shown = complete(view, call.workspace)
    call.workspace.views[shown["id"]] = shown | {"_user": user_id}
    call.workspace.log.append(Change(as_seen(shown, user_id, call.workspace)))
    return {"view": shown}


def as_seen(view: JSON, user_id: str, workspace: Workspace, *more: str) -> Posted:
    """A modal as its reader sees it: title, labels with what stands there, and more."""
    lines = [view["title"]["text"]]
    for block in view["blocks"]:
        if block["type"] == "input":
            value = block["element"].get("initial_value", "")
            lines.append(f"{block['label']['text']}: {value}" if value else block["label"]["text"])
    text = "\n".join([*lines, *more])
    direct = workspace.direct(user_id)
    return Posted(direct, view["id"], workspace.bot_user_id, text, only_for=user_id, by_bot=True)


@method("views.update")
async def update_view(call: Call) -> JSON:
    """Shows something else in an open modal; an outdated hash is refused."""
    view = check_view(call.fields.get("view"), {"modal"})
    open_now = call.workspace.views.get(call.text("view_id"))
    if open_now is None:
        raise Refused("not_found")
    if call.fields.get("hash") not in (None, open_now["hash"]):
        raise Refused("hash_conflict")
    shown = complete(view, call.workspace, open_now["id"])
    call.workspace.views[shown["id"]] = shown | {"_user": open_now["_user"]}
    return {"view": shown}


@method("views.publish")
async def publish(call: Call) -> JSON:
    """Shows somebody their home page."""
    view = check_view(call.fields.get("view"), {"home"})
    user = call.workspace.users.get(call.text("user_id"))
    if user is None:
        raise Refused("user_not_found")
    if user.fault:
        raise Refused(user.fault)
    earlier = call.workspace.homes.get(user.id)
    shown = complete(view, call.workspace, earlier["id"] if earlier else "")
    call.workspace.homes[user.id] = shown
    return {"view": shown}
