"""`comptoir run` as a process of its own: start, one server a home, stop, sudden death."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120.0


class Running:
    """A `comptoir` process and what it prints."""

    def __init__(self, home: Path, *arguments: str) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("COMPTOIR_")}
        environment |= {
            "COMPTOIR_HOME": str(home),
            "COMPTOIR_SHOP": "memory",
            "PYTHONPATH": str(ROOT),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from bot.cli import main; main()", *arguments],
            cwd=home.parent,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        self.said = ""
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def until(self, words: str) -> None:
        while words not in self.said:
            try:
                self.said += self._lines.get(timeout=SECONDS)
            except Empty:
                pytest.fail(f"it never said {words!r}, only: {self.said}")

    def end(self) -> int:
        code = self.process.wait(SECONDS)
        self._reader.join(SECONDS)
        while not self._lines.empty():
            self.said += self._lines.get()
        return code

    def close(self) -> None:
        self.process.kill()
        self.end()
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()


Start = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    running: list[Running] = []

    def begin(*arguments: str) -> Running:
        running.append(Running(tmp_path / "var", *arguments))
        return running[-1]

    yield begin
    for one in running:
        one.close()


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_told_to_stop_ends_well(start: Start, signum: signal.Signals) -> None:
    server = start("run", "--no-parser")
    server.until("Talk to it from another terminal")
    server.process.send_signal(signum)
    assert server.end() == 0
    assert server.said.endswith("Stopped.\n")
    assert "Traceback" not in server.said
    assert "buttons, commands, product codes" in server.said


def test_a_second_server_on_the_same_home_is_refused_with_the_remedy(start: Start) -> None:
    server = start("run", "--no-parser")
    server.until("Talk to it from another terminal")
    second = start("run", "--no-parser")
    assert second.end() == 1
    assert "Comptoir already runs on" in second.said
    assert f"(process {server.process.pid})" in second.said
    assert "COMPTOIR_HOME" in second.said


def test_a_server_that_was_killed_leaves_its_home_free(start: Start) -> None:
    first = start("run", "--no-parser")
    first.until("Talk to it from another terminal")
    first.process.kill()
    first.end()
    second = start("run", "--no-parser")
    second.until("Talk to it from another terminal")


def test_a_taken_port_is_told_with_the_remedy(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = start("run", "--parser-port", str(port))
        assert server.end() == 1
    assert f"Port {port} is taken" in server.said
    assert "--parser-port" in server.said
    assert "Traceback" not in server.said


def test_a_person_talks_to_the_running_server(start: Start) -> None:
    server = start("run", "--no-parser")
    server.until("Talk to it from another terminal")
    person = start("chat", "--as", "buyer")
    assert person.process.stdin is not None
    person.process.stdin.write("/help\nhello\n")
    person.process.stdin.close()
    assert person.end() == 0
    assert person.said.strip()
    assert "Traceback" not in person.said
