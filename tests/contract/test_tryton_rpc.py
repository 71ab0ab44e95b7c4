"""How the Tryton adapter behaves on a bad line: a real socket that misbehaves as told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import pytest

from shop_client.errors import OutcomeUnknown, ShopMisconfigured, ShopUnavailable
from shop_client.tryton import TrytonShop
from shop_client.tryton.rpc import Rpc

Answer = Callable[[bytes], Awaitable[tuple[int, str] | None]]


@asynccontextmanager
async def listening(answer: Answer) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that answers each request with a status and a body, or hangs up for None."""
    seen: list[bytes] = []
    serving: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        serving.add(task)
        try:
            await converse(reader, writer)
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(x.split(b":")[1]) for x in head.split(b"\r\n") if x.lower().startswith(b"content-l")
        )
        body = await reader.readexactly(length)
        seen.append(body)
        if b"common.db.login" in body:
            key = f"key{len(seen)}"
            result: tuple[int, str] | None = 200, f'{{"id": 0, "result": [1, "{key}", null]}}'
        else:
            result = await answer(body)
        if result is not None:
            status, text = result
            writer.write(
                f"HTTP/1.1 {status} X\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n"
                f"{text}".encode()
            )

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}", seen
    finally:
        server.close()
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)


@asynccontextmanager
async def session(url: str, seconds: float = 5.0) -> AsyncIterator[Rpc]:
    rpc = Rpc(url, "shop", "user", "password", timeout=seconds)
    try:
        yield rpc
    finally:
        await rpc.close()


def calls(seen: list[bytes]) -> int:
    return sum(b"common.db.login" not in body for body in seen)


async def test_a_shop_that_is_down_is_known_to_be_at_once(unused_tcp_port: int) -> None:
    shop = TrytonShop(f"http://127.0.0.1:{unused_tcp_port}", "shop", "user", "password")
    started = time.monotonic()
    with pytest.raises(ShopUnavailable) as error:
        await shop.find_companies("BE0987654394")
    assert time.monotonic() - started < 9
    assert not isinstance(error.value, OutcomeUnknown)
    with pytest.raises(ShopUnavailable):
        await shop.info()
    await shop.close()


@pytest.mark.parametrize("failure", [(503, ""), None])
async def test_a_read_is_tried_again_and_succeeds(failure: tuple[int, str] | None) -> None:
    answers = [
        failure,
        failure,
        (200, '{"id": 0, "result": {"__class__": "Decimal", "decimal": "1.10"}}'),
    ]

    async def answer(body: bytes) -> tuple[int, str] | None:
        return answers.pop(0)

    async with listening(answer) as (url, seen), session(url) as rpc:
        assert str(await rpc.read("model.x.y")) == "1.10"
        assert calls(seen) == 3


@pytest.mark.parametrize("failure", [(503, ""), None])
async def test_a_read_is_tried_three_times_at_most(failure: tuple[int, str] | None) -> None:
    async def answer(body: bytes) -> tuple[int, str] | None:
        return failure

    async with listening(answer) as (url, seen), session(url) as rpc:
        with pytest.raises(ShopUnavailable) as error:
            await rpc.read("model.x.y")
        assert not isinstance(error.value, OutcomeUnknown)
        assert calls(seen) == 3


@pytest.mark.parametrize("failure", [(502, ""), None])
async def test_a_write_is_sent_once_and_its_outcome_is_unknown(
    failure: tuple[int, str] | None,
) -> None:
    async def answer(body: bytes) -> tuple[int, str] | None:
        return failure

    async with listening(answer) as (url, seen), session(url) as rpc:
        with pytest.raises(OutcomeUnknown):
            await rpc.write("model.x.y")
        assert calls(seen) == 1


async def test_nobody_waits_longer_than_the_time_allowed() -> None:
    async def answer(body: bytes) -> tuple[int, str] | None:
        await asyncio.sleep(30)
        return None

    async with listening(answer) as (url, _), session(url, seconds=0.3) as rpc:
        started = time.monotonic()
        with pytest.raises(ShopUnavailable):
            await rpc.read("model.x.y")
        with pytest.raises(OutcomeUnknown):
            await rpc.write("model.x.y")
        with pytest.raises(ShopUnavailable):
            await rpc.version()
        assert time.monotonic() - started < 20


async def test_tasks_that_lost_their_session_log_in_once_together() -> None:
    statuses = [200, 401, 401, 401, 200, 200, 200]

    async def answer(body: bytes) -> tuple[int, str]:
        return statuses.pop(0), '{"id": 0, "result": true}'

    async with listening(answer) as (url, seen), session(url) as rpc:
        await rpc.read("model.x.y")
        assert await asyncio.gather(*(rpc.write("model.x.y") for _ in range(3))) == [True] * 3
        assert len(seen) - calls(seen) == 2
        assert statuses == []


async def test_a_shop_that_never_keeps_a_session_is_not_asked_for_ever() -> None:
    async def answer(body: bytes) -> tuple[int, str]:
        return 401, ""

    async with listening(answer) as (url, seen), session(url) as rpc:
        with pytest.raises(ShopMisconfigured):
            await rpc.read("model.x.y")
        assert calls(seen) == 2


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, "<html>a captive portal</html>"), (404, ""), (403, ""), (200, '{"error": ["x", ""]}')],
)
async def test_what_trying_again_cannot_mend_is_said_at_once(status: int, body: str) -> None:
    async def answer(request: bytes) -> tuple[int, str]:
        return status, body

    async with listening(answer) as (url, seen), session(url) as rpc:
        with pytest.raises(ShopMisconfigured):
            await rpc.read("model.x.y")
        assert calls(seen) == 1
