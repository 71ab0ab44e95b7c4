"""The workspaces that installed us, their tokens encrypted in our own database.

We ask for no rights of single people, so that no token of a person is ever kept.
"""

from __future__ import annotations

import asyncio
import json
import logging
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any

import aiohttp
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from slack_sdk.errors import SlackClientError, SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from sqlalchemy import delete, insert, select, update

from bot.errors import SetupError
from bot.storage.database import Database, Writing
from bot.storage.tables import slack_installation as table

_log = logging.getLogger(__name__)
_PURPOSE = b"comptoir: tokens of Slack workspaces"
_REFRESH_MINUTES = 120
"""Before a token expires; Slack's live for twelve hours where they expire at all."""
_OF_PEOPLE = ("user_token", "user_refresh_token", "user_token_expires_at", "user_scopes")


def cipher_of(keys: str | None, secret: bytes) -> MultiFernet:
    """What encrypts with the newest key and reads with any of them.

    Args:
        keys: Fernet keys, newest first, divided by commas. None uses the derived one alone.
        secret: what another key is derived from, which stays readable after keys were set.

    Raises:
        SetupError: a key is none.
    """
    derived = HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret)
    given = [key.strip() for key in (keys or "").split(",") if key.strip()]
    try:
        newest_first = [Fernet(key) for key in given]
    except ValueError as error:
        raise SetupError(
            "COMPTOIR_ENCRYPTION_KEYS has something that is no key; `comptoir slack new-key` "
            "makes one."
        ) from error
    return MultiFernet([*newest_first, Fernet(urlsafe_b64encode(derived))])


class EncryptedInstallations(AsyncInstallationStore):
    """Bolt's installation store over our database; one installation for each workspace."""

    def __init__(
        self, database: Database, cipher: MultiFernet, rotator: AsyncTokenRotator | None = None
    ) -> None:
        """Takes what it works on.

        Args:
            database: with our tables.
            cipher: of `cipher_of`.
            rotator: gets new tokens where a workspace's expire.
        """
        self._database = database
        self._cipher = cipher
        self._rotator = rotator
        self._rotating = asyncio.Lock()

    @property
    def logger(self) -> logging.Logger:
        """Where Bolt writes about this store."""
        return _log

    async def async_save(self, installation: Installation) -> None:
        """Keeps it in the place of an earlier one of the same workspace."""
        content = installation.to_dict_for_copying()
        kept = {name: value for name, value in content.items() if name not in _OF_PEOPLE}
        place = _place(
            installation.enterprise_id, installation.team_id, installation.is_enterprise_install
        )
        values = {
            "content": self._cipher.encrypt(_json(kept)).decode(),
            "installed_at": datetime.fromtimestamp(installation.installed_at, UTC),
        }

        async def write(writing: Writing) -> None:
            await writing.connection.execute(delete(table).where(table.c.place == place))
            await writing.connection.execute(insert(table).values(place=place, **values))

        await self._database.write(write)

    async def async_save_bot(self, bot: Bot) -> None:
        """Keeps new tokens of a workspace that we know."""
        found = await self._load(_place(bot.enterprise_id, bot.team_id, bot.is_enterprise_install))
        if found is not None:
            await self.async_save(_with_tokens_of(bot, found))

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """Our own account in a workspace, its token good for now; None where we have none."""
        found = await self.async_find_installation(
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=is_enterprise_install,
        )
        return found.to_bot() if found else None

    async def async_find_installation(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None = None,
        is_enterprise_install: bool | None = False,
    ) -> Installation | None:
        """The installation of a workspace; with a person, only the one that they made.

        Raises:
            SetupError: none of our keys reads it.
        """
        found = await self._fresh(_place(enterprise_id, team_id, is_enterprise_install))
        if found is not None and user_id is not None and found.user_id != user_id:
            return None
        return found

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forgets a workspace whose token was revoked."""
        place = _place(enterprise_id, team_id)

        async def write(writing: Writing) -> None:
            await writing.connection.execute(delete(table).where(table.c.place == place))

        await self._database.write(write)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Forgets a workspace; with a person their token, of which none is kept."""
        if user_id is None:
            await self.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)

    async def encrypt_anew(self) -> int:
        """Encrypts everything with the newest key; the others may go afterwards.

        Returns:
            How many workspaces there are.

        Raises:
            SetupError: one can be read with none of the keys. Nothing was changed then.
        """
        rows = await self._database.fetch(select(table.c.place, table.c.content))
        try:
            renewed = [(row, self._cipher.rotate(row.content).decode()) for row in rows]
        except InvalidToken as error:
            raise SetupError(_UNREADABLE) from error

        async def write(writing: Writing) -> None:
            for row, content in renewed:
                await writing.connection.execute(
                    update(table)
                    .where(table.c.place == row.place, table.c.content == row.content)
                    .values(content=content)
                )

        await self._database.write(write)
        return len(renewed)

    async def _load(self, place: str) -> Installation | None:
        content = await self._database.fetch_value(
            select(table.c.content).where(table.c.place == place)
        )
        if content is None:
            return None
        try:
            kept: dict[str, Any] = json.loads(self._cipher.decrypt(content))
        except InvalidToken as error:
            raise SetupError(_UNREADABLE) from error
        return Installation(**kept)

    async def _fresh(self, place: str) -> Installation | None:
        """The installation with a token that is good for a while yet."""
        found = await self._load(place)
        if found is None or self._rotator is None or found.bot_refresh_token is None:
            return found
        async with self._rotating:
            # Whoever held the lock before may have done it: a refresh token is good once.
            found = await self._load(place)
            if found is None:
                return None
            try:
                bot = await self._rotator.perform_bot_token_rotation(
                    bot=found.to_bot(), minutes_before_expiration=_REFRESH_MINUTES
                )
            except (
                SlackTokenRotationError,
                SlackClientError,
                aiohttp.ClientError,
                TimeoutError,
            ) as error:
                # Another process may have been first; and the present token is good for a while.
                _log.warning("token not renewed", extra={"error": type(error).__name__})
                return await self._load(place)
            if bot is not None:
                found = _with_tokens_of(bot, found)
                await self.async_save(found)
            return found


_UNREADABLE = (
    "The tokens of a Slack workspace can't be read: the key that they were encrypted with is "
    "missing from COMPTOIR_ENCRYPTION_KEYS (or COMPTOIR_SECRET_KEY was changed)."
)


def _place(
    enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
) -> str:
    """The workspace, or the organisation where all of it installed us; their ids never meet."""
    return (None if is_enterprise_install else team_id) or enterprise_id or ""


def _json(content: dict[str, Any]) -> bytes:
    """Instants as the SDK reads them from text."""
    return json.dumps(content, default=datetime.isoformat).encode()


def _with_tokens_of(bot: Bot, installation: Installation) -> Installation:
    tokens = {
        "bot_token": bot.bot_token,
        "bot_refresh_token": bot.bot_refresh_token,
        "bot_token_expires_at": bot.bot_token_expires_at,
    }
    return Installation(**{**installation.to_dict_for_copying(), **tokens})
