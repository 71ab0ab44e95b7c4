"""Workbooks (XLSX, ODS, and the older XLS): only the values that were saved, never a formula.

python-calamine makes a table of the whole extent of a sheet, so that two cells far apart can ask
for all memory there is; that is why this runs in a process of its own (see `isolated`).
"""

from __future__ import annotations

import datetime
import io
import math
import zipfile
from decimal import Decimal

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from bot.intents.order_list.tables import (
    MOST_SHEETS,
    Budget,
    Cell,
    Flaw,
    Sheet,
    Unreadable,
    clean,
    table,
)

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_MEMBERS = 2_000
_MOST_UNPACKED = 50 * 1024 * 1024
_MOST_RATIO = 100
_SMALL_MEMBER = 1024 * 1024
"""Bytes up to which a member may be packed as tightly as it likes."""
_TALLEST = 10_000
"""Rows of a sheet, empty ones among them."""
_LARGEST_EXACT = 10**15
_Value = (
    int
    | float
    | str
    | bool
    | datetime.time
    | datetime.date
    | datetime.datetime
    | datetime.timedelta
)


def read_workbook(content: bytes) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook that have something in them; those beyond are but named.

    Raises:
        Unreadable: it is encrypted, damaged, too large, or no workbook.
    """
    if content.startswith(ZIP):
        _check_archive(content)
    elif "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(Flaw.ENCRYPTED)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        shown = [
            (index, meta.name)
            for index, meta in enumerate(workbook.sheets_metadata)
            if meta.typ is SheetTypeEnum.WorkSheet and meta.visible is SheetVisibleEnum.Visible
        ]
        budget = Budget()
        sheets = [
            table(name, [[_cell(value) for value in row] for row in _values(workbook, i)], budget)
            for i, name in shown[:MOST_SHEETS]
        ]
    except PasswordError as error:
        raise Unreadable(Flaw.ENCRYPTED) from error
    except CalamineError as error:
        raise Unreadable(Flaw.DAMAGED) from error
    found = tuple(sheet for sheet in sheets if sheet.rows)
    unread = tuple(Sheet(clean(name), (), cut=True) for _, name in shown[MOST_SHEETS:])
    if not found:
        raise Unreadable(Flaw.TOO_LARGE if unread else Flaw.EMPTY)
    return found + unread


def _values(workbook: CalamineWorkbook, index: int) -> list[list[_Value]]:
    sheet = workbook.get_sheet_by_index(index)
    if sheet.end is None:
        return []
    if sheet.end[0] >= _TALLEST:
        raise Unreadable(Flaw.TOO_LARGE)
    return sheet.to_python(skip_empty_area=False)


def _cell(value: _Value) -> Cell:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        if not math.isfinite(value) or abs(value) >= _LARGEST_EXACT:
            return str(value)
        # What a formula left of 0.1 + 0.2 is 0.3 to people.
        return Decimal(int(value)) if value == int(value) else Decimal(str(round(value, 9)))
    if isinstance(value, str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _check_archive(content: bytes) -> None:
    """Refuses what unpacks to more than a workbook of this size can, and what is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                raise Unreadable(Flaw.TOO_LARGE)
            if sum(member.file_size for member in members) > _MOST_UNPACKED:
                raise Unreadable(Flaw.TOO_LARGE)
            for member in members:
                if member.flag_bits & 1:
                    raise Unreadable(Flaw.ENCRYPTED)
                tight = member.file_size > _MOST_RATIO * max(member.compress_size, 1)
                if tight and member.file_size > _SMALL_MEMBER:
                    raise Unreadable(Flaw.TOO_LARGE)
            _check_kind(archive)
            # Unpacks everything once: what is not as large as it says fails its checksum.
            if archive.testzip() is not None:
                raise Unreadable(Flaw.DAMAGED)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Unreadable(Flaw.DAMAGED) from error


def _check_kind(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return
    if "mimetype" not in names or b"opendocument.spreadsheet" not in archive.read("mimetype"):
        raise Unreadable(Flaw.OTHER_FORMAT)
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in archive.read(manifest):
        raise Unreadable(Flaw.ENCRYPTED)
