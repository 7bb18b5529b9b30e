"""Spreadsheets (.xlsx, .xls) → blocks: each sheet's rows as grids, its long texts as paragraphs."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator

import python_calamine as calamine

from ..blocks import Block, Document
from ..bounds import MOST_CELLS
from ..errors import ReadError
from .bounds import check_workbook
from .formats import date_as_text, general, shown
from .laid import too_far
from .looks import Looks, looks_of
from .merged import Place, merged_cells
from .sheet import Row, sheet_blocks


def read_xlsx(data: bytes, name: str) -> Document:
    """A workbook as blocks, sheet after sheet. Raises ReadError when it is broken, locked or too big.

    What is read is what the sheet shows: numbers by their format, no hidden sheets, rows or columns. An
    error is its name, a formula that was never calculated its words. A source counts sheets as tables,
    hidden ones too, and the sheet's own rows and columns.
    """
    check_workbook(data, name)  # before anything is unpacked
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        blocks: list[Block] = []
        looks = looks_of(data, name)
        for number, about in enumerate(book.sheets_metadata, 1):
            sheet_name = about.name
            if (
                about.visible is not calamine.SheetVisibleEnum.Visible
                or about.typ is calamine.SheetTypeEnum.ChartSheet
            ):
                continue
            sheet = book.get_sheet_by_name(sheet_name)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                raise too_far(name, sheet_name, sheet.total_height, sheet.total_width)
            of_sheet = looks[number - 1] if number <= len(looks) else Looks()
            blocks.extend(sheet_blocks(_rows(sheet, of_sheet), number))
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


def _rows(sheet: calamine.CalamineSheet, looks: Looks) -> Iterator[Row]:
    """The rows that are shown, each with the cells that are. A merged cell stands at its first place that
    is shown."""
    hidden_rows, hidden_columns = looks.hidden_rows, looks.hidden_columns
    spans, covered, held_by = merged_cells(
        sheet.merged_cell_ranges or (), hidden_rows, hidden_columns
    )
    values = sheet.to_python(skip_empty_area=False)
    for r, row in enumerate(values):
        if r in hidden_rows:
            continue
        texts = {}
        for c, value in enumerate(row):
            if (r, c) in covered or c in hidden_columns:
                continue
            place = held_by.get((r, c), (r, c))
            if place != (r, c):
                value = values[place[0]][place[1]]
            texts[c] = looks.texts.get(place) or _text(value, looks, place)
        yield Row(r, texts, {c: spans[r, c] for c in texts if (r, c) in spans})


def _text(value: object, looks: Looks, place: Place) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).upper()
    if isinstance(value, int | float):
        if value == 0 and not looks.shows_zeros:
            return ""
        code = looks.formats.get(place)
        return shown(float(value), code) if code else general(float(value))
    if isinstance(value, datetime.date):  # a datetime too
        return date_as_text(value)
    return str(value).strip()
