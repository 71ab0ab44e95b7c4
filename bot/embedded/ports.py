"""TCP ports on loopback: a free one, or the one that was asked for if nobody has it."""

from __future__ import annotations

import asyncio
import contextlib
import socket

from bot.errors import SetupError

HOST = "127.0.0.1"
WEB_PORT = 8000
"""Where a browser finds us, unless somebody chose another port or has this one."""
PROBE_SECONDS = 2.0


def reserve(port: int, option: str) -> int:
    """Returns the port to listen on: any free one for 0.

    Args:
        port: what was asked for.
        option: where a person chose it, for the sentence.

    Raises:
        SetupError: another program listens there.
    """
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError as error:
            raise SetupError(
                f"Port {port} is taken by another program, or may not be used. Stop that program, "
                f"choose another port with {option}, or leave {option} out to take any free one."
            ) from error
        taken: int = listener.getsockname()[1]
        return taken


def reserve_web(port: int | None) -> int:
    """The port of the web server: what was chosen, else 8000, else any free one.

    Raises:
        SetupError: another program listens where a person wants it.
    """
    if port is not None:
        return reserve(port, "--web-port (or COMPTOIR_WEB_PORT)")
    try:
        return reserve(WEB_PORT, "--web-port")
    except SetupError:
        return reserve(0, "--web-port")


async def answers(port: int, path: str = "/") -> bool:
    """Whether an HTTP server answers there, with whatever status below 500."""
    try:
        async with asyncio.timeout(PROBE_SECONDS):
            reader, writer = await asyncio.open_connection(HOST, port)
            try:
                writer.write(f"GET {path} HTTP/1.0\r\nHost: {HOST}\r\n\r\n".encode())
                status = (await reader.readline()).split()
            finally:
                writer.close()
                with contextlib.suppress(OSError):
                    await writer.wait_closed()
    except (OSError, TimeoutError):
        return False
    return len(status) > 1 and status[0].startswith(b"HTTP/") and status[1] < b"500"
