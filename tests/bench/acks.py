"""How soon platforms are told that something arrived, and whether it has its effect exactly once.

Signed events of Slack and updates of Telegram come at a steady rate, every third one a repeat of
the one before. What they say is answered by rules, without the parser.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import re
import signal
import sqlite3
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.channels.slack.platform import EVENTS_PATH
from bot.channels.telegram import WEBHOOK_PATH
from bot.embedded.ports import HOST, reserve

sys.path.insert(0, str(Path(__file__).parents[1]))

from channels.slack_server import SlackPerson, SmallSlack, payloads
from channels.telegram_server import ABSENT, DESCRIPTION, SmallTelegram

RATE = 200
"""Events a second, repeats among them."""
_PEOPLE = 40
"""On each platform."""
_PAUSE_SECONDS = 0.25
"""Before what was not acknowledged is sent again."""
_ANSWERED_SECONDS = 600.0
_SAID = re.compile(r"/n(\d+)")


@dataclass
class Counted:
    """What became of the deliveries.

    Attributes:
        acks: seconds from sending to the acknowledgement, of deliveries that got one.
        again: deliveries that got none and were sent again.
    """

    acks: list[float] = field(default_factory=list)
    again: int = 0


Deliver = Callable[[], Awaitable[bool]]
"""Sends the same once; whether it was acknowledged."""


class _Sources:
    """People of both platforms, who write in turns."""

    def __init__(self, slack: SmallSlack, telegram: SmallTelegram, base: str) -> None:
        self.slack = slack
        self.telegram = telegram
        self._base = base
        self._numbers = itertools.count(1)
        self._update_ids = itertools.count(800_000_001)
        self._client = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10.0))
        self.in_slack: list[SlackPerson] = [
            slack.chat(f"U{number:04}", f"Buyer {number} (sample)", "en")
            for number in range(_PEOPLE)
        ]
        self.in_telegram = [
            telegram.chat(str(5_000_000 + number), f"Buyer {number} (sample)", "en")
            for number in range(_PEOPLE)
        ]

    async def close(self) -> None:
        """Sends no more."""
        await self._client.close()

    def next(self) -> Deliver:
        """Something that nobody has said before."""
        number = next(self._numbers)
        person = (number // 2) % _PEOPLE
        return self._slack(number, person) if number % 2 else self._telegram(number, person)

    def _slack(self, number: int, person: int) -> Deliver:
        slack, user = self.slack, self.in_slack[person].user
        inner = payloads.message(
            user, slack.home.direct(user.id), slack.home.new_ts(), f"/n{number}"
        )
        body = json.dumps(payloads.event(slack.home, inner)).encode()

        async def deliver() -> bool:
            headers = {"content-type": "application/json", **slack.signed(body)}
            return await self._post(EVENTS_PATH, body, headers)

        return deliver

    def _telegram(self, number: int, person: int) -> Deliver:
        chat = self.in_telegram[person]
        chat.room.started = True
        text = f"/n{number}"
        update = {
            "update_id": next(self._update_ids),
            "message": {
                "message_id": 1_000_000 + number,
                "date": int(time.time()),
                "chat": chat.room.chat,
                "from": chat.user,
                "text": text,
                "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
            },
        }
        body = json.dumps(update).encode()

        async def deliver() -> bool:
            secret = self.telegram.updates.secret
            headers = {
                "content-type": "application/json",
                "x-telegram-bot-api-secret-token": secret,
            }
            return await self._post(WEBHOOK_PATH, body, headers)

        return deliver

    async def _post(self, path: str, body: bytes, headers: dict[str, str]) -> bool:
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with self._client.post(
                f"{self._base}{path}", data=body, headers=headers
            ) as answer:
                await answer.read()
                return answer.status == 200
        return False

    def answers(self) -> dict[str, list[int]]:
        """Which messages each chat was answered, in the order of the answers, repeats too."""
        found: dict[str, list[int]] = {}
        for person in self.in_slack:
            key = f"slack\x1f{self.slack.team_id}\x1f{person.user.id}"
            found[key] = [_number(seen.card.text) for seen in person.seen()]
        for chat in self.in_telegram:
            key = f"telegram\x1f\x1f{chat.user['id']}"
            found[key] = [_number(seen.card.text) for seen in chat.seen()]
        return found


def why_not() -> str:
    """What is missing for this measurement, or empty."""
    return "" if DESCRIPTION.exists() else ABSENT


async def measure_acks(home: Path, seconds: float, *, kill: bool) -> dict[str, Any]:
    """Acknowledgements under a steady load.

    Args:
        home: an empty folder.
        seconds: how long events come.
        kill: whether the process that answers is killed and started again midway.
    """
    port = reserve(0, "")
    base = f"http://{HOST}:{port}"
    async with (
        SmallSlack(events_url=f"{base}{EVENTS_PATH}") as slack,
        SmallTelegram() as telegram,
        contextlib.AsyncExitStack() as stack,
    ):
        settings = {
            "home": str(home),
            "shop": "memory",
            "nlu_url": "http://127.0.0.1:9",
            "smtp_url": "smtp://bench:none@127.0.0.1:9",
            "web_port": port,
            "web_url": base,
            "poll_seconds": 0.5,
            "lease_seconds": 5,
            "slack_api_url": slack.api_url,
            "slack_bot_token": slack.bot_token,
            "slack_signing_secret": slack.signing_secret,
            "telegram_api_url": telegram.api_url,
            "telegram_token": telegram.token,
            "telegram_webhook": True,
        }
        await stack.enter_async_context(_assistant({**settings, "does": "receive"}))
        process = await stack.enter_async_context(_assistant({**settings, "does": "work"}))
        sources = _Sources(slack, telegram, base)
        stack.push_async_callback(sources.close)
        counted = Counted()
        sending = asyncio.create_task(_send(sources, counted, seconds))
        if kill:
            await asyncio.sleep(seconds / 2)
            process.send_signal(signal.SIGKILL)
            await process.wait()
            await stack.enter_async_context(_assistant({**settings, "does": "work"}))
        sent = await sending
        began = time.perf_counter()
        await _answered(sources, sent)
        answered = time.perf_counter() - began
        return _judged(sources, counted, sent, home) | {
            "answered_after_s": round(answered, 1),
            "killed": kill,
        }


@contextlib.asynccontextmanager
async def _assistant(settings: dict[str, Any]) -> AsyncIterator[asyncio.subprocess.Process]:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.assistant",
        stdin=pipe,
        stdout=pipe,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(settings).encode())
    process.stdin.close()
    try:
        if (await process.stdout.readline()).strip() != b"READY":
            raise RuntimeError("the assistant did not start")
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _send(sources: _Sources, counted: Counted, seconds: float) -> int:
    """Sends at the rate, whatever the answers take; how many different events there were."""
    different = 0
    before: Deliver | None = None
    began = time.perf_counter()
    async with asyncio.TaskGroup() as group:
        for slot in range(int(seconds * RATE)):
            await asyncio.sleep(max(began + slot / RATE - time.perf_counter(), 0))
            if slot % 3 == 2 and before is not None:
                deliver = before
            else:
                deliver = before = sources.next()
                different += 1
            group.create_task(_until_acknowledged(deliver, counted))
    return different


async def _until_acknowledged(deliver: Deliver, counted: Counted) -> None:
    while True:
        began = time.perf_counter()
        if await deliver():
            counted.acks.append(time.perf_counter() - began)
            return
        counted.again += 1
        await asyncio.sleep(_PAUSE_SECONDS)


async def _answered(sources: _Sources, sent: int) -> None:
    async with asyncio.timeout(_ANSWERED_SECONDS):
        while sum(len(set(said)) for said in sources.answers().values()) < sent:
            await asyncio.sleep(0.2)


def _judged(sources: _Sources, counted: Counted, sent: int, home: Path) -> dict[str, Any]:
    answers = sources.answers()
    with contextlib.closing(sqlite3.connect(home / "comptoir.sqlite")) as database:
        rows = database.execute("SELECT conversation_key, message FROM inbox ORDER BY seq")
        arrived: dict[str, list[int]] = {}
        for key, message in rows:
            arrived.setdefault(key, []).append(_number(message))
        query = "SELECT count(*), count(DISTINCT text) FROM transcript_line WHERE author = 'person'"
        effects, different = database.execute(query).fetchone()
    in_order = all(list(dict.fromkeys(said)) == arrived.get(key) for key, said in answers.items())
    cuts = statistics.quantiles(counted.acks, n=100, method="inclusive")
    return {
        "deliveries": len(counted.acks),
        "different": sent,
        "ack_ms": {
            "p50": round(cuts[49] * 1000, 1),
            "p99": round(cuts[98] * 1000, 1),
            "max": round(max(counted.acks) * 1000, 1),
        },
        "sent_again": counted.again,
        "lost": sent - different,
        "effects_doubled": effects - different,
        "answers_repeated": sum(len(said) - len(set(said)) for said in answers.values()),
        "in_order": in_order,
    }


def _number(text: str) -> int:
    found = _SAID.search(text)
    if found is None:
        raise ValueError("an answer that was not asked for")
    return int(found[1])
