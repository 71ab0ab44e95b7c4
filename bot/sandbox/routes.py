"""The sandbox over HTTP: its page, what it shows, and what can be changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import unquote

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.bootstrap import App
from bot.channels.web.chat import (
    ChatRoutes,
    JsonResponse,
    chat_feed,
    ending,
    endpoint,
    read_body,
)
from bot.channels.web.events import EventStream, last_seen, positions_of
from bot.channels.web.protocol import Refusal, read_person
from bot.errors import ComptoirError
from bot.sandbox.board import Board
from bot.sandbox.passing import pass_time
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.texts import language_for, page_texts
from bot.standins.vies_world import Mode as ViesMode
from shop_client.errors import ShopError

STATIC = Path(__file__).with_name("static")
_LARGEST_BODY = 64 * 1024
_MOST_CHATS = 8
_T = TypeVar("_T")


class ClockMove(msgspec.Struct):
    """Business time goes forward by so many hours."""

    hours: Annotated[float, msgspec.Meta(gt=0, le=8760)]


class ShopChange(msgspec.Struct):
    """How the shop is to seem."""

    mode: Literal["up", "slow", "down"]


class ViesChange(msgspec.Struct):
    """How VIES is to be."""

    mode: ViesMode


class DeskAct(msgspec.Struct):
    """Who of the staff does something, and what they write or give as the reason."""

    staff: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
    text: Annotated[str, msgspec.Meta(max_length=10_000)] = ""


class SandboxRoutes:
    """The addresses of the sandbox, of its desk, and of the chats."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._board = Board(sandbox)
        self._chats = ChatRoutes(sandbox.apps)

    @property
    def routes(self) -> list[BaseRoute]:
        """For `WebServer`."""

        def get(path: str, handler: Callable[[Request], Awaitable[Response]]) -> Route:
            return Route(path, endpoint(handler), methods=["GET"])

        def post(path: str, handler: Callable[[Request], Awaitable[Response]]) -> Route:
            return Route(path, endpoint(handler), methods=["POST"])

        return [
            get("/", self._page),
            get("/api/texts/{language}", _texts),
            get("/api/sandbox", self._state),
            get("/api/events", self._events),
            post("/api/sandbox/clock", self._clock),
            post("/api/sandbox/shop", self._shop),
            post("/api/sandbox/vies", self._vies),
            post("/api/sandbox/reset", self._reset),
            get("/api/desk/cases/{case_id}", self._case),
            post("/api/desk/cases/{case_id}/{act}", self._act),
            *self._chats.routes,
            Mount("/static", StaticFiles(directory=STATIC)),
        ]

    async def _page(self, request: Request) -> Response:
        return FileResponse(STATIC / "index.html")

    async def _state(self, request: Request) -> Response:
        return JsonResponse(self._board.state())

    async def _events(self, request: Request) -> Response:
        asked = request.query_params.getlist("chat")
        people = [read_person(unquote(chat.partition(":")[0])) for chat in dict.fromkeys(asked)]
        if len(people) > _MOST_CHATS:
            raise Refusal("bad-request", f"One stream follows {_MOST_CHATS} chats at most.")
        known = positions_of(",".join(asked)) | last_seen(request)
        positions = {person: known[person] for person in people if known.get(person)}
        feeds = [self._board.feed()] if request.query_params.get("sandbox") == "1" else []
        for person in dict.fromkeys(people):
            feeds.append(chat_feed(self._sandbox.apps, person, positions.get(person, 0)))
        return EventStream(feeds, positions, ending(request))

    async def _clock(self, request: Request) -> Response:
        move = await _read(request, ClockMove)
        async with self._sandbox.apps.use() as app:
            await pass_time(self._sandbox, app, timedelta(hours=move.hours))
        return self._changed()

    async def _shop(self, request: Request) -> Response:
        self._sandbox.set_shop((await _read(request, ShopChange)).mode)
        return self._changed()

    async def _vies(self, request: Request) -> Response:
        self._sandbox.set_vies((await _read(request, ViesChange)).mode)
        return self._changed()

    async def _reset(self, request: Request) -> Response:
        self._sandbox.reset()
        return self._changed(202)

    def _changed(self, status: int = 200) -> Response:
        self._board.refresh()
        return JsonResponse(self._board.state(), status_code=status)

    async def _case(self, request: Request) -> Response:
        return await self._at_desk(lambda app: app.desk.show(request.path_params["case_id"]))

    async def _act(self, request: Request) -> Response:
        case_id, act = request.path_params["case_id"], request.path_params["act"]
        asked = await _read(request, DeskAct)
        plain = {"take", "hand_back", "release", "settle_not_placed"}
        if act in {"say", "refuse", "settle_placed"} and not asked.text.strip():
            raise Refusal("bad-request", f"To {act} needs a text.")
        if act in plain:
            return await self._at_desk(lambda app: getattr(app.desk, act)(case_id, asked.staff))
        if act == "say":
            return await self._at_desk(lambda app: app.desk.say(case_id, asked.staff, asked.text))
        if act == "refuse":
            return await self._at_desk(
                lambda app: app.desk.refuse(case_id, asked.staff, asked.text)
            )
        if act == "settle_placed":
            number = asked.text.strip()
            return await self._at_desk(
                lambda app: app.desk.settle_placed(case_id, asked.staff, number)
            )
        raise Refusal("not-found", "The desk can't do that.", 404)

    async def _at_desk(self, ask: Callable[[App], Awaitable[Any]]) -> Response:
        try:
            async with self._sandbox.apps.use() as app:
                answer = await ask(app)
        except LookupError:
            raise Refusal("not-found", "There is no such case.", 404) from None
        except (ComptoirError, ShopError) as error:
            raise Refusal("refused", str(error) or type(error).__name__, 409) from error
        self._board.refresh()
        return JsonResponse(msgspec.to_builtins(answer))


async def _texts(request: Request) -> Response:
    try:
        return JsonResponse(page_texts(request.path_params["language"]))
    except KeyError:
        raise Refusal("not-found", "There is no such language.", 404) from None


async def _read(request: Request, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(await read_body(request, _LARGEST_BODY), type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refusal("bad-request", str(error)) from error


async def _off(request: Request) -> Response:
    language = language_for(request.headers.get("accept-language", ""))
    texts = page_texts(language)
    title, text = (escape(texts[f"sandbox-off-{part}"]) for part in ("title", "text"))
    page = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"
    )
    return HTMLResponse(page, headers={"content-language": language})


OFF: tuple[BaseRoute, ...] = (Route("/", _off, methods=["GET"]),)
"""What is there instead when the shop, the mail or the database is a real one."""
