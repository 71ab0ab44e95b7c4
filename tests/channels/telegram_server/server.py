"""The small Telegram itself: an HTTP server on the loopback that holds requests to the rules."""

from __future__ import annotations

import secrets
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from aiohttp.web_request import FileField

from channels.telegram_server.methods import METHODS
from channels.telegram_server.person import TelegramGroup, TelegramPerson
from channels.telegram_server.specification import Upload, check_request
from channels.telegram_server.updates import Updates
from channels.telegram_server.world import JSON, Fault, Refused, Room, Stored

_LARGEST_REQUEST = 64 * 1024 * 1024
_BOT_ID = 5_550_000_001


class SmallTelegram:
    """Implements `channels.people.SmallPlatform`. Enter it, and it listens.

    Attributes:
        token: of the one bot that it knows.
        me: that bot.
        menus: its commands by language, "" for everybody else.
        rooms: chats by id.
        calls: names of the methods that were called, in order, polling left out.
        refused: what was answered with 400, with the method's name.
        faults: what methods shall do wrong.
        pressed, answered: ids of callback queries.
        updates: what happened and the bot has not confirmed.
    """

    def __init__(self) -> None:
        self.token = f"{_BOT_ID}:{secrets.token_urlsafe(26)}"
        self.as_user: JSON = {
            "id": _BOT_ID,
            "is_bot": True,
            "first_name": "Comptoir",
            "username": "SampleOrdersBot",
        }
        self.me: JSON = self.as_user | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.api_url = ""
        self.menus: dict[str, list[JSON]] = {}
        self.rooms: dict[int, Room] = {}
        self.files: dict[str, Stored] = {}
        self.calls: list[str] = []
        self.refused: list[str] = []
        self.faults: list[Fault] = []
        self.pressed: set[str] = set()
        self.answered: set[str] = set()
        self.updates = Updates()
        self._people: dict[int, TelegramPerson] = {}
        self._runner: web.AppRunner | None = None

    def chat(self, user_id: str, name: str, language: str) -> TelegramPerson:
        """The private chat of a person, made when they first turn up."""
        number = int(user_id)
        if number not in self._people:
            self._people[number] = TelegramPerson(self, number, name, language)
        return self._people[number]

    def group(self, title: str, *, forum: bool = False) -> TelegramGroup:
        """A new group that the bot is a member of."""
        return TelegramGroup(self, -1_001_000_000_000 - len(self.rooms), title, forum=forum)

    def conversation_key(self, user_id: str) -> str:
        """The key under which the assistant knows that chat."""
        return f"telegram\x1f\x1f{int(user_id)}"

    def store(self, filename: str, media_type: str, content: bytes, size: int = 0) -> Stored:
        """Keeps a file; `size` claims more than there is."""
        file_id = f"BQAC{secrets.token_urlsafe(24)}"
        stored = Stored(file_id, filename, media_type, content, size or len(content))
        self.files[file_id] = stored
        return stored

    async def __aenter__(self) -> Self:
        """Begins to listen on a port of the system's choice."""
        app = web.Application(client_max_size=_LARGEST_REQUEST)
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        app.router.add_get("/file/bot{token}/documents/{file_id}", self._download)
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.api_url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Listens no more."""
        await self.updates.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _call(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        try:
            if request.match_info["token"] != self.token:
                raise Refused(401, "Unauthorized")
            return web.json_response({"ok": True, "result": await self._work(name, request)})
        except Refused as problem:
            if problem.status == 0:
                if request.transport is not None:
                    request.transport.close()
                return web.Response()
            if problem.status in (400, 404):
                self.refused.append(f"{name}: {problem.description}")
            return _error(problem)

    async def _work(self, name: str, request: web.Request) -> Any:
        if name != "getUpdates":
            self.calls.append(name)
        given = check_request(name, await _form(request))
        fault = next((f for f in self.faults if f.method == name and f.strikes()), None)
        if fault is not None and not fault.done:
            raise Refused(fault.status, fault.description, fault.retry_after)
        if name not in METHODS:
            raise Refused(404, "Not Found")
        result = await METHODS[name](self, given)
        if fault is not None:
            raise Refused(fault.status, fault.description, fault.retry_after)
        return result

    async def _download(self, request: web.Request) -> web.Response:
        found = self.files.get(request.match_info["file_id"])
        if request.match_info["token"] != self.token or found is None:
            return _error(Refused(404, "Not Found"))
        return web.Response(body=found.content)


async def _form(request: web.Request) -> JSON:
    form = await request.post()
    given: JSON = dict(request.query)
    for name, value in form.items():
        if isinstance(value, FileField):
            upload = Upload(value.file.read())
            upload.filename = value.filename
            given[name] = upload
        else:
            given[name] = value
    return given


def _error(problem: Refused) -> web.Response:
    prefix = {400: "Bad Request: ", 429: "Too Many Requests: "}.get(problem.status, "")
    answer: JSON = {
        "ok": False,
        "error_code": problem.status,
        "description": prefix + problem.description,
    }
    if problem.retry_after is not None:
        answer["parameters"] = {"retry_after": problem.retry_after}
    return web.json_response(answer, status=problem.status)
