"""A spreadsheet or a CSV file as lines of cells, within bounds."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from pathlib import PurePath

from python_calamine import load_workbook

from gongkai.office import opendocument
from gongkai.report.read.bounds import Bounds, within
from gongkai.report.read.errors import ReadError, TooMuchError
from gongkai.report.read.packages import Package
from gongkai.report.read.workbook.bounds import reaches

#: A cell as it was: text, number, day, time; "" when empty.
Value = str | int | float | bool | date | datetime | time | timedelta
Grid = list[list[Value]]

MAX_BYTES = 20 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
#: What is written while everybody else of the office waits: a few seconds.
MAX_ROWS = 10_000
MAX_COLUMNS = 200
#: Places of a sheet, empty ones included: what the largest file has, and formatted rows beneath it.
MAX_PLACES = 2 * MAX_ROWS * MAX_COLUMNS

BROKEN = "文件打不开，可能已经损坏或者加了密码。请重新另存为 XLSX。"

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".et")


class SheetError(Exception):
    """The file is no table that can be read; the message is a Chinese sentence."""


def read_grid(name: str, data: bytes) -> Grid:
    """The lines of the first sheet that has any, as many as are filled; line 1 is `grid[0]`.

    Raises SheetError for another kind of file, a damaged one, and one beyond the bounds.
    """
    if not data:
        raise SheetError("文件是空的，没有内容。")
    if len(data) > MAX_BYTES:
        raise SheetError("文件超过 20 MB。请分成几个文件导入。")
    suffix = PurePath(name).suffix.lower()
    if suffix in SPREADSHEETS:
        grid = _spreadsheet(data)
    elif suffix in (".csv", ".txt"):
        grid = _csv(data)
    else:
        raise SheetError(f"不能读“{suffix or name}”文件。请另存为 XLSX 或者 CSV 再导入。")
    while grid and not any(cell != "" for cell in grid[-1]):
        grid.pop()
    if len(grid) < 2:
        raise SheetError("文件里没有表头，或者表头下面没有内容。第一张有内容的工作表应当是台账。")
    if len(grid) - 1 > MAX_ROWS:
        raise SheetError(f"文件有 {len(grid)} 行，一次最多 {MAX_ROWS} 行。请分成几个文件导入。")
    if max(len(line) for line in grid) > MAX_COLUMNS:
        raise SheetError(f"表格超过 {MAX_COLUMNS} 列，不像台账。请只留下要导入的列。")
    return grid


def _spreadsheet(data: bytes) -> Grid:
    _refuse_far_cells(data)
    try:
        book = load_workbook(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            _refuse_reach(sheet.total_height, sheet.total_width)
            grid = sheet.to_python(skip_empty_area=False)
            if any(cell != "" for line in grid for cell in line):
                return [list(line) for line in grid]
    except SheetError:
        raise
    except BaseException as error:
        # The Rust side ends on some broken files with a panic, which is no Exception in Python.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise SheetError(BROKEN) from error
    return []


def _refuse_far_cells(data: bytes) -> None:
    """The library that reads sheets makes room for every place between the first and the last cell: one
    cell in the far corner is seventeen thousand million places. So it is looked at before it; an archive
    is opened there the first time, and one that would unpack to too much is refused unread."""
    try:
        with within(Bounds(bytes=MAX_UNPACKED)):
            for rows, columns in reaches(data, "", of_a_report=False):
                _refuse_reach(rows, columns)
            if data.startswith(b"PK"):
                package = Package(data, "")
                if "content.xml" in package.members:
                    for rows, columns in opendocument.reaches(package.read("content.xml")):
                        _refuse_reach(rows, columns)
    except TooMuchError as error:
        raise SheetError("文件展开以后过大，没有打开。请只留下台账的工作表再导入。") from error
    except (ReadError, ValueError) as error:
        raise SheetError(BROKEN) from error


def _refuse_reach(rows: int, columns: int) -> None:
    if rows * columns > MAX_PLACES:
        raise SheetError(
            f"有一张工作表从第一格到最后一格有 {rows} 行 {columns} 列，太大了，没有打开。"
            "请删去台账以外的内容（远处的空格也要删），另存后再导入。"
        )


def _csv(data: bytes) -> Grid:
    text = _decode(data)
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    try:
        lines = [
            list(line) for line in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise SheetError("CSV 文件的引号或者分隔不完整，读不下去。请重新导出。") from error
    return [[cell.strip() for cell in line] for line in lines]


def _decode(data: bytes) -> str:
    """UTF-8 when it is valid UTF-8, else GB18030, which Excel in China writes."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetError("CSV 文件的编码既不是 UTF-8 也不是 GB18030。请重新导出。")
