"""Several people talk to the assistant from terminals; nothing is lost, nothing arrives twice."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import stat
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.channels.local import LocalChannel
from bot.channels.terminal import Services, TerminalServer
from bot.channels.terminal.chat import Conversation, chat_lines
from bot.channels.terminal.desk import desk_lines
from bot.channels.terminal.link import Link
from bot.channels.terminal.protocol import (
    LONGEST_LINE,
    FromServer,
    Hello,
    Press,
    Refused,
    Say,
    SendFile,
    Shown,
    decode_from_server,
    line,
)
from bot.clock import SystemClock
from bot.domain.entities import Conversation as Talk
from bot.errors import SetupError
from bot.messages import Attachment, Button, Card, InboundKind, InboundMessage
from bot.ports import LocalMessage
from bot.storage.opening import Storage, open_storage

SECONDS = 30.0


class Assistant:
    """Answers each message with its text; the real post-boxes keep the answers."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.channel = LocalChannel("terminal", storage.local_messages)
        self.known: set[str] = set()
        self.received: list[InboundMessage] = []
        self.failing = 0

    async def receive(self, message: InboundMessage) -> bool:
        if self.failing:
            self.failing -= 1
            raise ConnectionResetError
        if message.external_id in self.known:
            return False
        self.known.add(message.external_id)
        self.received.append(message)
        await self.answer(message)
        return True

    async def answer(self, message: InboundMessage) -> None:
        said = message.text or message.token or message.attachments[0].filename
        card = Card(f"You: {said}", buttons=(Button("Go on", "tok-1"),))
        await self.channel.send(talk_of(message), card, message_id=message.external_id)

    async def idle(self, seconds: float) -> None:
        await asyncio.sleep(0)


def talk_of(message: InboundMessage) -> Talk:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    key = message.conversation_key
    return Talk(key, message.channel, message.workspace, message.chat_id, "p", now)


@dataclass
class Terminal:
    path: Path
    assistant: Assistant
    services: Services

    @contextlib.asynccontextmanager
    async def served(self) -> AsyncIterator[None]:
        async with TerminalServer(self.path, self.services).serving():
            yield

    async def talk(self, person: str, *lines: str) -> str:
        shown: list[str] = []
        async with asyncio.timeout(SECONDS):
            await chat_lines(self.path, person, typed(lines), shown.append)
        return "\n".join(shown)


async def typed(lines: tuple[str, ...]) -> AsyncIterator[str]:
    for text in lines:
        yield text


@pytest.fixture
async def terminal(tmp_path: Path) -> AsyncIterator[Terminal]:
    async with await open_storage(f"sqlite+aiosqlite:///{tmp_path}/t.sqlite", SystemClock()) as s:
        assistant = Assistant(s)
        services = Services(s.local_messages, assistant.receive, assistant.idle, {})
        yield Terminal(tmp_path / "terminal.sock", assistant, services)


async def raw(path: Path, *frames: bytes) -> list[FromServer]:
    """What a client gets that sends these bytes and then waits for the end."""
    async with asyncio.timeout(SECONDS):
        reader, writer = await asyncio.open_unix_connection(str(path), limit=LONGEST_LINE)
        with contextlib.suppress(ConnectionError):
            for frame in frames:
                writer.write(frame)
                await writer.drain()
            writer.write_eof()
        answers = []
        with contextlib.suppress(ConnectionError):
            answers += [decode_from_server(data) async for data in reader]
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
    return answers


async def test_a_piped_conversation_is_answered_and_ends(terminal: Terminal) -> None:
    async with terminal.served():
        shown = await terminal.talk("buyer", "hello", "two")
    assert shown.index("You: hello") < shown.index("You: two")
    (first, second) = terminal.assistant.received
    assert (first.channel, first.workspace, first.chat_id) == ("terminal", "local", "buyer")
    assert first.sender is not None
    assert first.sender.external_id == "buyer"
    assert first.external_id != second.external_id


async def test_a_button_is_pressed_by_number_or_label_and_a_command_is_one(
    terminal: Terminal,
) -> None:
    async with terminal.served():
        await terminal.talk("buyer", "hello", "1", "go ON", "2", "/cart")
    kinds = [(m.kind, m.text or m.token) for m in terminal.assistant.received]
    assert kinds == [
        (InboundKind.TEXT, "hello"),
        (InboundKind.BUTTON, "tok-1"),
        (InboundKind.BUTTON, "tok-1"),
        (InboundKind.TEXT, "2"),
        (InboundKind.COMMAND, "/cart"),
    ]


async def test_a_file_is_sent_whole(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "order.csv").write_bytes(b"GLV-NIT-L;3\n")
    async with terminal.served():
        shown = await terminal.talk("buyer", f"/file {tmp_path}/order.csv", "/file missing.csv")
    (message,) = terminal.assistant.received
    assert message.attachments == (Attachment("order.csv", "text/csv", b"GLV-NIT-L;3\n"),)
    assert "missing.csv can't be read" in shown


async def test_people_see_their_own_messages_and_those_they_missed(terminal: Terminal) -> None:
    async with terminal.served():
        await terminal.talk("buyer", "hello")
        await terminal.talk("approver", "good day")
        shown = await terminal.talk("buyer")
    assert "You: hello" in shown
    assert "good day" not in shown


async def test_what_was_not_acknowledged_is_sent_again_and_counts_once(
    terminal: Terminal,
) -> None:
    terminal.assistant.failing = 1
    async with terminal.served():
        shown = await terminal.talk("buyer", "hello")
    assert shown.count("You: hello") == 1
    assert len(terminal.assistant.received) == 1


async def test_a_chat_outlives_the_server(terminal: Terminal) -> None:
    link = Link(terminal.path, Hello("buyer"))

    async def next_text() -> str:
        frame = await link.received.get()
        assert isinstance(frame, Shown)
        return frame.message.card.text

    async with asyncio.timeout(SECONDS):
        async with terminal.served():
            context = link.open()
            await context.__aenter__()
            await link.send(Say("0" * 8, "one"))
            assert await next_text() == "You: one"
        while link.connected.is_set():
            await asyncio.sleep(0.01)
        await link.send(Say("1" * 8, "two"))
        async with terminal.served():
            assert await next_text() == "You: two"
        await context.__aexit__(None, None, None)
    assert [m.text for m in terminal.assistant.received] == ["one", "two"]


async def test_one_persons_id_cannot_swallow_anothers_message(terminal: Terminal) -> None:
    async with terminal.served():
        for person in ("buyer", "approver"):
            await raw(terminal.path, line(Hello(person)), line(Say("same-id-1", "hello")))
    assert [m.chat_id for m in terminal.assistant.received] == ["buyer", "approver"]


@pytest.mark.parametrize(
    "frames",
    [
        [b"junk\n"],
        [b'{"type":"unknown"}\n'],
        [line(Say("0" * 8, "no hello before"))],
        [line(Hello("../../etc"))],
        [line(Hello("a")), line(Hello("b"))],
        [b"x" * (LONGEST_LINE + 2) + b"\n"],
    ],
)
async def test_a_client_that_does_not_keep_to_the_protocol_is_refused(
    terminal: Terminal, frames: list[bytes]
) -> None:
    async with terminal.served():
        answers = await raw(terminal.path, *frames)
        refused = [a for a in answers if isinstance(a, Refused)]
        assert [a.id for a in refused] == [""]
        assert "You: still" in await terminal.talk("buyer", "still there")
    assert [m.text for m in terminal.assistant.received] == ["still there"]


async def test_what_is_too_long_is_refused_and_the_conversation_goes_on(
    terminal: Terminal,
) -> None:
    async with terminal.served():
        shown = await terminal.talk("buyer", "x" * 10_001, "short")
    assert "at most 10000 characters" in shown
    assert "You: short" in shown


async def test_only_the_same_user_may_open_the_socket(terminal: Terminal) -> None:
    async with terminal.served():
        assert stat.S_IMODE(terminal.path.stat().st_mode) == 0o600
    assert not terminal.path.exists()


async def test_a_socket_left_by_a_crash_is_replaced(terminal: Terminal) -> None:
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(terminal.path))
    async with terminal.served():
        assert "You: hello" in await terminal.talk("buyer", "hello")


async def test_a_second_server_is_refused_and_the_first_goes_on(terminal: Terminal) -> None:
    async with terminal.served():
        with pytest.raises(SetupError, match="Another Comptoir"):
            async with terminal.served():
                raise AssertionError
        assert "You: hello" in await terminal.talk("buyer", "hello")


async def test_a_file_in_the_way_is_left_alone(terminal: Terminal) -> None:
    terminal.path.write_text("mine", encoding="utf-8")
    with pytest.raises(SetupError, match="in the way"):
        async with terminal.served():
            raise AssertionError
    assert terminal.path.read_text(encoding="utf-8") == "mine"


async def test_a_path_too_long_for_a_socket_is_told(terminal: Terminal) -> None:
    terminal.path = terminal.path.parent / ("x" * 100)
    with pytest.raises(SetupError, match="too long"):
        async with terminal.served():
            raise AssertionError


async def test_without_a_server_the_remedy_is_told(terminal: Terminal) -> None:
    with pytest.raises(SetupError, match="comptoir run"):
        await terminal.talk("buyer", "hello")


def shown_message(card: Card, seq: int = 1, edits: str | None = None) -> LocalMessage:
    return LocalMessage(seq, f"m{seq}", card, edits)


def test_an_edit_takes_its_messages_buttons_away() -> None:
    conversation = Conversation()
    conversation.show(shown_message(Card("Sure?", buttons=(Button("Yes", "t"),))), 80, colour=False)
    assert isinstance(conversation.frame("yes"), Press)
    text = conversation.show(shown_message(Card("Done."), 2, "m1"), 80, colour=False)
    assert text == "↻ Done."
    assert isinstance(conversation.frame("yes"), Say)


def test_an_edit_of_an_older_message_leaves_the_last_ones_buttons() -> None:
    conversation = Conversation()
    conversation.show(shown_message(Card("Old")), 80, colour=False)
    conversation.show(shown_message(Card("?", buttons=(Button("Yes", "t"),)), 2), 80, colour=False)
    conversation.show(shown_message(Card("Old, done"), 3, "m1"), 80, colour=False)
    assert isinstance(conversation.frame("1"), Press)


def test_files_are_saved_beside_what_is_there_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "invoice.pdf").write_bytes(b"old")
    conversation = Conversation()
    attachments = (
        Attachment("invoice.pdf", "application/pdf", b"new"),
        Attachment("../../.profile", "text/plain", b"evil"),
    )
    conversation.show(shown_message(Card(attachments=attachments)), 80, colour=False)
    saved = conversation.save(tmp_path)
    assert saved == [tmp_path / "invoice-1.pdf", tmp_path / "profile"]
    assert (tmp_path / "invoice.pdf").read_bytes() == b"old"


def test_a_file_that_is_too_large_is_told_before_it_is_sent(tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(6 * 1024 * 1024)
    with pytest.raises(ValueError, match="larger than 5 MB"):
        Conversation().frame(f"/file {large}")
    large.write_bytes(b"x")
    assert isinstance(Conversation().frame(f"/file {large}"), SendFile)


class FakeDesk:
    """One case, and what was done to it."""

    def __init__(self) -> None:
        self.done: list[tuple[Any, ...]] = []

    @property
    def methods(self) -> dict[str, Callable[..., Any]]:
        return {"cases": self.cases, "show": self.show, "say": self.say, "hand_back": self.back}

    async def cases(self) -> list[dict[str, Any]]:
        view = {
            "id": "c1",
            "kind": "handoff",
            "opened_at": datetime(2026, 1, 1, tzinfo=UTC),
            "who": "Buyer\x1b[2J",
            "company": "Sample Office",
            "assigned_to": None,
            "summary": "",
        }
        return [view]

    async def show(self, case_id: str) -> dict[str, Any]:
        (view,) = await self.cases()
        said = {"at": "1", "author": "person", "name": "Buyer", "text": "a human, please"}
        return {
            "view": view, "transcript": [said], "cart": ["3 × A"], "approvals": [], "data": {},
        }  # fmt: skip

    async def say(self, case_id: str, staff: str, text: str) -> None:
        if text == "no":
            raise ValueError("not now")
        self.done.append(("say", case_id, staff, text))

    async def back(self, case_id: str, staff: str) -> None:
        self.done.append(("back", case_id, staff))


async def test_staff_read_a_case_answer_and_hand_it_back(terminal: Terminal) -> None:
    desk = FakeDesk()
    terminal.services = Services(
        terminal.services.messages, terminal.services.receive, terminal.services.await_idle,
        desk.methods,
    )  # fmt: skip
    shown: list[str] = []
    typed_lines = ("hello?", "/take", "/open 1", "Here I am", "no", "/release", "/back", "/quit")
    async with terminal.served(), asyncio.timeout(SECONDS):
        await desk_lines(terminal.path, "desk", typed(typed_lines), shown.append)
    assert desk.done == [("say", "c1", "desk", "Here I am"), ("back", "c1", "desk")]
    text = "\n".join(shown)
    assert "Buyer: a human, please" in text
    assert "! not now" in text
    assert "! The desk has no 'release'." in text
    assert "\x1b" not in text
