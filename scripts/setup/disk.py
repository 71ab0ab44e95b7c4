"""Room on the disk, asked before a long download rather than found out in its middle."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.setup.problems import SetupError

GIGABYTE = 10**9


def require_space(folder: Path, needed: int, what: str) -> None:
    """Raises SetupError when the disk under `folder` has less than `needed` bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise SetupError(
            f"{what} needs {needed / GIGABYTE:.1f} GB, and the disk of {folder} has "
            f"{free / GIGABYTE:.1f} GB free. Free some space, then give the same command again."
        )
