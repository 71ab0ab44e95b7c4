"""The sending half: cards as messages, files, home pages, and the files that people sent."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
from aiolimiter import AsyncLimiter
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import metrics
from bot.channels.rendering import harmless_line
from bot.channels.slack import limits
from bot.channels.slack.blocks import Page, home_blocks, pages
from bot.channels.slack.clients import Clients
from bot.channels.slack.download import download, is_slack
from bot.channels.slack.failures import GONE, GONE_BELOW, error_code, told
from bot.channels.slack.inbound import CHANNEL, Place
from bot.channels.slack.suggesting import asks_for_address, with_address
from bot.domain.entities import Conversation
from bot.errors import DeliveryFailed
from bot.messages import Attachment, Card

_log = logging.getLogger(__name__)
_BURST = 3
"""Slack lets a few messages through at once, as long as it is one a second on the whole."""
_MOST_PACED = 10_000
_MOST_BEGUN = 1_000


@dataclass(frozen=True, slots=True)
class _Chat:
    """Where something goes, and with whose token."""

    client: AsyncWebClient
    chat_id: str
    thread: str


class SlackChannel:
    """Implements `bot.ports.Channel`.

    The handle of a message is its channel and the time stamps of its pages: "D1:1.1,1.2".
    """

    name = CHANNEL

    def __init__(self, clients: Clients, seconds_between: float) -> None:
        self._clients = clients
        self._seconds_between = seconds_between
        self._paces: OrderedDict[str, AsyncLimiter] = OrderedDict()
        self._begun: OrderedDict[str, list[str]] = OrderedDict()

    async def send(
        self,
        conversation: Conversation,
        card: Card,
        *,
        message_id: str,
        edit: str | None = None,
        thread: str = "",
    ) -> str:
        """Posts a card's pages, or puts them in the place of the earlier ones.

        Pages that got through before a failure are not posted again by the next attempt.
        """
        client = await self._clients.of(conversation.workspace)
        chat = _Chat(client, conversation.chat_id, thread)
        if edit and (handle := await self._edit(chat, edit, pages(card))):
            await self._upload(chat, handle, card)
            return handle
        wanted: Sequence[Page] = pages(card)
        if not edit and asks_for_address(conversation, card):
            wanted = await with_address(client, conversation.chat_id, wanted)
        sent = self._begun.setdefault(message_id, [])
        while len(self._begun) > _MOST_BEGUN:
            self._begun.popitem(last=False)
        handle = await self._post(chat, wanted, message_id, sent)
        await self._upload(chat, handle, card)
        self._begun.pop(message_id, None)
        return handle

    async def show_home(self, conversation: Conversation, cards: Sequence[Card]) -> None:
        """Publishes the home page of a person."""
        client = await self._clients.of(conversation.workspace)
        view = {"type": "home", "blocks": home_blocks(cards)}
        with told():
            await client.views_publish(user_id=conversation.chat_id, view=view)
        metrics.DELIVERED.labels(CHANNEL).inc()

    async def fetch(self, workspace: str, attachment: Attachment) -> Attachment:
        """A file that somebody sent, by its id."""
        if not attachment.reference:
            return attachment
        client = await self._clients.of(workspace)
        return await download(client, self._clients.session, attachment)

    async def point(self, workspace: str, place: Place, text: str) -> None:
        """Says something in a thread in public; if it can't be said, nothing is lost."""
        try:
            client = await self._clients.of(workspace)
            async with self._pace(place.channel):
                with told():
                    await client.chat_postMessage(
                        channel=place.channel, text=text, thread_ts=place.thread
                    )
        except DeliveryFailed as error:
            _log.warning("pointer not posted", extra={"reason": str(error)})

    async def whisper(self, address: str, text: str) -> None:
        """Says something to whoever did something, at the address that came with it.

        If it can't be said, nothing is lost.
        """
        if not is_slack(address, self._clients.api_url):
            _log.warning("not said", extra={"reason": "not an address of Slack's"})
            return
        said = {"response_type": "ephemeral", "text": text}
        try:
            async with self._clients.session.post(
                address, json=said, allow_redirects=False
            ) as response:
                if response.status != 200:
                    _log.warning("not said", extra={"reason": str(response.status)})
        except (aiohttp.ClientError, TimeoutError) as error:
            _log.warning("not said", extra={"error": type(error).__name__})

    async def _edit(self, chat: _Chat, handle: str, wanted: Sequence[Page]) -> str | None:
        """The handle, or None where the earlier message is there no more.

        What grew gets its further pages beneath, what shrank loses them.
        """
        channel, _, joined = handle.partition(":")
        stamps = joined.split(",")
        now = stamps[: len(wanted)]
        for number, page in enumerate(wanted):
            async with self._pace(chat.chat_id):
                if number >= len(stamps):
                    now.append((await _post_page(chat, page, {}))[1])
                elif not await _update(chat.client, channel, stamps[number], page):
                    return None
        for stamp in stamps[len(wanted) :]:
            await _delete(chat.client, channel, stamp)
        metrics.DELIVERED.labels(CHANNEL).inc()
        return f"{channel}:{','.join(now)}"

    async def _post(
        self, chat: _Chat, wanted: Sequence[Page], message_id: str, sent: list[str]
    ) -> str:
        """The handle of a new message. `sent`: channel and stamps of what was posted before."""
        for number, page in enumerate(wanted):
            if number + 1 < len(sent):
                continue
            metadata = {
                "event_type": "comptoir_card",
                "event_payload": {"message_id": message_id, "page": number},
            }
            async with self._pace(chat.chat_id):
                channel, stamp = await _post_page(chat, page, metadata)
            sent += [stamp] if sent else [channel, stamp]
            metrics.DELIVERED.labels(CHANNEL).inc()
        channel, *stamps = sent
        return f"{channel}:{','.join(stamps)}"

    async def _upload(self, chat: _Chat, handle: str, card: Card) -> None:
        """Sends the files that go with a card, after it; Slack takes no empty ones."""
        if empty := sum(not file.content for file in card.attachments):
            _log.warning("empty files not sent", extra={"count": empty})
        uploads = [
            {"filename": name, "title": name, "content": file.content}
            | ({"alt_txt": described} if described else {})
            for file in card.attachments
            if file.content
            for name in [harmless_line(file.filename).strip() or "file"]
            for described in [harmless_line(file.description)[: limits.ALT_TEXT]]
        ]
        if uploads:
            async with self._pace(chat.chat_id):
                with told():
                    await chat.client.files_upload_v2(
                        channel=handle.partition(":")[0],
                        file_uploads=uploads,
                        thread_ts=chat.thread or None,
                    )

    def _pace(self, chat: str) -> AbstractAsyncContextManager[None]:
        """Entered once it is this chat's turn."""
        if self._seconds_between <= 0:
            return nullcontext()
        limiter = self._paces.pop(chat, None)
        if limiter is None:
            limiter = AsyncLimiter(_BURST, _BURST * self._seconds_between)
        self._paces[chat] = limiter
        while len(self._paces) > _MOST_PACED:
            self._paces.popitem(last=False)
        return limiter


async def _post_page(chat: _Chat, page: Page, metadata: dict[str, Any]) -> tuple[str, str]:
    """Channel and time stamp of a new message; beside the thread where that is gone."""
    with told():
        try:
            answer = await chat.client.chat_postMessage(
                channel=chat.chat_id,
                blocks=page.blocks,
                text=page.text,
                thread_ts=chat.thread or None,
                metadata=metadata or None,
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackApiError as error:
            if not chat.thread or error_code(error) not in GONE:
                raise
            return await _post_page(replace(chat, thread=""), page, metadata)
    return answer["channel"], answer["ts"]


async def _update(client: AsyncWebClient, channel: str, stamp: str, page: Page) -> bool:
    """Whether the message was there to be changed."""
    with told():
        try:
            await client.chat_update(channel=channel, ts=stamp, blocks=page.blocks, text=page.text)
        except SlackApiError as error:
            if error_code(error) in GONE_BELOW:
                return False
            raise
    return True


async def _delete(client: AsyncWebClient, channel: str, stamp: str) -> None:
    """Takes a page away; the attempt before this one may have done so."""
    with told():
        try:
            await client.chat_delete(channel=channel, ts=stamp)
        except SlackApiError as error:
            if error_code(error) not in GONE_BELOW:
                raise
