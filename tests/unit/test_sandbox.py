"""The sandbox: its clock, faults and reset act on the running assistant, and the page sees it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from web_browser import Browser, Stream, sandbox_server

from bot.bootstrap import App
from bot.channels.terminal import Services, TerminalServer
from bot.channels.terminal.link import Link, fresh_id
from bot.channels.terminal.protocol import Hello, Say, Shown
from bot.channels.web.channel import conversation_key
from bot.embedded import Embedded, Part
from bot.errors import SetupError
from bot.messages import Card
from bot.sandbox import people
from bot.sandbox.sandbox import Sandbox, empty, possible
from bot.settings import Settings

pytestmark = pytest.mark.asyncio(loop_scope="module")
BUYER = ("BE0987654394", "buyer@atelier-nord.example")
ADMINISTRATOR = ("NL123456782B01", "office@hotel-de-gracht.example")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def server(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Browser]:
    async with sandbox_server(tmp_path_factory.mktemp("web") / "var") as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def browser(server: Browser) -> AsyncIterator[Browser]:
    """The same server for all, as it was at first."""
    yield server
    await server.leave()


def is_empty(panel: str, stream: Stream) -> bool:
    told: object = stream.last(panel)
    return told == []


async def order_paper(browser: Browser, stream: Stream) -> None:
    await browser.say("10 PAP-A4-80", "office")
    await browser.press(await stream.said("Your cart", "office"), "primary", "office")
    await browser.press(await stream.said("Please check your order", "office"), "primary", "office")


async def test_the_panels_are_told_at_once_and_when_they_change(browser: Browser) -> None:
    async with browser.follow("chat=buyer&sandbox=1") as stream:
        await stream.until(
            lambda s: (
                {name for name, _ in s.events}
                >= {"sandbox", "mail", "orders", "evidence", "cases", "state"}
            )
        )
        assert [stream.last(name) for name in ("mail", "orders", "evidence", "cases")] == [[]] * 4
        await browser.identify(stream, "buyer", *BUYER)
        (mail,) = await stream.until(lambda s: s.last("mail"))
        assert mail["to"] == ["buyer@atelier-nord.example"]
        assert datetime.fromisoformat(mail["at"])
        (evidence,) = await stream.until(lambda s: s.last("evidence"))
        assert (evidence["number"], evidence["outcome"]) == (BUYER[0], "valid")
        assert evidence["consultation_number"]


async def test_an_order_is_read_back_from_the_shop_with_its_invoice(browser: Browser) -> None:
    async with browser.follow("chat=office&sandbox=1") as stream:
        await browser.identify(stream, "office", *ADMINISTRATOR)
        await order_paper(browser, stream)
        (order,) = await stream.until(lambda s: s.last("orders"))
        assert order["company"] == "Hotel De Gracht B.V. (sample)"
        assert order["lines"][0]["sku"] == "PAP-A4-80"
        (invoice,) = order["invoices"]
        assert invoice["total"] == order["total"]


async def test_time_moves_and_what_is_due_happens(browser: Browser) -> None:
    async with browser.follow("chat=buyer&sandbox=1") as stream:
        await browser.identify(stream, "buyer", *BUYER)
        real = browser.sandbox.now
        answer = await browser.post("/api/sandbox/clock", {"hours": 24 * 400})
        assert answer.status_code == 400
        answer = await browser.post("/api/sandbox/clock", {"hours": 24 * 200})
        assert answer.json()["moved_seconds"] == 200 * 24 * 3600
        moved = await stream.until(
            lambda s: s.last("sandbox")["moved_seconds"] and s.last("sandbox")
        )
        ahead = datetime.fromisoformat(moved["clock"]) - real
        assert timedelta(days=200) <= ahead < timedelta(days=200, minutes=1)
        await browser.say("2 PAP-A4-80")
        # A membership that ended is asked for again.
        await stream.until(lambda s: "VAT number" in s.texts()[-1] or "e-mail" in s.texts()[-1])


async def test_a_timer_fires_when_the_clock_passes_it(browser: Browser) -> None:
    from bot.ports import Effect, EffectKind

    async with browser.follow() as stream:
        await browser.say("Hello")
        await stream.said("VAT number")
        async with browser.sandbox.apps.use() as app, app.uow() as unit:
            conversation = await unit.store.conversation_by_key(conversation_key("buyer"))
            assert conversation is not None
            card: Any = {"text": "You asked to be reminded."}
            unit.store.effect(
                Effect(
                    EffectKind.CHAT,
                    "reminder",
                    {"conversation_id": conversation.id, "card": card},
                    due_at=app.clock.now() + timedelta(hours=3),
                )
            )
            await unit.commit()
        assert (await browser.post("/api/sandbox/clock", {"hours": 2.5})).status_code == 200
        await browser.idle()
        assert "You asked to be reminded." not in stream.texts()
        assert (await browser.post("/api/sandbox/clock", {"hours": 0.6})).status_code == 200
        await stream.said("You asked to be reminded.")


async def test_a_timer_on_the_way_fires_at_its_own_time(browser: Browser) -> None:
    from bot.ports import Effect, EffectKind

    key = conversation_key("buyer")
    async with browser.follow() as stream:
        await browser.say("Hello")
        await stream.said("VAT number")
    async with browser.sandbox.apps.use() as app:
        async with app.uow() as unit:
            conversation = await unit.store.conversation_by_key(key)
            assert conversation is not None
            due = app.clock.now() + timedelta(hours=3)
            payload = {"conversation_id": conversation.id, "event": "unreachable", "data": {}}
            unit.store.effect(Effect(EffectKind.EVENT, "event", payload, due_at=due))
            await unit.commit()
        assert (await browser.post("/api/sandbox/clock", {"hours": 24})).status_code == 200
        async with app.uow() as unit:
            conversation = await unit.store.conversation_by_key(key)
            assert conversation is not None
            assert conversation.unreachable_since is not None
            assert due <= conversation.unreachable_since < due + timedelta(hours=1)
        assert browser.sandbox.moved == timedelta(hours=24)


async def test_the_shop_goes_down_and_comes_back(browser: Browser) -> None:
    async with browser.follow("chat=buyer&sandbox=1") as stream:
        await browser.identify(stream, "buyer", *BUYER)
        answer = await browser.post("/api/sandbox/shop", {"mode": "down"})
        assert answer.json()["shop"] == "down"
        await stream.until(lambda s: s.last("sandbox")["shop"] == "down")
        before = len(stream.messages())
        await browser.say("10 PAP-A4-80")
        await stream.until(lambda s: len(s.messages()) > before + 1)
        assert "PAP-A4-80" not in stream.texts()[-1]
        await browser.post("/api/sandbox/shop", {"mode": "up"})
        await browser.say("11 PAP-A4-80")
        await stream.said("11")
        for wrong in ({"mode": "gone"}, {}, {"mode": 1}):
            assert (await browser.post("/api/sandbox/shop", wrong)).status_code == 400


async def test_vies_goes_down(browser: Browser) -> None:
    async with browser.follow("chat=buyer&sandbox=1") as stream:
        assert (await browser.post("/api/sandbox/vies", {"mode": "down"})).json()["vies"] == "down"
        await browser.identify(stream, "buyer", *BUYER)
        evidence = await stream.until(lambda s: s.last("evidence"))
        assert evidence[0]["outcome"] == "unknown"
        assert evidence[0]["fault"]


async def test_a_reset_brings_everything_back_to_the_beginning(browser: Browser) -> None:
    async with browser.follow("chat=buyer&chat=office&sandbox=1") as stream:
        await browser.identify(stream, "office", *ADMINISTRATOR)
        await order_paper(browser, stream)
        await stream.until(lambda s: s.last("orders"))
        await browser.post("/api/sandbox/clock", {"hours": 72})
        await browser.post("/api/sandbox/shop", {"mode": "down"})
        await browser.post("/api/sandbox/vies", {"mode": "slow"})
        epoch = browser.sandbox.epoch
        assert (await browser.post("/api/sandbox/reset", {})).status_code == 202
        await stream.until(lambda s: {d["chat"] for d in s.of("reset")} == {"buyer", "office"})
        state = await stream.until(
            lambda s: (
                s.last("sandbox")["epoch"] != epoch
                and not s.last("sandbox")["resetting"]
                and s.last("sandbox")
            )
        )
        assert (state["shop"], state["vies"], state["moved_seconds"]) == ("up", "up", 0)
        assert any(told["resetting"] for told in stream.of("sandbox"))
        for panel in ("mail", "orders", "evidence", "cases"):
            await stream.until(partial(is_empty, panel))
        assert not list((browser.sandbox.settings.home / "mail").glob("*.eml"))
        before = len(stream.messages("office"))
        await browser.say("Hello", "office")
        await stream.until(lambda s: len(s.messages("office")) >= before + 2)
        assert "VAT number" in stream.texts("office")[-1]


async def test_a_reader_who_slept_through_a_reset_is_told_on_return(browser: Browser) -> None:
    async with browser.follow() as stream:
        await browser.say("Hello")
        await stream.said("VAT number")
        position = stream.last_id or ""
    await browser.sandbox.reset()
    async with browser.follow(last_id=position) as again:
        await again.until(lambda s: s.of("state"))
        assert again.of("reset") == [{"chat": "buyer"}]
        assert again.messages() == []
        assert again.last_id == ""
        await browser.say("Hello")
        await again.said("VAT number")


async def test_while_a_reset_is_under_way_nothing_is_taken(browser: Browser) -> None:
    resetting = browser.sandbox.reset()
    assert browser.sandbox.reset() is resetting
    await asyncio.sleep(0)
    body = {"id": "too-early", "kind": "text", "text": "Hello"}
    answer = await browser.post("/api/chat/buyer/messages", body)
    assert (answer.status_code, answer.json()["error"]) == (503, "resetting")
    assert (await browser.client.get("/api/sandbox")).json()["resetting"]
    await resetting
    async with browser.follow() as stream:
        assert (await browser.post("/api/chat/buyer/messages", body)).status_code == 202
        await stream.said("VAT number")


async def test_a_reset_that_fails_says_why_and_can_be_tried_again(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail() -> None:
        raise SetupError("the shop does not start")

    with monkeypatch.context() as patch:
        patch.setattr(browser.sandbox.embedded, "renew", fail)
        await browser.sandbox.reset()
    state = (await browser.client.get("/api/sandbox")).json()
    assert (state["problem"], state["resetting"]) == ("the shop does not start", False)
    assert (await browser.post("/api/sandbox/clock", {"hours": 1})).status_code == 503
    await browser.sandbox.reset()
    assert (await browser.client.get("/api/sandbox")).json()["problem"] is None


async def test_a_reset_that_a_sudden_death_cut_short_is_ended_at_the_next_start(
    tmp_path: Path,
) -> None:
    settings = Settings(home=tmp_path / "var", shop="memory")
    async with Embedded(settings, parts={Part.VIES, Part.MAIL}) as embedded:
        sandbox = Sandbox(embedded)
        await sandbox.start()
        async with sandbox.apps.use() as app:
            await app.messages.append("k", "m1", Card("before"))
        await sandbox.stop()
        (settings.home / "reset.pending").touch()
        await sandbox.start()
        async with sandbox.apps.use() as app:
            assert await app.messages.since("k", 0) == []
        await sandbox.stop()
        await sandbox.start()
        async with sandbox.apps.use() as app:
            await app.messages.append("k", "m1", Card("after"))
            assert [m.seq for m in await app.messages.since("k", 0)] == [2]
        await sandbox.stop()


async def test_a_terminal_goes_on_after_a_reset(tmp_path: Path) -> None:
    path = tmp_path / "t.sock"

    def terminal(app: App) -> contextlib.AbstractAsyncContextManager[None]:
        return TerminalServer(path, Services(app.messages, app.receive, app.idle)).serving()

    async def answer(link: Link) -> str:
        async with asyncio.timeout(30):
            while True:
                frame = await link.received.get()
                if isinstance(frame, Shown):
                    return frame.message.card.text

    settings = Settings(home=tmp_path / "var", shop="memory")
    async with Embedded(settings, parts={Part.VIES, Part.MAIL}) as embedded:
        sandbox = Sandbox(embedded, terminal)
        await sandbox.start()
        link = Link(path, Hello("buyer"))
        async with link.open():
            for _ in range(2):
                await link.send(Say(fresh_id(), "Hello"))
                assert "VAT number" in await answer(link)
                await sandbox.reset()
                assert sandbox.problem is None
        await sandbox.stop()


async def test_staff_take_a_conversation_over_and_hand_it_back(browser: Browser) -> None:
    async with browser.follow("chat=buyer&sandbox=1") as stream:
        await browser.identify(stream, "buyer", *BUYER)
        await browser.say("/human please")
        (case,) = await stream.until(lambda s: s.last("cases"))
        base = f"/api/desk/cases/{case['id']}"
        detail = (await browser.client.get(base)).json()
        assert detail["view"]["company"] == "Atelier Nord SRL (sample)"
        assert any("/human" in said["text"] for said in detail["transcript"])
        staff = {"staff": "Support (sample)"}
        assert (await browser.post(f"{base}/take", staff)).status_code == 200
        refused = await browser.post(f"{base}/take", {"staff": "Another"})
        assert (refused.status_code, refused.json()["error"]) == (409, "refused")
        assert (await browser.post(f"{base}/say", staff)).status_code == 400
        answer = await browser.post(f"{base}/say", staff | {"text": "How can I <b>help</b>?"})
        assert answer.status_code == 200
        await stream.said("How can I <b>help</b>?")
        identity = await browser.say("Where is my parcel?")
        await stream.until(
            lambda s: (
                identity in [m["id"] for m in s.messages()]
                and identity not in s.last("state")["waiting"]
            )
        )
        assert (await browser.post(f"{base}/hand_back", staff)).status_code == 200
        await stream.until(lambda s: s.last("cases") == [])
        assert (await browser.client.get("/api/desk/cases/none")).status_code == 404
        assert (await browser.post(f"{base}/close", staff)).status_code == 404


async def test_everybody_of_the_sample_can_be_played(browser: Browser) -> None:
    state = (await browser.client.get("/api/sandbox")).json()
    ids = [person["id"] for person in state["people"]]
    assert len(ids) == len(set(ids)) >= 10
    assert "former.buyer" not in ids
    by_id = {person["id"]: person for person in state["people"]}
    buyer, approver = (by_id[state["tour"][part]] for part in ("buyer", "approver"))
    assert (buyer["role"], approver["role"]) == ("requester", "approver")
    assert buyer["company_id"] == approver["company_id"]
    assert buyer["terms"] == "Gold · Net 30"
    assert state["tour"]["po_number"].startswith("PO-")
    for person in people.cast().people:
        answer = await browser.client.get(f"/api/chat/{person.id}/files/none/0")
        assert answer.json()["error"] == "not-found"


async def test_a_real_part_leaves_no_sandbox(tmp_path: Path) -> None:
    for change in (
        {"smtp_url": "smtp://mail.example"},
        {"vies_url": "http://vies.example"},
        {"database_url": f"sqlite+aiosqlite:///{tmp_path}/real.sqlite"},
        {"shop": "tryton", "shop_url": "http://shop.example"},
    ):
        settings = Settings(home=tmp_path, **({"shop": "memory"} | change))  # type: ignore[arg-type]
        async with Embedded(settings, parts={Part.VIES, Part.MAIL}) as embedded:
            assert not possible(embedded)
    settings = Settings(home=tmp_path, shop="memory")
    async with Embedded(settings, parts={Part.VIES, Part.MAIL}) as embedded:
        assert possible(embedded)


async def test_emptied_tables_never_give_a_number_again(browser: Browser) -> None:
    async with browser.sandbox.apps.use() as app:
        await app.messages.append("k", "m1", Card("one"))
        (one,) = await app.messages.since("k", 0)
        await empty(app.storage.database)
        await app.messages.append("k", "m1", Card("two"))
        (two,) = await app.messages.since("k", 0)
        assert two.seq > one.seq
