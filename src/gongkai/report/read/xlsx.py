"""Spreadsheets (.xlsx, .xls) → blocks: each sheet's rows as grids, its long texts as paragraphs."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

import python_calamine as calamine

from .blocks import Block, Document
from .bounds import MOST_CELLS
from .errors import ReadError
from .sheet import Row, sheet_blocks
from .sheet_bounds import check_workbook


def read_xlsx(data: bytes, name: str) -> Document:
    """A workbook as blocks, sheet after sheet. Raises ReadError when it is broken, locked or too big.

    `raw` is the stored value: 3001 for a cell that stores 3001.0. How the cell's number format shows
    it is not known. A source counts sheets as tables, and the sheet's own rows and columns.
    """
    check_workbook(data, name)  # before anything is unpacked
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        blocks: list[Block] = []
        for number, sheet_name in enumerate(book.sheet_names, 1):
            sheet = book.get_sheet_by_name(sheet_name)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                raise ReadError(
                    name,
                    f"工作表「{sheet_name}」有 {sheet.total_height} 行 {sheet.total_width} 列，不像一份年报",
                    remedy="请删去表格以外的内容后另存再读",
                )
            blocks.extend(sheet_blocks(_rows(sheet), number))
    except calamine.PasswordError as error:
        raise ReadError(name, "文件加了密码", remedy="请去掉密码后另存一份再读") from error
    except ReadError:
        raise
    except BaseException as error:
        # The Rust side ends on some broken files with a panic, which is no Exception in Python.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise ReadError(
            name, "表格文件已损坏，打不开", remedy="请用原来的软件打开并另存一份再读"
        ) from error
    return Document(tuple(blocks), name, "xlsx")


def _rows(sheet: calamine.CalamineSheet) -> Iterator[Row]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if len(covered) + (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
            continue
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered.update(
            (r, c)
            for r in range(top, bottom + 1)
            for c in range(left, right + 1)
            if (r, c) != (top, left)
        )
    for r, values in enumerate(sheet.to_python(skip_empty_area=False)):
        texts = {c: _text(v) for c, v in enumerate(values) if (r, c) not in covered}
        yield Row(r, texts, {c: spans[r, c] for c in texts if (r, c) in spans})


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.date):  # a datetime too
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value).strip()
