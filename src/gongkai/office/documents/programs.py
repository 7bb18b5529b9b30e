"""Whether an uploaded file carries a program that would run where somebody opens it. The names inside
are looked at, nothing is run. Pure."""

from __future__ import annotations

import io
import re
import zipfile

from gongkai.report.read import ReadError, ole

#: Members of a package: a project of macros, macro sheets of old Excel, ActiveX, embedded files.
_IN_PACKAGE = re.compile(
    r"vbaProject\.bin$|/(intl)?macrosheets/|/activeX/|/embeddings/.*\.bin$", re.I
)
#: Streams of an OLE file: every project of macros holds the first, an embedded file the second.
_IN_OLE = ("_VBA_PROJECT", "\x01Ole10Native")
#: A workbook of old Excel: the streams it may be in, the record that names a sheet, and its end.
_WORKBOOKS = ("Workbook", "Book")
_SHEET, _END = 0x0085, 0x000A
_MACRO_SHEETS = (0x01, 0x06)  # Excel 4.0 macros, a Visual Basic module


class DamagedError(ValueError):
    """A package that does not open."""


def in_package(data: bytes) -> bool:
    """Of a .docx, .xlsx or .ofd. Raises DamagedError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise DamagedError from error
    return any(_IN_PACKAGE.search(member) for member in members)


def in_ole(data: bytes) -> bool:
    """Of a .doc, .wps, .xls or .et. The names are looked for in the bytes themselves: a directory that
    is broken for us may be read by the program that opens the file."""
    if any(name.encode("utf-16-le") in data for name in _IN_OLE):
        return True
    try:
        container = ole.Container(data, "")
        return any(_macro_sheet(container.read(name)) for name in _WORKBOOKS)
    except ReadError:
        return False


def _macro_sheet(workbook: bytes) -> bool:
    """Whether a workbook names a sheet of macros. Its records: kind, length, content."""
    at = 0
    while at + 4 <= len(workbook):
        kind = int.from_bytes(workbook[at : at + 2], "little")
        size = int.from_bytes(workbook[at + 2 : at + 4], "little")
        if kind == _END:
            return False
        if kind == _SHEET and size >= 6 and workbook[at + 9] in _MACRO_SHEETS:
            return True
        at += 4 + size
    return False
