"""Workbooks as programs write them, reduced to what a reader needs, and the means to spoil them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from xml.sax.saxutils import escape

Value = str | int | float | None
Rows = Sequence[Sequence[Value]]

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def archive(members: Mapping[str, str | bytes], *, packed: bool = True) -> bytes:
    """A zip archive of these."""
    made = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(made, "w", kind) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


def cell_name(row: int, column: int) -> str:
    """ "C4" for row 4, column 2."""
    return f"{ascii_uppercase[column]}{row}"


def sheet_xml(rows: Rows) -> str:
    """The rows of a sheet; a text that begins with "=" is a formula whose saved value is 7."""
    written = []
    for number, row in enumerate(rows, start=1):
        cells = []
        for column, value in enumerate(row):
            name = cell_name(number, column)
            if isinstance(value, str) and value.startswith("="):
                cells.append(f'<c r="{name}"><f>{escape(value[1:])}</f><v>7</v></c>')
            elif isinstance(value, str):
                text = f'<is><t xml:space="preserve">{escape(value)}</t></is>'
                cells.append(f'<c r="{name}" t="inlineStr">{text}</c>')
            elif value is not None:
                cells.append(f'<c r="{name}"><v>{value}</v></c>')
        written.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(written)


def xlsx(
    sheets: Mapping[str, Rows | str],
    *,
    hidden: Sequence[str] = (),
    strings: Sequence[str] = (),
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An XLSX workbook.

    Args:
        sheets: by name, the rows, or the XML of them.
        hidden: names of sheets that are not shown.
        strings: the shared strings.
        more: other members of the archive.
    """
    types, listed, related, members = [], [], [], {}
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        path = f"worksheets/sheet{number}.xml"
        types.append(f'<Override PartName="/xl/{path}" ContentType="{_SHEET_TYPE}"/>')
        state = ' state="hidden"' if name in hidden else ""
        listed.append(
            f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="rId{number}"/>'
        )
        related.append(
            f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" Target="{path}"/>'
        )
        body = rows if isinstance(rows, str) else sheet_xml(rows)
        members[f"xl/{path}"] = (
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
        )
    if strings:
        types.append(f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_STRINGS_TYPE}"/>')
        related.append(
            f'<Relationship Id="rIdS" Type="{_RELATIONS}/sharedStrings" '
            'Target="sharedStrings.xml"/>'
        )
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        members["xl/sharedStrings.xml"] = f'{_XML}<sst xmlns="{_MAIN}">{items}</sst>'
    return archive(
        {
            "[Content_Types].xml": (
                f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
                '<Default Extension="xml" ContentType="application/xml"/>'
                '<Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/xl/workbook.xml" ContentType="{_BOOK_TYPE}"/>'
                f"{''.join(types)}</Types>"
            ),
            "_rels/.rels": (
                f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
                f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ),
            "xl/workbook.xml": (
                f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
                f"<sheets>{''.join(listed)}</sheets></workbook>"
            ),
            "xl/_rels/workbook.xml.rels": (
                f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
                f"{''.join(related)}</Relationships>"
            ),
            **members,
            **(more or {}),
        }
    )


def ods_cell(value: Value) -> str:
    """A cell of an ODS sheet."""
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        text = f"<text:p>{escape(value)}</text:p>"
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{value}</text:p></table:table-cell>"
    )


def ods(
    sheets: Mapping[str, Rows | str], *, more: Mapping[str, str | bytes] | None = None
) -> bytes:
    """An ODS workbook; rows may be given as their XML."""
    tables = []
    for name, rows in sheets.items():
        body = (
            rows
            if isinstance(rows, str)
            else "".join(
                f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows
            )
        )
        tables.append(f'<table:table table:name="{escape(name)}">{body}</table:table>')
    base = "urn:oasis:names:tc:opendocument:xmlns"
    return archive(
        {
            "mimetype": _ODS_TYPE,
            "META-INF/manifest.xml": (
                f'{_XML}<manifest:manifest xmlns:manifest="{base}:manifest:1.0">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
                "</manifest:manifest>"
            ),
            "content.xml": (
                f'{_XML}<office:document-content xmlns:office="{base}:office:1.0" '
                f'xmlns:table="{base}:table:1.0" xmlns:text="{base}:text:1.0">'
                f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet>"
                "</office:body></office:document-content>"
            ),
            **(more or {}),
        }
    )
