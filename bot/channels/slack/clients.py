"""One client of the Web API for each workspace, over connections that all share."""

from __future__ import annotations

import logging
import re

import aiohttp
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.config import SlackConfig
from bot.errors import DeliveryFailed, Unreachable

quiet = logging.getLogger("bot.channels.slack.library")
"""For Slack's libraries, which tell whole messages and tokens at their lower levels."""
quiet.setLevel(logging.WARNING)
_SECRET = re.compile(r"(?<=ticket=)[^&\s'\")]+|\bx(?:ox[a-z]|app)-[\w-]+")
"""A ticket of Socket Mode, or a token."""
_BLANK = "…"


def _without_secrets(record: logging.LogRecord) -> bool:
    """Blots secrets out: the SDK tells the address that it could not connect to."""
    record.msg, record.args = _SECRET.sub(_BLANK, record.getMessage()), ()
    if record.exc_info:
        # Its words hold the same; a formatter prints these where it would print those.
        told = logging.Formatter().formatException(record.exc_info)
        record.exc_text = _SECRET.sub(_BLANK, told)
    return True


quiet.addFilter(_without_secrets)


class Clients:
    """Knows the token of each workspace, and owns the connections.

    Args:
        config: addresses, and the token where there is one workspace.
        installations: of many workspaces; it renews tokens that expire.
    """

    def __init__(
        self, config: SlackConfig, installations: AsyncInstallationStore | None = None
    ) -> None:
        self._config = config
        self._installations = installations
        self._session: aiohttp.ClientSession | None = None
        self._is_closed = False

    @property
    def api_url(self) -> str:
        """Of the Web API."""
        return self._config.api_url

    @property
    def session(self) -> aiohttp.ClientSession:
        """The connections; made when they are first needed, inside the loop."""
        if self._session is None or self._session.closed:
            timeout = aiohttp.ClientTimeout(total=self._config.timeout_seconds)
            self._session = aiohttp.ClientSession(timeout=timeout)
        return self._session

    def with_token(
        self, token: str | None, session: aiohttp.ClientSession | None = None
    ) -> AsyncWebClient:
        """A client that speaks with this token.

        It repeats nothing by itself: what is to be tried again waits in the outbox, where a
        restart does not lose it.
        """
        return AsyncWebClient(
            token=token,
            base_url=self._config.api_url,
            timeout=int(self._config.timeout_seconds),
            session=session,
            logger=quiet,
            retry_handlers=[],
        )

    async def of(self, workspace: str) -> AsyncWebClient:
        """The client for a workspace, by its team id.

        Raises:
            Unreachable: we are not installed there.
            DeliveryFailed: all is closed.
        """
        if self._is_closed:
            raise DeliveryFailed("closed")
        return self.with_token(await self._token(workspace), self.session)

    async def _token(self, workspace: str) -> str:
        if self._installations is None:
            if self._config.bot_token is None:
                raise Unreachable("no bot token")
            return self._config.bot_token
        found = await self._installations.async_find_bot(enterprise_id=None, team_id=workspace)
        if found is None:
            raise Unreachable("not installed in this workspace")
        return str(found.bot_token)

    async def close(self) -> None:
        """Ends the connections for good."""
        self._is_closed = True
        if self._session is not None:
            await self._session.close()
