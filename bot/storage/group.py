"""Writes that share a transaction, because they came while another one was being committed."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import CursorResult, Executable
from sqlalchemy.exc import DBAPIError

_MOST_TOGETHER = 64


class Statements(Protocol):
    """A connection within a transaction."""

    async def execute(self, statement: Executable, parameters: Any = None, /) -> CursorResult[Any]:
        """Executes it."""
        ...


Work = Callable[[Statements], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class _Job:
    """A piece of work that waits to be written."""

    work: Work
    done: asyncio.Future[Any]


class GroupWriter(ABC):
    """One connection that writes, one transaction after the other.

    Who wants to write while a commit is under way waits for its end and is committed together
    with all others who did: one flush to disk serves them all, and nobody is told before it.
    """

    def __init__(self) -> None:
        self._jobs: deque[_Job] = deque()
        self._writer: asyncio.Task[None] | None = None

    @abstractmethod
    def transaction(self) -> AbstractAsyncContextManager[Statements]:
        """A transaction: on disk when its context ends, without a trace when that raises."""

    async def write(self, work: Work) -> Any:
        """Does `work` in a transaction; its result once that is committed.

        Work may be done again after it was done in vain: it changes nothing but the database. A
        cancelled caller is let go once the outcome is known.
        """
        job = _Job(work, asyncio.get_running_loop().create_future())
        self._jobs.append(job)
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_all(), name="storage writer")
        try:
            return await asyncio.shield(job.done)
        except asyncio.CancelledError:
            await asyncio.wait([job.done])
            if not job.done.cancelled():
                job.done.exception()
            raise

    async def all_written(self) -> None:
        """Returns once nothing waits to be written."""
        if self._writer is not None:
            await self._writer

    async def _write_all(self) -> None:
        jobs: list[_Job] = []
        try:
            while self._jobs:
                jobs = [self._jobs.popleft() for _ in range(min(len(self._jobs), _MOST_TOGETHER))]
                if not await self._together(jobs):
                    # Something spoilt it for all: each on its own, to see what.
                    for job in jobs:
                        await self._together([job], last=True)
        finally:
            self._writer = None
            for job in (*jobs, *self._jobs):
                job.done.cancel()
            self._jobs.clear()

    async def _together(self, jobs: Sequence[_Job], *, last: bool = False) -> bool:
        """Writes these in one transaction; False when nothing is written and nobody was told."""
        results: list[Any] | None = None
        try:
            async with self.transaction() as statements:
                results = [await job.work(statements) for job in jobs]
        except Exception as error:
            lost = isinstance(error, DBAPIError) and error.connection_invalidated
            in_doubt = lost and results is not None
            if not in_doubt and not last and (lost or len(jobs) > 1):
                return False
            for job in jobs:
                job.done.set_exception(error)
        else:
            for job, result in zip(jobs, results, strict=True):
                job.done.set_result(result)
        return True
