"""A shop in a process of its own, with a database of its own, that fails as real ones do.

Of all requests for an order 30 % get no answer in time (their orders are taken at once, late, or
too late), 10 % get a 502 after the order was taken, and 5 % a 503 before anything was done.
"""

from __future__ import annotations

import asyncio
import random
import socket
import sqlite3
import time
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

import httpx
import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shop_client.errors import NotFound, OutcomeUnknown, ShopUnavailable
from shop_client.faulty import FaultyShop
from shop_client.memory import MemoryShop
from shop_client.model import Order, OrderDraft
from shop_client.money import Money

COMPANY = "atelier-nord"
ANSWER_SECONDS = 1.0
"""What a client waits for an answer."""
_FATES = {
    "taken": 55,
    "away": 5,
    "answer lost": 10,
    "silent": 12,
    "late": 15,
    "too late": 3,
}
_HANG_SECONDS = 20.0
_LATE_SECONDS = (0.5, 4.0)
_READS = 3


@cache
def open_sample(*, unique: bool) -> MemoryShop:
    """The sample shop, where nobody runs out of credit; one for each process."""
    memory = MemoryShop.from_sample(unique_reference=unique)
    for key, account in memory.accounts.items():
        memory.accounts[key] = replace(account, company=replace(account.company, credit=None))
    return memory


class Ledger:
    """What stands in the shop, durably: the only witness of the counts."""

    def __init__(self, file: Path, *, unique: bool) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None, timeout=30)
        self._connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
            "CREATE TABLE IF NOT EXISTS request (reference TEXT NOT NULL);"
            "CREATE TABLE IF NOT EXISTS sale (number INTEGER PRIMARY KEY, reference TEXT NOT NULL,"
            " content BLOB NOT NULL, fate TEXT NOT NULL, taken_at REAL NOT NULL);"
            f"CREATE {'UNIQUE' if unique else ''} INDEX IF NOT EXISTS sale_reference"
            " ON sale (reference)"
        )

    def note_request(self, reference: str) -> None:
        """A request for this order has arrived."""
        self._connection.execute("INSERT INTO request VALUES (?)", (reference,))

    def take(self, reference: str, order: Order, fate: str) -> Order:
        """Takes an order; gives the one that stands under its reference, if that is unique."""
        try:
            cursor = self._connection.execute(
                "INSERT INTO sale (reference, content, fate, taken_at) VALUES (?, '', ?, ?)",
                (reference, fate, time.time()),
            )
        except sqlite3.IntegrityError:
            return self.find("reference", reference)[0]
        numbered = replace(order, number=f"W{cursor.lastrowid:06}", id=str(cursor.lastrowid))
        content = msgspec.json.encode(numbered)
        self._connection.execute(
            "UPDATE sale SET content = ? WHERE number = ?", (content, cursor.lastrowid)
        )
        return numbered

    def find(self, column: str, value: str) -> list[Order]:
        """The orders with this reference or number."""
        rows = self._connection.execute(f"SELECT content FROM sale WHERE {column} = ?", (value,))
        return [msgspec.json.decode(content, type=Order) for (content,) in rows]

    def sales(self) -> list[Sale]:
        """Everything that was ever taken."""
        rows = self._connection.execute("SELECT number, reference, fate, taken_at FROM sale")
        return [Sale(f"W{number:06}", *rest) for number, *rest in rows]

    def asked_for(self) -> set[str]:
        """The references of all requests that arrived."""
        return {row[0] for row in self._connection.execute("SELECT reference FROM request")}


@dataclass(frozen=True, slots=True)
class Sale:
    """One order as the shop's database has it; `taken_at` in seconds of the epoch."""

    number: str
    reference: str
    fate: str
    taken_at: float


class Server:
    """The shop's side of the wire."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self._ledger = ledger
        self._random = random.Random(seed)
        self._memory = open_sample(unique=False)
        self._late: set[asyncio.Task[None]] = set()
        self._kept: list[tuple[OrderDraft, Money]] = []

    def app(self) -> Starlette:
        """What is served."""
        return Starlette(
            routes=[
                Route("/orders", self.place, methods=["POST"]),
                Route("/orders", self.find),
                Route("/release", self.release, methods=["POST"]),
            ]
        )

    async def place(self, request: Request) -> Response:
        draft, expected = msgspec.json.decode(await request.body(), type=tuple[OrderDraft, Money])
        (fate,) = self._random.choices(list(_FATES), list(_FATES.values()))
        if fate == "away":
            return Response(status_code=503)
        self._ledger.note_request(draft.client_reference)
        if fate == "too late":
            self._kept.append((draft, expected))
        elif fate == "late":
            task = asyncio.create_task(self._take_late(draft, expected))
            self._late.add(task)
            task.add_done_callback(self._late.discard)
        else:
            order = await self._take(draft, expected, fate)
            if fate == "taken":
                return Response(msgspec.json.encode(order))
            if fate == "answer lost":
                return Response(status_code=502)
        await asyncio.sleep(_HANG_SECONDS)
        return Response(status_code=504)

    async def _take(self, draft: OrderDraft, expected: Money, fate: str) -> Order:
        order = await self._memory.place_order(draft, expected)
        return self._ledger.take(draft.client_reference, order, fate)

    async def _take_late(self, draft: OrderDraft, expected: Money) -> None:
        await asyncio.sleep(self._random.uniform(*_LATE_SECONDS))
        await self._take(draft, expected, "late")

    async def find(self, request: Request) -> Response:
        (column,) = request.query_params
        value = request.query_params[column]
        found = self._ledger.find(column, value.lstrip("W0") if column == "number" else value)
        return Response(msgspec.json.encode(found))

    async def release(self, request: Request) -> Response:
        """Takes what was to be taken too late, and waits for what is late."""
        kept, self._kept = self._kept, []
        for draft, expected in kept:
            await self._take(draft, expected, "too late")
        await asyncio.gather(*self._late)
        return Response()


def serve(file: Path, unique: bool, seed: int, parent: Connection) -> None:
    """The process: sends its port, and serves until it is killed."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=512)
    parent.send(listening.getsockname()[1])
    app = Server(Ledger(file, unique=unique), seed).app()
    config = uvicorn.Config(app, log_level="critical", access_log=False, timeout_keep_alive=60)
    asyncio.run(uvicorn.Server(config).serve(sockets=[listening]))


class ShopOverHttp(FaultyShop):
    """A thin client: orders over HTTP, and the sample's data, which never change, from memory."""

    def __init__(self, url: str, *, unique: bool) -> None:
        super().__init__(open_sample(unique=unique))
        limits = httpx.Limits(max_connections=200)
        self._client = httpx.AsyncClient(base_url=url, timeout=ANSWER_SECONDS, limits=limits)

    async def close(self) -> None:
        await self._client.aclose()

    async def place_order(self, draft: OrderDraft, expected_gross: Money) -> Order:
        body = msgspec.json.encode((draft, expected_gross))
        try:
            response = await self._client.post("/orders", content=body)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise ShopUnavailable("no connection") from error
        except httpx.TransportError as error:
            raise OutcomeUnknown("no answer") from error
        if response.status_code == 503:
            raise ShopUnavailable("away")
        if response.status_code != 200:
            raise OutcomeUnknown(f"HTTP {response.status_code}")
        return msgspec.json.decode(response.content, type=Order)

    async def find_order(self, client_reference: str) -> Order | None:
        found = await self._find(reference=client_reference)
        return found[0] if found else None

    async def order(self, company_id: str, number: str) -> Order:
        found = await self._find(number=number)
        if not found:
            raise NotFound(number)
        return found[0]

    async def release(self) -> None:
        """Lets the shop take what it was to take too late."""
        response = await self._client.post("/release", timeout=60)
        response.raise_for_status()

    async def _find(self, **by: str) -> list[Order]:
        for left in reversed(range(_READS)):
            try:
                response = await self._client.get("/orders", params=by)
                response.raise_for_status()
                return msgspec.json.decode(response.content, type=list[Order])
            except httpx.HTTPError as error:
                if not left:
                    raise ShopUnavailable("no answer") from error
        raise AssertionError
