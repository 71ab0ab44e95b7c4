"""Socket Mode: a websocket that carries envelopes, each acknowledged by its id."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from channels.slack_server.api import Call, method, page
from channels.slack_server.world import JSON

if TYPE_CHECKING:
    from channels.slack_server.server import SlackServer


class Sockets:
    """The open connections of the app, and the envelopes that wait for their acknowledgement."""

    def __init__(self) -> None:
        self.tickets: set[str] = set()
        self.opened = 0
        self.refusing = 0
        """How many connections are still to be refused; their tickets are worth nothing then."""
        self.refused: list[str] = []
        self._open: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[JSON]] = {}
        self._connected = asyncio.Event()

    @property
    def connected(self) -> int:
        """How many connections are open."""
        return len(self._open)

    async def wait_connected(self, timeout: float = 5.0) -> None:
        """Returns once there is a connection. Raises TimeoutError."""
        await asyncio.wait_for(self._connected.wait(), timeout)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, until it closes."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.opened += 1
        self._open.append(socket)
        await socket.send_json({"type": "hello", "num_connections": len(self._open)})
        self._connected.set()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(json.loads(message.data))
        finally:
            self._forget(socket)
        return socket

    def _acknowledged(self, answer: JSON) -> None:
        future = self._waiting.get(answer.get("envelope_id", ""))
        if future is not None and not future.done():
            future.set_result(answer.get("payload") or {})

    def _forget(self, socket: web.WebSocketResponse) -> None:
        if socket in self._open:
            self._open.remove(socket)
        if not self._open:
            self._connected.clear()

    async def send(self, envelope: JSON, timeout: float) -> JSON | None:
        """Sends an envelope; the payload of its acknowledgement, or None without one in time."""
        envelope_id = secrets.token_hex(8)
        future: asyncio.Future[JSON] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = future
        try:
            async with asyncio.timeout(timeout):
                await self._connected.wait()
                await self._open[-1].send_json({**envelope, "envelope_id": envelope_id})
                return await future
        except (TimeoutError, ConnectionError):
            return None
        finally:
            del self._waiting[envelope_id]

    async def send_raw(self, text: str) -> None:
        """Sends anything at all."""
        await self._connected.wait()
        await self._open[-1].send_str(text)

    async def refresh(self) -> None:
        """Asks the app to connect anew, as Slack does every few hours, until it has."""
        before = self.opened
        for socket in list(self._open):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
        async with asyncio.timeout(30):
            while self.opened == before:
                await asyncio.sleep(0.005)

    async def drop(self) -> None:
        """Loses every connection."""
        for socket in list(self._open):
            with contextlib.suppress(ConnectionError):
                await socket.close()
            self._forget(socket)


@method("apps.connections.open", needs="app")
async def open_connection(call: Call) -> JSON:
    """The address of a fresh websocket; it can be used once."""
    ticket = secrets.token_hex(8)
    call.slack.sockets.tickets.add(ticket)
    return {"url": f"{call.slack.url.replace('http', 'ws', 1)}/link/?ticket={ticket}"}


@page("GET", "/link/")
async def link(slack: SlackServer, request: web.Request) -> web.StreamResponse:
    """The websocket itself."""
    ticket = request.query.get("ticket", "")
    if ticket not in slack.sockets.tickets:
        return web.Response(status=403)
    slack.sockets.tickets.discard(ticket)
    if slack.sockets.refusing > 0:
        slack.sockets.refusing -= 1
        slack.sockets.refused.append(ticket)
        return web.Response(status=403)
    return await slack.sockets.serve(request)
