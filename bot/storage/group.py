"""Writes that share a transaction, because they came while another one was being committed."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from sqlalchemy import CursorResult, Executable
from sqlalchemy.exc import DBAPIError

from bot.storage.statement import Statement

_MOST_TOGETHER = 64
_MOST_ASIDE = 10
"""Connections for those that are redone on their own."""
_MOST_IN_VAIN = 2
"""Of a spoilt group as many may be held up by a lock again before the rest is set aside too."""
_LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's name of a wait for a lock that took too long."""


class Statements(Protocol):
    """A connection within a transaction."""

    async def execute(self, statement: Executable, parameters: Any = None, /) -> CursorResult[Any]:
        """Executes what is seldom asked."""
        ...

    async def rows(self, statement: Statement, given: Mapping[str, Any]) -> list[Any]:
        """Executes a statement that returns rows."""
        ...

    async def change(self, statement: Statement, given: Mapping[str, Any]) -> int:
        """Executes a statement; the number of rows that it changed."""
        ...

    async def change_each(self, statement: Statement, given: Sequence[Mapping[str, Any]]) -> None:
        """Executes a statement once for each of these."""
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

    Attributes:
        many: whether several transactions can write at once. Then one that is held up by a lock
            is redone beside the others, where it may wait for it.
    """

    many: ClassVar[bool] = False

    def __init__(self) -> None:
        self._jobs: deque[_Job] = deque()
        self._writer: asyncio.Task[None] | None = None
        self._aside: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(_MOST_ASIDE)

    @abstractmethod
    def transaction(self, *, aside: bool) -> AbstractAsyncContextManager[Statements]:
        """A transaction: on disk when its context ends, without a trace when that raises.

        Where there are `many`, one that nobody waits for is held `aside`.
        """

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
        while under_way := {*self._aside, *([self._writer] if self._writer else [])}:
            # Unlike awaiting one, this does not cancel it with the caller.
            await asyncio.wait(under_way)

    async def _write_all(self) -> None:
        jobs: list[_Job] = []
        try:
            while self._jobs:
                jobs = [self._jobs.popleft() for _ in range(min(len(self._jobs), _MOST_TOGETHER))]
                if not await self._together(jobs):
                    await self._redo(jobs)
                jobs = []
        finally:
            self._writer = None
            for job in (*jobs, *self._jobs):
                job.done.cancel()
            self._jobs.clear()

    async def _redo(self, jobs: Sequence[_Job]) -> None:
        """Something spoilt it for all of these: each on its own and in order, to see what."""
        tries = _MOST_IN_VAIN if len(jobs) > 1 else 0
        for number, job in enumerate(jobs, 1):
            if job.done.done():
                continue
            if self.many and not tries:
                self._set_aside(job)
            elif not await self._together([job], last=not self.many, behind=jobs[number:]):
                tries -= 1
                self._set_aside(job)

    def _set_aside(self, job: _Job) -> None:
        task = asyncio.create_task(self._alone(job), name="storage writer aside")
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _alone(self, job: _Job) -> None:
        try:
            async with self._places:
                await self._together([job], last=True)
        finally:
            job.done.cancel()

    async def _together(
        self, jobs: Sequence[_Job], *, last: bool = False, behind: Sequence[_Job] = ()
    ) -> bool:
        """Writes these in one transaction; False when nothing is written and nobody was told.

        Who can't even begin has no need to try again for each of them, nor for those `behind`.
        """
        begun = False
        results: list[Any] | None = None
        try:
            async with self.transaction(aside=last and self.many) as statements:
                begun = True
                results = [await job.work(statements) for job in jobs]
        except Exception as error:
            lost = isinstance(error, DBAPIError) and error.connection_invalidated
            in_doubt = lost and results is not None
            redo = lost or (begun and (len(jobs) > 1 or _is_held_up(error)))
            if redo and not in_doubt and not last:
                return False
            for job in jobs if begun else (*jobs, *behind):
                job.done.set_exception(error)
        else:
            for job, result in zip(jobs, results, strict=True):
                job.done.set_result(result)
        return True


def _is_held_up(error: Exception) -> bool:
    driver = error.orig if isinstance(error, DBAPIError) else None
    return getattr(driver, "sqlstate", None) == _LOCK_NOT_AVAILABLE
