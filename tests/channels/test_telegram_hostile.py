"""Whoever calls our address without being Telegram, and whatever people send through it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from prometheus_client import REGISTRY

from bot.channels.telegram import WEBHOOK_PATH
from bot.messages import InboundKind
from bot.storage.types import storable
from channels.telegram_server import ABSENT, DESCRIPTION, SmallTelegram
from channels.telegram_server.connected import Connected, connected, database

pytestmark = pytest.mark.skipif(not DESCRIPTION.exists(), reason=ABSENT)
HEADER = b"X-Telegram-Bot-Api-Secret-Token"
MESSAGE: dict[str, Any] = {
    "message_id": 7,
    "date": 1,
    "chat": {"id": 1001, "type": "private"},
    "from": {"id": 1001, "is_bot": False, "first_name": "Buyer"},
}


@pytest_asyncio.fixture
async def telegram() -> AsyncIterator[SmallTelegram]:
    async with SmallTelegram() as small:
        yield small


@pytest_asyncio.fixture
async def us(
    telegram: SmallTelegram, sqlite_template: Path, tmp_path: Path
) -> AsyncIterator[Connected]:
    async with (
        database(sqlite_template, tmp_path) as storage,
        connected(storage, telegram, webhook=True) as platform,
    ):
        yield platform


async def call(
    us: Connected, content: bytes | Iterator[bytes], *, secret: str | None = None
) -> int:
    async def streamed(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
        for part in parts:
            yield part

    given = us.telegram.updates.secret if secret is None else secret
    headers = {HEADER: given.encode()}
    async with httpx.AsyncClient(timeout=10) as client:
        answer = await client.post(
            us.url + WEBHOOK_PATH,
            content=content if isinstance(content, bytes) else streamed(content),
            headers=headers,
        )
    return answer.status_code


def an_update(**content: Any) -> bytes:
    return json.dumps({"update_id": 1, "message": MESSAGE | content}).encode()


def refused(reason: str) -> float:
    labels = {"channel": "telegram", "reason": reason}
    return REGISTRY.get_sample_value("comptoir_inbound_refused_total", labels) or 0.0


@pytest.mark.parametrize("secret", ["", "guessed", "ü", "0" * 64])
async def test_a_wrong_secret_is_refused_before_anything_is_read(
    us: Connected, secret: str
) -> None:
    before = refused("secret")
    assert await call(us, an_update(text="10 PAP-A4-80"), secret=secret) == 403
    assert await call(us, b"\x00not json", secret=secret) == 403
    assert refused("secret") - before == 2
    assert await us.arrived() == []


async def test_a_body_that_is_too_large_is_refused_however_it_comes(us: Connected) -> None:
    before = refused("size")
    assert await call(us, an_update(text="x" * 1_100_000)) == 413
    assert await call(us, (b"x" * 100_000 for _ in range(11))) == 413
    assert refused("size") - before == 2
    assert await us.arrived() == []


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[]", b'"text"', b'{"update_id": "x"}', b"[" * 100_000],
    ids=lambda body: body[:12].decode("latin-1") or "empty",
)
async def test_malformed_json_is_refused(us: Connected, body: bytes) -> None:
    before = refused("json")
    assert await call(us, body) == 400
    assert refused("json") - before == 1


async def test_kinds_that_we_do_not_know_are_confirmed_and_counted(us: Connected) -> None:
    before = refused("unknown")
    assert await call(us, b'{"update_id": 5, "a_kind_of_tomorrow": {"id": 1}}') == 200
    assert await call(us, b'{"update_id": 6, "message": {"text": 5}}') == 200
    assert refused("unknown") - before == 2


async def test_parts_of_a_wrong_type_hold_nothing_up(us: Connected) -> None:
    before = refused("malformed")
    assert await call(us, an_update(text=["a", "list"])) == 200
    assert await call(us, an_update(text="after it")) == 200
    assert refused("malformed") - before == 1
    assert [message.text for message in await us.arrived()] == ["after it"]


async def test_a_call_that_is_repeated_has_one_effect(us: Connected) -> None:
    repeated = "comptoir_inbound_repeated_total"
    before = REGISTRY.get_sample_value(repeated, {"channel": "telegram"}) or 0
    for _ in range(3):
        assert await call(us, an_update(text="10 PAP-A4-80")) == 200
    assert [message.text for message in await us.arrived()] == ["10 PAP-A4-80"]
    assert REGISTRY.get_sample_value(repeated, {"channel": "telegram"}) == before + 2


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><b>&lt;",
        "\u202e09 BCA-4A-PAP\u2066",
        "a\x00b\x1b[2J",
        "x" * 10_000,
        "'; DROP TABLE inbox; --",
        "\ud83d\ude42 🙂",
    ],
    ids=["html", "direction", "control", "long", "sql", "pictogram"],
)
async def test_whatever_people_write_arrives_as_they_wrote_it(us: Connected, text: str) -> None:
    somebody = MESSAGE["from"] | {"first_name": text}
    assert await call(us, an_update(text=text, **{"from": somebody})) == 200
    (message,) = await us.arrived()
    assert message.text == storable(json.loads(json.dumps(text)))
    assert message.sender is not None
    assert message.sender.name == message.text


async def test_data_of_another_bots_button_become_a_press_without_a_token(us: Connected) -> None:
    await us.telegram.chat("1001", "Buyer", "en").press_data("vote:5|<b>", 1)
    (message,) = await us.arrived()
    assert (message.kind, message.token) == (InboundKind.BUTTON, "")


async def test_only_a_post_is_taken(us: Connected) -> None:
    async with httpx.AsyncClient() as client:
        assert (await client.get(us.url + WEBHOOK_PATH)).status_code == 405


async def test_one_update_that_cannot_be_read_does_not_hold_up_a_poll(
    us: Connected, telegram: SmallTelegram
) -> None:
    await us.platform.stop()
    telegram.updates.put({"message": {"text": "no chat"}}, raw=True)
    telegram.updates.put({"a_kind_of_tomorrow": {}}, raw=True)
    async with connected(us.storage, telegram) as polling:
        await telegram.chat("1001", "Buyer", "en").write("behind it")
        assert [message.text for message in await polling.arrived()] == ["behind it"]
    assert telegram.updates.waiting == []
