"""Shows at the end what tests counted, also where they ran in processes of their own."""

from __future__ import annotations

import pytest

PROPERTY = "counted"
"""The property of a test, set by `record_property`, that says what it counted."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Writes what each test counted, whether it passed or failed."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in report.user_properties:
                if name == PROPERTY:
                    terminalreporter.write_line(str(value))
