"""Several processes of the bot on one database, each with its share of the conversations.

    python -m tests.bench.several < share.json

is one of them. It says READY when its people are verified and its caches are warm; for each line
"AT_ONCE TURNS" that it is then told it prints, as JSON, the times of its turns.
"""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from .companies import LANGUAGES, verified
from .load import WARM_UP_TURNS, Load, Meter, Plan, durability, level, running
from .probe import Probe, Turn
from .sentences import Sentences
from .servers import Server

_LONGEST_LINE = 2**26


async def measure_several(
    url: str, parser: Server, home: Path, plan: Plan, others: Sequence[int], processes: int
) -> dict[str, Any]:
    """What `measure` gives, of several processes: the load of each is within it.

    A level with fewer conversations than processes is left out.

    Args:
        url: of an empty database.
        parser: the real one, which they share.
        home: an empty folder.
        plan: how much in all.
        others: processes of the database, whose processor time counts.
        processes: how many.
    """
    async with AsyncExitStack() as stack:
        bots: list[Process] = []
        for number in range(processes):  # one after the other: the first makes the database
            share = {
                "url": url,
                "parser": asdict(parser),
                "home": str(home / str(number)),
                "turns": plan.turns,
                "number": number,
                "of": processes,
            }
            bots.append(await stack.enter_async_context(_started(share)))
        stated = json.loads(await _told(bots[0], "durability"))
        levels = {}
        for at_once, turns in plan.turns.items():
            if at_once < processes:
                continue
            meter = Meter([bot.pid for bot in bots], parser, others)
            share_of = f"{at_once // processes} {turns // processes}"
            said = await asyncio.gather(*(_told(bot, share_of) for bot in bots))
            taken = meter.stop()
            levels[at_once] = level(_joined([json.loads(one) for one in said]), *taken)
        return {"durability": stated, "levels": levels}


def _joined(shares: Sequence[dict[str, dict[str, dict[str, Any]]]]) -> list[Turn]:
    """All turns; what another process than the one that sent the message noted is added."""
    turns = {id_: Turn(**turn) for share in shares for id_, turn in share["turns"].items()}
    for share in shares:
        for id_, seen in share["others"].items():
            if id_ in turns:
                names = ("parsing", "answered", "cards")
                turns[id_] = replace(turns[id_], **{name: seen[name] for name in names})
    return list(turns.values())


@asynccontextmanager
async def _started(share: dict[str, Any]) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.several",
        stdin=PIPE,
        stdout=PIPE,
        limit=_LONGEST_LINE,
    )
    try:
        if await _told(process, json.dumps(share)) != "READY":
            raise RuntimeError("a process of the bot did not start")
        yield process
    finally:
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


async def _told(process: Process, line: str) -> str:
    """What a process answers to a line."""
    if process.stdin is None or process.stdout is None:
        raise AssertionError("it was started with pipes")
    process.stdin.write(f"{line}\n".encode())
    return (await process.stdout.readline()).decode().strip()


async def _share(given: dict[str, Any]) -> None:
    plan = Plan({int(at_once): turns for at_once, turns in given["turns"].items()})
    home, number = Path(given["home"]), given["number"]
    sentences, probe = Sentences(LANGUAGES, seed=3 + number), Probe()
    async with running(given["url"], Server(**given["parser"]), home, plan) as app:
        own = range(number, plan.companies, given["of"])
        companies = await verified(app, own, plan.people)
        load = Load(app, probe, sentences, companies, number)
        with probe.attached():
            await load.run(1, WARM_UP_TURNS)
            _say("READY")
            while said := await asyncio.to_thread(sys.stdin.readline):
                if said == "durability\n":
                    _say(json.dumps(await durability(app)))
                    continue
                probe.turns.clear()
                probe.others.clear()
                at_once, turns = map(int, said.split())
                await load.run(at_once, turns)
                seen = {"turns": probe.turns, "others": probe.others}
                _say(
                    json.dumps(
                        {
                            kind: {id_: turn.times() for id_, turn in found.items()}
                            for kind, found in seen.items()
                        }
                    )
                )


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    asyncio.run(_share(json.loads(sys.stdin.readline())))
