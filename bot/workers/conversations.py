"""The worker that answers what arrived, one message at a time for each conversation."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Protocol

from bot.errors import Conflict, LeaseLost
from bot.ports import Inbox, InboxItem
from bot.workers.draining import Draining

_log = logging.getLogger(__name__)
_PAUSE_SECONDS = 1.0
_MOST_CONFLICTS = 8
_MOST_ATTEMPTS = 3
_MOST_RENEWALS = 9
"""A turn that takes longer, four leases in all, is taken to be stuck."""


class Leases(Inbox, Protocol):
    """An inbox whose leases can be renewed and given back."""

    async def renew(self, item: InboxItem, lease_seconds: float) -> None:
        """Lets a lease run for so long from now on. Raises LeaseLost."""
        ...

    async def give_back(self, item: InboxItem) -> None:
        """Ends a lease as if it had never been: due at once, no attempt. Raises LeaseLost."""
        ...


class Turns(Protocol):
    """What answers; see `bot.dialogue.Dialogue`."""

    async def handle(self, item: InboxItem) -> None:
        """Answers one message and commits. Raises Conflict, LeaseLost."""
        ...

    async def apologise(self, item: InboxItem) -> None:
        """Tells the person that it could not be handled, and sets it aside."""
        ...


async def answer_conversations(
    name: str,
    inbox: Leases,
    dialogue: Turns,
    lease_seconds: float,
    poll_seconds: float,
    draining: Draining,
) -> None:
    """Claims and answers until it is told to take no more; `name` tells workers apart."""
    while not draining.begun:
        try:
            with draining.in_hand():
                item = await inbox.claim(name, lease_seconds)
                if item is not None:
                    await _answer(item, inbox, dialogue, lease_seconds)
            if item is None:
                await inbox.wait(poll_seconds)
        except Exception:  # a database that is away for a while must not end the worker
            _log.exception("worker stumbled", extra={"worker": name})
            await asyncio.sleep(_PAUSE_SECONDS)


async def _answer(item: InboxItem, inbox: Leases, dialogue: Turns, lease_seconds: float) -> None:
    """Answers one; a message that fails again and again is set aside with an apology."""
    try:
        if item.attempt > _MOST_ATTEMPTS:  # the turns before ended without an error to count
            await _give_up(item, inbox, dialogue, lease_seconds)
        else:
            await _attempt(item, inbox, dialogue, lease_seconds)
    except LeaseLost:
        _log.warning("lease lost", extra={"inbox_id": item.id, "attempt": item.attempt})
    except asyncio.CancelledError:
        await _leave(item, inbox)
        raise


async def _attempt(item: InboxItem, inbox: Leases, dialogue: Turns, lease_seconds: float) -> None:
    try:
        async with _renewed(item, inbox, lease_seconds):
            await _through_conflicts(dialogue.handle, item)
    except LeaseLost:
        raise
    except Exception as error:  # whatever it is, the conversation must go on
        _log.exception("turn failed", extra={"inbox_id": item.id, "attempt": item.attempt})
        if item.attempt < _MOST_ATTEMPTS:
            await inbox.retry(item, 0.5 * item.attempt, type(error).__name__)
        else:
            await _give_up(item, inbox, dialogue, lease_seconds)


async def _give_up(item: InboxItem, inbox: Leases, dialogue: Turns, lease_seconds: float) -> None:
    """Sets a message aside, with an apology if that can be. Raises LeaseLost."""
    try:
        async with _renewed(item, inbox, lease_seconds):
            await _through_conflicts(dialogue.apologise, item)
    except LeaseLost:
        raise
    except Exception as error:
        _log.exception("apology failed", extra={"inbox_id": item.id, "attempt": item.attempt})
        await inbox.bury(item, type(error).__name__)


async def _leave(item: InboxItem, inbox: Leases) -> None:
    """The worker is stopped: whoever starts next need not wait for the lease to run out."""
    try:
        await inbox.give_back(item)
    except LeaseLost:  # it was done all the same
        pass
    except Exception:
        _log.exception("lease not given back", extra={"inbox_id": item.id})


async def _through_conflicts(turn: Callable[[InboxItem], Awaitable[None]], item: InboxItem) -> None:
    for left in reversed(range(_MOST_CONFLICTS)):
        try:
            await turn(item)
            return
        except Conflict:
            if not left:
                raise
            await asyncio.sleep(0.01 * (_MOST_CONFLICTS - left))


@asynccontextmanager
async def _renewed(item: InboxItem, inbox: Leases, lease_seconds: float) -> AsyncIterator[None]:
    """Keeps a lease from running out while inside; few turns last until it needs a task."""
    renewing: list[asyncio.Task[None]] = []

    def begin() -> None:
        renewal = _renew(item, inbox, lease_seconds)
        renewing.append(asyncio.create_task(renewal, name="lease"))

    timer = asyncio.get_running_loop().call_later(lease_seconds / 3, begin)
    try:
        yield
    finally:
        timer.cancel()
        for task in renewing:
            task.cancel()
            await asyncio.wait([task])


async def _renew(item: InboxItem, inbox: Leases, lease_seconds: float) -> None:
    for before in range(_MOST_RENEWALS):
        if before:
            await asyncio.sleep(lease_seconds / 3)
        try:
            await inbox.renew(item, lease_seconds)
        except LeaseLost:  # by now it is done, or another worker's
            return
        except Exception:  # two more tries fit into the lease
            _log.exception("lease not renewed", extra={"inbox_id": item.id})
