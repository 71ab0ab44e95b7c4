"""One server a home: who runs it, and where its parts listen, for the other commands."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import SetupError

if TYPE_CHECKING:
    from bot.settings import Settings

SOCKET = "terminal.sock"
_LOCK = "server.lock"
_ADDRESSES = ("nlu_url", "vies_url", "shop_url")


def socket_path(settings: Settings) -> Path:
    """Where the server of this home talks to terminals."""
    return settings.home.resolve() / SOCKET


@contextmanager
def sole_server(settings: Settings) -> Iterator[Path]:
    """Holds the home for one server; gives the file where it may write what it is.

    Raises:
        SetupError: another one holds it.
    """
    settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = settings.home / _LOCK
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            running = _read(path)
            raise SetupError(
                f"Comptoir already runs on {settings.home} (process {running.get('pid', '?')}). "
                "Talk to it with `comptoir chat --as PERSON`, stop it, or set COMPTOIR_HOME to "
                "another folder."
            ) from error
        lock.truncate(0)
        try:
            yield path
        finally:
            lock.truncate(0)


def announce(path: Path, settings: Settings) -> None:
    """Writes where the running server's parts listen."""
    addresses = {name: getattr(settings, name) for name in _ADDRESSES}
    path.write_text(json.dumps({"pid": os.getpid(), **addresses}), encoding="utf-8")


def running(settings: Settings) -> dict[str, object] | None:
    """What the server of this home wrote of itself; None when none runs."""
    path = settings.home / _LOCK
    if not path.exists():
        return None
    with path.open(encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _read(path)
    return None


def terminal_of_server(settings: Settings) -> Path:
    """The socket of the server of this home. Raises SetupError when none runs."""
    if running(settings) is None:
        raise SetupError(
            f"No Comptoir runs on {settings.home}. Start one in another terminal: comptoir run"
        )
    return socket_path(settings)


def reuse(settings: Settings) -> Settings:
    """The settings with the addresses of the running server's parts, where there is one."""
    known = running(settings) or {}
    missing = {
        name: known[name]
        for name in _ADDRESSES
        if getattr(settings, name) is None and known.get(name)
    }
    if "shop_url" in missing:
        from bot.embedded.shop import credentials

        missing |= credentials(settings.home / "shop")
    return settings.model_copy(update=missing)


def _read(path: Path) -> dict[str, object]:
    try:
        content = json.loads(path.read_text(encoding="utf-8") or "{}")
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {}
