"""Shows what the set-up is doing and for how long: a live line on a terminal, else plain lines."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

REDRAW_SECONDS = 0.25
REMIND_SECONDS = 15.0


class Progress:
    """Several steps may be under way at once, each in a thread of its own."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._live = self._out.isatty()
        self._running: dict[str, float] = {}
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._painter: threading.Thread | None = None

    @contextmanager
    def step(self, text: str) -> Iterator[None]:
        """Shows `text` with its elapsed seconds while the body runs, and how it ended."""
        started = time.monotonic()
        with self._lock:
            self._running[text] = started
            if not self._live:
                self._print(f"… {text}")
            if self._painter is None:
                self._painter = threading.Thread(target=self._paint, daemon=True)
                self._painter.start()
        mark = "✗"
        try:
            yield
            mark = "✓"
        finally:
            with self._lock:
                del self._running[text]
                self._print(f"{mark} {text} ({time.monotonic() - started:.0f} s)")

    def note(self, text: str) -> None:
        """Prints a line that stays."""
        with self._lock:
            self._print(text)

    def close(self) -> None:
        """Stops redrawing and leaves the cursor on a clean line."""
        self._stop.set()
        with self._lock:
            self._clear()
            self._out.flush()

    def _paint(self) -> None:
        while not self._stop.wait(REDRAW_SECONDS if self._live else REMIND_SECONDS):
            with self._lock:
                now = time.monotonic()
                under_way = [f"{text} {now - at:.0f} s" for text, at in self._running.items()]
                if not under_way or self._stop.is_set():
                    continue
                line = "… " + " · ".join(under_way)
                if self._live:
                    self._clear()
                    self._out.write(line[: shutil.get_terminal_size().columns - 1])
                    self._out.flush()
                else:
                    self._print(line)

    def _print(self, text: str) -> None:
        self._clear()
        self._out.write(text + "\n")
        self._out.flush()

    def _clear(self) -> None:
        if self._live:
            self._out.write("\r\x1b[K")
