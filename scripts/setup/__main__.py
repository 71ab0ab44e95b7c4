"""Entry point of `python3 -m scripts.setup`; an older Python 3 can read it, to be told so."""

import os
import subprocess
import sys

OLDEST = (3, 11)
NEWEST_TRIED = 19


def newer_python() -> "str | None":
    """Returns the path of a Python on PATH that is new enough and really runs, or None."""
    for minor in range(NEWEST_TRIED, OLDEST[1] - 1, -1):
        for directory in os.environ.get("PATH", "").split(os.pathsep):
            path = os.path.join(directory, f"python3.{minor}")
            if not os.access(path, os.X_OK):
                continue
            try:
                subprocess.check_output([path, "-c", "0"], stderr=subprocess.DEVNULL)  # noqa: S603
            except (OSError, subprocess.CalledProcessError):
                continue
            return path
    return None


if sys.version_info < OLDEST:
    found = newer_python()
    if found is None:
        sys.stderr.write(
            "Comptoir needs Python 3.11 or newer, and this one is {}.{}. Install a newer Python, "
            "or name one: make run PYTHON=/path/to/python3.11\n".format(*sys.version_info[:2])
        )
        sys.exit(2)
    os.execv(found, [found, "-m", "scripts.setup", *sys.argv[1:]])  # noqa: S606

from scripts.setup.command import main  # noqa: E402 - an older Python could not read it

sys.exit(main(sys.argv[1:]))
