"""A browser's part in the tests of the web channel: it posts, and follows event streams."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from bot.channels.web.server import WebServer
from bot.embedded import Embedded, Part
from bot.embedded.ports import reserve
from bot.sandbox.routes import SandboxRoutes
from bot.sandbox.sandbox import Sandbox, empty
from bot.settings import Settings

SECONDS = 30.0
_numbers = itertools.count(1)

Record = dict[str, Any]


@dataclass
class Stream:
    """An event stream and what it told so far."""

    events: list[tuple[str, Any]] = field(default_factory=list)
    last_id: str | None = None
    ended: bool = False
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def read(self, response: httpx.Response) -> None:
        """Follows the response to its end."""
        name, data = "", ""
        async for line in _lines(response):
            key, _, value = line.partition(": ")
            if key == "event":
                name = value
            elif key == "data":
                data = value
            elif key == "id":
                self.last_id = value
            elif not line and name:
                self.events.append((name, json.loads(data)))
                name = ""
                self._news.set()
        self.ended = True
        self._news.set()

    async def until(self, look: Callable[[Stream], Any]) -> Any:
        """What `look` gives, as soon as that is something."""
        async with asyncio.timeout(SECONDS):
            while not (found := look(self)):
                self._news.clear()
                await self._news.wait()
        return found

    def of(self, name: str, chat: str | None = None) -> list[Any]:
        """The data of all events of a name."""
        told = [data for kind, data in self.events if kind == name]
        return told if chat is None else [data for data in told if data["chat"] == chat]

    def last(self, name: str) -> Any:
        """The newest data under a name, or None."""
        return self.of(name)[-1] if self.of(name) else None

    def messages(self, chat: str = "buyer") -> list[Record]:
        """All messages of a chat."""
        return self.of("message", chat)

    def texts(self, chat: str = "buyer") -> list[str]:
        """What was said, by either side; the person's own words marked."""
        mark = {True: "> ", False: ""}
        return [mark[m["own"]] + m["card"]["text"] for m in self.messages(chat)]

    async def said(self, words: str, chat: str = "buyer") -> Record:
        """A message of the assistant with these words anywhere in it, as soon as it is there."""

        def look(stream: Stream) -> Record | None:
            for message in stream.messages(chat):
                if not message["own"] and words in json.dumps(message["card"], ensure_ascii=False):
                    return message
            return None

        found: Record = await self.until(look)
        return found


@dataclass
class Browser:
    """A page of ours."""

    client: httpx.AsyncClient
    sandbox: Sandbox

    @contextlib.asynccontextmanager
    async def follow(self, query: str = "chat=buyer", last_id: str = "") -> AsyncIterator[Stream]:
        """An open event stream."""
        headers = {"last-event-id": last_id} if last_id else {}
        path = query if query.startswith("/") else f"/api/events?{query}"
        async with self.client.stream("GET", path, headers=headers, timeout=None) as response:
            assert response.status_code == 200
            stream = Stream()
            reading = asyncio.create_task(stream.read(response))
            try:
                yield stream
            finally:
                reading.cancel()
                await asyncio.gather(reading, return_exceptions=True)

    async def post(self, path: str, body: Any) -> httpx.Response:
        """A POST of JSON."""
        return await self.client.post(path, json=body)

    async def say(self, text: str, person: str = "buyer") -> str:
        """Sends a text; gives its id."""
        identity = f"message-{next(_numbers):04}"
        body = {"id": identity, "kind": "text", "text": text}
        answer = await self.post(f"/api/chat/{person}/messages", body)
        assert answer.status_code == 202, answer.text
        return identity

    async def press(self, message: Record, style: str, person: str = "buyer") -> None:
        """Presses the first button of this style."""
        button = next(b for b in message["card"]["buttons"] if b["style"] == style)
        body = {"id": f"message-{next(_numbers):04}", "kind": "button", **button}
        answer = await self.post(f"/api/chat/{person}/messages", body)
        assert answer.status_code == 202, answer.text

    async def leave(self) -> None:
        """Lets the next test find everything as it was at first, as fast as that can be had."""
        sandbox = self.sandbox
        if sandbox.moved or (sandbox.shop_mode, sandbox.vies_mode) != ("up", "up"):
            await sandbox.reset()
        async with sandbox.apps.use() as app:
            await app.idle(SECONDS)
            await empty(app.storage.database)

    async def idle(self) -> None:
        """Returns once nothing is left to do."""
        async with self.sandbox.apps.use() as app:
            await app.idle(SECONDS)

    async def identify(self, stream: Stream, person: str, vat_number: str, email: str) -> None:
        """Becomes a verified member of a company, in English; the stream follows that chat."""
        mails = self.sandbox.embedded.mail
        assert mails is not None
        before = len(mails.to(email))
        await self.say("Hello there, good morning", person)
        await stream.said("VAT number", person)
        await self.say(vat_number, person)
        await stream.said("e-mail", person)
        await self.say(email, person)
        await stream.said("six-digit code", person)
        mail = await mails.wait_for(email, SECONDS, before + 1)
        code = next(
            word for word in mail.text.split() if word.strip(".").isdigit() and len(word) >= 6
        )
        await self.say(code, person)
        await stream.said("ordering for", person)


async def _lines(response: httpx.Response) -> AsyncIterator[str]:
    """Lines as server-sent events have them: httpx would break them at U+2028 too."""
    rest = b""
    async for chunk in response.aiter_bytes():
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line.decode()


@contextlib.asynccontextmanager
async def sandbox_server(home: Path) -> AsyncIterator[Browser]:
    """A sandbox on the shop in memory, served, and a browser before it."""
    settings = Settings(home=home, shop="memory")
    async with contextlib.AsyncExitStack() as stack:
        parts = {Part.VIES, Part.MAIL}
        embedded = await stack.enter_async_context(Embedded(settings, parts=parts))
        sandbox = Sandbox(embedded)
        stack.push_async_callback(sandbox.stop)
        await sandbox.start()
        web = WebServer(SandboxRoutes(sandbox).routes, port=reserve(0, ""))
        await stack.enter_async_context(web.serving())
        client = httpx.AsyncClient(base_url=web.url, headers={"origin": web.url})
        await stack.enter_async_context(client)
        yield Browser(client, sandbox)
