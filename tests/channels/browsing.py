"""Stories on the web: their people post from a browser, over the real server."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx

from bot.bootstrap import App
from bot.channels.web.channel import conversation_key
from bot.channels.web.chat import ChatRoutes
from bot.channels.web.held import Held
from bot.channels.web.server import WebServer
from bot.clock import MovableClock
from bot.domain.entities import Cart, Membership
from bot.embedded.ports import reserve
from bot.messages import InboundKind, InboundMessage
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from bot.ports import LocalMessage
from shop_client.memory import MemoryShop


class OnTheWeb:
    """Implements `bot.play.harness.Harness` around an instance."""

    def __init__(self, instance: Instance, client: httpx.AsyncClient) -> None:
        self._instance = instance
        self._client = client

    def __getattr__(self, name: str) -> Any:
        """The world around is the instance's."""
        return getattr(self._instance, name)

    async def receive(self, message: InboundMessage) -> bool:
        """Posts it as the page does."""
        sender = message.sender
        assert sender is not None
        post = {"id": message.external_id, "name": sender.name, "language": sender.language}
        match message.kind:
            case InboundKind.BUTTON:
                post |= {"kind": "button", "token": message.token}
            case InboundKind.FILE:
                (file,) = message.attachments
                content = base64.b64encode(file.content).decode()
                post |= {
                    "kind": "file",
                    "filename": file.filename,
                    "media_type": file.media_type,
                    "content": content,
                }
            case _:
                post |= {"kind": "text", "text": message.text}
        address = f"/api/chat/{message.chat_id}/messages"
        answer = await self._client.post(address, json=post, headers={"x-comptoir": "1"})
        assert answer.status_code == 202, answer.text
        return True

    async def messages(self, conversation_key: str, after: int) -> Sequence[LocalMessage]:
        """What the page is told, without what its reader said."""
        found = await self._instance.messages(_on_web(conversation_key), after)
        return [message for message in found if not message.own]

    async def memberships(self, conversation_key: str) -> Sequence[Membership]:
        """The companies a person is verified for."""
        return await self._instance.memberships(_on_web(conversation_key))

    async def carts(self, conversation_key: str) -> Sequence[Cart]:
        """The open carts of a person."""
        return await self._instance.carts(_on_web(conversation_key))


def _on_web(terminal_key: str) -> str:
    return conversation_key(terminal_key.rpartition("\x1f")[2])


@contextlib.asynccontextmanager
async def on_the_web(nlu_url: str | None) -> AsyncIterator[OnTheWeb]:
    """A fresh instance on a shop in memory, served to browsers; `nlu_url` as in `on_platforms`."""
    clock = MovableClock()
    shop = MemoryShop.from_sample(clock=lambda: clock.now().date())
    async with temporary_instance(nlu_url, clock, shop, MemoryMerchant(shop)) as instance:
        held: Held[App] = Held()
        held.put(instance.app)
        server = WebServer(ChatRoutes(held).routes, port=reserve(0, ""))
        async with server.serving(), httpx.AsyncClient(base_url=server.url) as client:
            yield OnTheWeb(instance, client)
