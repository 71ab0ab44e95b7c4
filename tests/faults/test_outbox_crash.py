"""A process that is killed at any moment loses nothing and does nothing twice.

Run as a program, this file is that process: it answers messages and performs effects until killed.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from sqlalchemy import func, select
from storage_samples import a_message

from bot.clock import SystemClock
from bot.domain.entities import Person
from bot.ports import Effect, EffectKind, InboxItem
from bot.storage import Storage, open_storage, tables
from bot.storage.uow import SqlUnitOfWork

TESTS = Path(__file__).parents[1]
LEASE = 1.0
MESSAGES = 60


async def answer(storage: Storage, item: InboxItem) -> None:
    """A turn: one row and one effect for each message, committed with it."""
    unit: SqlUnitOfWork
    async with storage.unit_of_work() as unit:
        unit.store.add(Person(item.message.external_id, "en", storage.clock.now()))
        unit.store.effect(Effect(EffectKind.CHAT, "c", {"to": item.message.external_id}))
        await unit.commit(handled=item)


async def work(storage: Storage) -> None:
    """Answers and performs; ends when all is done."""
    while not await storage.at_rest():
        item = await storage.inbox.claim("w", LEASE)
        if item is not None:
            await answer(storage, item)
        now = storage.clock.now()
        effect = await storage.outbox.claim("w", LEASE, list(EffectKind), now)
        if effect is not None:
            print(effect.effect.payload["to"], flush=True)
            await storage.outbox.done(effect, "h")
        if item is None and effect is None:
            await storage.outbox.wait(0.1)


async def main(url: str) -> None:
    async with await open_storage(url, SystemClock()) as storage:
        await work(storage)


async def lines_until_killed(url: str, after: float) -> list[str]:
    """Runs the program, kills it without warning, and returns what it performed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        __file__,
        url,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": f"{TESTS}:{TESTS.parent}"},
    )
    assert process.stdout is not None
    lines = [await process.stdout.readline()]
    await asyncio.sleep(after)
    if process.returncode is None:
        process.send_signal(signal.SIGKILL)
    lines += (await process.stdout.read()).splitlines()
    await process.wait()
    return [line.decode().strip() for line in lines if line.strip()]


async def test_killed_again_and_again_it_answers_every_message_once(migrated_url: str) -> None:
    async with await open_storage(migrated_url, SystemClock()) as storage:
        for number in range(MESSAGES):
            await storage.inbox.receive(a_message(str(number)))
    performed: list[str] = []
    for after in (0.0, 0.05, 0.11):
        performed += await lines_until_killed(migrated_url, after)
    async with await open_storage(migrated_url, SystemClock()) as storage:
        async with asyncio.timeout(60):
            await work(storage)
        people = await storage.database.fetch(select(tables.person.c.display_name))
        outcome = tables.outbox.c.outcome
        outcomes = await storage.database.fetch(select(outcome, func.count()).group_by(outcome))
        assert [tuple(row) for row in outcomes] == [("done", MESSAGES)]
    assert sorted(int(name) for (name,) in people) == list(range(MESSAGES))
    assert performed == sorted(performed, key=int)


async def test_what_a_killed_process_had_begun_is_done_by_the_next(migrated_url: str) -> None:
    async with await open_storage(migrated_url, SystemClock()) as storage:
        await storage.inbox.receive(a_message("0"))
        await storage.inbox.claim("dead", 0.2)
        async with asyncio.timeout(30):
            while (item := await storage.inbox.claim("alive", LEASE)) is None:
                await storage.inbox.wait(10)
        assert item.attempt == 2
        await answer(storage, item)
        assert await storage.outbox.pending() == 1


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
