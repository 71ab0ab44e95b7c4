"""People talk to the assistant in a browser; nothing is lost, nothing arrives twice."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from web_browser import SECONDS, Browser, sandbox_server

from bot.channels.web.channel import conversation_key
from bot.channels.web.events import positions_of
from bot.channels.web.protocol import LARGEST_FILE, LONGEST_TEXT
from bot.dialogue import Dialogue
from bot.messages import Attachment, Card
from bot.ports import InboxItem

HOSTILE = (
    "<img src=x onerror=alert(1)>\n\ndata: x\r\nevent: reset\u2028\u202eevil\u0000 & 'quoted' 🎉"
)


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    async with sandbox_server(tmp_path_factory.mktemp("web") / "var") as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def browser(server: Browser) -> AsyncIterator[Browser]:
    """The same server for all, as nobody has been there before."""
    yield server
    await server.leave()


async def test_a_message_is_shown_to_its_sender_and_answered(browser: Browser) -> None:
    async with browser.follow() as stream:
        identity = await browser.say("Hello")
        answer = await stream.said("VAT number")
        own = stream.messages()[0]
        assert (own["id"], own["own"], own["card"]["text"]) == (identity, True, "Hello")
        assert own["at"] <= answer["at"]
        assert answer["seq"] > own["seq"]


async def test_a_message_waits_in_sight_until_it_is_answered(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    handle = Dialogue.handle

    async def held(dialogue: Dialogue, item: InboxItem) -> None:
        begun.set()
        await go_on.wait()
        await handle(dialogue, item)

    monkeypatch.setattr(Dialogue, "handle", held)
    async with browser.follow() as stream:
        identity = await browser.say("Hello")
        await begun.wait()
        state = {"chat": "buyer", "typing": True, "waiting": [identity]}
        await stream.until(lambda s: s.last("state") == state)
        go_on.set()
        await stream.said("VAT number")
        state = {"chat": "buyer", "typing": False, "waiting": []}
        await stream.until(lambda s: s.last("state") == state)


async def test_the_same_message_posted_again_has_no_second_effect(browser: Browser) -> None:
    body = {"id": "once-and-only", "kind": "text", "text": "Hello"}
    async with browser.follow() as stream:
        for _ in range(3):
            answer = await browser.post("/api/chat/buyer/messages", body)
            assert (answer.status_code, answer.json()) == (202, {"id": "once-and-only"})
        at_once = (browser.post("/api/chat/buyer/messages", body) for _ in range(5))
        assert {a.status_code for a in await asyncio.gather(*at_once)} == {202}
        await browser.say("/help")
        await stream.until(lambda s: len([m for m in s.messages() if m["own"]]) == 2)
        await stream.until(lambda s: len(s.messages()) >= 4)
        assert [t for t in stream.texts() if t.startswith(">")] == ["> Hello", "> /help"]
        assert len([t for t in stream.texts() if "ordering assistant" in t]) == 1


async def test_two_people_may_use_the_same_id(browser: Browser) -> None:
    body = {"id": "same-id-1", "kind": "text", "text": "Hello"}
    async with browser.follow("chat=buyer&chat=approver") as stream:
        await browser.post("/api/chat/buyer/messages", body)
        await browser.post("/api/chat/approver/messages", body)
        await stream.said("VAT number", "buyer")
        await stream.said("VAT number", "approver")


async def test_what_is_said_while_the_stream_is_away_arrives_once_on_return(
    browser: Browser,
) -> None:
    async with browser.follow() as stream:
        await browser.say("Hello")
        await stream.said("VAT number")
        seen = stream.messages()
        position = stream.last_id or ""
    assert position == f"buyer:{seen[-1]['seq']}"
    await browser.say("BE 0987.654.394")
    async with browser.follow(last_id=position) as again:
        await again.said("e-mail")
        assert again.texts()[0] == "> BE 0987.654.394"
        assert not again.of("reset")
        assert {m["seq"] for m in seen}.isdisjoint(m["seq"] for m in again.messages())
    async with browser.follow(f"chat={position}") as by_query:
        await by_query.said("e-mail")
        assert by_query.texts() == again.texts()


async def test_a_stream_that_is_cut_at_any_moment_loses_nothing(browser: Browser) -> None:
    said = [f"word number {number}" for number in range(5)]

    async def talk() -> None:
        for text in said:
            await browser.say(text)
        await browser.idle()

    talking = asyncio.create_task(talk())
    got: list[int] = []
    position = ""
    over = False
    while not over:
        over = talking.done()
        async with browser.follow(last_id=position) as stream:
            await stream.until(lambda s: s.of("state"))
            got += [message["seq"] for message in stream.messages()]
            position = stream.last_id or position
    await talking
    async with browser.follow() as whole:
        await whole.until(lambda s: s.of("state"))
    assert got == [message["seq"] for message in whole.messages()]
    assert len(got) >= 2 * len(said)


async def test_two_tabs_show_the_same(browser: Browser) -> None:
    async with browser.follow() as one, browser.follow() as other:
        await browser.say("Hello")
        for tab in (one, other):
            await tab.said("VAT number")
        assert one.messages() == other.messages()


async def test_each_chat_of_a_stream_keeps_its_own_position(browser: Browser) -> None:
    async with browser.follow("chat=buyer&chat=approver@x") as stream:
        await browser.say("Hello", "buyer")
        await browser.say("Hello", "approver@x")
        await stream.said("VAT number", "buyer")
        await stream.said("VAT number", "approver@x")
        last = {chat: stream.messages(chat)[-1]["seq"] for chat in ("buyer", "approver@x")}
        assert positions_of(stream.last_id or "") == last
    async with browser.follow("chat=buyer&chat=approver%40x", stream.last_id or "") as again:
        await again.until(lambda s: len(s.of("state")) == 2)
        assert again.of("message") == []


async def test_a_chat_alone_has_a_stream_of_its_own(browser: Browser) -> None:
    async with browser.follow("/api/chat/buyer/events") as stream:
        await browser.say("Hello")
        answer = await stream.said("VAT number")
    async with browser.follow(f"/api/chat/buyer/events?after={answer['seq'] - 1}") as again:
        assert (await again.said("VAT number"))["seq"] == answer["seq"]
        assert len(again.messages()) == 1


async def test_a_long_chat_begins_with_its_newest_messages(browser: Browser) -> None:
    async with browser.sandbox.apps.use() as app:
        for number in range(230):
            await app.messages.append(conversation_key("buyer"), f"m{number}", Card(f"{number}"))
    async with browser.follow() as stream:
        await stream.until(lambda s: s.of("state"))
        assert stream.texts() == [str(number) for number in range(30, 230)]


async def test_hostile_text_comes_back_as_the_very_same_text(browser: Browser) -> None:
    async with browser.follow() as stream:
        await browser.say(HOSTILE)
        own = await stream.until(lambda s: s.messages())
        # No database keeps a NUL.
        assert own[0]["card"]["text"] == HOSTILE.replace("\u0000", "\ufffd")
        assert stream.of("reset") == []


async def test_a_button_is_pressed_by_its_token_and_shown_by_its_label(browser: Browser) -> None:
    async with browser.follow() as stream:
        await browser.identify(stream, "buyer", "BE0987654394", "approver2@atelier-nord.example")
        await browser.say("10 PAP-A4-80")
        cart = await stream.said("Your cart")
        label = next(b["label"] for b in cart["card"]["buttons"] if b["style"] == "primary")
        await browser.press(cart, "primary")
        await stream.until(lambda s: f"> {label}" in s.texts())
        await stream.until(lambda s: not s.texts()[-1].startswith("> "))


async def test_a_file_is_sent_and_kept(browser: Browser) -> None:
    content = b"sku;quantity\nPAP-A4-80;10\n"
    body = {
        "id": "a-file-to-send",
        "kind": "file",
        "filename": "../../etc/pass wd\r\nx: y.csv",
        "media_type": "text/html",
        "content": base64.b64encode(content).decode(),
    }
    async with browser.follow() as stream:
        assert (await browser.post("/api/chat/buyer/messages", body)).status_code == 202
        await stream.until(lambda s: len(s.messages()) >= 2)
        (file,) = stream.messages()[0]["card"]["files"]
        assert file["filename"] == "pass wd\r\nx: y.csv"
        assert file["size"] == len(content)
        answer = await browser.client.get(file["url"])
        assert answer.content == content
        assert answer.headers["content-type"] == "application/octet-stream"
        disposition = answer.headers["content-disposition"]
        assert disposition == "attachment; filename*=UTF-8''pass%20wd%0D%0Ax%3A%20y.csv"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert (await browser.client.get(file["url"][:-1] + "7")).status_code == 404
        foreign = file["url"].replace("/buyer/", "/approver/", 1)
        assert (await browser.client.get(foreign)).status_code == 404


@pytest.mark.parametrize(
    "media_type", ["application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"]
)
async def test_a_picture_or_a_pdf_opens_in_the_browser(browser: Browser, media_type: str) -> None:
    file = Attachment("gloves n° 1", media_type, b"content", description="Gloves <L>")
    async with browser.sandbox.apps.use() as app:
        await app.messages.append(conversation_key("buyer"), "file-1", Card(attachments=(file,)))
    async with browser.follow() as stream:
        (message,) = await stream.until(lambda s: s.messages())
        (told,) = message["card"]["files"]
        answer = await browser.client.get(told["url"])
    assert (told["media_type"], told["description"]) == (media_type, "Gloves <L>")
    assert answer.content == b"content"
    assert answer.headers["content-type"] == media_type
    assert answer.headers["content-disposition"].startswith("inline;")


async def test_a_drawing_that_may_hold_scripts_is_only_saved(browser: Browser) -> None:
    file = Attachment("gloves.svg", "image/svg+xml", b"<svg onload='alert(1)'/>")
    async with browser.sandbox.apps.use() as app:
        await app.messages.append(conversation_key("buyer"), "file-1", Card(attachments=(file,)))
    async with browser.follow() as stream:
        (message,) = await stream.until(lambda s: s.messages())
        answer = await browser.client.get(message["card"]["files"][0]["url"])
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    ("person", "body", "status", "code"),
    [
        ("a b", {"id": "12345678", "kind": "text", "text": "x"}, 400, "bad-person"),
        ("x" * 65, {"id": "12345678", "kind": "text", "text": "x"}, 400, "bad-person"),
        ("buyer", {"id": "short", "kind": "text", "text": "x"}, 400, "bad-id"),
        ("buyer", {"id": "12345678", "kind": "event", "text": "x"}, 400, "bad-request"),
        ("buyer", {"id": "12345678", "kind": "text", "text": "  "}, 400, "bad-request"),
        ("buyer", {"id": "12345678", "kind": "button"}, 400, "bad-request"),
        ("buyer", {"id": "12345678", "kind": "file", "content": "?"}, 400, "bad-request"),
        ("buyer", {"id": 7, "kind": "text"}, 400, "bad-request"),
        ("buyer", [], 400, "bad-request"),
        (
            "buyer",
            {"id": "12345678", "kind": "text", "text": "x" * (LONGEST_TEXT + 1)},
            400,
            "too-long",
        ),
        (
            "buyer",
            {
                "id": "12345678",
                "kind": "file",
                "filename": "f",
                "content": base64.b64encode(bytes(LARGEST_FILE + 1)).decode(),
            },
            413,
            "too-large",
        ),
    ],
)
async def test_what_cannot_be_taken_is_refused_with_its_reason(
    browser: Browser, person: str, body: object, status: int, code: str
) -> None:
    answer = await browser.post(f"/api/chat/{person}/messages", body)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.json()["message"]


async def test_bytes_that_are_no_json_are_refused(browser: Browser) -> None:
    for content in (b"", b"{", b"\xff\xfe", b'{"id": "12345678", "kind": "text", "text": "\xff"}'):
        answer = await browser.client.post(
            "/api/chat/buyer/messages",
            content=content,
            headers={"content-type": "application/json"},
        )
        assert (answer.status_code, answer.json()["error"]) == (400, "bad-request")


async def test_a_body_without_end_is_cut_off(browser: Browser) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 1024 * 1024

    with contextlib.suppress(httpx.WriteError):
        answer = await browser.client.post(
            "/api/chat/buyer/messages",
            content=endless(),
            headers={"content-type": "application/json"},
        )
        assert answer.status_code == 413


async def test_a_reader_who_stays_is_told_so(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.web.events._HEARTBEAT_SECONDS", 0.05)
    async with browser.client.stream("GET", "/api/events?chat=buyer", timeout=5) as response:
        beats = 0
        async for line in response.aiter_lines():
            beats += line.startswith(":")
            if beats == 3:
                break


async def test_open_streams_do_not_hold_the_end_up(tmp_path: Path) -> None:
    async with contextlib.AsyncExitStack() as stack:
        async with sandbox_server(tmp_path / "var") as browser:
            client = httpx.AsyncClient(base_url=browser.client.base_url)
            reader = Browser(await stack.enter_async_context(client), browser.sandbox)
            stream = await stack.enter_async_context(reader.follow("chat=buyer&sandbox=1"))
            await stream.until(lambda s: s.of("state"))
            began = time.monotonic()
        assert time.monotonic() - began < 15
        await stream.until(lambda s: s.ended)


async def test_a_reader_who_leaves_is_forgotten(browser: Browser) -> None:
    before = len(asyncio.all_tasks())
    for _ in range(3):
        async with browser.follow("chat=buyer&sandbox=1") as stream:
            await stream.until(lambda s: s.of("state"))
    async with asyncio.timeout(SECONDS):
        while len(asyncio.all_tasks()) > before:
            await asyncio.sleep(0.02)
