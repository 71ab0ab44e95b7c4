"""The evidence as a sheet."""

from __future__ import annotations

import csv
from dataclasses import asdict, fields
from typing import TextIO

from bot.cli.audit_story import sentence
from bot.domain.audit import AuditEntry

_FORMULA = tuple("=+-@\t\r")


class Sheet:
    """CSV with a header, a row for each entry, and in the last column what it says."""

    def __init__(self, file: TextIO) -> None:
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow([*(field.name for field in fields(AuditEntry)), "told"])

    def add(self, entry: AuditEntry) -> None:
        """Writes a row."""
        cells = asdict(entry) | {"at": entry.at.isoformat(timespec="microseconds")}
        told = " ".join(sentence(entry).split())
        self._writer.writerow([_harmless(cell) for cell in (*cells.values(), told)])


def _harmless(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
