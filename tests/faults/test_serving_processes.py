"""`comptoir serve` and `comptoir work` as processes of a deployment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from bot.embedded.ports import reserve

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 180.0


class Part:
    """One process, and what it says."""

    def __init__(self, command: str, home: Path, url: str) -> None:
        self.health = f"http://127.0.0.1:{reserve(0, '')}"
        self.web = f"http://127.0.0.1:{reserve(0, '')}"
        environment = {k: v for k, v in os.environ.items() if not k.startswith("COMPTOIR_")}
        environment |= {
            "PYTHONPATH": str(ROOT),
            "COMPTOIR_HOME": str(home),
            "COMPTOIR_DATABASE_URL": url,
            "COMPTOIR_SHOP": "memory",
            "COMPTOIR_SECRET_KEY": "the same for all",
            "COMPTOIR_NLU_URL": "http://127.0.0.1:9",
            "COMPTOIR_SMTP_URL": "smtp://127.0.0.1:9",
            "COMPTOIR_HEALTH_PORT": self.health.rpartition(":")[2],
            "COMPTOIR_WEB_PORT": self.web.rpartition(":")[2],
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", "from bot.cli import main; main()", command],
            cwd=home.parent,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def is_ready(self) -> bool:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if httpx.get(f"{self.health}/readyz", timeout=10.0).status_code == 200:
                    return True
            except httpx.TransportError:
                pass
            time.sleep(0.2)
        return False

    def ends(self) -> tuple[int, list[str], str]:
        """Its exit code, the events of its log, and what else it said."""
        said, told = self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode, [json.loads(s)["event"] for s in said.splitlines()], told


Start = Callable[[str], Part]


@pytest.fixture
def start(tmp_path: Path, postgresql_url: str) -> Iterator[Start]:
    parts: list[Part] = []

    def begin(command: str) -> Part:
        parts.append(Part(command, tmp_path / f"home{len(parts)}", postgresql_url))
        return parts[-1]

    yield begin
    for part in parts:
        if part.process.poll() is None:
            part.process.kill()
        part.process.communicate()


def test_a_deployment_starts_after_its_migration_tells_its_health_and_stops_when_told(
    start: Start,
) -> None:
    early = start("work")
    code, _, told = early.ends()
    assert code == 1
    assert "comptoir migrate" in told
    assert "Traceback" not in told

    migrations = [start("migrate") for _ in range(2)]
    assert [one.process.wait(PATIENCE_SECONDS) for one in migrations] == [0, 0]

    serve, work = start("serve"), start("work")
    for part in (serve, work):
        assert part.is_ready()
        assert httpx.get(f"{part.health}/healthz").status_code == 200
        assert "comptoir_inbox_open 0.0" in httpx.get(f"{part.health}/metrics").text
    assert httpx.get(f"{serve.web}/decide/none").status_code == 404
    assert httpx.get(f"{serve.web}/metrics").status_code == 404
    with pytest.raises(httpx.TransportError):
        httpx.get(f"{work.web}/decide/none")

    for part, does in ((serve, "receive"), (work, "work")):
        part.process.send_signal(signal.SIGTERM)
        code, events, told = part.ends()
        assert (code, told) == (0, "")
        assert f"ready to {does}" in events
        assert events[-2:] == ["stopping", "stopped"]
