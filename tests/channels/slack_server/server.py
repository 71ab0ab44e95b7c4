"""A small Slack over HTTP on loopback, for the unmodified libraries to talk to."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import io
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from channels.slack_server import files, messages, sockets, views  # noqa: F401 - registered
from channels.slack_server.api import METHODS, PAGES, Call, Refused
from channels.slack_server.sockets import Sockets
from channels.slack_server.world import JSON, Workspace

_LARGEST_REQUEST = 64 * 1024 * 1024


@dataclass
class Fault:
    """What a method shall do instead of its work.

    Attributes:
        times: for how many calls.
        retry_after: makes it a 429 with that header (seconds).
        status: an HTTP status to answer with; 0 loses the connection.
        done: whether the work is done all the same, so that only the answer is lost.
    """

    method: str
    error: str = ""
    times: int = 1
    retry_after: int | None = None
    status: int | None = None
    done: bool = False


@dataclass(frozen=True)
class Answer:
    """How the app answered what was delivered.

    Attributes:
        status: of the last HTTP request; None over a socket or without any answer.
        body: what the acknowledgement carried.
    """

    acknowledged: bool
    attempts: int
    status: int | None
    body: JSON


class SlackServer:
    """Slack without its people. Enter it, and it listens.

    Attributes:
        events_url: where the app takes requests; None delivers through Socket Mode.
        ack_seconds: how long an acknowledgement may take.
        pauses: seconds before each of the three retries of an event.
        faults: what methods shall do wrong, each for so many calls.
        calls: names of the methods that were called, in order.
    """

    def __init__(self, *, events_url: str | None = None) -> None:
        self.events_url = events_url
        self.ack_seconds = 3.0
        self.pauses: tuple[float, ...] = (0.0, 0.05, 0.1)
        self.signing_secret = secrets.token_hex(16)
        self.app_token = f"xapp-1-{secrets.token_hex(8)}"
        self.app_id = "A0000000001"
        self.faults: list[Fault] = []
        self.calls: list[str] = []
        self.workspaces: dict[str, Workspace] = {}
        self.sockets = Sockets()
        self.home = self.install("T0000000001", "sample")
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._client: aiohttp.ClientSession | None = None

    def install(self, team_id: str, name: str) -> Workspace:
        """The app enters a workspace, or enters it anew with another token."""
        made = Workspace(
            team_id,
            name,
            bot_token=f"xoxb-{secrets.token_hex(8)}",
            bot_user_id=f"UBOT{team_id[-4:]}",
            bot_id=f"B{team_id[1:]}",
            app_id=self.app_id,
        )
        found = self.workspaces.setdefault(team_id, made)
        found.bot_token, found.revoked = made.bot_token, ""
        found.channels.setdefault("C0000000001", "purchasing")
        return found

    @property
    def team_id(self) -> str:
        """Of the first workspace."""
        return self.home.team_id

    @property
    def bot_token(self) -> str:
        """Of the first workspace."""
        return self.home.bot_token

    @property
    def api_url(self) -> str:
        """Base of the Web API, with a slash at the end."""
        return f"{self.url}/api/"

    def workspace_of(self, token: str) -> Workspace | None:
        """Whose token this is."""
        return next((w for w in self.workspaces.values() if w.bot_token == token), None)

    async def __aenter__(self) -> Self:
        """Begins to listen on a port of the system's choice."""
        app = web.Application(client_max_size=_LARGEST_REQUEST)
        app.router.add_route("*", "/api/{method}", self._api)
        for verb, path, handler in PAGES:
            app.router.add_route(verb, path, partial(handler, self))
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._client = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Listens no more."""
        await self.sockets.drop()
        if self._client is not None:
            await self._client.close()
        if self._runner is not None:
            await self._runner.cleanup()

    # --- the Web API

    async def _api(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        self.calls.append(name)
        fault = self._fault(name)
        if fault is not None and not fault.done:
            return await self._failed(fault, request)
        headers: dict[str, str] = {}
        try:
            answer: JSON = {"ok": True, **await self._work(name, request, headers)}
        except Refused as refused:
            answer = {"ok": False, "error": refused.error}
            if refused.messages:
                answer["response_metadata"] = {"messages": list(refused.messages)}
        if fault is not None:
            return await self._failed(fault, request)
        return web.json_response(answer, headers=headers)

    async def _work(self, name: str, request: web.Request, headers: dict[str, str]) -> JSON:
        known = METHODS.get(name)
        if known is None:
            raise Refused("unknown_method")
        fields = await _fields(request)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        token = token or str(fields.get("token", ""))
        workspace = None
        if known.needs != "nothing":
            if not token:
                raise Refused("not_authed")
            if known.needs == "app":
                if token != self.app_token:
                    raise Refused("not_allowed_token_type" if "xoxb" in token else "invalid_auth")
            else:
                workspace = self.workspace_of(token)
                if workspace is None:
                    raise Refused("invalid_auth")
                if workspace.revoked:
                    raise Refused(workspace.revoked)
                headers["x-oauth-scopes"] = ",".join(sorted(workspace.scopes))
                if known.scope and known.scope not in workspace.scopes:
                    raise Refused("missing_scope", f"needed: {known.scope}")
        return await known.handler(Call(self, name, request, fields, workspace))

    def _fault(self, name: str) -> Fault | None:
        for fault in self.faults:
            if fault.method in (name, "*") and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    async def _failed(self, fault: Fault, request: web.Request) -> web.StreamResponse:
        if fault.retry_after is not None:
            return web.json_response(
                {"ok": False, "error": "ratelimited"},
                status=429,
                headers={"Retry-After": str(fault.retry_after)},
            )
        if fault.status == 0:
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=500)
        if fault.status is not None:
            return web.Response(status=fault.status, text="<html>not now</html>")
        return web.json_response({"ok": False, "error": fault.error})

    # --- deliveries to the app

    async def deliver(self, kind: str, payload: JSON) -> Answer:
        """Delivers something, events up to four times, the others once.

        Args:
            kind: "events_api", "interactive" or "slash_commands".
            payload: what it is.
        """
        pauses = self.pauses if kind == "events_api" else ()
        answer = await self._attempt(kind, payload, 0)
        for number, pause in enumerate(pauses, start=1):
            if answer.acknowledged:
                break
            await asyncio.sleep(pause)
            answer = await self._attempt(kind, payload, number)
        return answer

    async def _attempt(self, kind: str, payload: JSON, retry: int) -> Answer:
        if self.events_url is None:
            return await self._through_socket(kind, payload, retry)
        if kind == "events_api":
            body, content_type = json.dumps(payload), "application/json"
        else:
            content_type = "application/x-www-form-urlencoded"
            fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
            body = urlencode(fields)
        headers = {"content-type": content_type, **self.signed(body.encode())}
        if retry:
            headers |= {"x-slack-retry-num": str(retry), "x-slack-retry-reason": "http_error"}
        status, answered = await self.request(body.encode(), headers)
        return Answer(status == 200, retry + 1, status, answered)

    async def _through_socket(self, kind: str, payload: JSON, retry: int) -> Answer:
        envelope: JSON = {
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        answered = await self.sockets.send(envelope, self.ack_seconds)
        return Answer(answered is not None, retry + 1, None, answered or {})

    def signed(self, body: bytes, at: float | None = None) -> dict[str, str]:
        """The headers that prove a request to be Slack's, at an instant (Unix seconds)."""
        stamp = str(int(time.time() if at is None else at))
        digest = hmac.new(
            self.signing_secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256
        )
        return {
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": f"v0={digest.hexdigest()}",
        }

    async def request(self, body: bytes, headers: Mapping[str, str]) -> tuple[int | None, JSON]:
        """Sends a request to the app as it is; its status, None without an answer, and JSON."""
        if self._client is None or self.events_url is None:
            raise AssertionError("nobody listens")
        timeout = aiohttp.ClientTimeout(total=self.ack_seconds)
        try:
            async with self._client.post(
                self.events_url, data=io.BytesIO(body), headers=headers, timeout=timeout
            ) as response:
                text = await response.text()
                is_json = response.content_type == "application/json"
                return response.status, json.loads(text) if is_json and text else {}
        except (TimeoutError, aiohttp.ClientError):
            return None, {}


async def _fields(request: web.Request) -> JSON:
    """What a call was given, in its address, a form or JSON."""
    found: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except json.JSONDecodeError:
            raise Refused("invalid_json") from None
        if not isinstance(body, dict):
            raise Refused("json_not_object")
        return found | body
    return found | dict(await request.post())
