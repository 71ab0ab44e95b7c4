"""The command line of the set-up: builds what is missing, in parallel, one set-up at a time."""

from __future__ import annotations

import argparse
import fcntl
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from scripts.setup.environments import BOT, DEVELOPMENT, PARSER, SHOP, Builder
from scripts.setup.problems import SetupError, explain_os_error
from scripts.setup.progress import Progress
from scripts.setup.pythons import find_python310
from scripts.setup.tools import Tools

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_PARSER = (
    "Comptoir works without the parser, but understands only buttons, commands, product codes "
    "with quantities and VAT numbers, no free sentences."
)
STOPPED = "Stopped. Give the same command again: it goes on where it stopped."


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Sets up; returns the exit code: 0 done, 1 a problem that was told, 130 interrupted."""
    parser = argparse.ArgumentParser(prog="scripts.setup", description=__doc__)
    parser.add_argument(
        "--development", action="store_true", help="with what the checks and the tests need"
    )
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, _interrupt)
    progress = Progress()
    tools = Tools(root, root / "var" / "log")
    try:
        with _alone(root, progress):
            set_up(Builder(root, tools, progress), tools, progress, options.development)
    except SetupError as problem:
        progress.note(f"✗ {problem}")
        return 1
    except OSError as error:
        progress.note(f"✗ {explain_os_error(error, 'Setting up')}")
        return 1
    except KeyboardInterrupt:
        progress.note(STOPPED)
        return 130
    finally:
        tools.stop()
        progress.close()
    return 0


def set_up(builder: Builder, tools: Tools, progress: Progress, development: bool) -> None:
    """Builds every environment that does not stand; only the parser's may fail.

    Raises:
        SetupError: the assistant's or the shop's can't be built.
    """
    builder.install_uv()
    if development or not builder.stands(DEVELOPMENT):
        builder.build(DEVELOPMENT if development else BOT)
    if builder.stands(SHOP) and builder.stands(PARSER):
        return

    def parser() -> None:
        try:
            builder.build(PARSER, lambda: find_python310(tools, builder.uv))
        except SetupError as problem:
            progress.note(f"! {problem} {WITHOUT_PARSER}")

    _together(tools, parser, lambda: builder.build(SHOP))


def _together(tools: Tools, *jobs: Callable[[], None]) -> None:
    """Runs jobs side by side; the first failure, or an interruption, ends the others."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        try:
            for future in [pool.submit(job) for job in jobs]:
                future.result()
        except BaseException:
            tools.stop()
            raise


@contextmanager
def _alone(root: Path, progress: Progress) -> Iterator[None]:
    """Waits for another set-up of the same folder, so that two never build one environment."""
    lock = root / "var" / "setup.lock"
    lock.parent.mkdir(mode=0o700, exist_ok=True)
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.note("Another set-up is at work in this folder; waiting for it.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _interrupt(signum: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt
