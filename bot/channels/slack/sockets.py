"""Socket Mode: requests over a connection that we open, for where Slack can't call us."""

from __future__ import annotations

from types import SimpleNamespace

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.clients import quiet


class Socket(SocketModeClient):
    """The SDK's connection, which asks for a fresh address before each of its attempts.

    The ticket in an address is good once and not for long; the SDK's own goes on with the one
    that failed, and so would stay deaf until a restart.
    """

    def __init__(self, app_token: str, web_client: AsyncWebClient, ping_seconds: float) -> None:
        """Takes what it connects with.

        Args:
            app_token: lets us open connections.
            web_client: asks for addresses.
            ping_seconds: between two pings, and between two attempts to connect.
        """
        super().__init__(
            app_token=app_token, logger=quiet, web_client=web_client, ping_interval=ping_seconds
        )
        used = aiohttp.TraceConfig()
        used.on_request_start.append(self._forget_address)
        used.freeze()
        self.aiohttp_client_session.trace_configs.append(used)

    async def _forget_address(
        self,
        _session: aiohttp.ClientSession,
        _context: SimpleNamespace,
        _request: aiohttp.TraceRequestStartParams,
    ) -> None:
        self.wss_uri = None


class SocketHandler(AsyncSocketModeHandler):
    """Hands what comes through the socket to Bolt."""

    def __init__(self, app: AsyncApp, socket: Socket) -> None:
        # Bolt's own would make a connection of the SDK's.
        self.app = app
        self.app_token = socket.app_token
        self.client = socket
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]
