"""What the machine is, and what processes take of it; from /proc, so on Linux alone."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


def facts() -> dict[str, object]:
    """Cores and versions."""
    return {
        "cores": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for path in _PROC.iterdir():
        if path.name.isdigit() and (parent := _parent(path)) is not None:
            children.setdefault(parent, []).append(int(path.name))
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def command(pid: int) -> str:
    """Its command line; empty when it has ended."""
    try:
        return (_PROC / str(pid) / "cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def memory_mb(pids: Iterable[int]) -> float:
    """Resident memory of processes in MB; what several of them share is counted once."""
    total = 0
    for pid in pids:
        try:
            for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return round(total / 1024, 1)


def cpu_seconds(pids: Iterable[int]) -> float:
    """Processor time that they have used so far, user's and system's."""
    total = 0
    for pid in pids:
        if (fields := _stat(_PROC / str(pid))) is not None:
            total += int(fields[11]) + int(fields[12])
    return total / _TICKS


def _stat(path: Path) -> list[str] | None:
    """The fields of `stat` from the third on, behind the name in brackets."""
    try:
        return (path / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def _parent(path: Path) -> int | None:
    fields = _stat(path)
    return None if fields is None else int(fields[1])
