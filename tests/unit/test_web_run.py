"""`comptoir run` with its web server: one address, a clear word about a taken port, a quick end."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sys
import time
from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from bot.cli.server import place_web
from bot.embedded import Embedded
from bot.embedded.ports import WEB_PORT, reserve_web
from bot.embedded.shop import SampleShop
from bot.errors import SetupError
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60.0


async def test_the_printed_address_answers_and_ctrl_c_ends_open_streams(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COMPTOIR_")}
    environment |= {
        "COMPTOIR_HOME": str(tmp_path / "var"),
        "COMPTOIR_SHOP": "memory",
        "COMPTOIR_WEB_PORT": "0",
        "PYTHONPATH": str(ROOT),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from bot.cli import main; main()",
        "run",
        "--no-parser",
        cwd=tmp_path,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(SECONDS), httpx.AsyncClient() as client:
            said = ""
            while not (found := re.search(r"http://127\.0\.0\.1:\d+", said)):
                line = await process.stdout.readline()
                assert line, said
                said += line.decode()
            url = found[0]
            assert (await client.get(url)).status_code == 200
            headers = {"origin": url}
            body = {"id": "12345678", "kind": "text", "text": "My secret is 4711-SESAME"}
            answer = await client.post(f"{url}/api/chat/buyer/messages", json=body, headers=headers)
            assert answer.status_code == 202
            async with client.stream("GET", f"{url}/api/events?chat=buyer&sandbox=1") as stream:
                lines = stream.aiter_lines()
                while "VAT number" not in await anext(lines):
                    pass
                began = time.monotonic()
                process.send_signal(signal.SIGINT)
                rest = (await process.stdout.read()).decode()
                assert await process.wait() == 0
                assert time.monotonic() - began < 20
        everything = said + rest
        assert everything.endswith("Stopped.\n")
        assert len(re.findall("http://", everything)) == 1
        assert "SESAME" not in everything
        assert "buyer" not in everything
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def test_a_port_that_was_chosen_and_is_taken_is_told_with_the_remedy(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        settings = Settings(home=tmp_path, web_port=port)
        with pytest.raises(SetupError, match=rf"Port {port} is taken.*--web-port"):
            place_web(Embedded(settings))


def test_a_taken_port_that_nobody_chose_gives_way_to_a_free_one() -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", WEB_PORT))
            taken.listen()
        except OSError:
            pass  # another program has it: as good
        port = reserve_web(None)
    assert port not in (0, WEB_PORT)


def test_links_begin_with_our_address_unless_a_proxy_has_another(tmp_path: Path) -> None:
    embedded = Embedded(Settings(home=tmp_path, web_port=0))
    place_web(embedded)
    assert embedded.settings.web_url == f"http://127.0.0.1:{embedded.settings.web_port}"
    public = Embedded(Settings(home=tmp_path, web_port=0, web_url="https://orders.example"))
    place_web(public)
    assert public.settings.web_url == "https://orders.example"


@pytest.mark.parametrize("url", ["orders.example", "ftp://x.example", "https://x.example/path"])
def test_an_address_that_is_none_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        Settings(home=tmp_path, web_url=url)


async def test_a_shop_is_put_back_whole_or_not_at_all(tmp_path: Path) -> None:
    shop = SampleShop(tmp_path / "shop", tmp_path)
    for one, content in ((shop.pristine, "as made"), (shop, "traded")):
        one.data.mkdir()
        (one.data / "shop.sqlite").write_text(content)
    (shop.data / "shop.sqlite-wal").write_text("traded")
    left = tmp_path / "shop.new"
    left.mkdir()
    (left / "half").touch()
    await shop.restore()
    assert (shop.data / "shop.sqlite").read_text() == "as made"
    assert sorted(path.name for path in shop.data.iterdir()) == ["shop.sqlite"]
    assert (shop.pristine.data / "shop.sqlite").read_text() == "as made"
    assert not left.exists()
