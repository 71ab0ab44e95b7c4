"""Sends the heads of the evidence out, once a day: into a folder, and to a mailbox."""

from __future__ import annotations

import asyncio
import logging
from datetime import date, datetime
from pathlib import Path

from bot import texts
from bot.domain.audit.heads import SignedHead, next_head, signed
from bot.domain.entities import new_id
from bot.errors import Conflict
from bot.ports import Clock, Effect, EffectKind
from bot.ports.evidence_log import Heads

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 60.0
_MOST_FILES = 31
"""How many of the newest heads are written again when their files are missing."""


class HeadsOut:
    """Makes the head of each day; many processes may, and one of them does.

    Days are those of UTC, in business time. A day on which nothing ran has no head; the next one
    covers it.
    """

    def __init__(
        self,
        heads: Heads,
        clock: Clock,
        *,
        seed: bytes,
        folder: Path,
        mailbox: str | None,
        language: str,
    ) -> None:
        """Prepares.

        Args:
            heads: where they are kept.
            clock: business time.
            seed: of the key that signs.
            folder: for the files, which should be copied elsewhere.
            mailbox: that gets each head too, or None.
            language: of that mail.
        """
        self._heads = heads
        self._clock = clock
        self._seed = seed
        self._folder = folder
        self._mailbox = mailbox
        self._language = language
        self._done: date | None = None

    async def run(self) -> None:
        """Makes what is due, for ever."""
        while True:
            try:
                await self.step()
            except Exception:  # a database or disk that is away for a while
                _log.exception("no head of the evidence was made")
            await asyncio.sleep(_LOOK_SECONDS)

    async def step(self) -> None:
        """Makes the head of today unless there is one, and writes the files that are missing."""
        now = self._clock.now()
        if self._done == now.date():
            return
        if await self._make(now):
            documents = await self._heads.documents(_MOST_FILES)
            await asyncio.to_thread(self._write, documents)
            self._done = now.date()

    async def _make(self, now: datetime) -> bool:
        """Whether there is a head of today; there is none before the first entry."""
        newest = await self._heads.newest()
        if newest is not None and newest[1] >= now.date():
            return True
        logs = await self._heads.logs()
        if not logs:
            return False
        last = newest and (newest[0].number, newest[0].digest())
        head = signed(next_head(logs, now, last), self._seed)
        try:
            await self._heads.add(now.date(), head, self._mail(head, now.date()))
        except Conflict:
            _log.info("another process made the head of the evidence")
        return True

    def _mail(self, head: SignedHead, day: date) -> list[Effect]:
        if self._mailbox is None:
            return []
        written = texts.day(self._language, day)
        told = texts.text(self._language, "heads-mail-body", day=written)
        payload = {
            "to": self._mailbox,
            "subject": texts.text(self._language, "heads-mail-subject", day=written),
            "text": f"{told}\n\n{head.document()}\n",
        }
        return [Effect(EffectKind.MAIL, f"mail:{self._mailbox}", payload, id=new_id())]

    def _write(self, documents: dict[date, str]) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for day, document in documents.items():
            path = self._folder / f"{day.isoformat()}.json"
            if not path.exists():
                made = path.with_suffix(f".{new_id()}")
                made.write_text(document + "\n", encoding="ascii")
                made.replace(path)
