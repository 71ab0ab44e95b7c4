"""Real child processes: whatever happens to us, nothing of ours is left running."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.embedded import Embedded, Part, parser, shop, task
from bot.embedded.child import Child, Program
from bot.embedded.ports import HOST, answers, reserve
from bot.embedded.task import run_to_end
from bot.errors import SetupError
from bot.settings import Settings

SECONDS = 30.0


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with contextlib.suppress(FileNotFoundError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


async def becomes(condition: Callable[[], object], seconds: float = SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come true in time"
        await asyncio.sleep(0.02)


def pids_in(path: Path) -> list[int]:
    return [int(word) for word in path.read_text().split()] if path.exists() else []


def http_server(tmp_path: Path, port: int) -> Program:
    """Writes its process id, then serves."""
    code = (
        f"import os; open({str(tmp_path / 'pids')!r}, 'a').write(f'{{os.getpid()}} ')\n"
        "from http.server import ThreadingHTTPServer, BaseHTTPRequestHandler as H\n"
        "H.do_GET = lambda self: (self.send_response(200), self.end_headers())\n"
        f"ThreadingHTTPServer(({HOST!r}, {port}), H).serve_forever()\n"
    )
    return Program(
        "The test server",
        [sys.executable, "-c", code],
        tmp_path / "log" / "server.log",
        is_up=lambda: answers(port),
        start_seconds=SECONDS,
    )


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Child]:
    child = Child(http_server(tmp_path, reserve(0, "--port")))
    child.start()
    yield child
    await child.stop()


async def test_a_child_answers_and_is_gone_once_stopped(server: Child, tmp_path: Path) -> None:
    await server.ready()
    (pid,) = pids_in(tmp_path / "pids")
    holder = server.pid
    assert alive(pid)
    assert holder is not None
    await server.stop()
    assert not alive(pid)
    assert not alive(holder)


async def test_a_child_that_dies_is_started_again(server: Child, tmp_path: Path) -> None:
    await server.ready()
    os.kill(pids_in(tmp_path / "pids")[0], signal.SIGKILL)
    await becomes(lambda: len(pids_in(tmp_path / "pids")) == 2)
    await server.ready()
    assert server.deaths == 1


async def test_killing_the_holder_alone_leaves_no_orphan(server: Child, tmp_path: Path) -> None:
    await server.ready()
    (pid,) = pids_in(tmp_path / "pids")
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    await becomes(lambda: not alive(pid))


async def test_a_child_that_ignores_the_request_to_end_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"open({str(tmp_path / 'pids')!r}, 'w').write(str(os.getpid()))\n"
        "time.sleep(600)\n"
    )

    async def is_up() -> bool:
        return bool(pids_in(tmp_path / "pids"))

    child = Child(Program("Stubborn", [sys.executable, "-c", code], tmp_path / "x.log", is_up))
    child.start()
    await child.ready()
    (pid,) = pids_in(tmp_path / "pids")
    before = time.monotonic()
    await child.stop()
    assert time.monotonic() - before < 30
    # A process that was sent SIGKILL is gone a moment later, and not before the sender goes on.
    await becomes(lambda: not alive(pid))


async def test_a_child_that_cannot_start_is_told_with_its_last_words(tmp_path: Path) -> None:
    async def never() -> bool:
        return False

    program = Program(
        "The shop", ["sh", "-c", "echo disk quota exceeded; exit 3"], tmp_path / "shop.log", never
    )
    child = Child(program)
    child.start()
    try:
        with pytest.raises(SetupError, match=r"The shop does not start\..*disk quota exceeded"):
            await child.ready()
    finally:
        await child.stop()


PARENT = """
import asyncio, pathlib, signal, sys
sys.path.insert(0, {root!r})
from bot.embedded import Embedded, Part, parser, shop, task
from bot.embedded.child import Child
from tests.faults.test_run_children import http_server

# Whoever started the tests in the background has had SIGINT ignored for all below.
signal.signal(signal.SIGINT, signal.default_int_handler)

async def main():
    child = Child(http_server(pathlib.Path({tmp!r}), {port}))
    child.start()
    await child.ready()
    print("ready", flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
async def test_however_the_parent_dies_no_child_is_left(
    tmp_path: Path, signum: signal.Signals
) -> None:
    root = str(Path(__file__).resolve().parents[2])
    code = PARENT.format(root=root, tmp=str(tmp_path), port=reserve(0, "--port"))
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    with parent:
        assert parent.stdout is not None
        assert await asyncio.to_thread(parent.stdout.readline) == "ready\n"
        (pid,) = pids_in(tmp_path / "pids")
        try:
            os.kill(parent.pid, signum)
            await becomes(lambda: not alive(pid))
        finally:
            parent.kill()


async def test_a_taken_port_is_told_with_the_remedy() -> None:
    taken = await asyncio.start_server(lambda _r, _w: None, HOST, 0)
    async with taken:
        port = taken.sockets[0].getsockname()[1]
        with pytest.raises(SetupError, match=rf"Port {port} is taken.*--shop-port"):
            reserve(port, "--shop-port")


async def test_a_task_tells_its_steps_and_returns_the_rest(tmp_path: Path) -> None:
    told: list[str] = []
    code = (
        "echo 'PROGRESS 1/2 Taxes'; echo 'PROGRESS half way'; echo MODEL x; echo 'PROGRESS 2/2 .'"
    )
    said = await run_to_end("Making", ["sh", "-c", code], tmp_path / "x.log", told.append)
    assert told == ["Making: Taxes", "Making: half way"]
    assert said == ["MODEL x"]


async def test_a_long_step_of_a_task_is_told_again_with_its_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task, "REMIND_SECONDS", 0.05)
    told: list[str] = []
    code = "echo 'PROGRESS 1/2 Taxes'; sleep 1"
    await run_to_end("Making", ["sh", "-c", code], tmp_path / "x.log", told.append)
    assert "Making: Taxes … 0 s" in told


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("sqlite3.OperationalError: database or disk is full", "the disk is full. Free some space"),
        ("ValueError: no such account", "ValueError: no such account"),
    ],
)
async def test_a_task_that_fails_is_told_in_a_sentence(
    output: str, expected: str, tmp_path: Path
) -> None:
    with pytest.raises(SetupError, match=expected):
        await run_to_end(
            "Making the shop", ["sh", "-c", f"echo '{output}'; exit 1"], tmp_path / "x.log", print
        )


async def test_a_task_that_is_given_up_ends(tmp_path: Path) -> None:
    code = f"import os, time; open({str(tmp_path / 'pids')!r}, 'w').write(str(os.getpid()))"
    command = [sys.executable, "-c", code + "; time.sleep(600)"]
    waiting = asyncio.create_task(run_to_end("Waiting", command, tmp_path / "x.log", print))
    await becomes(lambda: pids_in(tmp_path / "pids"))
    (pid,) = pids_in(tmp_path / "pids")
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await becomes(lambda: not alive(pid))


async def test_without_python310_the_rest_starts_and_the_limit_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parser, "PYTHON", tmp_path / "nowhere")
    told: list[str] = []
    settings = Settings(home=tmp_path, shop="memory")
    async with Embedded(settings, tell=told.append) as embedded:
        assert not await embedded.parser_settled()
        assert embedded.settings.vies_url
        assert embedded.settings.smtp_url
    assert "needs Python 3.10. Install one (or set COMPTOIR_PYTHON310" in told[-1]
    assert "no free sentences" in told[-1]


async def test_without_the_shops_packages_the_remedy_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop, "PYTHON", tmp_path / "nowhere")
    embedded = Embedded(Settings(home=tmp_path), parts={Part.SHOP, Part.VIES})
    with pytest.raises(SetupError, match=r"Run `make setup`, or set COMPTOIR_SHOP_URL"):
        await embedded.__aenter__()
    assert embedded.vies is not None
    assert not await answers(int(embedded.vies.url.split(":")[2].split("/")[0]))


async def test_what_the_settings_place_elsewhere_is_not_started(tmp_path: Path) -> None:
    settings = Settings(
        home=tmp_path / "var",
        shop_url="http://shop.example",
        nlu_url="http://parser.example",
        vies_url="http://vies.example",
        smtp_url=SecretStr("smtp://mail.example"),
    )
    async with Embedded(settings) as embedded:
        assert embedded.settings == settings
        assert embedded.children == {}
        assert not embedded.parser_is_starting
    assert not (tmp_path / "var").exists()
