"""The virtual environments: built with uv from locked, hashed requirements, once per lock."""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.setup.disk import GIGABYTE, require_space
from scripts.setup.problems import SetupError, ToolError, explain
from scripts.setup.progress import Progress
from scripts.setup.tools import Tools

UV_LOCK = Path("requirements/uv.txt")
BUILD_LOCK = Path("requirements/build.txt")
PIP_INSTALL = (
    *("-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
    *("--force-reinstall", "--retries", "2", "--require-hashes", "--only-binary", ":all:"),
)
NO_ENSUREPIP = (
    "This Python can't make virtual environments (its ensurepip is missing). Install it (Debian "
    "and Ubuntu: apt install python3-venv), then give the same command again."
)


@dataclass(frozen=True)
class Environment:
    """A virtual environment as it should be.

    Attributes:
        folder: where it lives, relative to the project.
        locks: requirement files with hashes; together they are all that it holds.
        package: folder of our own package, installed in place without its dependencies.
        built_from: files that describe that package.
        room: bytes that a fresh one takes on the disk.
        title: what people call it.
    """

    folder: Path
    locks: tuple[Path, ...]
    room: int
    title: str
    package: Path | None = None
    built_from: tuple[Path, ...] = ()

    @property
    def python(self) -> Path:
        """The interpreter inside."""
        return self.folder / "bin" / "python"


BOT = Environment(
    Path(".venv"),
    (Path("requirements/bot.txt"), UV_LOCK),
    room=GIGABYTE // 2,
    title="the assistant's packages",
    package=Path("."),
    built_from=(Path("pyproject.toml"), BUILD_LOCK),
)
DEVELOPMENT = Environment(
    Path(".venv"),
    (Path("requirements/dev.txt"), UV_LOCK),
    room=GIGABYTE,
    title="the assistant's packages and the developers' tools",
    package=Path("."),
    built_from=(Path("pyproject.toml"), BUILD_LOCK),
)
PARSER = Environment(
    Path(".venv-nlu"),
    (Path("nlu_data/requirements.txt"),),
    room=4 * GIGABYTE,
    title="the parser's packages (Rasa, large)",
)
SHOP = Environment(
    Path(".venv-shop"),
    (Path("shop_client/tryton_server/requirements.txt"),),
    room=GIGABYTE // 2,
    title="the shop's packages (Tryton)",
    package=Path("shop_client/tryton_server/module"),
    built_from=(Path("shop_client/tryton_server/module/pyproject.toml"), BUILD_LOCK),
)


class Builder:
    """Brings environments to what their locks say."""

    def __init__(self, root: Path, tools: Tools, progress: Progress) -> None:
        self._root = root
        self._tools = tools
        self._progress = progress
        self.uv = root / ".venv" / "bin" / "uv"

    def stands(self, environment: Environment) -> bool:
        """Whether it was built completely from the locks as they are now."""
        stamp = self._stamp(environment)
        return stamp.exists() and stamp.read_text(encoding="ascii") == self._digest(environment)

    def install_uv(self) -> None:
        """Makes the assistant's environment with uv inside, if it has none yet.

        Raises:
            SetupError: Python can't, or the index can't be reached.
        """
        python = self._root / BOT.python
        if _runs(python) and _runs(self.uv):
            return
        if importlib.util.find_spec("ensurepip") is None:
            raise SetupError(NO_ENSUREPIP)
        require_space(self._root, BOT.room, "Setting up")
        with self._progress.step("Fetching the installer"):
            if not _runs(python, "-m", "pip", "--version"):
                make = (sys.executable, "-m", "venv", "--clear", BOT.folder)
                self._attempt("Making the virtual environment", "venv", *make)
            self._attempt("Fetching the installer", "uv", python, *PIP_INSTALL, "-r", UV_LOCK)

    def build(
        self, environment: Environment, find_python: Callable[[], Path] | None = None
    ) -> None:
        """Brings one environment up to its locks; does nothing when it is.

        Args:
            environment: which.
            find_python: finds its base interpreter; by default the one that runs the set-up.

        Raises:
            SetupError: with what to do about it.
        """
        if self.stands(environment):
            return
        stamp = self._stamp(environment)
        stamp.unlink(missing_ok=True)
        doing = f"Installing {environment.title}"
        log = environment.folder.name.strip(".")
        base = None
        if not _runs(self._root / environment.python):
            base = find_python() if find_python else Path(sys.executable)
            require_space(self._root, environment.room, doing)
        python = environment.python
        with self._progress.step(doing):
            if base is not None:
                self._uv(doing, log, "venv", "--clear", "--python", base, environment.folder)
            self._uv(
                doing,
                log,
                "pip",
                "sync",
                "--python",
                python,
                "--require-hashes",
                *environment.locks,
            )
            if environment.package is not None:
                pinned: Sequence[str | Path] = ("--no-deps", "--build-constraints", BUILD_LOCK)
                editable: Sequence[str | Path] = ("--editable", environment.package)
                self._uv(doing, log, "pip", "install", "--python", python, *pinned, *editable)
            stamp.write_text(self._digest(environment), encoding="ascii")

    def _uv(self, doing: str, log: str, *arguments: str | Path) -> None:
        self._attempt(doing, log, self.uv, "--quiet", *arguments)

    def _attempt(self, doing: str, log: str, *command: str | Path) -> None:
        try:
            self._tools.run(command, log)
        except ToolError as failure:
            raise SetupError(explain(failure, doing)) from failure

    def _stamp(self, environment: Environment) -> Path:
        return self._root / environment.folder / "comptoir-stamp"

    def _digest(self, environment: Environment) -> str:
        digest = hashlib.sha256(str(self._root).encode())
        for path in (*environment.locks, *environment.built_from):
            digest.update((self._root / path).read_bytes())
        return digest.hexdigest()


def _runs(program: Path, *arguments: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603
            [str(program), *(arguments or ("--version",))],
            capture_output=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
