"""A real Tryton for the tests: the sample shop, made once, copied and served for a session."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-shop" / "bin" / "python"
SERVER = ROOT / "shop_client" / "tryton_server"
SAMPLE = ROOT / "shop_client" / "sample"
TEMPLATES = ROOT / "var" / "test-shops"


@dataclass(frozen=True)
class RunningTryton:
    """Where a server listens and how to log in there."""

    url: str
    database: str
    user: str
    password: str
    administrator_password: str


def template() -> Path:
    """The data of a complete shop for today's sources; made when they have changed."""
    sources = [*SERVER.rglob("*.py"), *SERVER.rglob("*.xml"), *SAMPLE.rglob("*.*")]
    digest = hashlib.sha256()
    for source in sorted(sources):
        digest.update(source.read_bytes())
    made = TEMPLATES / digest.hexdigest()[:16]
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    # Minutes of work: of several test runs at once, one makes it and the others wait.
    with (TEMPLATES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / "shop.sqlite").exists():
            command = map(str, [PYTHON, SERVER / "setup.py", "--data", made, "--sample", SAMPLE])
            subprocess.run([*command], check=True, timeout=1800, stdout=subprocess.DEVNULL)
            _remove_outdated(made)
    return made


def _remove_outdated(made: Path) -> None:
    """Removes shops of older sources, except those that another run may be copying."""
    for other in TEMPLATES.iterdir():
        if other.is_dir() and other != made and time.time() - other.stat().st_mtime > 3600:
            shutil.rmtree(other)


@contextmanager
def running(data: Path) -> Iterator[RunningTryton]:
    """Serves the shop in `data` on a free port until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log_path = data / "server.log"
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            [PYTHON, SERVER / "server.py", "--data", data, "--port", str(port)],
            stdout=log,
            stderr=log,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_it_answers(url, process, log_path)
            credentials = json.loads((data / "credentials.json").read_text())
            yield RunningTryton(url, **credentials)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_it_answers(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120
    question = {"id": 1, "method": "common.server.version", "params": []}
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if httpx.post(f"{url}/rpc/", json=question, timeout=2).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"Tryton did not start: {log.read_text()[-2000:]}")
