"""Single messages of a chat: sent, changed and taken back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Bot, LinkPreviewOptions, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.channels.telegram.failures import NOT_MODIFIED, count_undelivered, failure, says
from bot.channels.telegram.pacing import Pacing
from bot.channels.telegram.rendering import Page
from bot.channels.telegram.resuming import Steps
from bot.errors import Undeliverable, Unreachable

_GONE = (
    "there is no text in the message to edit",
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message to be edited not found",
)
_NOT_DELETABLE = ("message to delete not found", "message can't be deleted", "message_id_invalid")
NO_TOPIC = "message thread not found"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_TAKEN_BACK = Page("…")
_REFUSED = 0
"""In the place of a message's id; Telegram counts them from one."""


class Gone(Exception):  # noqa: N818 - what it is
    """A message was deleted, or is too old to be changed."""


class Chat:
    """A private chat while one card is sent to it. Every method raises TelegramError.

    Args:
        bot: speaks to Telegram.
        pacing: how fast we may speak.
        chat_id: Telegram's number of the person.
        topic: where in the chat, or None.
        steps: those that an earlier try has done are not done again.
    """

    def __init__(
        self, bot: Bot, pacing: Pacing, chat_id: int, topic: int | None, steps: Steps
    ) -> None:
        self.bot = bot
        self.chat_id = chat_id
        self.topic = topic
        self._steps = steps
        self._pacing = pacing

    async def deliver(self, send: Callable[[], Awaitable[Message]]) -> int:
        """Sends a message, outside of its topic once that is gone; returns its id.

        Args:
            send: does it, in `topic` as it is when called.
        """
        return await self._steps.once(lambda: self._sent(send))

    async def offer(self, send: Callable[[], Awaitable[Message]]) -> int:
        """As `deliver`, but Telegram may refuse this message by itself: 0 where it did."""

        async def step() -> int:
            try:
                return await self._sent(send)
            except TelegramError as error:
                found = failure(error)
                if not isinstance(found, Undeliverable) or isinstance(found, Unreachable):
                    raise
                count_undelivered(found)
                return _REFUSED

        return await self._steps.once(step)

    async def _sent(self, send: Callable[[], Awaitable[Message]]) -> int:
        await self._pacing.message(self.chat_id)
        try:
            return (await send()).message_id
        except BadRequest as error:
            if self.topic is None or not says(error, NO_TOPIC):
                raise
            self.topic = None
            return (await send()).message_id

    async def post(self, page: Page) -> int:
        """Sends a text; returns the message's id."""
        return await self.deliver(
            lambda: self.bot.send_message(
                self.chat_id,
                page.html,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                message_thread_id=self.topic,
                reply_markup=page.keyboard,
            )
        )

    async def change(self, message_id: int, page: Page) -> None:
        """Lets a message show another page. Raises Gone."""
        await self._pacing.message(self.chat_id)
        try:
            await self.bot.edit_message_text(
                page.html,
                chat_id=self.chat_id,
                message_id=message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=page.keyboard,
            )
        except BadRequest as error:
            if says(error, NOT_MODIFIED):
                return
            if says(error, *_GONE):
                raise Gone from error
            raise

    async def take_back(self, message_id: int) -> None:
        """Deletes a message; after two days Telegram lets us only empty it."""
        await self._pacing.message(self.chat_id)
        try:
            await self.bot.delete_message(self.chat_id, message_id)
        except BadRequest as error:
            if not says(error, *_NOT_DELETABLE):
                raise
            try:
                await self.change(message_id, _TAKEN_BACK)
            except Gone:
                return
