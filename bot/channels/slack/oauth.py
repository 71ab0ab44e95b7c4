"""Installing us in a workspace: Slack's OAuth flow, as Bolt runs it, over our own stores.

Source: https://docs.slack.dev/authentication/installing-with-oauth
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from datetime import timedelta
from urllib.parse import urljoin

from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from sqlalchemy import delete, insert

from bot.channels.slack.manifest import INSTALL_PATH, REDIRECT_PATH, scopes
from bot.ports import Clock
from bot.storage.database import Database, Writing
from bot.storage.tables import slack_oauth_state as table

STATE_LIFETIME = timedelta(minutes=10)
_BYTES = 32
_log = logging.getLogger(__name__)


class OAuthStates(AsyncOAuthStateStore):
    """States of installations under way: each is good once, and for ten minutes.

    Bolt binds each to a browser by a cookie as well.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    @property
    def logger(self) -> logging.Logger:
        """Where Bolt writes about this store."""
        return _log

    async def async_issue(self, *args: object, **kwargs: object) -> str:
        """A fresh state; those that have expired are forgotten."""
        state = secrets.token_urlsafe(_BYTES)
        now = self._clock.now()
        made = {"state_hash": _hash(state), "expires_at": now + STATE_LIFETIME}

        async def write(writing: Writing) -> None:
            await writing.connection.execute(delete(table).where(table.c.expires_at <= now))
            await writing.connection.execute(insert(table).values(**made))

        await self._database.write(write)
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether it is one of ours and still good; it is used up by this."""
        now = self._clock.now()
        ours = delete(table).where(table.c.state_hash == _hash(state), table.c.expires_at > now)

        async def write(writing: Writing) -> bool:
            return (await writing.connection.execute(ours)).rowcount == 1

        return await self._database.write(write)


def oauth_settings(
    *,
    client_id: str,
    client_secret: str,
    web_url: str,
    api_url: str,
    installations: AsyncInstallationStore,
    states: OAuthStates,
) -> AsyncOAuthSettings:
    """How workspaces install us, for Bolt.

    Args:
        client_id: of the app, from its page "Basic Information".
        client_secret: from there too.
        web_url: where browsers and Slack reach us ("https://orders.example").
        api_url: of the Web API; the page that asks for consent is on the same server.
        installations: where the tokens are kept.
        states: of installations under way.
    """
    return AsyncOAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=scopes(),
        user_scopes=[],
        redirect_uri=f"{web_url}{REDIRECT_PATH}",
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        authorization_url=urljoin(api_url, "/oauth/v2/authorize"),
        installation_store=installations,
        state_store=states,
        state_expiration_seconds=int(STATE_LIFETIME.total_seconds()),
        logger=_log,
    )


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
