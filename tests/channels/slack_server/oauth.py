"""Consent and tokens: how a workspace lets an app in by OAuth."""

from __future__ import annotations

import secrets
from base64 import b64decode
from dataclasses import dataclass, field
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from aiohttp import web

from channels.slack_server.api import Call, Refused, method, page
from channels.slack_server.server import SlackServer
from channels.slack_server.world import JSON, SCOPES, Workspace


@dataclass
class OAuthApp:
    """The app as its page at Slack knows it.

    Attributes:
        team_id, team_name: the workspace whose administrator sits at the browser.
        expires_in: seconds that tokens live, with a refresh token each; None for ever.
        issued: how many tokens were given out.
    """

    redirect_urls: set[str]
    client_id: str = "1000.2000"
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    team_id: str = "T0000000001"
    team_name: str = "sample"
    expires_in: int | None = None
    issued: int = 0
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Team and scopes by code; each is good once."""
    refresh_tokens: dict[str, str] = field(default_factory=dict)
    """Team by refresh token; each is good once."""


_APPS: WeakKeyDictionary[SlackServer, OAuthApp] = WeakKeyDictionary()


def register(slack: SlackServer, redirect_url: str) -> OAuthApp:
    """Lets workspaces of this Slack install the app by OAuth."""
    _APPS[slack] = OAuthApp({redirect_url})
    return _APPS[slack]


@page("GET", "/oauth/v2/authorize")
async def consent(slack: SlackServer, request: web.Request) -> web.StreamResponse:
    """An administrator agrees; their browser is sent back."""
    app, asked = _APPS[slack], request.query
    scopes = asked.get("scope", "")
    wrong = (
        asked.get("client_id") != app.client_id
        or asked.get("redirect_uri") not in app.redirect_urls
        or not set(scopes.split(",")) <= SCOPES
        or asked.get("user_scope")
    )
    if wrong:
        return web.Response(status=400, text="This app asks for something wrong.")
    code = secrets.token_hex(16)
    app.codes[code] = (app.team_id, scopes)
    back = urlencode({"code": code, "state": asked.get("state", "")})
    raise web.HTTPFound(f"{asked['redirect_uri']}?{back}")


@method("oauth.v2.access", needs="nothing")
async def access(call: Call) -> JSON:
    """A token for a code, or for a refresh token."""
    app = _APPS[call.slack]
    kind, _, credentials = call.request.headers.get("authorization", "").partition(" ")
    if kind != "Basic":
        raise Refused("invalid_client_id")
    if b64decode(credentials).decode() != f"{app.client_id}:{app.client_secret}":
        raise Refused("bad_client_secret")
    if call.fields.get("grant_type") == "refresh_token":
        team_id = app.refresh_tokens.pop(call.text("refresh_token"), None)
        if team_id is None:
            raise Refused("invalid_refresh_token")
        workspace = call.slack.install(team_id, "")
        return _granted(app, workspace, ",".join(workspace.scopes)) | {"token_type": "bot"}
    team_id, scopes = app.codes.pop(call.text("code"), ("", ""))
    if not team_id:
        raise Refused("invalid_code")
    if call.text("redirect_uri") not in app.redirect_urls:
        raise Refused("bad_redirect_uri")
    workspace = call.slack.install(team_id, app.team_name)
    workspace.scopes = frozenset(scopes.split(","))
    return _granted(app, workspace, scopes)


def _granted(app: OAuthApp, workspace: Workspace, scopes: str) -> JSON:
    app.issued += 1
    granted: JSON = {
        "access_token": workspace.bot_token,
        "token_type": "bot",
        "scope": scopes,
        "bot_user_id": workspace.bot_user_id,
        "app_id": workspace.app_id,
        "team": {"id": workspace.team_id, "name": workspace.name},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": "UADMIN"},
    }
    if app.expires_in is not None:
        refresh_token = f"xoxe-1-{secrets.token_hex(8)}"
        app.refresh_tokens[refresh_token] = workspace.team_id
        granted |= {"refresh_token": refresh_token, "expires_in": app.expires_in}
    return granted
