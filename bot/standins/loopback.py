"""An HTTP server of this process, on the loopback address unless another one is named."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from bot.errors import SetupError

LOOPBACK = "127.0.0.1"

_GRACE_SECONDS = 2


def bind_loopback(port: int, host: str = LOOPBACK) -> socket.socket:
    """A socket bound to the loopback, or to `host`; 0 lets the system choose the port.

    Raises:
        SetupError: the port is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise SetupError(
            f"Port {port} of {host} can't be used ({error.strerror}): "
            "end the program that holds it, or choose another port."
        ) from error
    return bound


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.started_or_failed = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        finally:
            self.started_or_failed.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves Ctrl-C to the process that this server is a part of."""
        yield


class LoopbackServer:
    """Serves an ASGI application while its context is open."""

    def __init__(self, app: ASGIApp, port: int = 0, host: str = LOOPBACK) -> None:
        self._app = app
        self._port = port
        self._host = host
        self._server: _Server | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """Where it listens, once it is open."""
        return self._port

    async def open(self) -> None:
        """Listens. Raises SetupError where the port is taken."""
        bound = bind_loopback(self._port, self._host)
        self._port = bound.getsockname()[1]
        config = uvicorn.Config(
            self._app,
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[bound]))
        await self._server.started_or_failed.wait()
        if not self._server.started:
            await self._task

    async def close(self) -> None:
        """Ends, after the answers under way."""
        if self._server is not None and self._task is not None:
            self._server.should_exit = True
            await self._task
