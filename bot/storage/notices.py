"""Tells the other processes on a SQLite file of signals, through pipes beside the file.

SQLite wakes nobody, and PostgreSQL's NOTIFY has no counterpart there. Each process that waits has a
named pipe in a folder of the file's owner; who has committed writes the topics into the pipes of
all others. A notice can get lost with a process that dies: polling covers that.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from bot.storage.signals import Signals

_log = logging.getLogger(__name__)
_END = b"\0"
"""What no topic contains."""
_EVERYTHING = b"*"
_LARGEST = 4096
"""Bytes that a pipe takes whole or not at all (PIPE_BUF is no smaller on Linux and macOS)."""
_LIST_SECONDS = 1.0
"""So long a list of the others is good at most; one who is new looks for work by itself."""
_AGAIN_SECONDS = 0.05


class Notices:
    """One process among those that share a file; to be used and closed in one event loop."""

    def __init__(self, file: str, signals: Signals) -> None:
        """Prepares it.

        Args:
            file: the database.
            signals: of this process; rung for what others tell.
        """
        self._folder = Path(f"{os.path.realpath(file)}-signals")  # one, whatever it is called
        self._signals = signals
        self._own: Path | None = None
        self._reader: int | None = None
        self._rest = b""
        self._others: dict[str, int] = {}
        self._behind: set[str] = set()
        self._listed: tuple[int, float] = (0, 0.0)

    @property
    def is_listening(self) -> bool:
        """Whether other processes are heard."""
        return self._reader is not None

    def listen(self) -> None:
        """Hears other processes from now on; where there are no named pipes, polling must do."""
        if self._reader is not None or not hasattr(os, "mkfifo"):
            return
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            own = self._folder / f"{os.getpid()}-{secrets.token_hex(4)}"
            new = own.with_suffix(".new")
            os.mkfifo(new, 0o600)
            # Open for both, it does not end with those who write; under its name it has a reader.
            self._reader = os.open(new, os.O_RDWR | os.O_NONBLOCK)
            self._own = new.rename(own)
        except OSError as error:
            _log.warning("other processes are not heard", extra={"reason": type(error).__name__})
            return
        asyncio.get_running_loop().add_reader(self._reader, self._hear)
        self._signals.ring_all()

    def close(self) -> None:
        """Hears and tells nothing any more."""
        if self._reader is not None:
            asyncio.get_running_loop().remove_reader(self._reader)
            os.close(self._reader)
            self._reader = None
        if self._own is not None:
            self._own.unlink(missing_ok=True)
            self._own = None
        for name in list(self._others):
            self._forget(name)

    def tell(self, topics: Collection[str]) -> None:
        """Rings these in all other processes; call it once they are committed."""
        notice = b"".join(topic.encode() + _END for topic in topics)
        if len(notice) > _LARGEST:
            notice = _EVERYTHING + _END
        for name in self._names():
            self._write(name, notice)

    def _names(self) -> Iterable[str]:
        """Those who listen, but for us."""
        try:
            changed = self._folder.stat().st_mtime_ns
            if changed != self._listed[0] or time.monotonic() > self._listed[1]:
                self._listed = changed, time.monotonic() + _LIST_SECONDS
                self._look_around()
        except OSError:
            return ()
        return tuple(self._others)

    def _look_around(self) -> None:
        own = self._own and self._own.name
        names = {name for name in os.listdir(self._folder) if name != own}
        for gone in self._others.keys() - names:
            self._forget(gone)
        for new in names - self._others.keys():
            self._meet(new)

    def _meet(self, name: str) -> None:
        if name.endswith(".new"):
            return
        try:
            self._others[name] = os.open(self._folder / name, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads it: its process has died
            with contextlib.suppress(OSError):
                (self._folder / name).unlink(missing_ok=True)

    def _forget(self, name: str) -> None:
        self._behind.discard(name)
        os.close(self._others.pop(name))

    def _write(self, name: str, notice: bytes) -> None:
        try:
            os.write(self._others[name], notice)
        except BlockingIOError:  # it has thousands to read yet
            self._catch_up(name)
        except OSError:
            self._forget(name)
            self._listed = (0, 0.0)

    def _catch_up(self, name: str) -> None:
        """Lets somebody know later that they missed something."""
        if name in self._behind:
            return
        self._behind.add(name)

        def again() -> None:
            if name in self._behind:
                self._behind.remove(name)
                self._write(name, _EVERYTHING + _END)

        asyncio.get_running_loop().call_later(_AGAIN_SECONDS, again)

    def _hear(self) -> None:
        if self._reader is None:
            return
        with contextlib.suppress(BlockingIOError):
            *topics, self._rest = (self._rest + os.read(self._reader, 65536)).split(_END)
            for topic in dict.fromkeys(topics):
                if topic == _EVERYTHING:
                    self._signals.ring_all()
                else:
                    self._signals.ring(topic.decode())
