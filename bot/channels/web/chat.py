"""A person's chat over HTTP: what they post, what they are shown, and its files."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Protocol
from urllib.parse import quote

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels.web.channel import conversation_key
from bot.channels.web.events import Event, EventStream, Feed, last_seen
from bot.channels.web.held import Away, Source, unless
from bot.channels.web.protocol import (
    LARGEST_BODY,
    Refusal,
    inbound,
    message_data,
    own_id,
    read_person,
    read_post,
    shown,
)
from bot.ports import Inbox, LocalMessage, LocalMessages, Unanswered

FIRST_SHOWN = 200
"""Messages of a chat that somebody opens anew."""
_BUSY_POLL_SECONDS = 0.3
"""A turn that ends in silence, as with staff, rings no bell."""
_IDLE_POLL_SECONDS = 10.0
_SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"})
_FILE_POLICY = (
    "default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'"
)
"""A browser's own viewer of pictures and PDF styles itself."""


class Assistant(Protocol):
    """What the chat needs of the running assistant."""

    @property
    def messages(self) -> LocalMessages:
        """The post-boxes that the channel fills."""
        ...

    @property
    def inbox(self) -> Inbox:
        """Where messages are committed."""
        ...


class JsonResponse(Response):
    """JSON of anything that msgspec encodes."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """Encodes it."""
        return msgspec.json.encode(content)


def endpoint(
    handler: Callable[[Request], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """Turns what a handler refuses into the answer that says so."""

    async def handle(request: Request) -> Response:
        try:
            return await handler(request)
        except Refusal as refusal:
            told = {"error": refusal.code, "message": str(refusal)}
            return JsonResponse(told, status_code=refusal.status)
        except Away:
            told = {"error": "resetting", "message": "The assistant is being reset: try again."}
            return JsonResponse(told, status_code=503, headers={"retry-after": "1"})
        except ClientDisconnect:
            return Response(status_code=400)

    return handle


async def read_body(request: Request, most: int) -> bytes:
    """The body of a request, of at most so many bytes. Raises Refusal."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise Refusal("too-large", f"A request has at most {most} bytes.", 413)
    return bytes(body)


async def chat_feed(assistants: Source[Assistant], person: str, after: int) -> Feed:
    """What is said in a chat, and what still waits for its answer, for ever.

    Args:
        assistants: the running assistant, which may be replaced meanwhile.
        person: whose chat.
        after: the last message that the reader has; 0 for none.
    """
    key = conversation_key(person)
    generation: int | None = None
    seen = after
    waiting = Unanswered((), working=False)
    while True:
        reset = False
        async with assistants.use(wait=True) as assistant:
            box = assistant.messages
            if generation != assistants.generation:
                reset = generation is not None or (seen > 0 and not await box.knows(key, seen))
                generation, seen = assistants.generation, 0 if reset else seen
                messages = await (box.since(key, seen) if seen else box.newest(key, FIRST_SHOWN))
                is_news = True
            else:
                busy = waiting.working or waiting.external_ids
                pause = _BUSY_POLL_SECONDS if busy else _IDLE_POLL_SECONDS
                waited = await unless(assistants.leaving, box.wait(key, seen, pause))
                if waited is None:
                    continue
                messages, is_news = waited, bool(waited)
            before, waiting = waiting, await assistant.inbox.unanswered(key)
        if reset:
            yield Event("reset", {"chat": person}, person)
        for message in messages:
            seen = message.seq
            yield Event("message", message_data(person, message), person, seen)
        # Told with every message too: one may be answered before anybody saw it wait.
        if is_news or waiting != before:
            yield Event("state", _state(person, waiting))


def _state(person: str, waiting: Unanswered) -> dict[str, Any]:
    ids = [own_id(person, external_id) for external_id in waiting.external_ids]
    return {"chat": person, "typing": waiting.working, "waiting": ids}


class ChatRoutes:
    """The addresses of every person's chat."""

    def __init__(self, assistants: Source[Assistant]) -> None:
        self._assistants = assistants

    @property
    def routes(self) -> list[BaseRoute]:
        """For `WebServer`."""
        base = "/api/chat/{person}"
        return [
            Route(f"{base}/messages", endpoint(self._post), methods=["POST"]),
            Route(f"{base}/events", endpoint(self._events), methods=["GET"]),
            Route(
                f"{base}/files/{{message_id}}/{{index:int}}", endpoint(self._file), methods=["GET"]
            ),
        ]

    async def _post(self, request: Request) -> Response:
        person = read_person(request.path_params["person"])
        post = read_post(await read_body(request, LARGEST_BODY))
        async with self._assistants.use() as assistant:
            await assistant.inbox.receive(inbound(person, post), shown(post))
        return JsonResponse({"id": post.id}, status_code=202)

    async def _events(self, request: Request) -> Response:
        person = read_person(request.path_params["person"])
        asked = request.query_params.get("after", "0")
        after = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 16 else 0
        after = last_seen(request).get(person, after)
        feed = chat_feed(self._assistants, person, after)
        return EventStream([feed], {person: after} if after else {}, ending(request))

    async def _file(self, request: Request) -> Response:
        person = read_person(request.path_params["person"])
        index = request.path_params["index"]
        async with self._assistants.use() as assistant:
            message = await assistant.messages.message(
                conversation_key(person), request.path_params["message_id"]
            )
        return _file(message, index)


def ending(request: Request) -> asyncio.Event:
    """Is set when the server closes."""
    event: asyncio.Event = request.app.state.ending
    return event


def _file(message: LocalMessage | None, index: int) -> Response:
    if message is None or index >= len(message.card.attachments):
        raise Refusal("not-found", "There is no such file.", 404)
    file = message.card.attachments[index]
    inline = file.media_type in _SHOWN_INLINE
    how = "inline" if inline else "attachment"
    return Response(
        file.content,
        media_type=file.media_type if inline else "application/octet-stream",
        headers={
            "content-disposition": f"{how}; filename*=UTF-8''{quote(file.filename, safe='')}",
            "content-security-policy": _FILE_POLICY,
        },
    )
