"""The receiving half of the terminal, within `comptoir run`."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import stat
from collections.abc import AsyncIterator
from pathlib import Path

from bot.channels.terminal.connection import Connection, Services
from bot.channels.terminal.protocol import LONGEST_LINE
from bot.errors import SetupError

_LONGEST_PATH = 100
"""Bytes; a Unix socket's path must fit into about 108."""


class TerminalServer:
    """Listens at a socket that only the same user may open; whoever opens it is believed."""

    def __init__(self, path: Path, services: Services) -> None:
        self.path = path
        self._services = services

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Listens while inside. Raises SetupError when the socket can't be had."""
        _make_way(self.path)
        connections: set[asyncio.Task[None]] = set()

        def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.create_task(Connection(self._services, reader, writer).run())
            connections.add(task)
            task.add_done_callback(connections.discard)

        server = await asyncio.start_unix_server(
            connected, sock=_bound(self.path), limit=LONGEST_LINE
        )
        try:
            yield
        finally:
            server.close()
            for task in list(connections):
                task.cancel()
            await asyncio.gather(*connections, return_exceptions=True)
            await server.wait_closed()
            self.path.unlink(missing_ok=True)


def _bound(path: Path) -> socket.socket:
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    # The mode must be right from the first moment on, not only after a chmod.
    previous = os.umask(0o177)
    try:
        listening.bind(str(path))
    except OSError as error:
        listening.close()
        raise SetupError(
            f"The terminal's socket {path} can't be made: {error.strerror}."
        ) from error
    finally:
        os.umask(previous)
    return listening


def _make_way(path: Path) -> None:
    """Removes a socket that a crash left behind; one that answers stays."""
    if len(os.fsencode(path)) > _LONGEST_PATH:
        raise SetupError(f"The path {path} is too long for a socket: choose a shorter home.")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        return
    if not stat.S_ISSOCK(path.stat().st_mode):
        raise SetupError(f"{path} is in the way of the terminal's socket: move it.")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            path.unlink(missing_ok=True)
            return
    raise SetupError(f"Another Comptoir serves {path}: stop it, or choose another home.")
