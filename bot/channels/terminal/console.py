"""What both clients of the terminal share: lines from a pipe, and tasks that end together."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Coroutine
from typing import Any


async def lines_of_stdin() -> AsyncIterator[str]:
    """Lines from a pipe, to its end."""
    while text := await asyncio.to_thread(sys.stdin.readline):
        yield text


async def until_one_ends(*coroutines: Coroutine[Any, Any, None]) -> None:
    """Runs them together; when one ends or fails, the others are cancelled."""
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
