"""Spreadsheets (.xlsx, .xls) → blocks: each sheet's rows as grids, its long texts as paragraphs."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

import python_calamine as calamine

from ..cell import Source
from .blocks import Block, Document, Grid, GridCell, Paragraph
from .errors import ReadError
from .packages import Package
from .sections import heading_number

#: A report's sheet has a few hundred cells.
MOST_CELLS = 200_000
#: A text alone in its row that is longer than this is narrative, not a heading of a table.
_LONGEST_HEADING = 40


def read_xlsx(data: bytes, name: str) -> Document:
    """A workbook as blocks, sheet after sheet. Raises ReadError when it is broken, locked or too big.

    `raw` is the stored value: 3001 for a cell that stores 3001.0. How the cell's number format shows
    it is not known. A source counts sheets as tables, and the sheet's own rows and columns.
    """
    if data.startswith(b"PK"):
        Package(data, name)  # within bounds, before anything is unpacked
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
            blocks.extend(_sheet(sheet, number))
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


def _sheet(sheet: calamine.CalamineSheet, number: int) -> Iterator[Block]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
            continue
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered.update(
            (r, c)
            for r in range(top, bottom + 1)
            for c in range(left, right + 1)
            if (r, c) != (top, left)
        )
    rows: list[list[GridCell]] = []
    for r, values in enumerate(sheet.to_python(skip_empty_area=False)):
        texts = {c: _text(v) for c, v in enumerate(values) if (r, c) not in covered}
        filled = {c: text for c, text in texts.items() if text}
        alone = next(iter(filled.values())) if len(filled) == 1 else ""
        if alone and (len(alone) > _LONGEST_HEADING or heading_number(alone)):
            yield from _grid(rows, number)
            rows = []
            column = next(iter(filled)) + 1
            yield Paragraph(alone, Source(table=number, row=r + 1, column=column))
        elif filled:
            rows.append(
                [
                    GridCell(
                        text,
                        len(rows),
                        c,
                        *spans.get((r, c), (1, 1)),
                        Source(table=number, row=r + 1, column=c + 1),
                    )
                    for c, text in texts.items()
                ]
            )
    yield from _grid(rows, number)


def _grid(rows: list[list[GridCell]], number: int) -> Iterator[Block]:
    single = [next(c for c in row if c.text) for row in rows if sum(bool(c.text) for c in row) == 1]
    if rows and len(single) == len(rows):  # nothing stands beside anything: lines, not a table
        yield from (Paragraph(cell.text, cell.source) for cell in single)
    elif rows:
        cells = tuple(cell for row in rows for cell in row)
        yield Grid(cells, Source(table=number))


def _text(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.date):  # a datetime too
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value).strip()
