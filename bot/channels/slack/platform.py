"""Slack as the assistant runs it: receiving, sending, beginning and ending."""

from __future__ import annotations

import asyncio
import contextlib
import logging

import aiohttp
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.listener.async_builtins import AsyncTokenRevocationListeners
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from starlette.routing import BaseRoute, Route

from bot.channels.slack.authorize import Authorize
from bot.channels.slack.channel import SlackChannel
from bot.channels.slack.clients import Clients, quiet
from bot.channels.slack.config import SlackConfig
from bot.channels.slack.dialogs import Dialogs
from bot.channels.slack.endpoint import HttpEndpoint
from bot.channels.slack.failures import error_code
from bot.channels.slack.people import People
from bot.channels.slack.receiving import GuardedApp, Receiving
from bot.channels.slack.sockets import Socket, SocketHandler
from bot.errors import SetupError
from bot.ports import Inbox

_log = logging.getLogger(__name__)
EVENTS_PATH = "/slack/events"
"""Slack's requests of every kind come here."""
_WRONG_TOKEN = frozenset(
    {"account_inactive", "invalid_auth", "not_allowed_token_type", "not_authed", "token_revoked"}
)


class SlackPlatform:
    """Implements `bot.channels.platform.Platform`.

    Args:
        config: addresses and secrets.
        inbox: where everything is committed.
        installations: tokens of many workspaces; None has the one of `config`.
        oauth: how workspaces install us.
        dialogs: modals; None leaves every press to the conversation.

    Raises:
        SetupError: neither Socket Mode nor HTTP can be, or there is no token.
    """

    def __init__(
        self,
        config: SlackConfig,
        *,
        inbox: Inbox,
        installations: AsyncInstallationStore | None = None,
        oauth: AsyncOAuthSettings | None = None,
        dialogs: Dialogs | None = None,
    ) -> None:
        if config.app_token is None and not config.signing_secret:
            raise SetupError(
                "Slack needs COMPTOIR_SLACK_APP_TOKEN (Socket Mode) or "
                "COMPTOIR_SLACK_SIGNING_SECRET (HTTP)"
            )
        if config.bot_token is None and installations is None:
            raise SetupError(
                "Slack needs COMPTOIR_SLACK_BOT_TOKEN, or COMPTOIR_SLACK_CLIENT_ID and "
                "COMPTOIR_SLACK_CLIENT_SECRET for many workspaces"
            )
        self._config = config
        self._installations = installations
        self._clients = Clients(config, installations)
        self._channel = SlackChannel(self._clients, config.seconds_between)
        self._people = People()
        self._authorize = Authorize(self._clients)
        self._receiving = Receiving(
            inbox,
            self._people,
            dialogs,
            self._channel,
            AsyncTokenRevocationListeners(installations) if installations else None,
        )
        self._app = self._bolt_app(oauth, dialogs)
        self._socket: Socket | None = None
        self._connecting: asyncio.Task[None] | None = None

    @property
    def channel(self) -> SlackChannel:
        """Its sending half."""
        return self._channel

    @property
    def routes(self) -> list[BaseRoute]:
        """What Slack calls where there is no socket, and the pages of the installation."""
        found: list[BaseRoute] = []
        if self._config.app_token is None and self._config.signing_secret:
            endpoint = HttpEndpoint(self._app, self._config.signing_secret)
            found.append(Route(EVENTS_PATH, endpoint.answer, methods=["POST"]))
        flow = self._app.oauth_flow
        if flow is not None:
            pages = AsyncSlackRequestHandler(self._app).handle
            found += [
                Route(path, pages, methods=["GET"])
                for path in (flow.install_path, flow.redirect_uri_path)
            ]
        return found

    async def start(self) -> None:
        """Begins to receive; returns once it tries to, and goes on trying.

        Raises:
            SetupError: a token is wrong.
        """
        try:
            await self._connect()
        except SetupError:
            await self.stop()
            raise

    async def _connect(self) -> None:
        self._app.client.session = self._clients.session
        client = self._clients.with_token(self._config.bot_token, self._clients.session)
        if self._installations is None:
            ours = await _checked(client, "auth.test", "COMPTOIR_SLACK_BOT_TOKEN")
            if ours is not None:
                self._authorize.know(str(self._config.bot_token), ours)
        if self._config.app_token is not None:
            asking = self._clients.with_token(self._config.app_token, self._clients.session)
            opened = await _checked(asking, "apps.connections.open", "COMPTOIR_SLACK_APP_TOKEN")
            self._socket = Socket(self._config.app_token, client, self._config.ping_seconds)
            SocketHandler(self._app, self._socket)
            # Slack gives few of these addresses a minute, so that this one is used.
            self._socket.wss_uri = str(opened["url"]) if opened else None
            self._connecting = asyncio.create_task(
                self._socket.connect()  # type: ignore[no-untyped-call]
            )

    async def stop(self) -> None:
        """Receives no more; what was received is committed."""
        if self._connecting is not None:
            self._connecting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._connecting
        if self._socket is not None:
            await self._socket.close()  # type: ignore[no-untyped-call]
        await self._receiving.close()
        await self._people.close()
        await self._clients.close()

    def _bolt_app(self, oauth: AsyncOAuthSettings | None, dialogs: Dialogs | None) -> AsyncApp:
        app = GuardedApp(
            dialogs if self._installations is not None else None,
            _tell,
            name="comptoir",
            logger=quiet,
            client=self._clients.with_token(None),
            signing_secret=self._config.signing_secret or "",
            authorize=self._authorize,
            installation_store=self._installations,
            oauth_settings=oauth,
        )
        app.middleware(self._receiving.receive)
        app.error(_tell)
        return app


async def _tell(error: Exception) -> None:
    """Logs no more than what kind of error it was: its words may hold a person's."""
    _log.error("not received", extra={"error": type(error).__name__})


async def _checked(client: AsyncWebClient, method: str, setting: str) -> AsyncSlackResponse | None:
    """Slack's answer; None without one, which is waited out. Raises SetupError: token refused."""
    try:
        return await client.api_call(method)
    except SlackApiError as error:
        if error_code(error) in _WRONG_TOKEN:
            raise SetupError(f"Slack refuses the token: check {setting}") from error
        _log.warning("token not checked", extra={"reason": error_code(error)})
    except (aiohttp.ClientError, TimeoutError) as error:
        _log.warning("token not checked", extra={"reason": type(error).__name__})
    return None
