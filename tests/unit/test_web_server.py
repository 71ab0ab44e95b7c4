"""Only pages of this machine's own server reach it; whatever it answers can run nothing foreign."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.web.server import WebServer
from bot.embedded.ports import reserve

pytestmark = pytest.mark.asyncio(loop_scope="module")
PUBLIC_URL = "https://orders.merchant.example"


async def _seen(request: Request) -> Response:
    return PlainTextResponse("seen")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client() -> AsyncIterator[httpx.AsyncClient]:
    here = [Route(path, _seen, methods=["GET", "POST"]) for path in ("/", "/api/thing")]
    public = [Route("/decide/{token}", _seen, methods=["GET", "POST"])]
    web = WebServer(here, port=reserve(0, ""), public=public, public_url=PUBLIC_URL)
    async with web.serving(), httpx.AsyncClient(base_url=web.url) as client:
        yield client


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example", "", "[::1]:80"]
)
@pytest.mark.parametrize("path", ["/", "/api/thing"])
async def test_a_foreign_host_is_refused(client: httpx.AsyncClient, host: str, path: str) -> None:
    answer = await client.get(path, headers={"host": host})
    assert answer.status_code in (400, 421)
    assert "seen" not in answer.text


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LocalHost", "[::1]"])
async def test_every_name_of_this_machine_is_ours(client: httpx.AsyncClient, name: str) -> None:
    host = f"{name}:{client.base_url.port}"
    assert (await client.get("/", headers={"host": host})).text == "seen"


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "https://127.0.0.1", "http://127.0.0.1:1", None]
)
async def test_a_foreign_page_changes_nothing(
    client: httpx.AsyncClient, origin: str | None
) -> None:
    headers = {} if origin is None else {"origin": origin}
    for path, body in (("/api/thing", {"json": {}}), ("/decide/x", {"data": {"a": "b"}})):
        answer = await client.post(path, headers=headers, **body)
        assert (answer.status_code, answer.json()["error"]) == (403, "foreign-origin")


async def test_our_own_pages_and_programs_may(client: httpx.AsyncClient) -> None:
    ours = str(client.base_url).rstrip("/")
    for headers in (
        {"origin": ours},
        {"origin": ours.replace("127.0.0.1", "localhost")},
        {"x-comptoir": "1"},
    ):
        assert (await client.post("/api/thing", json={}, headers=headers)).text == "seen"


async def test_a_form_cannot_pass_for_json(client: httpx.AsyncClient) -> None:
    headers = {"origin": str(client.base_url).rstrip("/")}
    for media_type in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = await client.post(
            "/api/thing", content="{}", headers=headers | {"content-type": media_type}
        )
        assert (answer.status_code, answer.json()["error"]) == (415, "not-json")


async def test_a_preflight_from_elsewhere_gets_no_leave(client: httpx.AsyncClient) -> None:
    headers = {"origin": "http://evil.example", "access-control-request-method": "POST"}
    answer = await client.options("/api/thing", headers=headers)
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_public_pages_alone_are_reached_by_the_public_address(
    client: httpx.AsyncClient,
) -> None:
    host = {"host": "orders.merchant.example"}
    assert (await client.get("/decide/token", headers=host)).text == "seen"
    form = {"data": {"decision": "approve"}, "headers": host | {"origin": PUBLIC_URL}}
    assert (await client.post("/decide/token", **form)).text == "seen"  # type: ignore[arg-type]
    for path in ("/", "/api/thing", "/decide", "/decide/../api/thing"):
        answer = await client.get(
            httpx.URL(str(client.base_url), raw_path=path.encode()), headers=host
        )
        assert (answer.status_code, answer.json()["error"]) == (421, "foreign-host")


@pytest.mark.parametrize("path", ["/", "/api/thing", "/nowhere", "/decide/x"])
async def test_every_answer_carries_the_policy(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == ("same-origin" if "decide" in path else "no-referrer")
    stored = headers["cache-control"]
    assert stored == ("no-store" if path.startswith(("/api", "/decide")) else "no-cache")


async def test_a_page_that_is_not_below_decide_is_never_public() -> None:
    with pytest.raises(ValueError, match="/decide/"):
        WebServer([], port=0, public=[Route("/api/thing", _seen)])
