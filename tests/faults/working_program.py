"""The assistant as a process of its own on a database that it shares: settings as JSON on stdin.

It says READY on standard output. Its shop is in memory, so what it places is told by its database.
With `die_at` it is killed when the turn of a message with that text is about to be committed.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys

from bot.bootstrap import build_app
from bot.ports import InboxItem
from bot.settings import Settings
from bot.storage.uow import SqlUnitOfWork


def die_before_committing(text: str) -> None:
    commit = SqlUnitOfWork.commit

    async def dying(unit: SqlUnitOfWork, handled: InboxItem | None = None) -> None:
        if handled is not None and handled.message.text == text:
            os.kill(os.getpid(), signal.SIGKILL)
        await commit(unit, handled)

    SqlUnitOfWork.commit = dying  # type: ignore[method-assign, assignment]


async def main() -> None:
    given = json.loads(sys.stdin.readline())
    if text := given.pop("die_at", None):
        die_before_committing(text)
    app = await build_app(Settings(**given))
    await app.start()
    print("READY", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
