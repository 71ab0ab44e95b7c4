"""Runs other programs for the set-up: output kept in a log file, stopped when the set-up stops."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.setup.problems import ToolError

STOP_SECONDS = 5.0


class Tools:
    """The programs that are running for us now, and where their output goes."""

    def __init__(self, root: Path, logs: Path) -> None:
        self._root = root
        self._logs = logs
        self._running: set[subprocess.Popen[str]] = set()
        self._lock = threading.Lock()

    def run(
        self, command: Sequence[str | Path], log: str, env: Mapping[str, str] | None = None
    ) -> str:
        """Runs a program in the project's folder to its end and returns what it printed.

        Args:
            command: program and arguments.
            log: name of the log file that takes its output.
            env: variables to add to ours.

        Raises:
            ToolError: it ended with an error.
        """
        self._logs.mkdir(parents=True, exist_ok=True)
        path = self._logs / f"setup-{log}.log"
        process = subprocess.Popen(  # noqa: S603 - our own command lines, no shell
            [str(part) for part in command],
            cwd=self._root,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        with self._lock:
            self._running.add(process)
        try:
            output, _ = process.communicate()
        finally:
            with self._lock:
                self._running.discard(process)
        path.write_text(output, encoding="utf-8")
        if process.returncode != 0:
            raise ToolError(output, path)
        return output

    def stop(self) -> None:
        """Ends whatever still runs."""
        with self._lock:
            running = list(self._running)
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
