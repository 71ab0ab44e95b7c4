"""Finds the Python 3.10 that the parser needs: Rasa 3.6 runs on no newer one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from scripts.setup.problems import SetupError, ToolError
from scripts.setup.tools import Tools

VARIABLE = "COMPTOIR_PYTHON310"
MISSING = (
    "No Python 3.10 was found, and none could be downloaded; the parser needs it. Install Python "
    f"3.10 (or set {VARIABLE}=/path/to/python3.10) and give the same command again."
)
_PROBE = "import sys; sys.exit(sys.version_info[:2] != (3, 10))"


def find_python310(tools: Tools, uv: Path) -> Path:
    """Returns a Python 3.10 that really runs, downloading one through uv as the last resort.

    Raises:
        SetupError: there is none, or COMPTOIR_PYTHON310 names something else.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if works(Path(named)):
            return Path(named)
        raise SetupError(f"{VARIABLE} is {named}, not a working Python 3.10. Correct it.")
    for candidate in _installed():
        if works(candidate):
            return candidate
    for arguments in (["find", "3.10"], ["install", "3.10"], ["find", "3.10"]):
        try:
            output = tools.run([uv, "python", *arguments], "python310")
        except ToolError:
            continue
        if arguments[0] == "find" and works(found := Path(output.strip().splitlines()[-1])):
            return found
    raise SetupError(MISSING)


def works(python: Path) -> bool:
    """Whether this program starts and is Python 3.10; a version manager's shim may do neither."""
    try:
        done = subprocess.run(  # noqa: S603
            [str(python), "-c", _PROBE], capture_output=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _installed() -> Iterator[Path]:
    for directory in os.environ.get("PATH", "").split(os.pathsep):
        path = Path(directory) / "python3.10"
        if os.access(path, os.X_OK):
            yield path
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob("versions/3.10.*/bin/python3.10"), reverse=True)
