"""Telegram from start to end: who we are there, how its updates reach us, what is sent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from starlette.routing import BaseRoute
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram import UPDATES, WEBHOOK_PATH
from bot.channels.telegram.addressing import Us
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.menu import set_menu
from bot.channels.telegram.pacing import Pacing
from bot.channels.telegram.polling import Polling, TolerantRequest
from bot.channels.telegram.receiving import Receiver
from bot.channels.telegram.webhook import Webhook, secret_token
from bot.errors import SetupError
from bot.ports import Channel, Inbox, UnitOfWorkFactory

_log = logging.getLogger(__name__)
_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 10.0
_PAUSES = (1.0, 2.0, 5.0, 15.0, 60.0)
_CONNECTIONS = 64


class TelegramPlatform:
    """Implements `bot.channels.platform.Platform`.

    Args:
        token: of the bot, from BotFather.
        inbox: where everything that arrives is committed.
        units: to read who a message is for.
        secret: the assistant's own; what proves Telegram's calls is derived from it.
        api_url: where the Bot API is ("https://api.telegram.org").
        webhook_url: what the address begins with that Telegram calls us under
            ("https://orders.example"); None asks Telegram for updates instead.
        paced: False sends as fast as it goes, to servers that stand in for Telegram's.
    """

    def __init__(
        self,
        token: str,
        *,
        inbox: Inbox,
        units: UnitOfWorkFactory,
        secret: bytes,
        api_url: str,
        webhook_url: str | None,
        paced: bool = True,
    ) -> None:
        self._bot = Bot(
            token,
            base_url=f"{api_url.rstrip('/')}/bot",
            base_file_url=f"{api_url.rstrip('/')}/file/bot",
            request=HTTPXRequest(
                connection_pool_size=_CONNECTIONS,
                connect_timeout=_CONNECT_SECONDS,
                read_timeout=_ANSWER_SECONDS,
                pool_timeout=_ANSWER_SECONDS,
            ),
            get_updates_request=TolerantRequest(
                connection_pool_size=1,
                connect_timeout=_CONNECT_SECONDS,
                read_timeout=_ANSWER_SECONDS,
                pool_timeout=_ANSWER_SECONDS,
            ),
        )
        pacing = Pacing(paced=paced)
        self._receiver = Receiver(self._bot, inbox, pacing)
        self._secret_token = secret_token(secret, token)
        self._webhook = Webhook(self._receiver, self._secret_token, lambda: self._us)
        self._webhook_url = webhook_url and f"{webhook_url.rstrip('/')}{WEBHOOK_PATH}"
        self._us: Us | None = None
        self._task: asyncio.Task[None] | None = None
        self.channel: Channel = TelegramChannel(self._bot, units, pacing)

    @property
    def routes(self) -> Sequence[BaseRoute]:
        """What Telegram calls; none when we ask it."""
        return [self._webhook.route] if self._webhook_url else []

    async def start(self) -> None:
        """Tells Telegram how to reach us, and begins to receive.

        Raises:
            SetupError: Telegram does not know the token, or refuses our address.
        """
        await self._set_up()
        self._task = asyncio.create_task(self._receive(), name="telegram")

    async def stop(self) -> None:
        """Receives no more. A webhook stays set: Telegram keeps what it can't deliver for a day."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._receiver.stop()
        await self._bot.shutdown()

    async def _receive(self) -> None:
        tries = 0
        while self._us is None:
            await asyncio.sleep(_PAUSES[min(tries, len(_PAUSES) - 1)])
            tries += 1
            try:
                await self._set_up()
            except SetupError:
                _log.exception("Telegram refuses the set-up; see comptoir doctor")
        if self._webhook_url is None:
            await Polling(self._bot, self._receiver, self._us).run()

    async def _set_up(self) -> None:
        """Leaves `_us` alone while Telegram does not answer. Raises SetupError."""
        try:
            await self._bot.initialize()
            me = self._bot.bot
            if self._webhook_url is None:
                await self._bot.delete_webhook()
            else:
                await self._bot.set_webhook(
                    self._webhook_url,
                    allowed_updates=UPDATES,
                    secret_token=self._secret_token,
                )
        except InvalidToken:
            # Its text holds the token.
            raise SetupError(
                "Telegram does not know this bot: check COMPTOIR_TELEGRAM_TOKEN"
            ) from None
        except BadRequest as error:
            raise SetupError(f"Telegram refuses our address: {error.message}") from error
        except TelegramError as error:
            _log.warning("Telegram is away", extra={"error": type(error).__name__})
            return
        self._us = Us(me.id, me.username or "")
        try:
            await set_menu(self._bot)
        except TelegramError as error:
            # The one of the last start is still there.
            _log.warning("the menu was not set", extra={"error": type(error).__name__})
