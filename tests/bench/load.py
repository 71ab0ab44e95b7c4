"""Buyers who write, each waiting for the answer before they go on."""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import select, text

from bot.bootstrap import App, build_app
from bot.channels.local import WORKSPACE
from bot.channels.web.channel import NAME
from bot.messages import Card, InboundKind, InboundMessage
from bot.settings import Settings

from .companies import LANGUAGES, Buyer, shop_with, verified
from .machine import cpu_seconds, family
from .probe import Probe, Turn
from .sentences import Sentences
from .servers import Server

_SESSION_TURNS = 12
"""After so many a buyer is done, and a colleague begins with an empty cart."""
WARM_UP_TURNS = 60
_ANSWER_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured: so many turns at each number of conversations at once."""

    turns: dict[int, int]

    @property
    def companies(self) -> int:
        """One for each conversation."""
        return max(self.turns)

    @property
    def people(self) -> int:
        """In each company, so that everyone writes one session long."""
        sessions = sum(
            -(-turns // (at_once * _SESSION_TURNS)) + 1 for at_once, turns in self.turns.items()
        )
        return sessions + WARM_UP_TURNS // _SESSION_TURNS + 1


@asynccontextmanager
async def running(url: str, parser: Server, home: Path, plan: Plan) -> AsyncIterator[App]:
    """The assistant in this process, over a shop in memory."""
    settings = Settings(
        home=home,
        database_url=url,
        shop="memory",
        nlu_url=parser.url,
        smtp_url=SecretStr("smtp://bench:none@127.0.0.1:9"),
    )
    app = await build_app(settings, shop=shop_with(plan.companies, plan.people))
    await app.start()
    try:
        yield app
    finally:
        await app.stop()


async def measure(
    url: str, parser: Server, home: Path, plan: Plan, others: Sequence[int]
) -> dict[str, Any]:
    """All that is measured on one database.

    Args:
        url: of an empty database.
        parser: the real one.
        home: an empty folder.
        plan: how much.
        others: processes of the database, whose processor time counts.
    """
    sentences = Sentences(LANGUAGES)
    probe = Probe()
    async with running(url, parser, home, plan) as app:
        companies = await verified(app, range(plan.companies), plan.people)
        load = Load(app, probe, sentences, companies)
        with probe.attached():
            await load.run(1, WARM_UP_TURNS)
            levels = {}
            for at_once, turns in plan.turns.items():
                levels[at_once] = await _level(load, at_once, turns, parser, others)
        return {"durability": await durability(app), "levels": levels}


async def _level(
    load: Load, at_once: int, turns: int, parser: Server, others: Sequence[int]
) -> dict[str, Any]:
    meter = Meter([os.getpid()], parser, others)
    done = await load.run(at_once, turns)
    return level(done, *meter.stop())


class Meter:
    """Measures from now until `stop` how long it lasts and what processes use."""

    def __init__(self, bots: Sequence[int], parser: Server, others: Sequence[int]) -> None:
        self._bots, self._parser, self._others = bots, parser, others
        self._before = self._used()
        self._began = time.perf_counter()

    def _used(self) -> dict[str, float]:
        database = [pid for root in self._others for pid in family(root)]
        return {
            "bot": cpu_seconds(self._bots),
            "parser": cpu_seconds([self._parser.pid]),
            "database": cpu_seconds(database),
        }

    def stop(self) -> tuple[float, dict[str, float]]:
        """Seconds in all, and of the processor by name."""
        seconds = time.perf_counter() - self._began
        return seconds, {name: now - self._before[name] for name, now in self._used().items()}


def level(done: Sequence[Turn], seconds: float, used: Mapping[str, float]) -> dict[str, Any]:
    """What turns at one number of conversations took; `seconds` in all."""
    turn = [one.answered - one.received for one in done]
    parses = [one.parsing for one in done if one.parsing]
    return {
        "turns": len(done),
        "turns_per_second": round(len(done) / seconds, 1),
        "turn_ms": _spread(turn),
        "parser_ms": _spread(parses),
        "parsed_turns": len(parses),
        "parser_share": round(sum(parses) / sum(turn), 3),
        "reply_ms": _spread([one.read - one.sent for one in done]),
        "cpu_ms_per_turn": {
            name: round(value * 1000 / len(done), 2) for name, value in used.items()
        },
    }


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    """Quantiles in milliseconds."""
    if len(seconds) < 2:
        return {}
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    named = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "max": max(seconds)}
    return {name: round(value * 1000, 2) for name, value in named.items()}


async def durability(app: App) -> dict[str, str]:
    names = ("synchronous_commit", "fsync", "full_page_writes", "server_version")
    if app.storage.database.is_postgresql:
        query = ", ".join(f"current_setting('{name}')" for name in names)
        rows = await app.storage.database.fetch(select(text(query)))
        return dict(zip(names, map(str, rows[0]), strict=True))
    found = {}
    for name in ("synchronous", "journal_mode"):
        pragma = select(text(name)).select_from(text(f"pragma_{name}"))
        found[name] = str(await app.storage.database.fetch_value(pragma))
    return found


class Load:
    """Conversations of people from different companies, each with one message on its way."""

    def __init__(
        self,
        app: App,
        probe: Probe,
        sentences: Sentences,
        companies: list[list[Buyer]],
        number: int | None = None,
    ) -> None:
        """Takes what it needs; `number` is this process's, None where there is no other."""
        self._app = app
        self._probe = probe
        self._sentences = sentences
        self._companies = companies
        self._is_alone = number is None
        self._name = f"bench-{number or 0}"
        self._sent = 0

    async def run(self, at_once: int, turns: int) -> list[Turn]:
        """So many turns in so many conversations at once; the times of each."""
        self._left = turns
        self._done: list[Turn] = []
        async with asyncio.TaskGroup() as group:
            for number in range(at_once):
                group.create_task(self._company(number))
        await self._app.idle(_ANSWER_SECONDS)
        return self._done

    async def _company(self, number: int) -> None:
        while self._left > 0:
            buyer = self._companies[number].pop()
            seen = 0
            for _ in range(_SESSION_TURNS):
                if self._left <= 0:
                    return
                self._left -= 1
                turn, seen = await self._say(buyer, seen)
                self._done.append(turn)

    async def _say(self, buyer: Buyer, seen: int) -> tuple[Turn, int]:
        self._sent += 1
        said = self._sentences.draw(buyer.language)
        message = InboundMessage(
            channel=NAME,
            workspace=WORKSPACE,
            external_id=f"{self._name}-{self._sent:08}",
            chat_id=buyer.chat_id,
            kind=InboundKind.TEXT,
            text=said,
        )
        turn = self._probe.expect(message.external_id)
        await self._app.inbox.receive(message, Card(text=said))
        async with asyncio.timeout(_ANSWER_SECONDS):
            if self._is_alone:
                await turn.done.wait()
            shown = 0
            while not shown or shown < turn.cards:
                cards = await self._app.messages.wait(buyer.key, seen, _ANSWER_SECONDS)
                shown += sum(not card.own for card in cards)
                seen = cards[-1].seq if cards else seen
        turn.read = time.perf_counter()
        return turn, seen
